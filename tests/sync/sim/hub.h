// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/server/hub_api.h"
#include "core/sync/relay_session.h"
#include "tests/sync/sim/machine.h"

#include <functional>
#include <memory>
#include <sstream>

namespace staffroom::test {

/// A school's hub: the store and the endpoints of the product; exchanges with the server as app/server/upstream.cpp.
class SimHub final : public SimAsker, public server::Upstream
{
public:
    /// Hands a question of a member's on to the server; status 0 where it can't be reached.
    using Beside = std::function<sync::Response(const sync::Request&)>;
    SimHub(SimGround& ground, std::size_t number, base::Random& random, Beside beside);

    bool up() const override { return m_api != nullptr; }
    base::Result<void> start() override;
    void stop() override;
    /// An empty disk in place of its own: the kit is there, nothing else; the process is gone.
    void replace();
    sync::Response answer(const sync::Request& request);
    storage::HubStore& store() { return *m_store; }
    const base::RecordId& id() const { return m_id; }

    bool asking() const override { return m_session != nullptr; }
    void begin() override;
    void drop() override;
    bool woken() const { return m_woken; }

    void wake() override { m_woken = true; }
    Exchanges exchanges() const override { return m_exchanges; }
    std::optional<sync::Response> ask(const sync::Request& request) override { return m_beside(request); }

private:
    sync::Next answered(const sync::Response& response) override;
    sync::Next resumed() override { return m_session->resume(); }
    std::optional<sync::Next> ended(const sync::Next& end) override;

    base::Random& m_random;
    base::KeyPair m_key;
    base::RecordId m_id;
    Beside m_beside;
    std::ostringstream m_logText;
    base::Log m_log{m_logText, m_clock, base::LogLevel::error};
    server::Poke m_poke;
    std::unique_ptr<storage::HubStore> m_store;
    std::unique_ptr<server::HubApi> m_api;
    std::unique_ptr<sync::RelaySession> m_session;
    base::Bytes m_token;
    base::SeededRandom m_questions;
    Exchanges m_exchanges;
    bool m_reached = false; ///< in this exchange
    bool m_woken = true;
};

} // namespace staffroom::test
