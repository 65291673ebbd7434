// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/staging.h"
#include "core/base/clock.h"
#include "core/node/desktop.h"

namespace staffroom::desktop {

/// Puts the session, the window and the player together over the accounts and runs what the options ask for. An
/// application object must exist. openAccounts is for pictures with other people in them. Returns the exit code.
int run(const Options& options, node::Accounts& accounts, const base::Clock& clock,
        const OpenAccounts& openAccounts = {});

} // namespace staffroom::desktop
