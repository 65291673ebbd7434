// SPDX-License-Identifier: GPL-3.0-or-later
// A PC: its program comes and goes, its disk stays, is copied, or is put back.
#include "core/storage/search_index.h"
#include "tests/sync/sim/world.h"

namespace staffroom::test {

namespace {

std::string pcName(std::size_t number)
{
    return "pc" + std::to_string(number);
}

} // namespace

SimPc::SimPc(SimGround& ground, std::size_t number, base::Random& random)
    : m_ground(ground),
      m_random(random),
      m_number(number),
      m_name(pcName(number)),
      m_key(ground.images().at(number).key),
      m_person(ground.images().at(number).person)
{
}

SimPc::SimPc(SimPc& original, std::size_t number)
    : m_ground(original.m_ground),
      m_random(original.m_random),
      m_number(number),
      m_name(pcName(number)),
      m_ancestors(original.m_ancestors),
      m_plain(false),
      m_key(original.m_key),
      m_next(original.m_next),
      m_person(original.m_person),
      m_clock(original.m_clock)
{
    m_ancestors.insert(original.m_number);
    original.m_plain = false;
    m_ground.disk().copy(original.prefix(), prefix());
}

bool SimPc::descendsFrom(std::size_t number) const
{
    return number == m_number || m_ancestors.contains(number);
}

base::Result<void> SimPc::start()
{
    auto replica = storage::Replica::open(
        {m_ground.folder(m_name), m_key, m_ground.server(), m_ground.serverKey(), m_clock, m_next});
    if (!replica)
        return replica.error();
    m_replica = *std::move(replica);
    if (m_next && m_replica->incarnation() == base::incarnationOf(m_next->publicKey())) {
        m_key = *std::exchange(m_next, std::nullopt);
        m_plain = false;
    }
    return {};
}

void SimPc::stop()
{
    dropSession();
    m_token.clear();
    m_replica.reset();
}

void SimPc::backUp()
{
    m_ground.disk().remove(m_ground.backup(m_name));
    m_ground.disk().copy(prefix(), m_ground.backup(m_name));
    m_backup = Keys{m_key, m_next};
}

void SimPc::restore()
{
    MemoryDisk& disk = m_ground.disk();
    disk.kill(prefix());
    stop();
    disk.remove(prefix());
    disk.copy(m_ground.backup(m_name), prefix());
    m_key = m_backup->now;
    m_next = m_backup->next;
    m_plain = false;
}

void SimPc::dropSession()
{
    m_renewal.reset();
    m_session.reset();
    m_question.reset();
    m_answer.reset();
}

void SimPc::begin()
{
    m_session = std::make_unique<sync::Session>(
        *m_replica, sync::Session::Identity{incarnation(), m_ground.server(), m_ground.serverKey()}, m_key, m_token);
}

void SimPc::beginSession()
{
    m_copyFound = false;
    begin();
    follow(m_session->start());
}

bool SimPc::deliver(const sync::Response& response)
{
    m_question.reset();
    m_answer.reset();
    return follow(m_renewal ? m_renewal->answered(response) : m_session->answered(response));
}

void SimPc::idle()
{
    {
        const std::lock_guard lock(m_replica->mutex());
        static_cast<void>(
            storage::SearchIndex(m_replica->writer()).step(20)); // behind, and again later where it failed
    }
    static_cast<void>(m_replica->checkpoint());
}

/// As core/node/syncer.cpp does it: after a session that found a copy of this PC, another name, and a session again.
bool SimPc::follow(sync::Next next)
{
    for (;;) {
        if (next.what == sync::Next::What::wait) {
            m_clock.advance(next.waitMs);
            next = m_renewal ? m_renewal->resume() : m_session->resume();
        } else if (next.what == sync::Next::What::send) {
            m_question = std::move(next.request);
            if (!m_renewal)
                m_session->meanwhile();
            return false;
        } else if (m_renewal) {
            auto again = renewed(next);
            if (!again)
                return true;
            next = *std::move(again);
        } else if (next.error && next.error->code == base::ErrorCode::forked && !m_copyFound) {
            if (!m_next)
                m_next = base::KeyPair::make(m_random);
            m_renewal = std::make_unique<sync::Renewal>(
                *m_replica, sync::Session::Identity{incarnation(), m_ground.server(), m_ground.serverKey()}, m_key,
                *m_next, m_name);
            next = m_renewal->start();
        } else {
            m_lastError = next.error;
            m_lastComplete = next.complete;
            m_token = m_session->token();
            m_session.reset();
            return true;
        }
    }
}

/// How the session goes on after that; nothing where it ends.
std::optional<sync::Next> SimPc::renewed(const sync::Next& end)
{
    m_renewal.reset();
    m_session.reset();
    m_copyFound = true;
    m_token.clear();
    if (end.error) {
        m_lastError = end.error;
        m_lastComplete = false;
        return std::nullopt;
    }
    m_key = *std::exchange(m_next, std::nullopt);
    m_plain = false;
    begin();
    return m_session->start();
}

} // namespace staffroom::test
