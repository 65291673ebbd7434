// SPDX-License-Identifier: GPL-3.0-or-later
// A school's hub between PCs and the server: the real store and endpoints, its way to the server inside the process.
#pragma once

#include "app/server/hub_api.h"
#include "tests/sync/school.h"

namespace staffroom::test {

class Hub final : public server::Upstream
{
public:
    Hub(School& school, std::string name = "hub");
    ~Hub() override;

    void join(const RecordId& person);
    void leave(const RecordId& person);

    /// One exchange with the server, that must end well unless the link is cut.
    SyncEnd exchange(const Wire& wire = {});
    /// A request of a PC.
    sync::Response answer(const sync::Request& request);
    /// For Pc::sync: the requests go here.
    Wire wire(Wire more = {});

    /// Closes and opens the store, as a new start of the program does.
    void restart();
    /// The folder as it is now, to be put back later.
    void backUp(const std::filesystem::path& to);
    void restore(const std::filesystem::path& from);
    /// Another disk: the same kit, nothing on it.
    void replace();

    storage::HubStore& store() { return *m_store; }
    const base::KeyPair& key() const { return m_key; }
    std::filesystem::path folder() const { return m_folder->path(); }
    server::Poke& poke() { return m_poke; }

    void wake() override { ++m_woken; }
    Exchanges exchanges() const override { return m_exchanges; }
    std::optional<sync::Response> ask(const sync::Request& request) override;

    bool linked = true; ///< whether the server can be reached
    std::size_t woken() const { return m_woken; }

private:
    void close();

    School& m_school;
    base::KeyPair m_key;
    RecordId m_id;
    std::unique_ptr<TemporaryFolder> m_folder;
    std::ostringstream m_logText;
    base::Log m_log;
    server::Poke m_poke;
    std::unique_ptr<storage::HubStore> m_store;
    std::unique_ptr<server::HubApi> m_api;
    Bytes m_token;
    base::SeededRandom m_questions{1};
    Exchanges m_exchanges;
    std::size_t m_woken = 0;
};

} // namespace staffroom::test
