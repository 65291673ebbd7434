// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/server/http/client.h"
#include "core/base/log.h"
#include "core/base/random.h"
#include "core/sync/relay_session.h"

#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>

namespace staffroom::server {

/// A hub's way to the server, as its endpoints need it. Called from several threads.
class Upstream
{
public:
    virtual ~Upstream() = default;
    /// Something waits for the server: exchange soon.
    virtual void wake() = 0;
    struct Exchanges
    {
        std::uint64_t begun = 0;
        std::uint64_t lastGood = 0; ///< the number of the last one that ended well
        bool linked = false;        ///< the last one that ended reached the server
    };
    virtual Exchanges exchanges() const = 0;
    /// Hands a request on to the server. Blocks; nothing while another one is under way, so that a dead line holds up
    /// one of those who ask and not all.
    virtual std::optional<sync::Response> ask(const sync::Request& request) = 0;
};

/// The real one: exchanges with the server on a thread of its own, when woken and now and then.
class UpstreamLink final : public Upstream
{
public:
    struct Setup
    {
        sync::RelayStore& store;
        sync::Session::Identity identity;
        base::KeyPair key;
        Client::Options server;
        base::Log& log;
        base::Random& random;
        /// After each exchange that brought something: the scopes, on that thread.
        std::function<void(const std::vector<domain::ScopeId>&)> moved;
        /// After every exchange, on that thread.
        std::function<void()> ended;
        std::int64_t everyMs = 0;
    };
    /// Errors: as Client::make.
    static base::Result<std::unique_ptr<UpstreamLink>> start(const Setup& setup);
    ~UpstreamLink() override;

    void wake() override;
    Exchanges exchanges() const override;
    std::optional<sync::Response> ask(const sync::Request& request) override;

private:
    UpstreamLink(const Setup& setup, std::unique_ptr<Client> client, std::unique_ptr<Client> beside);
    void run();
    void exchange();
    bool pause(std::int64_t ms, bool wakes);
    static sync::Response ask(Client& client, const sync::Request& request);

    Setup m_setup;
    std::unique_ptr<Client> m_client;
    std::unique_ptr<Client> m_beside; ///< for what members ask while an exchange is under way
    std::mutex m_besideMutex;
    base::Bytes m_token;
    mutable std::mutex m_mutex;
    std::condition_variable m_changed;
    bool m_woken = true;
    bool m_ending = false;
    Exchanges m_exchanges;
    std::thread m_thread;
};

} // namespace staffroom::server
