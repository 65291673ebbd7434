// SPDX-License-Identifier: GPL-3.0-or-later
// The scheduler: people, machines that start, what is drawn for a run. The other parts of a story are in the files that
// story.h names.
#include "tests/sync/sim/story.h"

#include "core/sync/tuning.h"

namespace staffroom::test {

Story::Story(SimGround& ground, const SimPlan& plan)
    : m_ground(restored(ground, plan.seed)),
      m_plan(plan),
      m_random(plan.seed),
      m_server(ground, m_random),
      m_people(ground, m_random, m_model)
{
    drawNumbers();
    // How a run feels: stormy ones draw a fault at every third step, calm ones hardly any.
    m_faultEvery = 3 + m_random.below(20);
    m_syncEvery = 2 + m_random.below(12);
    m_copies = m_random.below(3) == 0;
    m_stick = m_random.below(3) == 0;
    const bool hubs = m_random.below(2) == 0;
    start(m_server);
    for (std::size_t number = 0; hubs && number < SimGround::hubs; ++number) {
        m_hubs.push_back(std::make_unique<SimHub>(ground, number, m_random,
                                                  [this](const sync::Request& request) { return askBeside(request); }));
        m_hubs.back()->clock().setWall(m_server.clock().wallMs() + skew());
        start(*m_hubs.back());
    }
    for (std::size_t number = 0; number < SimGround::pcs; ++number) {
        m_pcs.push_back(std::make_unique<SimPc>(ground, number, m_random));
        m_names[number] = m_pcs.back()->incarnation();
        m_pcs.back()->clock().setWall(m_server.clock().wallMs() + skew());
        m_pcs.back()->setAddress(drawAddress(m_pcs.back()->person()));
        if (const auto started = m_pcs.back()->start(); !started)
            throw Violation("starting: " + describe(started.error()));
    }
}

/// No two PCs show the same time, and some are wrong by days from the first.
std::int64_t Story::skew()
{
    const std::int64_t most = m_random.below(4) == 0 ? 10 * 86'400'000LL : 120'000;
    return static_cast<std::int64_t>(m_random.below(2 * most)) - most;
}

void Story::live()
{
    for (std::size_t step = 0; step < m_plan.steps; ++step) {
        for (SimMachine* machine : machines())
            machine->clock().advance(static_cast<std::int64_t>(m_random.below(4'000)));
        for (const auto& hub : m_hubs)
            stepHub(*hub);
        SimPc& pc = *m_pcs[m_random.below(m_pcs.size())];
        m_step = step;
        m_at = pc.title();
        this->step(pc);
    }
    heal();
    settle();
    checkEnd(m_server.store(), m_pcs, m_hubs, m_model, m_ground.disk());
    replayAll();
}

std::vector<SimMachine*> Story::machines()
{
    std::vector<SimMachine*> machines{&m_server};
    for (const auto& hub : m_hubs)
        machines.push_back(hub.get());
    for (const auto& pc : m_pcs)
        machines.push_back(pc.get());
    return machines;
}

void Story::drawNumbers()
{
    namespace tuning = sync::tuning;
    const auto one = [&](std::initializer_list<std::size_t> of) { return of.begin()[m_random.below(of.size())]; };
    tuning::batchChanges = one({1, 2, 5, 500});
    tuning::requestLeast = one({256, 1'024, 8 * 1'024});
    tuning::pageBytes = std::max(tuning::requestLeast, one({256, 2'048, 192 * 1'024}));
    tuning::segmentRecords = one({1, 3, 10, 512});
    tuning::snapshotAfter = one({0, 10, 40, 400});
    tuning::snapshotStale = one({0, 5, 30, 2'000});
    tuning::heldHashes = one({1, 3, 16'384});
}

SimGround& Story::restored(SimGround& ground, std::uint64_t seed)
{
    ground.restore(seed);
    return ground;
}

void Story::note(std::string_view what, std::string_view detail)
{
    m_trace.add(what).add("\n").add(detail).add("\n");
    if (m_plan.tell)
        *m_plan.tell << m_step << ' ' << m_at << ": " << what << ' ' << detail << '\n';
}

bool Story::draw(SimFault fault, std::uint64_t oneIn)
{
    const bool comes = m_random.below(oneIn) == 0 && (m_plan.faults & maskOf(fault)) != 0;
    if (comes) {
        ++m_out.drawn[static_cast<std::size_t>(fault)];
        note(simFaultNames[static_cast<std::size_t>(fault)]);
    }
    return comes;
}

void Story::step(SimPc& pc)
{
    if (m_random.below(m_faultEvery) == 0)
        strike(pc);
    if (!m_server.up() && m_random.below(6) == 0)
        start(m_server);
    bringLate();
    if (!pc.up()) {
        if (m_random.below(3) == 0)
            startPc(pc);
        return;
    }
    if (carry(pc))
        return heard(pc);
    if (!m_hubs.empty() && m_random.below(30) == 0)
        pc.setAddress(drawAddress(pc.person()));
    if (m_random.below(m_syncEvery) == 0) {
        note("begin", pc.address() ? "at " + machineAt(pc.address()).title() : std::string());
        ++m_out.events.sessions;
        m_out.events.sessionsAtHubs += pc.address().has_value();
        pc.begin();
        return afterWork(pc);
    }
    if (m_stick && m_random.below(5) == 0)
        return useStick(pc);
    if (m_random.below(16) == 0) {
        note("idle");
        pc.idle();
        return afterWork(pc);
    }
    if (m_server.up() && m_random.below(40) == 0) {
        if (m_random.below(2) == 0)
            note("server idle", m_server.store().checkpoint() ? "checkpointed" : "not checkpointed");
        else
            note("server idle", m_server.pack());
        afterWork(m_server);
    }
    edit(pc);
}

void Story::edit(SimPc& pc)
{
    ++m_out.events.edits;
    note("edit", m_people.edit(pc));
    afterWork(pc);
}

void Story::afterWork(SimMachine& machine)
{
    if (m_ground.disk().isOff(machine.prefix())) {
        m_ground.disk().powerOn(machine.prefix());
        m_cutArmed.erase(machine.prefix());
        note("power cut in the middle", machine.title());
        machine.stop();
    }
}

void Story::noteAcknowledged(SimPc& pc)
{
    if (!pc.up())
        return;
    if (const auto scopes = pc.replica().scopes())
        for (const sync::HeldScope& scope : *scopes)
            if (scope.acknowledged > 0)
                m_model.acknowledged({pc.number(), scope.scope}, scope.acknowledged);
}

void Story::startPc(SimPc& pc)
{
    const auto started = pc.start();
    afterWork(pc); // the power may go while it starts
    if (!started) {
        note("not started", base::errorName(started.error().code));
        if (started.error().code == base::ErrorCode::storageDamaged)
            throw Violation("a store is damaged after a crash: " + describe(started.error()));
        return;
    }
    if (!pc.up())
        return;
    note("started");
    ++m_out.events.restarts;
    const auto scopes = pc.replica().scopes();
    if (!scopes)
        return;
    noteName(pc);
    for (const sync::HeldScope& scope : *scopes)
        m_model.reopened({pc.number(), scope.scope}, scope.lastOwn);
    noteAcknowledged(pc);
}

/// A disk that fails or is full: tried again later.
void Story::start(SimMachine& machine)
{
    const auto started = machine.start();
    afterWork(machine);
    note("started", machine.title() + (machine.up() ? "" : ": not yet"));
    if (!started && started.error().code == base::ErrorCode::storageDamaged)
        throw Violation(machine.title() + "'s store is damaged after a crash: " + describe(started.error()));
}

} // namespace staffroom::test
