// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/sync/sim/plan.h"

#include <ostream>

namespace staffroom::test {

/// What many runs add up to. Goes through a pipe as it is.
struct Sums
{
    std::uint64_t lived = 0; ///< seeds, each of them twice
    std::uint64_t broken = 0, mostRounds = 0, mostRoundsThroughHubs = 0, mostRoundsBySticks = 0;
    std::array<std::uint64_t, simFaults> drawn{}; ///< of one of the two runs, as all that follows
    SimEvents events;
    MemoryDisk::Counters disk;
    double cpuSeconds = 0; ///< of both runs, and of shrinking

    void add(const SimOutcome& one);
    void add(const Sums& more);
};

/// For people: a line for each fault, then what happened, then the sum.
void print(std::ostream& out, const Sums& sums, double wallSeconds);
/// The same as one JSON object.
void printJson(std::ostream& out, const Sums& sums, std::uint64_t firstSeed, double wallSeconds);

} // namespace staffroom::test
