// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/sync/sim/sums.h"

#include <algorithm>
#include <iomanip>

namespace staffroom::test {

namespace {

/// Names and places of what is counted besides the faults: one list for adding and for both ways of printing.
template <typename SomeSums, typename Visit>
void eachCount(SomeSums& sums, Visit visit)
{
    visit("edits", sums.events.edits);
    visit("requests", sums.events.requests);
    visit("sessions", sums.events.sessions);
    visit("sessions-at-hubs", sums.events.sessionsAtHubs);
    visit("exchanges-of-hubs", sums.events.hubExchanges);
    visit("sticks-written", sums.events.sticksWritten);
    visit("sticks-read", sums.events.sticksRead);
    visit("settled-by-sticks", sums.events.settledBySticks);
    visit("sessions-ended-early", sums.events.endedEarly);
    visit("pushes", sums.events.pushes);
    visit("pages", sums.events.pages);
    visit("snapshots", sums.events.snapshots);
    visit("segments", sums.events.segments);
    visit("restarts", sums.events.restarts);
    visit("new-names", sums.events.renewals);
    visit("disk-writes", sums.disk.writes);
    visit("disk-syncs", sums.disk.syncs);
    visit("disk-failures", sums.disk.failures);
    visit("power-cuts", sums.disk.crashes);
    visit("sectors-lost", sums.disk.lostSectors);
    visit("sectors-torn", sums.disk.tornSectors);
}

} // namespace

void Sums::add(const SimOutcome& one)
{
    Sums more;
    more.lived = 1;
    more.mostRounds = one.healingRounds;
    more.mostRoundsThroughHubs = one.healingRoundsThroughHubs;
    more.mostRoundsBySticks = one.healingRoundsBySticks;
    std::copy(one.drawn.begin(), one.drawn.end(), more.drawn.begin());
    more.events = one.events;
    more.disk = one.disk;
    add(more);
}

void Sums::add(const Sums& more)
{
    lived += more.lived;
    broken += more.broken;
    mostRounds = std::max(mostRounds, more.mostRounds);
    mostRoundsThroughHubs = std::max(mostRoundsThroughHubs, more.mostRoundsThroughHubs);
    mostRoundsBySticks = std::max(mostRoundsBySticks, more.mostRoundsBySticks);
    for (std::size_t fault = 0; fault < simFaults; ++fault)
        drawn[fault] += more.drawn[fault];
    std::vector<std::uint64_t> values;
    eachCount(more, [&](std::string_view, const std::uint64_t& value) { values.push_back(value); });
    auto value = values.begin();
    eachCount(*this, [&](std::string_view, std::uint64_t& sum) { sum += *value++; });
    cpuSeconds += more.cpuSeconds;
}

void print(std::ostream& out, const Sums& sums, double wallSeconds)
{
    for (std::size_t fault = 0; fault < simFaults; ++fault)
        out << "  " << std::left << std::setw(28) << simFaultNames[fault] << std::right << std::setw(10)
            << sums.drawn[fault] << '\n';
    eachCount(sums, [&](std::string_view name, const std::uint64_t& value) {
        out << "  " << std::left << std::setw(28) << name << std::right << std::setw(10) << value << '\n';
    });
    out << sums.lived << " seeds, each twice, " << sums.broken << " broken; at most " << sums.mostRounds
        << " rounds to heal, " << sums.mostRoundsThroughHubs << " through hubs, " << sums.mostRoundsBySticks
        << " by sticks; " << static_cast<int>(wallSeconds) << " s, " << std::fixed << std::setprecision(2)
        << sums.cpuSeconds / 3600 << " hours of processor, " << std::setprecision(1)
        << sums.cpuSeconds * 1000 / static_cast<double>(std::max<std::uint64_t>(1, 2 * sums.lived)) << " ms a run\n";
}

void printJson(std::ostream& out, const Sums& sums, std::uint64_t firstSeed, double wallSeconds)
{
    out << "{\"first\": " << firstSeed << ", \"seeds\": " << sums.lived << ", \"broken\": " << sums.broken
        << ", \"most_rounds\": " << sums.mostRounds << ", \"most_rounds_through_hubs\": " << sums.mostRoundsThroughHubs
        << ", \"most_rounds_by_sticks\": " << sums.mostRoundsBySticks << ", \"wall_seconds\": " << wallSeconds
        << ", \"cpu_seconds\": " << sums.cpuSeconds << ",\n \"faults\": {";
    const char* between = "";
    for (std::size_t fault = 0; fault < simFaults; ++fault, between = ", ")
        out << between << '"' << simFaultNames[fault] << "\": " << sums.drawn[fault];
    out << "},\n \"happened\": {";
    between = "";
    eachCount(sums, [&](std::string_view name, const std::uint64_t& value) {
        out << between << '"' << name << "\": " << value;
        between = ", ";
    });
    out << "}}\n";
}

} // namespace staffroom::test
