// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/user_command.h"

#include "app/ctl/county.h"
#include "core/storage/central_lookup.h"

#include <algorithm>
#include <array>
#include <sstream>

namespace staffroom::ctl {

namespace {

constexpr std::array<std::string_view, 4> roles{"teacher", "mentor", "leader", "admin"};

Error refused(std::string detail)
{
    return Error{ErrorCode::invalidArgument, "adding a user", std::move(detail)};
}

std::vector<std::string> listed(const std::string& text)
{
    std::vector<std::string> names;
    std::istringstream in(text);
    for (std::string name; std::getline(in, name, ',');)
        if (!name.empty())
            names.push_back(name);
    return names;
}

/// The name of an organisation's record. Errors: notFound.
Result<std::string> organisationName(SqliteCentral& store, const RecordId& id, const std::string& slug)
{
    const auto record = storage::lookUp(store, id);
    if (!record)
        return record.error();
    if (!*record || (*record)->kind != domain::Kind::organisation)
        return Error{ErrorCode::notFound, "adding a user", "no such school: " + slug};
    const domain::Value* name = (*record)->field(domain::field::organisation::name);
    return std::string(name ? name->asText().value_or("") : "");
}

Result<void> requireGroup(SqliteCentral& store, const RecordId& id, const std::string& slug)
{
    const auto record = storage::lookUp(store, id);
    if (!record)
        return record.error();
    if (!*record || (*record)->kind != domain::Kind::group)
        return Error{ErrorCode::notFound, "adding a user", "no such group: " + slug};
    return {};
}

} // namespace

std::vector<Option> UserAddCommand::options() const
{
    return {dataOption,
            {"login", "L", "what the person signs in with", true},
            {"name", "N", "the person's name", true},
            {"school", "SLUG", "\"office\" for the county's office", true},
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
        return Error{ErrorCode::forbidden, "adding a user", login + " is taken: choose another login"};
    const RecordId school = county.organisation(arguments.text("school"));
    auto schoolName = organisationName(store, school, arguments.text("school"));
    if (!schoolName)
        return schoolName.error();
    const NewPerson person{county.person(login),      arguments.text("name"), school, *schoolName, role,
                           arguments.text("subject"), arguments.text("grade")};
    std::vector<Edit> edits = personEdits(county, person);
    const std::vector<std::string> groups = listed(arguments.text("groups"));
    for (const std::string& slug : groups) {
        STAFFROOM_TRY(requireGroup(store, county.group(slug), slug));
        edits.push_back(membershipEdit(person, county.group(slug)));
    }
    const auto hash = base::hashPassword(*password);
    if (!hash)
        return hash.error();
    STAFFROOM_TRY(store.commit(edits));
    STAFFROOM_TRY(grantPersonRights(store, county, person));
    for (const std::string& slug : groups)
        STAFFROOM_TRY(store.setRoles(person.id, groupScope(county.group(slug)), roleInGroup(role)));
    // Last: an account that is there can be used.
    STAFFROOM_TRY(store.setAccount({person.id, login, person.name, *hash}));
    world.out << "added " << login << ", person " << person.id.text() << ", " << groups.size() << " groups\n";
    return {};
}

} // namespace staffroom::ctl
