// SPDX-License-Identifier: GPL-3.0-or-later
// What strikes, and how all is mended when the story is over.
#include "tests/sync/sim/checks.h"
#include "tests/sync/sim/story.h"

#include <sqlite3.h>

namespace staffroom::test {

namespace {

constexpr std::int64_t year2010 = 1'262'304'000'000;
constexpr std::int64_t year2026 = 1'767'225'600'000;
constexpr std::int64_t year2099 = 4'070'908'800'000;
constexpr std::uint64_t roundsToHeal = 4;

} // namespace

void Story::strike(SimPc& pc)
{
    MemoryDisk& disk = m_ground.disk();
    switch (m_random.below(16)) {
    case 0:
        if (pc.up() && draw(SimFault::pcKilled, 1)) {
            disk.kill(pc.prefix());
            pc.stop();
        }
        break;
    case 1:
        if (pc.up() && draw(SimFault::pcPowerCut, 1)) {
            disk.crash(pc.prefix(), m_random);
            pc.stop();
        }
        break;
    case 2:
        if (pc.up() && !m_cutArmed.contains(pc.prefix()) && draw(SimFault::pcPowerCutInTheMiddle, 1)) {
            disk.cutPower(pc.prefix(), 1 + m_random.below(60), m_random.next64());
            m_cutArmed.insert(pc.prefix());
        }
        break;
    case 3:
        if (draw(SimFault::pcWriteFails, 1))
            disk.failWrites(pc.prefix(), 1 + m_random.below(40),
                            m_random.below(2) == 0 ? SQLITE_IOERR_WRITE : SQLITE_IOERR_FSYNC);
        break;
    case 4:
        toggleFull(pc.prefix(), SimFault::pcDiskFull);
        break;
    case 5:
        if (m_server.up() && draw(SimFault::serverKilled, 1)) {
            disk.kill(m_server.prefix());
            m_server.stop();
        }
        break;
    case 6:
        if (m_server.up() && draw(SimFault::serverPowerCut, 1)) {
            disk.crash(m_server.prefix(), m_random);
            m_server.stop();
        }
        break;
    case 7:
        if (m_server.up() && !m_cutArmed.contains(m_server.prefix()) && draw(SimFault::serverPowerCutInTheMiddle, 1)) {
            disk.cutPower(m_server.prefix(), 1 + m_random.below(60), m_random.next64());
            m_cutArmed.insert(m_server.prefix());
        }
        break;
    case 8:
        if (draw(SimFault::serverWriteFails, 1))
            disk.failWrites(m_server.prefix(), 1 + m_random.below(40),
                            m_random.below(2) == 0 ? SQLITE_IOERR_WRITE : SQLITE_IOERR_FSYNC);
        break;
    case 9:
        toggleFull(m_server.prefix(), SimFault::serverDiskFull);
        break;
    case 10:
        if (draw(SimFault::clockJump, 1)) {
            const std::array times{year2010, year2026, year2099};
            pc.clock().setWall(times[m_random.below(times.size())]);
        }
        break;
    case 11:
        restoreServer();
        break;
    case 12:
        if (m_copies)
            backUpOrRestore(pc);
        break;
    case 13:
        if (m_copies && m_pcs.size() < SimGround::pcs + SimGround::clones && draw(SimFault::pcCloned, 1))
            clone(pc);
        break;
    default:
        if (m_server.up() && draw(SimFault::rightsChange, 1))
            changeRights();
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
    afterServersWork();
}

void Story::bringLate()
{
    if (m_late.empty() || !m_server.up() || m_random.below(8) != 0)
        return;
    const std::size_t which = m_random.below(m_late.size());
    note("late", m_late[which].path);
    m_server.answer(m_late[which]);
    m_late.erase(m_late.begin() + static_cast<std::ptrdiff_t>(which));
    afterServersWork();
}

void Story::heal()
{
    note("healing");
    MemoryDisk& disk = m_ground.disk();
    for (const auto& pc : m_pcs)
        healDisk(disk, pc->prefix());
    healDisk(disk, m_server.prefix());
    if (m_cutArmed.contains(m_server.prefix()) && disk.powerOn(m_server.prefix()))
        m_server.stop();
    if (!m_server.up())
        m_server.start();
    if (!m_server.up())
        throw Violation("the server doesn't start on a sound disk");
    enrolAgain();
    for (const auto& pc : m_pcs) {
        pc->dropSession();
        if (m_cutArmed.contains(pc->prefix()) && disk.powerOn(pc->prefix()))
            pc->stop();
        if (!pc->up())
            startPc(*pc);
        if (!pc->up())
            throw Violation("a PC doesn't start on a sound disk");
    }
    m_plan.faults = 0;
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
        const auto done = m_server.store().addDevice({pc->incarnation(), pc->publicKey(), pc->person(), false},
                                                     pc->title(), m_server.clock().wallMs());
        if (!done)
            throw Violation("enrolling a device again: " + describe(done.error()));
    }
}

void Story::healDisk(MemoryDisk& disk, const std::string& prefix)
{
    while (disk.heal(prefix))
        ;
    disk.heal(prefix);
}

void Story::settle()
{
    for (std::uint64_t round = 1; round <= roundsToHeal; ++round) {
        std::string trouble;
        for (const auto& pc : m_pcs) {
            const std::uint64_t before = m_out.events.requests;
            m_at = pc->title();
            pc->beginSession();
            while (pc->syncing())
                step(*pc, before);
            if (pc->lastError())
                trouble = pc->title() + ": " + describe(*pc->lastError());
        }
        m_out.healingRounds = round;
        if (trouble.empty())
            trouble = whatIsNotLevel(m_server.store(), m_pcs);
        if (trouble.empty())
            return;
        if (round == roundsToHeal)
            throw Violation("not level after " + std::to_string(round) + " rounds without faults; " + trouble);
    }
}

void Story::step(SimPc& pc, std::uint64_t requestsBefore)
{
    if (pc.answerUnderWay())
        return carryAnswer(pc);
    carryQuestion(pc);
    if (m_out.events.requests - requestsBefore > 200)
        throw Violation("a session without faults doesn't end");
}

void Story::replayAll()
{
    const auto before = m_server.store().digests();
    for (const auto& [request, response] : m_recorded)
        m_server.answer(request);
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
