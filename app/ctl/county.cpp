// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/county.h"

#include "core/storage/central_lookup.h"

#include <fstream>
#include <iostream>

namespace staffroom::ctl {

using domain::Kind;
using domain::Role;
using domain::Value;
namespace f = domain::field;

County::County(const SqliteCentral& store) : m_id(base::idFromKey("county", {store.id().view()})) {}

RecordId County::organisation(std::string_view slug) const
{
    return slug == "office" ? m_id : base::idFromKey("organisation", {m_id.view(), slug});
}

RecordId County::group(std::string_view slug) const
{
    return base::idFromKey("group", {m_id.view(), slug});
}

RecordId County::person(std::string_view login) const
{
    return base::idFromKey("person", {m_id.view(), login});
}

RecordId County::course(std::string_view slug) const
{
    return base::idFromKey("course", {m_id.view(), slug});
}

ScopeId groupScope(const RecordId& group)
{
    return {domain::ScopeType::group, group};
}

ScopeId workScope(const RecordId& person)
{
    return {domain::ScopeType::personWork, person};
}

ScopeId privateScope(const RecordId& person)
{
    return {domain::ScopeType::personPrivate, person};
}

namespace {

/// A new store is made in a folder of its own: what else lies there would be shut away with it, and backed up with it.
Result<void> checkRoomFor(const std::filesystem::path& folder)
{
    std::error_code unseen; // then opening says what is wrong
    if (std::filesystem::exists(folder / "server.db", unseen))
        return {};
    for (std::filesystem::directory_iterator at(folder, unseen), end; !unseen && at != end; at.increment(unseen)) {
        const std::string name = at->path().filename().string();
        // What a try that came to nothing leaves, and what a fresh disk has.
        if (name != "snapshots" && name != "blobs" && name != "lock" && name != "reserve" && name != "lost+found")
            return Error{ErrorCode::forbidden, "making the store",
                         folder.string() + " isn't empty and isn't a store: there is " + name,
                         "name a new or an empty folder with --data, or move what is in this one aside first"};
    }
    return {};
}

} // namespace

Result<std::unique_ptr<SqliteCentral>> openStore(const std::filesystem::path& folder, const base::Clock& clock,
                                                 base::Random& random, bool create, std::optional<base::StoreId> id)
{
    if (create)
        STAFFROOM_TRY(checkRoomFor(folder));
    auto store = SqliteCentral::open({folder, clock, random, id}, create);
    if (!store && store.error().code == ErrorCode::profileLocked)
        return Error{ErrorCode::profileLocked, "opening the server's store",
                     folder.string() +
                         " is in use by a running staffroom-server or another staffroomctl (\"systemctl stop "
                         "staffroom-server\" stops the installed server)"};
    return store;
}

Result<bool> hasCounty(SqliteCentral& store)
{
    const auto record = storage::lookUp(store, County(store).id());
    if (!record)
        return record.error();
    return record->has_value();
}

Result<std::unique_ptr<SqliteCentral>> openCounty(const std::filesystem::path& folder, const base::Clock& clock,
                                                  base::Random& random)
{
    auto store = openStore(folder, clock, random);
    if (!store)
        return store.error();
    const auto there = hasCounty(**store);
    if (!there)
        return there.error();
    if (!*there)
        return Error{ErrorCode::notFound, "opening the county",
                     folder.string() + " holds a server's store without a county",
                     "\"staffroomctl init --data " + folder.string() + " --name NAME\" makes one"};
    return store;
}

std::vector<Edit> personEdits(const County& county, const NewPerson& person)
{
    return {Edit{person.id,
                 Kind::person,
                 county.org(),
                 {{f::person::name, Value::text(person.name)},
                  {f::person::school, Value::id(person.school)},
                  {f::person::subject, Value::text(person.subject)},
                  {f::person::grade, Value::text(person.grade)},
                  {f::person::role, Value::text(person.role)}}},
            Edit{domain::membershipId(person.id, person.school),
                 Kind::membership,
                 county.org(),
                 {{f::membership::person, Value::id(person.id)},
                  {f::membership::of, Value::id(person.school)},
                  {f::membership::role, Value::text(person.role)},
                  {f::membership::personName, Value::text(person.name)},
                  {f::membership::schoolName, Value::text(person.schoolName)}}}};
}

Result<void> grantPersonRights(SqliteCentral& store, const County& county, const NewPerson& person)
{
    const bool administers = person.role == "admin";
    domain::Roles org = domain::only(Role::member);
    if (administers)
        org = Role::member | Role::administrator;
    const domain::Roles catalogue =
        administers ? static_cast<domain::Roles>(org | domain::only(Role::author)) : domain::only(Role::member);
    STAFFROOM_TRY(store.setRoles(person.id, county.org(), org));
    STAFFROOM_TRY(store.setRoles(person.id, county.catalogue(), catalogue));
    STAFFROOM_TRY(store.setRoles(person.id, workScope(person.id), domain::only(Role::owner)));
    return store.setRoles(person.id, privateScope(person.id), domain::only(Role::owner));
}

Edit membershipEdit(const NewPerson& person, const RecordId& group)
{
    const std::string_view role = person.role == "leader"   ? "moderator"
                                  : person.role == "mentor" ? "mentor"
                                  : person.role == "admin"  ? "administrator"
                                                            : "member";
    return Edit{domain::membershipId(person.id, group),
                Kind::membership,
                groupScope(group),
                {{f::membership::person, Value::id(person.id)},
                 {f::membership::of, Value::id(group)},
                 {f::membership::role, Value::text(role)},
                 {f::membership::personName, Value::text(person.name)},
                 {f::membership::schoolName, Value::text(person.schoolName)}}};
}

domain::Roles roleInGroup(std::string_view role)
{
    if (role == "leader")
        return Role::member | Role::moderator;
    if (role == "admin")
        return Role::member | Role::administrator;
    return domain::only(Role::member);
}

Result<std::string> readPassword(const std::filesystem::path& file)
{
    std::ifstream named;
    if (file != "-")
        named.open(file);
    std::istream& in = file == "-" ? std::cin : named;
    std::string line;
    if (!in)
        return Error{ErrorCode::notFound, "reading the password", file.string() + " can't be read",
                     "check the path behind --password-file, or write - to type it"};
    std::getline(in, line);
    if (line.ends_with('\r'))
        line.pop_back();
    if (line.empty())
        return Error{ErrorCode::invalidArgument, "reading the password", "the first line of the file is empty"};
    return line;
}

} // namespace staffroom::ctl
