// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/server/http/core.h"
#include "app/server/http/file_source.h"
#include "app/server/http/link.h"
#include "app/server/http/request_parser.h"
#include "app/server/http/response_head.h"

#include <boost/beast/core/flat_buffer.hpp>

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>

namespace staffroom::server {

/// One connection from accept to close. Owned by the coroutine that serves it; known to the Core while it lives. Every
/// wait for the peer has a deadline, which sweep() enforces: one timer for all is cheaper than one each.
class Connection
{
public:
    using Time = std::chrono::steady_clock::time_point;

    Connection(Core& core, std::unique_ptr<Link> link, std::string peer);
    ~Connection();
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    /// Requests and responses until either side has enough.
    boost::asio::awaitable<void> serve();
    /// Says that there are too many connections, and closes.
    boost::asio::awaitable<void> turnAway();

    void sweep(Time now);
    /// Graceful stop: ends it now where nothing was begun, after the current request otherwise.
    void drain();
    void abort() { m_link->close(); }

private:
    enum class Phase { idle, receiving, working, closing };

    // connection.cpp
    boost::asio::awaitable<bool> exchange();
    boost::asio::awaitable<bool> readHead();
    boost::asio::awaitable<void> finish();
    boost::asio::awaitable<bool> fill(std::size_t atMost);
    boost::asio::awaitable<bool> write(std::string_view first, std::string_view second);
    std::string_view buffered() const;
    void setDeadline(Time deadline);
    void noDeadline() { setDeadline(Time::max()); }
    Time transferDeadline(Time begun, std::uint64_t bytes, std::uint64_t piece) const;
    Response refused();

    // answering.cpp: from the head of a request to its response
    boost::asio::awaitable<Response> answer();
    boost::asio::awaitable<std::optional<Response>> readBody(BodySink* sink);
    boost::asio::awaitable<std::optional<Response>> drainInto(BodySink& sink);
    boost::asio::awaitable<Response> complete(std::unique_ptr<BodySink> sink);
    void discardLater(std::unique_ptr<BodySink> sink);

    // sending.cpp: a response on its way out
    boost::asio::awaitable<bool> send(Response response);
    boost::asio::awaitable<bool> sendBody(std::string head, std::string body, Slice slice);
    boost::asio::awaitable<bool> sendFile(std::string head, FileSource file, Slice slice);
    boost::asio::awaitable<bool> sendPokes(std::string head, PokeSubscription subscription, bool chunked);
    boost::asio::awaitable<void> watchPeer(PokeStream& stream);
    void logRequest(const Response& response);

    Core& m_core;
    std::unique_ptr<Link> m_link;
    std::string m_peer;
    boost::beast::flat_buffer m_buffer;
    std::optional<RequestParser> m_parser;
    Phase m_phase = Phase::idle;
    Time m_deadline = Time::max();
    Time m_begun;
    std::uint64_t m_sent = 0; // in this exchange
    bool m_first = true;      // no request was read yet
    bool m_expired = false;   // sweep() found the deadline passed
    bool m_cut = false;       // the peer is gone: nothing can be answered
    bool m_keep = true;       // for a further request
};

} // namespace staffroom::server
