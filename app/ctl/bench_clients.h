// SPDX-License-Identifier: GPL-3.0-or-later
// Clients that cost almost nothing themselves, so that what is measured is the server.
#pragma once

#include "app/ctl/bench_store.h"
#include "core/sync/messages.h"

#include <memory>

namespace staffroom::ctl {

/// One connection that speaks just enough HTTP for the benchmark.
class BenchClient
{
public:
    /// Errors: hostUnreachable.
    static Result<std::unique_ptr<BenchClient>> connect(std::uint16_t port);
    ~BenchClient();
    BenchClient(const BenchClient&) = delete;
    BenchClient& operator=(const BenchClient&) = delete;

    Result<void> send(std::string_view bytes);
    /// The body of a response with status 200. Errors: linkCut, protocol for anything else.
    Result<std::string> receive();
    /// The head of a response that has no end.
    Result<void> receiveHead();

private:
    explicit BenchClient(int socket) : m_socket(socket) {}
    Result<std::size_t> headEnd();
    Result<void> more();

    int m_socket;
    std::string m_buffer;
};

/// A session of that device. Errors: what the server answered, or hostUnreachable.
Result<base::Bytes> beginSession(BenchClient& client, const base::KeyPair& device, const base::StoreId& server);

/// The bytes of so many pushes of one new post each, sealed and chained: all the work of the client is done before.
std::vector<std::string> makePushes(const base::KeyPair& device, const base::Bytes& token, const BenchCounty& county,
                                    std::size_t group, int count, base::Random& random);

/// What GET /v1/poke is asked with.
std::string pokeRequest(const base::Bytes& token);

} // namespace staffroom::ctl
