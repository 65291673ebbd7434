// SPDX-License-Identifier: GPL-3.0-or-later
// A PC: its program comes and goes, its disk stays, is copied, or is put back.
#include "tests/sync/sim/pc.h"

#include "core/storage/search_index.h"

namespace staffroom::test {

SimPc::SimPc(SimGround& ground, std::size_t number, base::Random& random)
    : SimAsker(ground, pcTitle(number)),
      m_random(random),
      m_number(number),
      m_key(ground.images().at(number).key),
      m_person(ground.images().at(number).person)
{
}

SimPc::SimPc(SimPc& original, std::size_t number)
    : SimAsker(original.m_ground, pcTitle(number)),
      m_random(original.m_random),
      m_number(number),
      m_ancestors(original.m_ancestors),
      m_plain(false),
      m_key(original.m_key),
      m_next(original.m_next),
      m_person(original.m_person)
{
    m_clock = original.m_clock;
    m_address = original.m_address;
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
        {m_ground.folder(m_title), m_key, m_ground.server(), m_ground.serverKey(), m_clock, m_next});
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
    drop();
    m_token.clear();
    m_hub.reset();
    m_replica.reset();
}

void SimPc::backUp()
{
    SimMachine::backUp();
    m_backup = Keys{m_key, m_next};
}

bool SimPc::restore()
{
    if (!SimMachine::restore())
        return false;
    m_key = m_backup->now;
    m_next = m_backup->next;
    m_plain = false;
    return true;
}

void SimPc::drop()
{
    SimAsker::drop();
    m_renewal.reset();
    m_session.reset();
}

void SimPc::setAddress(std::optional<std::size_t> hub)
{
    drop();
    m_token.clear();
    m_hub.reset();
    m_address = hub;
}

sync::Session::Identity SimPc::identity() const
{
    return {incarnation(), m_ground.server(), m_ground.serverKey()};
}

void SimPc::makeSession()
{
    m_session = std::make_unique<sync::Session>(*m_replica, identity(), m_key, m_token, m_hub);
}

void SimPc::begin()
{
    m_copyFound = false;
    makeSession();
    follow(m_session->start());
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

void SimPc::asked()
{
    if (!m_renewal && m_random.below(2) == 0)
        m_session->meanwhile(); // or when the answer is there: it is the same
}

sync::Next SimPc::answered(const sync::Response& response)
{
    if (m_renewal)
        return m_renewal->answered(response);
    if (m_random.below(2) == 0)
        static_cast<void>(m_session->prepare(response)); // or in its turn: it is the same
    return m_session->answered(response);
}

/// As core/node/syncer.cpp does it: after a session that found a copy of this PC, another name, and a session again.
std::optional<sync::Next> SimPc::ended(const sync::Next& end)
{
    if (m_renewal)
        return renewed(end);
    if (end.error && end.error->code == base::ErrorCode::forked && !m_copyFound) {
        if (!m_next)
            m_next = base::KeyPair::make(m_random);
        m_renewal = std::make_unique<sync::Renewal>(*m_replica, identity(), m_key, *m_next, m_title);
        return m_renewal->start();
    }
    m_lastError = end.error;
    m_token = m_session->token();
    m_hub = m_session->hub();
    m_session.reset();
    return std::nullopt;
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
        return std::nullopt;
    }
    m_key = *std::exchange(m_next, std::nullopt);
    m_plain = false;
    makeSession();
    return m_session->start();
}

} // namespace staffroom::test
