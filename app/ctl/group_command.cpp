// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/group_command.h"

#include "app/ctl/people.h"
#include "app/ctl/places.h"
#include "core/storage/central_lookup.h"

#include <algorithm>
#include <array>

namespace staffroom::ctl {

using domain::Kind;
using domain::Value;
namespace f = domain::field;

namespace {

constexpr std::array<std::string_view, 3> sorts{"cooperative", "workshop", "study"};

} // namespace

std::vector<Option> GroupAddCommand::options() const
{
    std::vector<Option> options = newPlaceOptions(
        {"sort", "SORT", "cooperative (of schools), workshop (of a subject) or study (any other)", false, "study"});
    options.push_back({"about", "TEXT", "what the group is for"});
    return options;
}

Result<void> GroupAddCommand::run(const Arguments& arguments, const Surroundings& world) const
{
    const std::string& sort = arguments.text("sort");
    STAFFROOM_TRY(checkNewPlace(arguments, sorts));
    auto opened = openCounty(arguments.text("data"), world.clock, world.random);
    if (!opened)
        return opened.error();
    SqliteCentral& store = **opened;
    const auto groups = groupsOf(store);
    if (!groups)
        return groups.error();
    const std::string& slug = arguments.text("slug");
    const RecordId group = County(store).group(slug);
    STAFFROOM_TRY(checkNewSlug(store, *groups, slug, group));
    const auto people = peopleWithAccounts(store);
    if (!people)
        return people.error();
    Edit edit{group,
              Kind::group,
              groupScope(group),
              {{f::group::name, Value::text(arguments.text("name"))},
               {f::group::sort, Value::text(sort)},
               {f::group::slug, Value::text(slug)}}};
    if (arguments.has("about"))
        edit.fields.emplace_back(f::group::about, Value::text(arguments.text("about")));
    if (arguments.has("name-en"))
        edit.fields.emplace_back(f::group::nameEn, Value::text(arguments.text("name-en")));
    STAFFROOM_TRY(store.commit(std::span(&edit, 1)));
    for (const auto& [login, person] : *people)
        if (person.role == "admin") // looks after every group without being one of its members
            STAFFROOM_TRY(store.setRoles(person.id, groupScope(group), roleInGroup(person.role)));
    world.out << "added group " << slug << " \"" << arguments.text("name") << "\"\n";
    return {};
}

std::vector<Option> GroupJoinCommand::options() const
{
    return {dataOption,
            {"group", "SLUG", "organisation list shows all", true},
            {"logins", "A,B", "who joins: the names they sign in with", true}};
}

Result<void> GroupJoinCommand::run(const Arguments& arguments, const Surroundings& world) const
{
    auto opened = openCounty(arguments.text("data"), world.clock, world.random);
    if (!opened)
        return opened.error();
    SqliteCentral& store = **opened;
    const auto groups = groupsOf(store);
    if (!groups)
        return groups.error();
    const auto group = bySlug(*groups, arguments.text("group"), "group");
    if (!group)
        return group.error();
    const auto people = peopleWithAccounts(store);
    if (!people)
        return people.error();
    std::vector<NewPerson> joining;
    std::vector<Edit> edits;
    for (const std::string& login : arguments.list("logins")) {
        const auto found =
            std::find_if(people->begin(), people->end(), [&](const auto& one) { return one.login == login; });
        if (found == people->end())
            return Error{ErrorCode::forbidden, "joining the group", "nobody signs in as " + login,
                         "\"staffroomctl user add\" makes the account"};
        joining.push_back(found->person);
        Edit edit = membershipEdit(found->person, group->id);
        const auto before = storage::lookUp(store, edit.id);
        if (!before)
            return before.error();
        if (*before && (*before)->deleted)
            edit.fields.emplace_back(f::deleted, Value::boolean(false));
        edits.push_back(std::move(edit));
    }
    if (joining.empty())
        return Error{ErrorCode::invalidArgument, "reading the command line", "--logins names nobody"};
    const auto news = storage::withoutWhatIsSo(store, edits);
    if (!news)
        return news.error();
    STAFFROOM_TRY(store.commit(*news));
    for (const NewPerson& person : joining)
        STAFFROOM_TRY(store.setRoles(person.id, groupScope(group->id), roleInGroup(person.role)));
    world.out << joining.size() << " in " << group->slug << ", " << news->size() << " of them changed\n";
    return {};
}

} // namespace staffroom::ctl
