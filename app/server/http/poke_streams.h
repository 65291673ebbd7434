// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/server/http/message.h"
#include "app/server/http/poke.h"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>

#include <chrono>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace staffroom::server {

class PokeStream;

/// The open poke streams by topic and by owner. On the network thread.
class PokeStreams
{
public:
    void deliver(const Poke::News& news);
    void endAll();

private:
    friend class PokeStream;
    using Index = std::unordered_map<std::string, std::unordered_set<PokeStream*>>;
    Index m_byTopic;
    Index m_byOwner;
};

/// One open stream: what it still has to tell. Bounded, as a topic waits at most once.
class PokeStream
{
public:
    PokeStream(PokeStreams& streams, boost::asio::io_context& io, PokeSubscription subscription);
    ~PokeStream();
    PokeStream(const PokeStream&) = delete;
    PokeStream& operator=(const PokeStream&) = delete;

    void tell(const std::string& topic);
    void end();
    bool ended() const { return m_ended; }
    /// Waits for news, the end, or the heartbeat; returns the lines to send, an empty line for the heartbeat.
    boost::asio::awaitable<std::string> next(std::chrono::milliseconds heartbeat);

private:
    PokeStreams& m_streams;
    PokeSubscription m_subscription;
    boost::asio::steady_timer m_timer;
    std::unordered_set<std::string> m_waiting;
    bool m_ended = false;
};

} // namespace staffroom::server
