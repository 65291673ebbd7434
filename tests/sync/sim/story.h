// SPDX-License-Identifier: GPL-3.0-or-later
// One story: what happens next is drawn from the seed.
#pragma once

#include "tests/sync/sim/people.h"
#include "tests/sync/sim/run.h"

#include <set>

namespace staffroom::test {

class Story
{
public:
    Story(SimGround& ground, const SimPlan& plan);

    void live();

    SimOutcome& outcome() { return m_out; }
    base::Hash trace() { return m_trace.finish(); }

private:
    static SimGround& restored(SimGround& ground, std::uint64_t seed);

    /// Small batches, pages and segments in most runs, the product's own in some.
    void drawNumbers();

    std::int64_t skew();

    void note(std::string_view what, std::string_view detail = {});

    /// Whether this fault happens now; drawn even where the plan leaves it out, so that all else stays the same.
    bool draw(SimFault fault, std::uint64_t oneIn);

    void step(SimPc& pc);

    void edit(SimPc& pc);

    template <typename Work>
    void guard(SimPc& pc, Work work)
    {
        work();
        afterWork(pc);
    }

    /// A machine whose power went in the middle of its work is off.
    void afterWork(SimPc& pc);

    void noteAcknowledged(SimPc& pc);

    void afterServersWork();

    void startPc(SimPc& pc);

    void startServer();

    void strike(SimPc& pc);

    void toggleFull(const std::string& prefix, SimFault fault);

    void changeRights();

    void restoreServer();

    void backUpOrRestore(SimPc& pc);

    void clone(SimPc& pc);

    /// Tells the model where the PC goes on under another name.
    void noteName(SimPc& pc);

    /// A request that was given up long ago comes after all.
    void bringLate();

    void count(const sync::Request& request);

    void carryQuestion(SimPc& pc);

    void carryAnswer(SimPc& pc);

    static sync::Response cut();

    void deliver(SimPc& pc, const sync::Response& response);

    // ---- the end

    void heal();

    void enrolAgain();

    static void healDisk(MemoryDisk& disk, const std::string& prefix);

    /// Every PC syncs, round after round, until nothing is left to say.
    void settle();

    void step(SimPc& pc, std::uint64_t requestsBefore);

    /// Whoever listened sends everything again: nothing may change.
    void replayAll();

    SimGround& m_ground;
    SimPlan m_plan;
    std::size_t m_step = 0; ///< for who is told
    std::string m_at;       ///< whose turn it is
    base::SeededRandom m_random;
    Model m_model;
    SimServer m_server;
    People m_people;
    std::vector<std::unique_ptr<SimPc>> m_pcs;
    std::uint64_t m_faultEvery = 10, m_syncEvery = 5;
    bool m_copies = false; ///< PCs' disks are copied and put back in this run
    std::set<std::string> m_cutArmed, m_full;
    std::vector<sync::Request> m_late;
    std::map<std::size_t, base::IncarnationId> m_names; ///< under which the model knows each PC
    std::map<std::size_t, Model::Works> m_backedUp;     ///< what is on the copies of PCs' disks
    std::vector<std::pair<sync::Request, sync::Response>> m_recorded;
    SimOutcome m_out;
    base::Hasher m_trace;
};

} // namespace staffroom::test
