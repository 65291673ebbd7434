// SPDX-License-Identifier: GPL-3.0-or-later
// The HTTP/1.1 front of the server: sockets, TLS, limits and framing. It knows nothing of what the requests mean.
#pragma once

#include "app/server/http/handler.h"
#include "app/server/http/poke.h"
#include "core/base/clock.h"
#include "core/base/log.h"
#include "core/base/result.h"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>

namespace staffroom::server {

struct FrontOptions
{
    using Milliseconds = std::chrono::milliseconds;

    /// A numeric IPv4 or IPv6 address.
    std::string address = "127.0.0.1";
    /// 0: a free one; see Front::port().
    std::uint16_t port = 0;
    /// PEM files; both or none. TLS 1.2 or later.
    std::string certificateChainFile;
    std::string privateKeyFile;

    /// Threads that run the handler. Many more than cores: batches that wait together are committed together, so that
    /// pushes a second aren't bound to the disk's commits a second.
    std::size_t workers = 16;
    /// Requests that may wait for a worker; more are answered 503.
    std::size_t maxWaiting = 1024;
    std::size_t maxConnections = 4096;
    /// 0: no limit of its own. Whole schools share one address.
    std::size_t maxConnectionsPerAddress = 1024;

    std::size_t headerLimit = 16 * 1024;
    std::size_t targetLimit = 4 * 1024;
    std::size_t maxHeaderFields = 100;

    /// For the whole head of a request from its first byte, for the first byte of a connection, and for a TLS
    /// handshake.
    Milliseconds headerTimeout{10'000};
    /// Between requests.
    Milliseconds idleTimeout{75'000};
    /// A body (either way) may take this long plus its bytes so far at the least rate.
    Milliseconds transferGrace{10'000};
    std::uint64_t leastBytesPerSecond = 1024;
    /// A transfer that was fast enough so far still must not stand still for longer than this.
    Milliseconds transferStall{30'000};
    /// How long a refused sender may go on talking before the connection is cut, so that it can read the answer.
    Milliseconds lingerTimeout{2'000};
    Milliseconds pokeHeartbeat{25'000};
};

/// A running front. Start raises this process's soft limit of open files as far as it may, as 1,024 are too few.
class Front
{
public:
    /// Opens the port and serves on threads of its own. All arguments must outlive the front. Errors: invalidArgument
    /// (address), badCertificate, hostUnreachable (the port can't be had).
    static base::Result<std::unique_ptr<Front>> start(const FrontOptions& options, Handler& handler, Poke& poke,
                                                      const base::Clock& clock, base::Log& log);
    /// stop() without patience.
    ~Front();
    Front(const Front&) = delete;
    Front& operator=(const Front&) = delete;

    std::uint16_t port() const;
    std::size_t connections() const;

    /// Accepts no more, closes idle connections and poke streams, lets requests that were begun finish until the
    /// patience is over, then cuts them. Returns when no thread of the front runs any more; a handler that blocks is
    /// waited for, as it can't be interrupted. May be called more than once.
    void stop(std::chrono::milliseconds patience);

private:
    struct Impl;
    explicit Front(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> m_impl;
};

} // namespace staffroom::server
