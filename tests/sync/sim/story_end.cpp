// SPDX-License-Identifier: GPL-3.0-or-later
// How all is mended when the story is over, and what must be level then.
#include "core/sync/serving.h"
#include "tests/sync/sim/story.h"

#include <algorithm>

namespace staffroom::test {

namespace {

constexpr std::uint64_t roundsToHeal = 4;
/// A hub learns at its next exchange what a PC wants of it, and has what is said about that at the one after.
constexpr std::uint64_t roundsThroughHubs = 8;
/// Up, down, and once more where what came shows that more is wanted.
constexpr std::uint64_t roundsBySticks = 4;
/// To sign in anew, twice, and for heads.
constexpr std::uint64_t questionsWhenQuiet = 3;

} // namespace

void Story::heal()
{
    note("healing");
    for (SimMachine* machine : machines())
        healDisk(*machine);
    enrolAgain();
    for (const auto& pc : m_pcs) {
        pc->drop();
        if (pc->address() && !isMember(*pc))
            pc->setAddress(std::nullopt); // it is told so, and its person asks the server
        if (!pc->up())
            startPc(*pc);
        if (!pc->up())
            throw Violation("a PC doesn't start on a sound disk");
    }
    for (const auto& hub : m_hubs)
        hub->drop();
    m_plan.faults = 0;
}

void Story::healDisk(SimMachine& machine)
{
    MemoryDisk& disk = m_ground.disk();
    while (disk.heal(machine.prefix()))
        ;
    if (m_cutArmed.contains(machine.prefix()) && disk.powerOn(machine.prefix()))
        machine.stop();
    const bool starts = &machine == &m_server || std::any_of(m_hubs.begin(), m_hubs.end(),
                                                             [&](const auto& hub) { return hub.get() == &machine; });
    if (starts && !machine.up())
        start(machine);
    if (starts && !machine.up())
        throw Violation(machine.title() + " doesn't start on a sound disk");
}

bool Story::isMember(const SimPc& pc)
{
    const auto devices = m_server.store().memberDevices(m_hubs[*pc.address()]->id(), {});
    if (!devices)
        throw Violation("listing a hub's devices: " + describe(devices.error()));
    return std::any_of(devices->begin(), devices->end(),
                       [&](const sync::Device& some) { return some.incarnation == pc.incarnation(); });
}

/// What was enrolled or got another name after the backup that the server was put back to, it doesn't know any more:
/// whoever sits there signs in again.
void Story::enrolAgain()
{
    for (const auto& pc : m_pcs) {
        const auto known = m_server.store().device(pc->incarnation());
        if (!known)
            throw Violation("looking a device up: " + describe(known.error()));
        if (*known)
            continue;
        note("enrolled again", pc->title());
        const sync::Device device{pc->incarnation(), pc->publicKey(), pc->person(), false};
        const std::int64_t now = m_server.clock().wallMs();
        const auto earlier = pc->replica().introduceEarlier();
        if (!earlier)
            throw Violation("listing earlier names: " + describe(earlier.error()));
        auto done = m_server.store().addDevice(device, pc->title(), now);
        if (done)
            done = sync::takeEarlierNames(m_server.store(), device, pc->title(), *earlier, now);
        if (!done)
            throw Violation("enrolling a device again: " + describe(done.error()));
    }
}

void Story::settle()
{
    if (m_stick && !m_copies && m_random.below(2) == 0) // a copy's new name comes from the server alone
        settleBySticks();
    if (!m_hubs.empty())
        settleWithin(roundsThroughHubs, "through hubs");
    for (const auto& pc : m_pcs)
        if (pc->address())
            pc->setAddress(std::nullopt);
    settleWithin(roundsToHeal, "at the server");
    beQuiet();
}

/// No link at all: whatever the story left must heal by files alone.
void Story::settleBySticks()
{
    ++m_out.events.settledBySticks;
    for (std::uint64_t round = 1;; ++round) {
        std::string trouble;
        for (const auto& pc : m_pcs)
            if (const std::string what = carryStick(*pc); !what.empty())
                trouble = pc->title() + ": " + what;
        for (SimMachine* machine : machines())
            machine->clock().advance(60'000);
        m_out.healingRoundsBySticks = round;
        if (trouble.empty())
            trouble = whatIsNotLevel(m_server.store(), m_pcs);
        if (trouble.empty())
            return;
        if (round == roundsBySticks)
            throw Violation("not level by sticks after " + std::to_string(round) + " rounds without faults; " +
                            trouble);
    }
}

std::string Story::carryStick(SimPc& pc)
{
    m_at = pc.title();
    const std::int64_t now = pc.clock().wallMs();
    const auto up = upFile(pc.replica(), pc.device(), m_ground.server(), m_ground.serverKey(), now, m_random);
    if (!up)
        return describe(up.error());
    CourierBytes toServer(*up);
    const auto brought = takeUpFile(m_server.store(), toServer);
    note("stick to the server", brought ? std::to_string(brought->changes) : describe(brought.error()));
    if (!brought)
        return describe(brought.error());
    const auto down = downFile(m_server.store(), pc.incarnation(), m_server.clock().wallMs(), m_random);
    if (!down)
        return describe(down.error());
    CourierBytes toPc(*down);
    const auto taken =
        takeDownFile(pc.replica(), {pc.incarnation(), m_ground.server(), m_ground.serverKey()}, pc.device(), toPc);
    note("stick to the PC", taken ? std::to_string(taken->records) : describe(taken.error()));
    heard(pc);
    return taken ? std::string() : describe(taken.error());
}

/// Once all are level a first sync may bring what moved nothing; from then on one asks for heads and has its answer.
void Story::beQuiet()
{
    for (const bool quiet : {false, true})
        for (const auto& pc : m_pcs) {
            const SimEvents before = m_out.events;
            m_at = pc->title();
            askToTheEnd(*pc);
            heard(*pc);
            const SimEvents& after = m_out.events;
            if (after.pushes != before.pushes)
                throw Violation(pc->title() + " goes on sending when all are level");
            if (quiet && after.requests - before.requests > questionsWhenQuiet)
                throw Violation(pc->title() + " goes on asking when all are level");
        }
}

void Story::settleWithin(std::uint64_t rounds, std::string_view where)
{
    for (std::uint64_t round = 1; round <= rounds; ++round) {
        std::string trouble;
        const auto sync = [&](SimAsker& who) {
            m_at = who.title();
            askToTheEnd(who);
            if (who.lastError())
                trouble = who.title() + ": " + describe(*who.lastError());
        };
        for (const auto& pc : m_pcs) {
            sync(*pc);
            heard(*pc);
        }
        for (const auto& hub : m_hubs)
            sync(*hub);
        for (SimMachine* machine : machines())
            machine->clock().advance(60'000);
        std::uint64_t& most = m_hubs.empty() ? m_out.healingRounds : m_out.healingRoundsThroughHubs;
        most = std::max(most, round);
        if (trouble.empty())
            trouble = whatIsNotLevel(m_server.store(), m_pcs);
        if (trouble.empty())
            return;
        if (round == rounds)
            throw Violation("not level " + std::string(where) + " after " + std::to_string(round) +
                            " rounds without faults; " + trouble);
    }
}

void Story::askToTheEnd(SimAsker& who)
{
    const std::uint64_t before = m_out.events.requests;
    who.begin();
    while (carry(who))
        if (m_out.events.requests - before > 200)
            throw Violation("a session without faults doesn't end");
}

void Story::replayAll()
{
    const auto before = m_server.store().digests();
    for (const Recorded& recorded : m_recorded)
        ask(recorded.to, recorded.request);
    const auto after = m_server.store().digests();
    if (!before || !after)
        throw Violation("the server's digests can't be read");
    // What was never taken in under the old name, or lost since, came again under another or is gone: now it comes too.
    if (m_copies)
        return;
    for (std::size_t at = 0; at < before->size(); ++at)
        if ((*before)[at].digest != (*after)[at].digest ||
            ((*before)[at].seq != (*after)[at].seq && !m_model.wasRestored())) // what it lost comes as quarantined
            throw Violation("replayed traffic changed " + (*before)[at].scope.text());
}

} // namespace staffroom::test
