// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/ctl/command.h"
#include "core/node/corrected_clock.h"
#include "core/node/courier.h"

namespace staffroom::ctl {

/// A person's profile, opened without a window and without a network.
struct OpenProfile
{
    explicit OpenProfile(const base::Clock& pc) : clock(pc) {}
    /// Errors: notFound, profileLocked, storageDamaged, and as Replica::open.
    static Result<std::unique_ptr<OpenProfile>> open(const std::filesystem::path& folder, const base::Clock& pc);

    node::Profile profile;
    node::CorrectedClock clock;
    std::unique_ptr<storage::ProfileLock> lock;
    std::optional<base::KeyPair> device;
    std::unique_ptr<storage::Replica> replica;
};

} // namespace staffroom::ctl
