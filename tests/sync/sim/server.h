// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/server/api.h"
#include "core/storage/central.h"
#include "tests/sync/sim/machine.h"

#include <memory>
#include <sstream>

namespace staffroom::test {

/// The central server, with the endpoints of the product.
class SimServer final : public SimMachine
{
public:
    SimServer(SimGround& ground, base::Random& random);
    bool up() const override { return m_api != nullptr; }
    base::Result<void> start() override;
    void stop() override;
    sync::Response answer(const sync::Request& request);
    storage::SqliteCentral& store() { return *m_store; }
    /// Packs what snapshots there are to pack; says how that went.
    std::string pack();

private:
    base::Random& m_random;
    std::ostringstream m_logText;
    base::Log m_log{m_logText, m_clock, base::LogLevel::error};
    server::Poke m_poke;
    std::unique_ptr<storage::SqliteCentral> m_store;
    std::unique_ptr<server::Api> m_api;
};

} // namespace staffroom::test
