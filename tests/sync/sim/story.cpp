// SPDX-License-Identifier: GPL-3.0-or-later
// The scheduler: people, sessions, questions and answers on their way. What goes wrong and the end are in
// story_faults.cpp.
#include "tests/sync/sim/story.h"

#include "core/sync/tuning.h"
#include "tests/sync/sim/checks.h"

namespace staffroom::test {

namespace {

constexpr std::size_t recordingsKept = 40;

} // namespace

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
    for (std::size_t number = 0; number < SimGround::pcs; ++number) {
        m_pcs.push_back(std::make_unique<SimPc>(ground, number, m_random));
        m_names[number] = m_pcs.back()->incarnation();
        m_pcs.back()->clock().setWall(m_server.clock().wallMs() + skew());
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
        m_server.clock().advance(static_cast<std::int64_t>(m_random.below(4'000)));
        for (const auto& pc : m_pcs)
            pc->clock().advance(static_cast<std::int64_t>(m_random.below(4'000)));
        SimPc& pc = *m_pcs[m_random.below(m_pcs.size())];
        m_step = step;
        m_at = pc.title();
        this->step(pc);
    }
    heal();
    settle();
    checkEnd(m_server.store(), m_pcs, m_model, m_ground.disk());
    replayAll();
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
        startServer();
    bringLate();
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
    if (m_random.below(16) == 0) {
        note("idle");
        return guard(pc, [&] { pc.idle(); });
    }
    if (m_server.up() && m_random.below(40) == 0) {
        note("server idle", m_server.store().checkpoint() ? "checkpointed" : "not checkpointed");
        afterServersWork();
    }
    edit(pc);
}

void Story::edit(SimPc& pc)
{
    ++m_out.events.edits;
    note("edit", m_people.edit(pc));
    afterWork(pc);
}

void Story::afterWork(SimPc& pc)
{
    if (m_ground.disk().isOff(pc.prefix())) {
        m_ground.disk().powerOn(pc.prefix());
        m_cutArmed.erase(pc.prefix());
        note("power cut in the middle");
        pc.stop();
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

void Story::afterServersWork()
{
    if (m_ground.disk().isOff(m_server.prefix())) {
        m_ground.disk().powerOn(m_server.prefix());
        m_cutArmed.erase(m_server.prefix());
        note("server's power cut in the middle");
        m_server.stop();
    }
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

void Story::startServer()
{
    m_server.start();
    afterServersWork();
    note("server started", m_server.up() ? "up" : "not yet");
}

void Story::count(const sync::Request& request)
{
    SimEvents& events = m_out.events;
    ++events.requests;
    if (request.path == "/v1/push")
        ++events.pushes;
    else if (request.path.starts_with("/v1/pull/"))
        ++events.pages;
    else if (constexpr std::string_view snapshot = "/v1/snapshot/"; request.path.starts_with(snapshot))
        ++(request.path.find('/', snapshot.size()) == std::string::npos ? events.snapshots : events.segments);
}

void Story::carryQuestion(SimPc& pc)
{
    const sync::Request request = *pc.question();
    count(request);
    note("question", request.path);
    if (!m_server.up() || draw(SimFault::requestLost, 24))
        return deliver(pc, cut());
    if (draw(SimFault::requestLate, 40)) {
        m_late.push_back(request);
        return deliver(pc, cut());
    }
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
    pc.answerUnderWay() = std::move(response);
}

void Story::carryAnswer(SimPc& pc)
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

sync::Response Story::cut()
{
    sync::Response response;
    response.error = {base::ErrorCode::linkCut, "asking the server", {}};
    return response;
}

void Story::deliver(SimPc& pc, const sync::Response& response)
{
    const bool verdicts = pc.question() && pc.question()->path == "/v1/push";
    if (pc.deliver(response)) {
        note("ended", pc.lastError() ? describe(*pc.lastError()) : std::string("well"));
        ++m_out.events.sessions;
        m_out.events.endedEarly += pc.lastError().has_value();
    }
    noteName(pc);
    afterWork(pc);
    if (verdicts)
        noteAcknowledged(pc);
}

} // namespace staffroom::test
