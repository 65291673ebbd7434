// SPDX-License-Identifier: GPL-3.0-or-later
// Schools that seldom or never reach the server: hubs between their PCs and it, and a USB stick that goes around.
#include "tests/sync/sim/story.h"

#include <algorithm>

namespace staffroom::test {

namespace {

constexpr std::size_t filesKept = 20;

} // namespace

Story::Address Story::drawAddress(const base::RecordId& person)
{
    if (m_hubs.empty() || m_random.below(3) == 0)
        return std::nullopt;
    const std::size_t hub = m_random.below(m_hubs.size());
    const auto& people = m_ground.people();
    return person == people[hub] || person == people[hub + 1] ? hub : m_hubs.size() - 1 - hub;
}

void Story::stepHub(SimHub& hub)
{
    if (m_random.below(2) == 0)
        return;
    m_at = hub.title();
    if (!hub.up()) {
        if (m_random.below(4) == 0)
            start(hub);
        return;
    }
    if (carry(hub))
        return;
    if (m_random.below(hub.woken() ? 4 : 20) == 0) {
        note("exchange");
        ++m_out.events.hubExchanges;
        hub.begin();
        afterWork(hub);
    } else if (m_random.below(40) == 0) {
        note("idle", hub.store().checkpoint() ? "checkpointed" : "not checkpointed");
        afterWork(hub);
    }
}

void Story::useStick(SimPc& pc)
{
    switch (m_random.below(4)) {
    case 0: {
        auto file =
            upFile(pc.replica(), pc.device(), m_ground.server(), m_ground.serverKey(), pc.clock().wallMs(), m_random);
        note("stick written", file ? "up" : describe(file.error()));
        if (file)
            putOnStick({*std::move(file), sync::CourierWay::up, pc.number()});
        return afterWork(pc);
    }
    case 1: {
        if (!m_server.up())
            return;
        auto file = downFile(m_server.store(), pc.incarnation(), m_server.clock().wallMs(), m_random);
        note("stick written", file ? "down" : describe(file.error()));
        if (file)
            putOnStick({*std::move(file), sync::CourierWay::down, pc.number()});
        return afterWork(m_server);
    }
    case 2:
        return readAtServer();
    default:
        return readAtPc(pc);
    }
}

void Story::putOnStick(StickFile file)
{
    ++m_out.events.sticksWritten;
    m_sticks.push_front(std::move(file));
    if (m_sticks.size() > filesKept)
        m_sticks.pop_back();
}

std::optional<CourierBytes> Story::takeFromStick(sync::CourierWay way, std::size_t pc)
{
    if (m_sticks.empty())
        return std::nullopt;
    const bool astray = draw(SimFault::stickAstray, 20);
    const auto fits = [&](const StickFile& file) {
        return astray || (file.way == way && (way == sync::CourierWay::up || file.pc == pc));
    };
    const bool old = draw(SimFault::stickOld, 4);
    auto found = std::find_if(m_sticks.begin(), m_sticks.end(), fits);
    while (old && found != m_sticks.end() && m_random.below(2) == 0) {
        const auto older = std::find_if(found + 1, m_sticks.end(), fits);
        if (older == m_sticks.end())
            break;
        found = older;
    }
    if (found == m_sticks.end())
        return std::nullopt;
    ++m_out.events.sticksRead;
    CourierBytes file(found->bytes);
    if (draw(SimFault::stickDamaged, 16)) {
        if (m_random.below(2) == 0)
            file.bytes.resize(m_random.below(file.bytes.size()));
        else
            file.bytes[m_random.below(file.bytes.size())] ^= static_cast<char>(1U << m_random.below(8));
    }
    if (draw(SimFault::stickPulledOut, 16))
        file.readable = m_random.below(3 * file.bytes.size());
    return file;
}

void Story::readAtServer()
{
    auto file = m_server.up() ? takeFromStick(sync::CourierWay::up, 0) : std::nullopt;
    if (!file)
        return;
    const auto taken = takeUpFile(m_server.store(), *file);
    note("stick read at the server", taken ? std::to_string(taken->changes) : describe(taken.error()));
    afterWork(m_server);
}

void Story::readAtPc(SimPc& pc)
{
    auto file = takeFromStick(sync::CourierWay::down, pc.number());
    if (!file)
        return;
    const auto taken =
        takeDownFile(pc.replica(), {pc.incarnation(), m_ground.server(), m_ground.serverKey()}, pc.device(), *file);
    note("stick read",
         taken ? std::to_string(taken->records) + ", own " + std::to_string(taken->receipts) : describe(taken.error()));
    afterWork(pc);
    heard(pc);
}

} // namespace staffroom::test
