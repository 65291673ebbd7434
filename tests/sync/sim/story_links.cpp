// SPDX-License-Identifier: GPL-3.0-or-later
// Questions and answers on their way, and what a bad line makes of them.
#include "tests/sync/sim/story.h"

namespace staffroom::test {

namespace {

constexpr std::size_t recordingsKept = 40;

sync::Response cut()
{
    sync::Response response;
    response.error = {base::ErrorCode::linkCut, "asking", {}};
    return response;
}

} // namespace

SimMachine& Story::machineAt(const Address& address)
{
    return address ? static_cast<SimMachine&>(*m_hubs[*address]) : m_server;
}

std::optional<sync::Response> Story::ask(const Address& address, const sync::Request& request)
{
    SimMachine& there = machineAt(address);
    if (!there.up())
        return std::nullopt;
    sync::Response response = address ? m_hubs[*address]->answer(request) : m_server.answer(request);
    afterWork(there);
    return there.up() ? std::optional(std::move(response)) : std::nullopt;
}

sync::Response Story::askBeside(const sync::Request& request)
{
    if (draw(SimFault::requestLost, 24))
        return cut();
    auto response = ask(std::nullopt, request);
    return response && !draw(SimFault::answerLost, 24) ? *std::move(response) : cut();
}

void Story::bringLate()
{
    if (m_late.empty() || m_random.below(8) != 0)
        return;
    const std::size_t which = m_random.below(m_late.size());
    const auto& [address, request] = m_late[which];
    if (!machineAt(address).up())
        return;
    note("late", request.path);
    ask(address, request);
    m_late.erase(m_late.begin() + static_cast<std::ptrdiff_t>(which));
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

bool Story::carry(SimAsker& who)
{
    if (who.answerUnderWay())
        carryAnswer(who);
    else if (who.question())
        carryQuestion(who);
    else
        return false;
    return true;
}

void Story::carryQuestion(SimAsker& who)
{
    const sync::Request request = *who.question();
    const Address to = who.address();
    count(request);
    note("question", request.path);
    if (!machineAt(to).up() || draw(SimFault::requestLost, 24))
        return deliver(who, cut());
    if (draw(SimFault::requestLate, 40)) {
        m_late.emplace_back(to, request);
        return deliver(who, cut());
    }
    if (!m_recorded.empty() && draw(SimFault::requestReplayed, 30)) {
        const Recorded& recorded = m_recorded[m_random.below(m_recorded.size())];
        ask(recorded.to, recorded.request);
    }
    auto response = ask(to, request);
    if (response && draw(SimFault::requestTwice, 24) && !ask(to, request))
        response.reset();
    if (!who.question()) // it is a hub, and what was replayed to it was its end
        return;
    if (!response || draw(SimFault::answerLost, 24))
        return deliver(who, cut());
    note("answered", std::to_string(response->status) + ' ' + std::to_string(response->body.size()));
    record(to, request, *response);
    who.answerUnderWay() = *std::move(response);
}

/// Each of a story's requests has the same chance to be among those that are kept.
void Story::record(const Address& to, const sync::Request& request, const sync::Response& response)
{
    ++m_answered;
    if (m_recorded.size() < recordingsKept)
        m_recorded.push_back({to, request, response});
    else if (const std::uint64_t place = m_random.below(m_answered); place < recordingsKept)
        m_recorded[place] = {to, request, response};
}

void Story::carryAnswer(SimAsker& who)
{
    sync::Response response = *std::move(who.answerUnderWay());
    if (!response.body.empty() && draw(SimFault::answerCutShort, 60))
        response.body.resize(m_random.below(response.body.size()));
    if (!response.body.empty() && draw(SimFault::answerFlipped, 60))
        response.body[m_random.below(response.body.size())] ^= static_cast<char>(1U << m_random.below(8));
    if (!m_recorded.empty() && draw(SimFault::answerOfAnother, 60))
        response = m_recorded[m_random.below(m_recorded.size())].response;
    deliver(who, response);
}

void Story::deliver(SimAsker& who, const sync::Response& response)
{
    if (who.deliver(response)) {
        note("ended", who.lastError() ? describe(*who.lastError()) : std::string("well"));
        m_out.events.endedEarly += who.lastError().has_value();
    }
    afterWork(who);
}

void Story::heard(SimPc& pc)
{
    noteName(pc);
    noteAcknowledged(pc);
    if (pc.up())
        checkWaiting(pc, m_model);
}

} // namespace staffroom::test
