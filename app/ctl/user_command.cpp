// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/user_command.h"

#include "app/ctl/county.h"
#include "app/ctl/courier_words.h"
#include "app/ctl/places.h"
#include "core/domain/login.h"

#include <algorithm>
#include <array>

namespace staffroom::ctl {

namespace {

constexpr std::array<std::string_view, 4> roles{"teacher", "mentor", "leader", "admin"};

Error refused(std::string detail)
{
    return Error{ErrorCode::invalidArgument, "adding a user", std::move(detail)};
}

} // namespace

std::vector<Option> UserAddCommand::options() const
{
    return {dataOption,
            {"login", "L", "what the person signs in with: small letters and digits of any script, . - _ inside", true},
            {"name", "N", "the person's name", true},
            {"school", "SLUG",
             "where the person works, \"office\" for the county's office; organisation list shows all", true},
            {"role", "ROLE", "teacher, mentor, leader or admin", true},
            {"groups", "A,B", "slugs of the groups that the person belongs to"},
            {"subject", "TEXT", "what the person teaches"},
            {"grade", "TEXT", "whom the person teaches"},
            {"password-file", "FILE", "the password is its first line", true}};
}

Result<void> UserAddCommand::run(const Arguments& arguments, const Surroundings& world) const
{
    const std::string& login = arguments.text("login");
    const std::string& role = arguments.text("role");
    if (std::find(roles.begin(), roles.end(), role) == roles.end())
        return refused("--role must be teacher, mentor, leader or admin");
    STAFFROOM_TRY(domain::checkLogin(login));
    const auto password = readPassword(arguments.text("password-file"));
    if (!password)
        return password.error();
    auto opened = openCounty(arguments.text("data"), world.clock, world.random);
    if (!opened)
        return opened.error();
    SqliteCentral& store = **opened;
    const County county(store);
    const auto held = store.account(login);
    if (!held)
        return held.error();
    if (*held)
        return Error{ErrorCode::forbidden, "adding a user", (*held)->login + " is taken: choose another login"};
    const auto schools = organisationsOf(store);
    if (!schools)
        return schools.error();
    const auto school = bySlug(*schools, arguments.text("school"), "school");
    if (!school)
        return school.error();
    const auto groups = groupsOf(store);
    if (!groups)
        return groups.error();
    const NewPerson person{county.person(login),      arguments.text("name"), school->id, school->name, role,
                           arguments.text("subject"), arguments.text("grade")};
    std::vector<Edit> edits = personEdits(county, person);
    std::vector<RecordId> joined;
    for (const std::string& slug : arguments.list("groups")) {
        const auto group = bySlug(*groups, slug, "group");
        if (!group)
            return group.error();
        joined.push_back(group->id);
        edits.push_back(membershipEdit(person, group->id));
    }
    const auto hash = base::hashPassword(*password);
    if (!hash)
        return hash.error();
    STAFFROOM_TRY(store.commit(edits));
    STAFFROOM_TRY(grantPersonRights(store, county, person));
    for (const RecordId& group : joined)
        STAFFROOM_TRY(store.setRoles(person.id, groupScope(group), roleInGroup(role)));
    if (role == "admin") // looks after every group without being one of its members
        for (const Place& group : *groups)
            STAFFROOM_TRY(store.setRoles(person.id, groupScope(group.id), roleInGroup(role)));
    const auto hubs = store.hubs();
    if (!hubs)
        return hubs.error();
    for (const auto& [hub, members] : *hubs)
        if (hub.organisation == school->id) // the school's hub carries for everybody there
            STAFFROOM_TRY(store.setHubMember(hub.id, person.id, true));
    // Last: an account that is there can be used.
    STAFFROOM_TRY(store.setAccount({person.id, login, person.name, *hash}));
    world.out << "added " << login << ", person " << person.id.text() << ", " << counted(joined.size(), "group")
              << '\n';
    return {};
}

} // namespace staffroom::ctl
