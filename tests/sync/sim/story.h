// SPDX-License-Identifier: GPL-3.0-or-later
// One story: what happens next is drawn from the seed.
#pragma once

#include "tests/sync/sim/checks.h"
#include "tests/sync/sim/people.h"
#include "tests/sync/sim/run.h"
#include "tests/sync/sim/server.h"
#include "tests/sync/stick_file.h"

#include <deque>
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

    std::vector<SimMachine*> machines();

    void note(std::string_view what, std::string_view detail = {});

    /// Whether this fault happens now; drawn even where the plan leaves it out, so that all else stays the same.
    bool draw(SimFault fault, std::uint64_t oneIn);

    void step(SimPc& pc);

    void edit(SimPc& pc);

    /// A machine whose power went in the middle of its work is off.
    void afterWork(SimMachine& machine);

    void noteAcknowledged(SimPc& pc);

    void startPc(SimPc& pc);

    void start(SimMachine& machine);

    // ---- links: story_links.cpp

    /// Nothing: the server; else the hub of that number.
    using Address = std::optional<std::size_t>;

    SimMachine& machineAt(const Address& address);

    /// Nothing where nobody is there, or it went down over it.
    std::optional<sync::Response> ask(const Address& address, const sync::Request& request);

    /// What a hub hands on to the server for a member.
    sync::Response askBeside(const sync::Request& request);

    /// A request that was given up long ago comes after all.
    void bringLate();

    void count(const sync::Request& request);

    /// True where it had a question or an answer on its way.
    bool carry(SimAsker& who);

    void carryQuestion(SimAsker& who);

    void carryAnswer(SimAsker& who);

    void deliver(SimAsker& who, const sync::Response& response);

    /// Something came to the PC.
    void heard(SimPc& pc);

    // ---- faults: story_faults.cpp

    void strike(SimPc& pc);

    /// How the faults of one kind of machine are called.
    struct Strikes
    {
        SimFault killed, powerCut, powerCutInTheMiddle, writeFails, diskFull;
    };

    void strikeMachine(SimMachine& machine, std::uint64_t how, const Strikes& strikes);

    void toggleFull(const std::string& prefix, SimFault fault);

    void changeRights();

    // ---- copies of disks: story_copies.cpp

    void restoreServer();

    void restoreHub(SimHub& hub);

    void backUpOrRestore(SimPc& pc);

    void clone(SimPc& pc);

    /// Tells the model where the PC goes on under another name.
    void noteName(SimPc& pc);

    // ---- hubs and sticks: story_schools.cpp

    /// Of the hubs where that person learns, or the server.
    Address drawAddress(const base::RecordId& person);

    void stepHub(SimHub& hub);

    SimHub& someHub() { return *m_hubs[m_random.below(m_hubs.size())]; }

    void useStick(SimPc& pc);

    /// A file from PC number `pc`, or for it.
    struct StickFile
    {
        base::Bytes bytes;
        sync::CourierWay way;
        std::size_t pc;
    };

    void putOnStick(StickFile file);

    /// The newest that way, for that PC where it is down; or another, as drawn. Nothing where there is none.
    std::optional<CourierBytes> takeFromStick(sync::CourierWay way, std::size_t pc);

    void readAtServer();

    void readAtPc(SimPc& pc);

    // ---- the end: story_end.cpp

    void heal();

    void healDisk(SimMachine& machine);

    bool isMember(const SimPc& pc);

    void enrolAgain();

    /// Every PC syncs where it is used to, round after round, until nothing is left to say; and then at the server.
    void settle();

    void settleBySticks();

    /// One file each way; what it says goes wrong, or nothing.
    std::string carryStick(SimPc& pc);

    void settleWithin(std::uint64_t rounds, std::string_view where);

    void beQuiet();

    void askToTheEnd(SimAsker& who);

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
    SimPcs m_pcs;
    SimHubs m_hubs; ///< none in half of the runs
    std::uint64_t m_faultEvery = 10, m_syncEvery = 5;
    bool m_copies = false; ///< PCs' disks are copied and put back in this run
    bool m_stick = false;  ///< a stick goes around in this run
    std::set<std::string> m_cutArmed, m_full;
    std::deque<StickFile> m_sticks;
    std::vector<std::pair<Address, sync::Request>> m_late;
    std::map<std::size_t, base::IncarnationId> m_names; ///< under which the model knows each PC
    std::map<std::size_t, Model::Works> m_backedUp;     ///< what is on the copies of PCs' disks
    struct Recorded
    {
        Address to;
        sync::Request request;
        sync::Response response;
    };
    void record(const Address& to, const sync::Request& request, const sync::Response& response);
    std::vector<Recorded> m_recorded;
    std::uint64_t m_answered = 0; ///< requests that could be recorded
    SimOutcome m_out;
    base::Hasher m_trace;
};

} // namespace staffroom::test
