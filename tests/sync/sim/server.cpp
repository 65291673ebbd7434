// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/sync/sim/server.h"

#include "tests/sync/exchange.h"

namespace staffroom::test {

SimServer::SimServer(SimGround& ground, base::Random& random) : SimMachine(ground, "server"), m_random(random) {}

base::Result<void> SimServer::start()
{
    auto store = storage::SqliteCentral::open({m_ground.folder(m_title), m_clock, m_random}, true);
    if (!store)
        return store.error();
    m_store = *std::move(store);
    m_api = std::make_unique<server::Api>(*m_store, m_poke, m_clock, m_random, m_log);
    m_logText.str({});
    return {};
}

void SimServer::stop()
{
    m_api.reset();
    m_store.reset();
}

std::string SimServer::pack()
{
    const auto scopes = m_store->snapshotsToPack();
    std::string told;
    for (const domain::ScopeId& scope : scopes ? *scopes : std::vector<domain::ScopeId>()) {
        const auto packed = m_store->packSnapshot(scope, [] { return true; });
        told += scope.text() + (packed ? *packed ? " packed " : " left as it is " : " not packed ");
    }
    return told;
}

sync::Response SimServer::answer(const sync::Request& request)
{
    return exchange(*m_api, request);
}

} // namespace staffroom::test
