// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/sync/sim/hub.h"

#include "tests/sync/exchange.h"

namespace staffroom::test {

SimHub::SimHub(SimGround& ground, std::size_t number, base::Random& random, Beside beside)
    : SimAsker(ground, hubTitle(number)),
      m_random(random),
      m_key(ground.hubImages().at(number).key),
      m_id(ground.hubImages().at(number).id),
      m_beside(std::move(beside)),
      m_questions(number)
{
}

base::Result<void> SimHub::start()
{
    auto store =
        storage::HubStore::open({m_ground.folder(m_title), m_key, m_ground.server(), m_ground.serverKey(), m_clock});
    if (!store)
        return store.error();
    m_store = *std::move(store);
    m_api = std::make_unique<server::HubApi>(*m_store, *this, m_poke, m_clock, m_random, m_log);
    m_logText.str({});
    return {};
}

void SimHub::stop()
{
    drop();
    m_token.clear();
    m_exchanges = {};
    m_woken = true;
    m_api.reset();
    m_store.reset();
}

void SimHub::replace()
{
    putIn(m_ground.image(m_title));
    std::filesystem::remove_all(m_ground.folder(m_title) / "snapshots");
}

sync::Response SimHub::answer(const sync::Request& request)
{
    return exchange(*m_api, request);
}

void SimHub::begin()
{
    m_woken = false;
    m_reached = false;
    ++m_exchanges.begun;
    m_session = std::make_unique<sync::RelaySession>(
        *m_store,
        sync::Session::Identity{base::incarnationOf(m_key.publicKey()), m_ground.server(), m_ground.serverKey()}, m_key,
        m_token, m_questions);
    follow(m_session->start());
}

void SimHub::drop()
{
    SimAsker::drop();
    m_session.reset();
}

sync::Next SimHub::answered(const sync::Response& response)
{
    m_reached = m_reached || response.status != 0;
    return m_session->answered(response);
}

std::optional<sync::Next> SimHub::ended(const sync::Next& end)
{
    m_lastError = end.error;
    m_token = m_session->token();
    m_session.reset();
    m_exchanges.linked = m_reached;
    if (end.complete)
        m_exchanges.lastGood = m_exchanges.begun;
    return std::nullopt;
}

} // namespace staffroom::test
