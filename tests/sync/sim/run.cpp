// SPDX-License-Identifier: GPL-3.0-or-later
// The scheduler: what happens next is drawn from the seed. What must hold at the end is in checks.cpp.
#include "tests/sync/sim/run.h"

#include "tests/sync/sim/checks.h"
#include "tests/sync/sim/people.h"

#include <sqlite3.h>

namespace staffroom::test {

namespace {

constexpr std::int64_t year2010 = 1'262'304'000'000;
constexpr std::int64_t year2026 = 1'767'225'600'000;
constexpr std::int64_t year2099 = 4'070'908'800'000;
constexpr std::size_t recordingsKept = 40;
constexpr std::uint64_t roundsToHeal = 4;

class Run
{
public:
    Run(SimGround& ground, const SimPlan& plan)
        : m_ground(restored(ground, plan.seed)),
          m_plan(plan),
          m_random(plan.seed),
          m_server(ground, m_random),
          m_people(ground, m_random, m_model)
    {
        // How a run feels: stormy ones draw a fault at every third step, calm ones hardly any.
        m_faultEvery = 3 + m_random.below(20);
        m_syncEvery = 2 + m_random.below(12);
        for (std::size_t number = 0; number < SimGround::pcs; ++number) {
            m_pcs.push_back(std::make_unique<SimPc>(ground, number));
            if (const auto started = m_pcs.back()->start(); !started)
                throw Violation("starting: " + describe(started.error()));
        }
    }

