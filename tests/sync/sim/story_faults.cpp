// SPDX-License-Identifier: GPL-3.0-or-later
// What strikes machines, and rights that change.
#include "tests/sync/sim/story.h"

#include <sqlite3.h>

namespace staffroom::test {

namespace {

constexpr std::int64_t year2010 = 1'262'304'000'000;
constexpr std::int64_t year2026 = 1'767'225'600'000;
constexpr std::int64_t year2099 = 4'070'908'800'000;

} // namespace

void Story::strike(SimPc& pc)
{
    using enum SimFault;
    const std::uint64_t what = m_random.below(m_hubs.empty() ? 16 : 22);
    if (what < 5)
        return strikeMachine(pc, what, {pcKilled, pcPowerCut, pcPowerCutInTheMiddle, pcWriteFails, pcDiskFull});
    if (what < 10)
        return strikeMachine(
            m_server, what - 5,
            {serverKilled, serverPowerCut, serverPowerCutInTheMiddle, serverWriteFails, serverDiskFull});
    if (what >= 17)
        return strikeMachine(someHub(), what - 17,
                             {hubKilled, hubPowerCut, hubPowerCutInTheMiddle, hubWriteFails, hubDiskFull});
    switch (what) {
    case 10: {
        SimMachine& whose = !m_hubs.empty() && m_random.below(4) == 0 ? static_cast<SimMachine&>(someHub()) : pc;
        if (draw(clockJump, 1)) {
            const std::array times{year2010, year2026, year2099};
            whose.clock().setWall(times[m_random.below(times.size())]);
        }
        break;
    }
    case 11:
        restoreServer();
        break;
    case 12:
        if (m_copies)
            backUpOrRestore(pc);
        break;
    case 13:
        if (m_copies && m_pcs.size() < SimGround::pcs + SimGround::clones && draw(pcCloned, 1))
            clone(pc);
        break;
    case 16:
        restoreHub(someHub());
        break;
    default:
        if (m_server.up() && draw(rightsChange, 1))
            changeRights();
        break;
    }
}

void Story::strikeMachine(SimMachine& machine, std::uint64_t how, const Strikes& strikes)
{
    MemoryDisk& disk = m_ground.disk();
    const std::string prefix = machine.prefix();
    switch (how) {
    case 0:
        if (machine.up() && draw(strikes.killed, 1)) {
            disk.kill(prefix);
            machine.stop();
        }
        break;
    case 1:
        if (machine.up() && draw(strikes.powerCut, 1)) {
            disk.crash(prefix, m_random);
            machine.stop();
        }
        break;
    case 2:
        if (machine.up() && !m_cutArmed.contains(prefix) && draw(strikes.powerCutInTheMiddle, 1)) {
            disk.cutPower(prefix, 1 + m_random.below(60), m_random.next64());
            m_cutArmed.insert(prefix);
        }
        break;
    case 3:
        if (draw(strikes.writeFails, 1))
            disk.failWrites(prefix, 1 + m_random.below(40),
                            m_random.below(2) == 0 ? SQLITE_IOERR_WRITE : SQLITE_IOERR_FSYNC);
        break;
    default:
        toggleFull(prefix, strikes.diskFull);
        break;
    }
}

void Story::toggleFull(const std::string& prefix, SimFault fault)
{
    if (m_full.erase(prefix) > 0) {
        m_ground.disk().heal(prefix);
    } else if (draw(fault, 1)) {
        std::uint64_t used = 0;
        for (const std::string& file : m_ground.disk().files(prefix))
            used += m_ground.disk().size(file);
        m_ground.disk().setCapacity(prefix, used + m_random.below(40'000));
        m_full.insert(prefix);
    }
}

void Story::changeRights()
{
    using domain::only;
    using domain::Role;
    const base::RecordId& person = m_ground.people()[m_random.below(m_ground.people().size())];
    const base::RecordId& other = m_ground.people()[m_random.below(m_ground.people().size())];
    if (!m_hubs.empty() && m_random.below(5) == 0) {
        const SimHub& hub = someHub();
        const bool member = m_random.below(2) == 0;
        const auto done = m_server.store().setHubMember(hub.id(), person, member);
        note(hub.title(), std::string(member ? "has a member more" : "has a member less") + (done ? "" : ": not set"));
        return afterWork(m_server);
    }
    struct Choice
    {
        domain::ScopeId scope;
        std::vector<domain::Roles> roles; ///< more than once: more likely
    };
    const domain::Roles none = 0;
    const std::vector<domain::Roles> inGroup{
        none, none, only(Role::member), only(Role::member), only(Role::mentor), Role::member | Role::moderator};
    const std::array choices{
        Choice{m_ground.groups()[0], inGroup},
        Choice{m_ground.groups()[1], inGroup},
        Choice{m_ground.catalogue(), {none, only(Role::author), only(Role::member)}},
        Choice{m_ground.organisation(), {none, only(Role::member), only(Role::administrator)}},
        Choice{m_ground.workOf(other), {none, only(Role::mentor)}},
    };
    const Choice& choice = choices[m_random.below(choices.size())];
    if (choice.scope == m_ground.workOf(person))
        return; // nobody loses their own
    const domain::Roles roles = choice.roles[m_random.below(choice.roles.size())];
    const auto done = m_server.store().setRoles(person, choice.scope, roles);
    note("rights", choice.scope.text() + ' ' + std::to_string(roles) + (done ? " set" : " not set"));
    afterWork(m_server);
}

} // namespace staffroom::test
