// SPDX-License-Identifier: GPL-3.0-or-later
// The whole server under many clients: pushes a second, and what idle ones cost.
#include "app/ctl/bench_clients.h"
#include "app/ctl/bench_run.h"
#include "core/storage/database.h"

#include <chrono>
#include <sys/resource.h>
#include <thread>

namespace staffroom::ctl {

namespace {

constexpr std::size_t idleClients = 1000;
constexpr std::size_t pushingClients = 32;
constexpr int pushesEach = 1500;
constexpr std::chrono::seconds pushingTime{10};

/// One client of many: sends its pushes until the time is over, and keeps the answers.
struct Pusher
{
    std::unique_ptr<BenchClient> client;
    std::vector<std::string> pushes;
    std::vector<std::string> answers;
    std::optional<Error> failure;

    void push(std::chrono::steady_clock::time_point until)
    {
        for (const std::string& request : pushes) {
            if (std::chrono::steady_clock::now() >= until)
                return;
            if (const auto sent = client->send(request); !sent) {
                failure = sent.error();
                return;
            }
            auto answer = client->receive();
            if (!answer) {
                failure = answer.error();
                return;
            }
            answers.push_back(*std::move(answer));
        }
    }
};

/// Only a push that the server took counts.
Result<void> checkTaken(const std::string& answer, const base::PublicKey& server)
{
    const auto message = sync::unwrap(answer);
    const auto verdicts = message ? sync::decodeVerdicts(*message, server) : message.error();
    if (!verdicts)
        return verdicts.error();
    for (const sync::Verdict& verdict : *verdicts)
        if (verdict.refused || !verdict.quarantined.empty())
            return Error{verdict.refused.value_or(ErrorCode::internal), "pushing", "the server didn't take it"};
    return {};
}

/// Durable commits of one row each, one after another, on the same disk: what a push costs that does nothing else.
Result<double> bareCommits(const std::filesystem::path& file)
{
    auto database = storage::Database::openWriter(file);
    if (!database)
        return database.error();
    return storage::guarded("committing bare", [&] {
        const auto begun = std::chrono::steady_clock::now();
        std::chrono::duration<double> seconds{};
        std::int64_t row = 0;
        for (; seconds.count() < 2; seconds = std::chrono::steady_clock::now() - begun, ++row)
            (*database)
                ->query("INSERT INTO meta (name, value) VALUES (?, zeroblob(400))")
                .text(std::to_string(row))
                .run();
        return static_cast<double>(row) / seconds.count();
    });
}

void raiseOpenFiles()
{
    rlimit limit{};
    if (::getrlimit(RLIMIT_NOFILE, &limit) != 0)
        return;
    limit.rlim_cur = limit.rlim_max;
    ::setrlimit(RLIMIT_NOFILE, &limit); // where it can't be had, connecting says so
}

} // namespace

Result<void> BenchRun::enrolClients(storage::SqliteCentral& store)
{
    store.writer().setDurable(false);
    for (std::size_t client = 0; client < idleClients; ++client) {
        m_clients.push_back(base::KeyPair::make(m_world.random));
        const base::PublicKey& key = m_clients.back().publicKey();
        STAFFROOM_TRY(store.addDevice({base::incarnationOf(key), key, m_county.teacher, false}, "bench", 0));
    }
    m_serverId = store.id();
    m_serverKey = store.key().publicKey();
    store.writer().setDurable(true);
    return store.checkpoint();
}

Result<void> BenchRun::idle()
{
    say("1,000 clients that wait for news");
    raiseOpenFiles();
    std::vector<std::unique_ptr<BenchClient>> waiting;
    for (const base::KeyPair& device : m_clients) {
        auto client = BenchClient::connect(m_port);
        if (!client)
            return client.error();
        const auto token = beginSession(**client, device, m_serverId);
        if (!token)
            return token.error();
        STAFFROOM_TRY((*client)->send(pokeRequest(*token)));
        STAFFROOM_TRY((*client)->receiveHead());
        waiting.push_back(*std::move(client));
    }
    figure("idle_clients_mb", m_server->residentMb());
    return {};
}

Result<void> BenchRun::push()
{
    say("32 clients that push one post after another");
    std::vector<Pusher> pushers(pushingClients);
    for (std::size_t at = 0; at < pushers.size(); ++at) {
        auto client = BenchClient::connect(m_port);
        if (!client)
            return client.error();
        pushers[at].client = *std::move(client);
        const auto token = beginSession(*pushers[at].client, m_clients[at], m_serverId);
        if (!token)
            return token.error();
        pushers[at].pushes = makePushes(m_clients[at], *token, m_county, at, pushesEach, m_world.random);
        pushers[at].answers.reserve(pushesEach);
    }
    const auto bare = bareCommits(m_folder / "commits.db");
    if (!bare)
        return bare.error();
    const auto begun = std::chrono::steady_clock::now();
    std::vector<std::thread> threads;
    threads.reserve(pushers.size());
    for (Pusher& pusher : pushers)
        threads.emplace_back([&pusher, begun] { pusher.push(begun + pushingTime); });
    for (std::thread& thread : threads)
        thread.join();
    const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - begun;
    std::size_t taken = 0;
    for (const Pusher& pusher : pushers) {
        if (pusher.failure)
            return *pusher.failure;
        for (const std::string& answer : pusher.answers)
            STAFFROOM_TRY(checkTaken(answer, m_serverKey));
        taken += pusher.answers.size();
    }
    figure("bare_commits_per_s", *bare);
    figure("pushes_per_s", static_cast<double>(taken) / seconds.count());
    return {};
}

} // namespace staffroom::ctl
