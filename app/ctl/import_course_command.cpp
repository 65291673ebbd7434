// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/import_course_command.h"

#include "app/ctl/course_records.h"
#include "app/ctl/edit_queue.h"
#include "core/storage/central_lookup.h"
#include "core/storage/learning_reads.h"

#include <algorithm>
#include <set>

namespace staffroom::ctl {

namespace f = domain::field;

namespace {

Edit deletion(const RecordId& id, domain::Kind kind, const ScopeId& scope)
{
    return Edit{id, kind, scope, {{f::deleted, domain::Value::boolean(true)}}};
}

/// Takes out the modules and activities that the course has had and the package hasn't, and brings back those that it
/// has again.
Result<void> settleOutline(SqliteCentral& store, const CatalogueCourse& course, std::vector<Edit>& edits)
{
    auto reader = storage::Database::openReader(store.folder() / "server.db");
    if (!reader)
        return reader.error();
    const auto held = storage::LearningReads(**reader).course(RecordId(), course.id);
    if (!held)
        return held.error();
    std::set<RecordId> present;
    for (Edit& edit : edits) {
        present.insert(edit.id);
        const auto record = storage::lookUp(store, edit.id);
        if (!record)
            return record.error();
        if (*record && (*record)->deleted)
            edit.fields.insert(edit.fields.begin(), {f::deleted, domain::Value::boolean(false)});
    }
    const ScopeId catalogue = edits.front().scope;
    if (!*held)
        return {};
    for (const learning::Module& module : (*held)->modules) {
        if (!module.id.isNull() && !present.contains(module.id))
            edits.push_back(deletion(module.id, domain::Kind::module, catalogue));
        for (const learning::Activity& activity : module.activities)
            if (!present.contains(activity.id))
                edits.push_back(deletion(activity.id, domain::Kind::activity, catalogue));
    }
    return {};
}

/// The day of publication stays while the package is the same.
Result<void> keepPublished(SqliteCentral& store, Edit& course, const base::Hash& package)
{
    const auto record = storage::lookUp(store, course.id);
    if (!record)
        return record.error();
    const domain::Value* hash = *record ? (*record)->field(f::course::packageHash) : nullptr;
    if (hash && hash->asBytes() == package.view())
        std::erase_if(course.fields, [](const auto& field) { return field.first == f::course::published; });
    return {};
}

} // namespace

std::vector<Option> ImportCourseCommand::options() const
{
    return {dataOption,
            {"title", "T", "instead of the folder's own"},
            {"provider", "P", "who made the course"},
            {"licence", "L", "under which it may be used, e.g. CC-BY-4.0"},
            {"language", "L", "of its pages, e.g. zh-CN or en"}};
}

std::string_view ImportCourseCommand::details() const
{
    return "The folder's course.json says title, modules and activities; without one they follow from the files.\n"
           "The course's slug (else the folder's name) tells which course it is: the same one is updated.";
}

Result<void> ImportCourseCommand::run(const Arguments& arguments, const Surroundings& world) const
{
    auto opened = openCounty(arguments.text("data"), world.clock, world.random);
    if (!opened)
        return opened.error();
    SqliteCentral& store = **opened;
    content::ImportOptions options;
    options.title = arguments.text("title");
    options.provider = arguments.text("provider");
    options.licence = arguments.text("licence");
    options.lang = arguments.text("language");
    auto package = packageCourse(store, arguments.operand(0), options, world.clock.wallMs());
    if (!package)
        return package.error();
    STAFFROOM_TRY(keepPublished(store, package->edits.front(), package->imported.package.hash));
    STAFFROOM_TRY(settleOutline(store, package->course, package->edits));
    auto news = storage::withoutWhatIsSo(store, package->edits);
    if (!news)
        return news.error();
    const std::size_t changed = news->size();
    EditQueue queue(store);
    STAFFROOM_TRY(queue.add(*std::move(news)));
    STAFFROOM_TRY(queue.flush());

    const content::Imported& imported = package->imported;
    for (const content::ImportNote& note : imported.notes)
        world.out << "note " << content::describe(note) << '\n';
    world.out << "course " << imported.manifest.slug << ' ' << package->course.id.text() << " \""
              << imported.manifest.title << "\"\n"
              << package->course.modules << " modules, " << package->course.activities.size() << " activities, "
              << imported.files << " files, " << imported.package.size << " bytes, package "
              << imported.package.hash.hex() << '\n'
              << imported.notes.size() << " notes, " << changed << " records changed\n";
    return {};
}

} // namespace staffroom::ctl
