// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/course_records.h"

#include <map>

namespace staffroom::ctl {

using domain::Kind;
using domain::Value;
namespace f = domain::field;

namespace {

std::int64_t minutesOf(const content::CourseManifest& manifest)
{
    if (manifest.hours > 0)
        return static_cast<std::int64_t>(manifest.hours * 60 + 0.5);
    std::int64_t minutes = 0;
    for (const content::Module& module : manifest.modules)
        for (const content::Activity& activity : module.activities)
            minutes += activity.minutes;
    return minutes;
}

Edit courseEdit(const County& county, const RecordId& id, const content::Imported& imported, std::int64_t published)
{
    const content::CourseManifest& manifest = imported.manifest;
    return Edit{id,
                Kind::course,
                county.catalogue(),
                {{f::course::title, Value::text(manifest.title)},
                 {f::course::summary, Value::text(manifest.summary)},
                 {f::course::language, Value::text(manifest.lang)},
                 {f::course::subject, Value::text(manifest.subject)},
                 {f::course::stage, Value::text(manifest.stage)},
                 {f::course::minutes, Value::integer(minutesOf(manifest))},
                 {f::course::licence, Value::text(manifest.licence)},
                 {f::course::provider, Value::text(manifest.provider)},
                 {f::course::packageHash, Value::bytes(imported.package.hash.view())},
                 {f::course::packageBytes, Value::integer(static_cast<std::int64_t>(imported.package.size))},
                 {f::course::published, Value::integer(published)},
                 {f::course::slug, Value::text(manifest.slug)}}};
}

void addOutline(const County& county, const content::CourseManifest& manifest, CoursePackage& out)
{
    const RecordId& course = out.course.id;
    std::map<std::string, int> sameTitle;
    std::int64_t position = 0;
    std::int64_t moduleAt = 0;
    for (const content::Module& module : manifest.modules) {
        const std::string occurrence = std::to_string(++sameTitle[module.title]);
        const RecordId moduleId = base::idFromKey("module", {course.view(), module.title, occurrence});
        out.edits.push_back({moduleId,
                             Kind::module,
                             county.catalogue(),
                             {{f::module::course, Value::id(course)},
                              {f::module::title, Value::text(module.title)},
                              {f::module::sort, Value::text(module.kind)},
                              {f::module::position, Value::integer(moduleAt++)}}});
        for (const content::Activity& activity : module.activities) {
            const RecordId id = base::idFromKey("activity", {course.view(), activity.file});
            out.course.activities.push_back({id, activity.minutes});
            out.edits.push_back({id,
                                 Kind::activity,
                                 county.catalogue(),
                                 {{f::activity::course, Value::id(course)},
                                  {f::activity::module, Value::id(moduleId)},
                                  {f::activity::title, Value::text(activity.title)},
                                  {f::activity::file, Value::text(activity.file)},
                                  {f::activity::minutes, Value::integer(activity.minutes)},
                                  {f::activity::position, Value::integer(position++)},
                                  {f::activity::type, Value::text(activity.type)}}});
        }
    }
    out.course.modules = manifest.modules.size();
}

} // namespace

Result<CoursePackage> packageCourse(SqliteCentral& store, const std::filesystem::path& folder,
                                    content::ImportOptions options, std::int64_t published)
{
    // Beside the blobs, so that a full disk shows before anything is taken in.
    const std::filesystem::path package = store.folder() / "import.zip";
    options.output = package.string();
    auto imported = content::importFolder(folder.string(), options);
    if (!imported)
        return imported.error();
    const auto blob = store.addBlob(package);
    std::error_code ignored; // left behind, it is overwritten by the next import
    std::filesystem::remove(package, ignored);
    if (!blob)
        return blob.error();
    if (*blob != imported->package.hash)
        return Error{ErrorCode::badHash, "taking a package in", folder.string()};
    const County county(store);
    CoursePackage out;
    out.course.id = county.course(imported->manifest.slug);
    out.edits.push_back(courseEdit(county, out.course.id, *imported, published));
    addOutline(county, imported->manifest, out);
    out.imported = *std::move(imported);
    return out;
}

} // namespace staffroom::ctl
