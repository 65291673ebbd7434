// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/ctl/county.h"

namespace staffroom::ctl {

struct AccountHolder
{
    std::string login;
    NewPerson person; ///< as their records say
};

/// Everybody with an account, by login.
Result<std::vector<AccountHolder>> peopleWithAccounts(SqliteCentral& store);

} // namespace staffroom::ctl
