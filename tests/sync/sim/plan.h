// SPDX-License-Identifier: GPL-3.0-or-later
// What a run is given, and what comes out of it.
#pragma once

#include "core/base/crypto.h"
#include "tests/sync/sim/faults.h"
#include "tests/sync/sim/memory_vfs.h"

#include <ostream>

namespace staffroom::test {

/// One run, whole: everything else follows from it.
struct SimPlan
{
    std::uint64_t seed = 1;
    std::size_t steps = 160;
    SimFaultMask faults = allSimFaults;
    std::ostream* tell = nullptr; ///< where what happens is written as it happens
};

/// What happened in a run besides faults.
struct SimEvents
{
    std::uint64_t edits = 0, requests = 0, sessions = 0, endedEarly = 0, pushes = 0, pages = 0, snapshots = 0,
                  segments = 0, restarts = 0, renewals = 0, sessionsAtHubs = 0, hubExchanges = 0, sticksWritten = 0,
                  sticksRead = 0, settledBySticks = 0;
};

struct SimOutcome
{
    std::string violation; ///< empty: every invariant held
    base::Hash trace;      ///< over all that happened; equal for equal plans
    std::array<std::uint32_t, simFaults> drawn{};
    SimEvents events;
    MemoryDisk::Counters disk; ///< of all machines' disks
    std::uint64_t healingRounds = 0, healingRoundsThroughHubs = 0, healingRoundsBySticks = 0;
};

} // namespace staffroom::test
