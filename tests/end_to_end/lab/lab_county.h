// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/central.h"

namespace staffroom::test {

inline constexpr const char* labPassword = "password";

/// A school with a hub: teachers in pairs of pairs (a group of four each), all of them in the staff group; and two
/// teachers elsewhere with a group of their own, whom the hub doesn't know.
struct LabCounty
{
    struct Teacher
    {
        std::string login;
        base::RecordId person;
        base::RecordId group; ///< of four; of those elsewhere: their own
    };
    base::RecordId organisation, staff;
    std::vector<Teacher> lab;
    std::vector<Teacher> elsewhere;
    std::filesystem::path kit;
};

/// Makes the server's store in folder/server and the hub's kit. What fails throws.
LabCounty makeLabCounty(const std::filesystem::path& folder, int pcs);

/// Scopes that the teacher may read, but for the organisation's.
std::vector<domain::ScopeId> scopesOf(const LabCounty& county, const LabCounty::Teacher& teacher);
/// What is in every text that is written in that scope, and nowhere else.
std::string canaryOf(const domain::ScopeId& scope);

} // namespace staffroom::test