    void live()
    {
        for (std::size_t step = 0; step < m_plan.steps; ++step) {
            m_server.clock().advance(static_cast<std::int64_t>(m_random.below(4'000)));
            for (const auto& pc : m_pcs)
                pc->clock().advance(static_cast<std::int64_t>(m_random.below(4'000)));
            this->step(*m_pcs[m_random.below(m_pcs.size())]);
        }
        heal();
        settle();
        checkEnd(m_server.store(), m_pcs, m_model);
        replayAll();
    }

    SimOutcome& outcome() { return m_out; }
    base::Hash trace() { return m_trace.finish(); }

private:
    static SimGround& restored(SimGround& ground, std::uint64_t seed)
    {
        ground.restore(seed);
        return ground;
    }

    void note(std::string_view what, std::string_view detail = {})
    {
        m_trace.add(what).add("\n").add(detail).add("\n");
    }

    /// Whether this fault happens now; drawn even where the plan leaves it out, so that all else stays the same.
    bool draw(SimFault fault, std::uint64_t oneIn)
    {
        const bool comes = m_random.below(oneIn) == 0 && (m_plan.faults & maskOf(fault)) != 0;
        if (comes) {
            ++m_out.drawn[static_cast<std::size_t>(fault)];
            note(simFaultNames[static_cast<std::size_t>(fault)]);
        }
        return comes;
    }

    void step(SimPc& pc)
    {
        if (m_random.below(m_faultEvery) == 0)
            strike(pc);
        if (!m_server.up() && m_random.below(6) == 0)
            startServer();
        if (!pc.up()) {
            if (m_random.below(3) == 0)
                startPc(pc);
            return;
        }
        if (pc.answerUnderWay())
            return carryAnswer(pc);
        if (pc.question())
            return carryQuestion(pc);
        if (m_random.below(m_syncEvery) == 0) {
            note("begin", pc.prefix().substr(pc.prefix().size() - 4));
            guard(pc, [&] { pc.beginSession(); });
            return;
        }
        edit(pc);
    }

    void edit(SimPc& pc)
    {
        ++m_out.edits;
        note("edit", m_people.edit(pc));
        afterWork(pc);
    }

    template <typename Work>
    void guard(SimPc& pc, Work work)
    {
        work();
        afterWork(pc);
    }

    /// A machine whose power went in the middle of its work is off.
    void afterWork(SimPc& pc)
    {
        if (m_cutArmed.contains(pc.prefix()) && m_ground.disk().powerOn(pc.prefix())) {
            note("power cut in the middle");
            m_cutArmed.erase(pc.prefix());
            pc.stop();
            return;
        }
        if (pc.up())
            if (const auto scopes = pc.replica().scopes())
                for (const sync::HeldScope& scope : *scopes)
                    if (scope.acknowledged > 0)
                        m_model.acknowledged({pc.incarnation(), scope.scope}, scope.acknowledged);
    }

    void afterServersWork()
    {
        if (m_cutArmed.contains(m_server.prefix()) && m_ground.disk().powerOn(m_server.prefix())) {
            note("server's power cut in the middle");
            m_cutArmed.erase(m_server.prefix());
            m_server.stop();
        }
    }

    void startPc(SimPc& pc)
    {
        if (const auto started = pc.start(); !started) {
            note("not started", base::errorName(started.error().code));
            if (started.error().code == base::ErrorCode::storageDamaged)
                throw Violation("a store is damaged after a crash: " + describe(started.error()));
            return;
        }
        note("started");
        const auto scopes = pc.replica().scopes();
        if (!scopes)
            return;
        for (const sync::HeldScope& scope : *scopes)
            m_model.reopened({pc.incarnation(), scope.scope}, scope.lastOwn);
    }

    void startServer()
    {
        m_server.start();
        note("server started", m_server.up() ? "up" : "not yet");
    }

    void strike(SimPc& pc)
    {
        MemoryDisk& disk = m_ground.disk();
        switch (m_random.below(12)) {
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
            if (m_server.up() && !m_cutArmed.contains(m_server.prefix()) &&
                draw(SimFault::serverPowerCutInTheMiddle, 1)) {
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
        default:
            if (m_server.up() && draw(SimFault::rightsChange, 1))
                changeRights();
            break;
        }
    }

    void toggleFull(const std::string& prefix, SimFault fault)
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

    void changeRights()
    {
        const base::RecordId& person = m_ground.people()[m_random.below(2)];
        const bool leaves = !m_outOfGroup.contains(person);
        const auto done = m_server.store().setRoles(person, m_ground.group(),
                                                    leaves ? domain::Roles(0) : domain::only(domain::Role::member));
        afterServersWork();
        if (!done)
            return;
        if (leaves)
            m_outOfGroup.insert(person);
        else
            m_outOfGroup.erase(person);
    }

    void carryQuestion(SimPc& pc)
    {
        const sync::Request request = *pc.question();
        ++m_out.requests;
        note("question", request.path);
        if (!m_server.up() || draw(SimFault::requestLost, 24))
            return deliver(pc, cut());
        if (!m_recorded.empty() && draw(SimFault::requestReplayed, 30)) {
            m_server.answer(m_recorded[m_random.below(m_recorded.size())].first);
            afterServersWork();
            if (!m_server.up())
                return deliver(pc, cut());
        }
        sync::Response response = m_server.answer(request);
        afterServersWork();
        if (m_server.up() && draw(SimFault::requestTwice, 24)) {
            m_server.answer(request);
            afterServersWork();
        }
        if (!m_server.up() || draw(SimFault::answerLost, 24))
            return deliver(pc, cut());
        note("answered", std::to_string(response.status) + ' ' + std::to_string(response.body.size()));
        if (m_recorded.size() < recordingsKept)
            m_recorded.emplace_back(request, response);
        pc.question().reset();
        pc.answerUnderWay() = std::move(response);
    }

    void carryAnswer(SimPc& pc)
    {
        sync::Response response = *std::move(pc.answerUnderWay());
        if (!response.body.empty() && draw(SimFault::answerCutShort, 60))
            response.body.resize(m_random.below(response.body.size()));
        if (!response.body.empty() && draw(SimFault::answerFlipped, 60))
            response.body[m_random.below(response.body.size())] ^= static_cast<char>(1U << m_random.below(8));
        if (!m_recorded.empty() && draw(SimFault::answerOfAnother, 60))
            response = m_recorded[m_random.below(m_recorded.size())].second;
        deliver(pc, response);
    }

    static sync::Response cut()
    {
        sync::Response response;
        response.error = {base::ErrorCode::linkCut, "asking the server", {}};
        return response;
    }

    void deliver(SimPc& pc, const sync::Response& response)
    {
        if (pc.deliver(response))
            note("ended", pc.lastError() ? describe(*pc.lastError()) : std::string("well"));
        afterWork(pc);
    }

    // ---- the end

    void heal()
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

    static void healDisk(MemoryDisk& disk, const std::string& prefix)
    {
        while (disk.heal(prefix))
            ;
        disk.heal(prefix);
    }

    /// Every PC syncs, round after round, until nothing is left to say.
    void settle()
    {
        for (std::uint64_t round = 1; round <= roundsToHeal; ++round) {
            std::string trouble;
            for (const auto& pc : m_pcs) {
                const std::uint64_t before = m_out.requests;
                pc->beginSession();
                while (pc->syncing())
                    step(*pc, before);
                if (pc->lastError())
                    trouble = pc->prefix() + ": " + describe(*pc->lastError());
            }
            m_out.healingRounds = round;
            if (trouble.empty() && isLevel(m_server.store(), m_pcs))
                return;
            if (round == roundsToHeal)
                throw Violation("not level after " + std::to_string(round) + " rounds without faults; " + trouble);
        }
    }

    void step(SimPc& pc, std::uint64_t requestsBefore)
    {
        if (pc.answerUnderWay())
            return carryAnswer(pc);
        carryQuestion(pc);
        if (m_out.requests - requestsBefore > 200)
            throw Violation("a session without faults doesn't end");
    }

    /// Whoever listened sends everything again: nothing may change.
    void replayAll()
    {
        const auto before = m_server.store().digests();
        for (const auto& [request, response] : m_recorded)
            m_server.answer(request);
        const auto after = m_server.store().digests();
        if (!before || !after)
            throw Violation("the server's digests can't be read");
        for (std::size_t at = 0; at < before->size(); ++at)
            if ((*before)[at].digest != (*after)[at].digest || (*before)[at].seq != (*after)[at].seq)
                throw Violation("replayed traffic changed " + (*before)[at].scope.text());
    }

    SimGround& m_ground;
    SimPlan m_plan;
    base::SeededRandom m_random;
    Model m_model;
    SimServer m_server;
    People m_people;
    std::vector<std::unique_ptr<SimPc>> m_pcs;
    std::uint64_t m_faultEvery = 10, m_syncEvery = 5;
    std::set<std::string> m_cutArmed, m_full;
    std::set<base::RecordId> m_outOfGroup;
    std::vector<std::pair<sync::Request, sync::Response>> m_recorded;
    SimOutcome m_out;
    base::Hasher m_trace;
};

} // namespace

SimOutcome live(SimGround& ground, const SimPlan& plan)
{
    std::unique_ptr<Run> run;
    SimOutcome outcome;
    try {
        run = std::make_unique<Run>(ground, plan);
        run->live();
        outcome = run->outcome();
    } catch (const std::exception& violation) {
        if (run)
            outcome = run->outcome();
        outcome.violation = violation.what();
    }
    if (run)
        outcome.trace = run->trace();
    return outcome;
}

SimPlan shrink(SimGround& ground, SimPlan plan)
{
    const auto fails = [&](const SimPlan& some) { return !live(ground, some).violation.empty(); };
    for (bool smaller = true; smaller;) {
        smaller = false;
        for (std::size_t fault = 0; fault < simFaults; ++fault) {
            SimPlan without = plan;
            without.faults &= ~(1U << fault);
            if (without.faults != plan.faults && fails(without)) {
                plan = without;
                smaller = true;
            }
        }
        for (std::size_t less = plan.steps / 2; less > 0; less /= 2) {
            SimPlan shorter = plan;
            shorter.steps -= less;
            if (fails(shorter)) {
                plan = shorter;
                smaller = true;
            }
        }
    }
    return plan;
}

} // namespace staffroom::test
