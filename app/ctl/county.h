// SPDX-License-Identifier: GPL-3.0-or-later
// The county of a store: one, whose ids follow from the store's own, so that every command finds it again.
#pragma once

#include "core/storage/central.h"

namespace staffroom::ctl {

using base::Error;
using base::ErrorCode;
using base::RecordId;
using base::Result;
using domain::Edit;
using domain::ScopeId;
using storage::SqliteCentral;

class County
{
public:
    explicit County(const SqliteCentral& store);

    const RecordId& id() const { return m_id; }
    ScopeId org() const { return {domain::ScopeType::org, m_id}; }
    ScopeId catalogue() const { return {domain::ScopeType::catalogue, m_id}; }
    /// Of a school by its slug; "office" is the county's own record.
    RecordId organisation(std::string_view slug) const;
    RecordId group(std::string_view slug) const;
    RecordId person(std::string_view login) const;
    RecordId course(std::string_view slug) const;

private:
    RecordId m_id;
};

ScopeId groupScope(const RecordId& group);
ScopeId workScope(const RecordId& person);
ScopeId privateScope(const RecordId& person);

/// The store in that folder, which must be there, unless `create` makes one, with that id where one is given. Errors:
/// as SqliteCentral::open, and forbidden for a new one where other things lie; of profileLocked the detail says in
/// plain words who has it and what to do.
Result<std::unique_ptr<SqliteCentral>> openStore(const std::filesystem::path& folder, const base::Clock& clock,
                                                 base::Random& random, bool create = false,
                                                 std::optional<base::StoreId> id = {});
/// Whether init or seed has put a county in.
Result<bool> hasCounty(SqliteCentral& store);
/// As openStore, and notFound where it has no county yet.
Result<std::unique_ptr<SqliteCentral>> openCounty(const std::filesystem::path& folder, const base::Clock& clock,
                                                  base::Random& random);

/// Person record, membership of the school and the rights that everybody has: own work and private scope, the county's
/// records and catalogue.
struct NewPerson
{
    RecordId id;
    std::string name;
    RecordId school;
    std::string schoolName;
    std::string role; ///< teacher, mentor, leader, admin
    std::string subject;
    std::string grade;
};
std::vector<Edit> personEdits(const County& county, const NewPerson& person);
Result<void> grantPersonRights(SqliteCentral& store, const County& county, const NewPerson& person);
/// Membership record of a group; the right is set apart (roleInGroup).
Edit membershipEdit(const NewPerson& person, const RecordId& group);
domain::Roles roleInGroup(std::string_view role);

/// The first line of the file. Errors: notFound, invalidArgument for an empty one.
Result<std::string> readPassword(const std::filesystem::path& file);

} // namespace staffroom::ctl
