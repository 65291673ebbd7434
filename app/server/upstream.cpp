// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/server/upstream.h"

#include "core/sync/tuning.h"

namespace staffroom::server {

UpstreamLink::UpstreamLink(const Setup& setup, std::unique_ptr<Client> client, std::unique_ptr<Client> beside)
    : m_setup(setup),
      m_client(std::move(client)),
      m_beside(std::move(beside))
{
    m_thread = std::thread([this] { run(); });
}

base::Result<std::unique_ptr<UpstreamLink>> UpstreamLink::start(const Setup& setup)
{
    auto client = Client::make(setup.server);
    if (!client)
        return client.error();
    auto beside = Client::make(setup.server);
    if (!beside)
        return beside.error();
    return std::unique_ptr<UpstreamLink>(new UpstreamLink(setup, *std::move(client), *std::move(beside)));
}

UpstreamLink::~UpstreamLink()
{
    {
        const std::lock_guard lock(m_mutex);
        m_ending = true;
    }
    m_changed.notify_all();
    m_client->stop();
    m_beside->stop();
    m_thread.join();
}

void UpstreamLink::wake()
{
    const std::lock_guard lock(m_mutex);
    m_woken = true;
    m_changed.notify_all();
}

Upstream::Exchanges UpstreamLink::exchanges() const
{
    const std::lock_guard lock(m_mutex);
    return m_exchanges;
}

sync::Response UpstreamLink::ask(Client& client, const sync::Request& request)
{
    const Answer answer = client.ask({request.method, request.path, request.body, base::toHex(request.token)});
    return {answer.status, answer.body, answer.error, answer.retryAfterMs, answer.tookMs};
}

std::optional<sync::Response> UpstreamLink::ask(const sync::Request& request)
{
    const std::unique_lock lock(m_besideMutex, std::try_to_lock);
    return lock ? std::optional(ask(*m_beside, request)) : std::nullopt;
}

/// False where this is ending.
bool UpstreamLink::pause(std::int64_t ms, bool wakes)
{
    std::unique_lock lock(m_mutex);
    m_changed.wait_for(lock, std::chrono::milliseconds(ms), [&] { return m_ending || (wakes && m_woken); });
    return !m_ending;
}

void UpstreamLink::run()
{
    const std::int64_t every = m_setup.everyMs > 0 ? m_setup.everyMs : sync::tuning::hubEverySeconds * 1000;
    while (pause(every, true) && pause(sync::tuning::hubGatherMs, false)) {
        {
            const std::lock_guard lock(m_mutex);
            m_woken = false;
            ++m_exchanges.begun;
        }
        exchange();
    }
}

void UpstreamLink::exchange()
{
    sync::RelaySession session(m_setup.store, m_setup.identity, m_setup.key, m_token, m_setup.random);
    bool reached = false;
    sync::Next next = session.start();
    while (next.what != sync::Next::What::done) {
        if (next.what == sync::Next::What::wait) {
            if (!pause(next.waitMs, false))
                return;
            next = session.resume();
            continue;
        }
        const sync::Response response = ask(*m_client, next.request);
        reached = reached || response.status != 0;
        next = session.answered(response);
    }
    m_token = session.token();
    for (const base::Error& note : session.notes())
        m_setup.log.warning("passed over", {{"why", std::string_view(describe(note))}});
    if (next.error && !next.complete)
        m_setup.log.warning("no exchange with the server", {{"why", std::string_view(describe(*next.error))}});
    const sync::Progress& progress = session.progress();
    if (progress.sent > 0 || progress.received > 0) {
        m_setup.log.info("exchanged",
                         {{"verdicts", static_cast<std::int64_t>(progress.sent)},
                          {"received", static_cast<std::int64_t>(progress.received)},
                          {"bytes", static_cast<std::int64_t>(progress.bytesSent + progress.bytesReceived)}});
    }
    m_setup.ended();
    if (!session.moved().empty())
        m_setup.moved(session.moved());
    const std::lock_guard lock(m_mutex);
    m_exchanges.linked = reached;
    if (next.complete)
        m_exchanges.lastGood = m_exchanges.begun;
}

} // namespace staffroom::server
