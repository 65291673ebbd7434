// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/import_discussion_command.h"

#include "app/ctl/county.h"
#include "app/ctl/discussion_dump.h"
#include "app/ctl/edit_queue.h"
#include "app/ctl/html_text.h"
#include "app/ctl/people.h"
#include "core/storage/central_lookup.h"

#include <map>

namespace staffroom::ctl {

using domain::Kind;
using domain::Value;
namespace f = domain::field;

namespace {

/// A person record and the group's membership of somebody who wrote, but has no account here.
std::vector<Edit> authorEdits(const County& county, const RecordId& id, const std::string& name, const RecordId& group)
{
    return {Edit{id,
                 Kind::person,
                 county.org(),
                 {{f::person::name, Value::text(name)}, {f::person::role, Value::text("guest")}}},
            Edit{domain::membershipId(id, group),
                 Kind::membership,
                 groupScope(group),
                 {{f::membership::person, Value::id(id)},
                  {f::membership::of, Value::id(group)},
                  {f::membership::role, Value::text("guest")},
                  {f::membership::personName, Value::text(name)}}}};
}

/// Everybody with an account reads and writes in the group.
Result<std::vector<Edit>> openToAll(SqliteCentral& store, const RecordId& group)
{
    const auto everybody = peopleWithAccounts(store);
    if (!everybody)
        return everybody.error();
    std::vector<Edit> edits;
    for (const auto& [login, person] : *everybody) {
        edits.push_back(membershipEdit(person, group));
        STAFFROOM_TRY(store.setRoles(person.id, groupScope(group), roleInGroup(person.role)));
    }
    return edits;
}

Edit messageEdit(const DumpPost& post, const RecordId& group, const RecordId& id, const RecordId& author,
                 const RecordId& thread)
{
    const std::string body = markdownFromHtml(post.html);
    if (post.parent.empty())
        return Edit{id,
                    Kind::post,
                    groupScope(group),
                    {{f::post::author, Value::id(author)},
                     {f::post::title, Value::text(post.title)},
                     {f::post::body, Value::text(body)},
                     {f::post::created, Value::integer(post.created)}}};
    return Edit{id,
                Kind::reply,
                groupScope(group),
                {{f::reply::author, Value::id(author)},
                 {f::reply::thread, Value::id(thread)},
                 {f::reply::to, Value::id(thread)},
                 {f::reply::body, Value::text(body)},
                 {f::reply::created, Value::integer(post.created)}}};
}

} // namespace

std::vector<Option> ImportDiscussionCommand::options() const
{
    return {dataOption,
            {"group", "NAME", "of the group to make or to go on filling", true},
            {"group-about", "TEXT", "what the group is for"}};
}

std::string_view ImportDiscussionCommand::details() const
{
    return "Questions become threads, answers replies, authors people without an account; everybody with an account\n"
           "may read and write there. A second import of the same file changes nothing.";
}

Result<void> ImportDiscussionCommand::run(const Arguments& arguments, const Surroundings& world) const
{
    const auto dump = readDiscussion(arguments.operand(0));
    if (!dump)
        return dump.error();
    auto opened = openCounty(arguments.text("data"), world.clock, world.random);
    if (!opened)
        return opened.error();
    SqliteCentral& store = **opened;
    const County county(store);
    const std::string& name = arguments.text("group");
    const RecordId group = county.group("discussion/" + name);

    std::vector<Edit> edits = {Edit{group,
                                    Kind::group,
                                    groupScope(group),
                                    {{f::group::name, Value::text(name)}, {f::group::sort, Value::text("study")}}}};
    if (arguments.has("group-about"))
        edits.front().fields.emplace_back(f::group::about, Value::text(arguments.text("group-about")));
    std::map<std::string, std::string> authors;
    for (const DumpPost& post : dump->posts)
        authors.emplace(post.author, post.authorName);
    const auto authorId = [&](const std::string& key) {
        return base::idFromKey("discussion-author", {group.view(), key});
    };
    const auto messageId = [&](const std::string& id) {
        return base::idFromKey("discussion-post", {group.view(), id});
    };
    for (const auto& [key, shown] : authors)
        for (Edit& edit : authorEdits(county, authorId(key), shown, group))
            edits.push_back(std::move(edit));
    std::size_t threads = 0;
    for (const DumpPost& post : dump->posts) {
        threads += post.parent.empty() ? 1 : 0;
        edits.push_back(messageEdit(post, group, messageId(post.id), authorId(post.author), messageId(post.parent)));
    }
    auto members = openToAll(store, group);
    if (!members)
        return members.error();
    for (Edit& edit : *members)
        edits.push_back(std::move(edit));

    auto news = storage::withoutWhatIsSo(store, edits);
    if (!news)
        return news.error();
    const std::size_t changed = news->size();
    EditQueue queue(store);
    STAFFROOM_TRY(queue.add(*std::move(news)));
    STAFFROOM_TRY(queue.flush());
    world.out << "group " << group.text() << " \"" << name << "\"\n"
              << threads << " threads, " << dump->posts.size() - threads << " replies, " << authors.size()
              << " authors; left out: " << dump->otherSorts << " rows that are neither question nor answer, "
              << dump->orphans << " answers without their question\n"
              << changed << " records changed\n";
    return {};
}

} // namespace staffroom::ctl
