// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/server/http/front.h"
#include "app/server/http/poke_streams.h"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/thread_pool.hpp>

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>
#include <unordered_set>

namespace staffroom::server {

class Connection;

/// What all connections of a front share. Used on the network thread, except where said otherwise.
struct Core
{
    Core(const FrontOptions& theOptions, Handler& theHandler, const base::Clock& theClock, base::Log& theLog)
        : options(theOptions),
          handler(theHandler),
          clock(theClock),
          log(theLog),
          workers(theOptions.workers)
    {
    }

    /// Runs the work on a worker thread and goes on here when it is done. The work must not throw.
    boost::asio::awaitable<void> onWorker(std::function<void()> work);
    /// The value of the Date field, made once a second.
    const std::string& httpDate();

    const FrontOptions options;
    Handler& handler;
    const base::Clock& clock;
    base::Log& log;

    // One thread moves all bytes: the work per request is small beside the handler's, and nothing here needs a lock.
    boost::asio::io_context io{1};
    boost::asio::thread_pool workers;
    std::size_t waitingForWorker = 0;
    bool draining = false;
    std::unordered_set<Connection*> connections;
    std::unordered_map<std::string, std::size_t> perAddress;
    PokeStreams pokeStreams;

    /// A connection more or less.
    void countConnection(int change);
    std::size_t connectionCount() const; // any thread
    /// Waits on another thread until no connection is left; false where the time was over before.
    bool waitForNoConnection(std::optional<std::chrono::milliseconds> atMost);

private:
    mutable std::mutex m_countMutex;
    std::condition_variable m_countChanged;
    std::size_t m_connectionCount = 0;
    std::int64_t m_dateSecond = -1;
    std::string m_date;
};

} // namespace staffroom::server
