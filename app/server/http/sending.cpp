// SPDX-License-Identifier: GPL-3.0-or-later
// A response on its way out: from memory, from a file, or as a stream of pokes.
#include "app/server/http/connection.h"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <algorithm>
#include <array>
#include <charconv>
#include <exception>
#include <utility>

namespace staffroom::server {

namespace asio = boost::asio;
using base::ErrorCode;
using SteadyClock = std::chrono::steady_clock;

namespace {

constexpr std::size_t sendPiece = 64 * 1024;
constexpr std::size_t loggedPath = 200;

bool hasNoBody(int status)
{
    return status == 304 || status == 204;
}

std::string chunkOf(std::string_view text)
{
    std::array<char, 20> size{};
    const auto written = std::to_chars(size.data(), size.data() + size.size(), text.size(), 16);
    std::string chunk(size.data(), written.ptr);
    chunk.append("\r\n").append(text).append("\r\n");
    return chunk;
}

} // namespace

// Sends the response and logs it; false where it couldn't be sent whole.
asio::awaitable<bool> Connection::send(Response response)
{
    m_keep = m_keep && !m_core.draining;
    FileSource file;
    if (response.file) {
        base::Result<FileSource> opened = FileSource();
        std::function<void()> work = [&] { opened = FileSource::open(*response.file); };
        co_await m_core.onWorker(std::move(work));
        if (opened)
            file = std::move(opened).value();
        else
            response = problem(opened.error());
    }
    const std::uint64_t total = response.file ? file.size() : response.body.size();
    const Slice slice = applyConditions(m_parser->request(), response, total);
    const bool poke = response.poke.has_value();
    Framing framing;
    framing.contentLength = slice.length;
    framing.chunked = poke && !m_parser->isHttp10();
    m_keep = m_keep && !poke;
    framing.close = !m_keep;
    std::string head = headOf(response, framing, m_core.httpDate());
    const bool headOnly = m_parser->headDone() && m_parser->isHead();
    bool sent = false;
    if (headOnly || hasNoBody(response.status)) {
        sent = co_await sendBody(std::move(head), {}, {});
    } else if (poke) {
        sent = co_await sendPokes(std::move(head), std::move(*response.poke), framing.chunked);
    } else if (response.file) {
        sent = co_await sendFile(std::move(head), std::move(file), slice);
    } else {
        sent = co_await sendBody(std::move(head), std::move(response.body), slice);
    }
    if (!sent)
        response.logDetail += response.logDetail.empty() ? "cut" : "; cut";
    logRequest(response);
    co_return sent;
}

asio::awaitable<bool> Connection::sendBody(std::string head, std::string body, Slice slice)
{
    const Time begun = SteadyClock::now();
    std::string_view rest = std::string_view(body).substr(slice.offset, slice.length);
    std::uint64_t done = 0;
    do {
        const std::string_view piece = rest.substr(0, sendPiece);
        rest.remove_prefix(piece.size());
        setDeadline(transferDeadline(begun, done, head.size() + piece.size()));
        const bool written = co_await write(head, piece);
        if (!written)
            co_return false;
        done += head.size() + piece.size();
        head.clear();
    } while (!rest.empty());
    co_return true;
}

asio::awaitable<bool> Connection::sendFile(std::string head, FileSource file, Slice slice)
{
    Time begun = SteadyClock::now();
    std::uint64_t done = 0;
    std::string piece;
    do {
        const auto size = static_cast<std::size_t>(std::min<std::uint64_t>(sendPiece, slice.length - done));
        const Time paused = SteadyClock::now();
        noDeadline();
        bool read = false;
        std::function<void()> work = [&] { read = file.read(slice.offset + done, size, piece).ok(); };
        co_await m_core.onWorker(std::move(work));
        if (!read) // the length is promised already: only cutting tells the peer
            co_return false;
        begun += SteadyClock::now() - paused;
        setDeadline(transferDeadline(begun, done, head.size() + size));
        const bool written = co_await write(head, piece);
        if (!written)
            co_return false;
        head.clear();
        done += size;
    } while (done < slice.length);
    co_return true;
}

asio::awaitable<bool> Connection::sendPokes(std::string head, PokeSubscription subscription, bool chunked)
{
    // It listens before the head is sent: what is published once the client has seen the head arrives.
    PokeStream stream(m_core.pokeStreams, m_core.io, std::move(subscription));
    if (m_core.draining)
        stream.end();
    const bool opened = co_await sendBody(std::move(head), {}, {});
    if (!opened)
        co_return false;
    // It may stay open for days: only what the log line needs is kept.
    Request& request = m_parser->request();
    request.headers = {};
    request.query = {};
    request.body = {};
    m_buffer.consume(m_buffer.size());
    m_buffer.shrink_to_fit();

    bool watching = true;
    asio::steady_timer unwatched(m_core.io, Time::max());
    auto whenUnwatched = [&](const std::exception_ptr& failure) {
        if (failure)
            m_core.log.error("poke-watch-failed");
        watching = false;
        stream.end();
        unwatched.cancel();
    };
    asio::co_spawn(m_core.io, watchPeer(stream), whenUnwatched);

    bool alive = true;
    while (alive && !stream.ended()) {
        noDeadline();
        std::string lines = co_await stream.next(m_core.options.pokeHeartbeat);
        if (stream.ended())
            break;
        if (chunked)
            lines = chunkOf(lines);
        setDeadline(transferDeadline(SteadyClock::now(), 0, lines.size()));
        alive = co_await write(lines, {});
    }
    noDeadline();
    const bool peerGone = !watching;
    m_link->cancel();
    constexpr auto await = asio::as_tuple(asio::use_awaitable);
    while (watching)
        [[maybe_unused]] const auto [woken] = co_await unwatched.async_wait(await);
    if (!alive || peerGone)
        co_return false;
    setDeadline(SteadyClock::now() + m_core.options.lingerTimeout);
    constexpr std::string_view lastChunk = "0\r\n\r\n";
    alive = co_await write(chunked ? lastChunk : std::string_view(), {});
    co_return alive;
}

// Whatever comes from the peer of a stream, be it the end, ends the stream: nothing else may follow the request.
asio::awaitable<void> Connection::watchPeer(PokeStream& stream)
{
    std::array<char, 16> byte{};
    const asio::mutable_buffer space = asio::buffer(byte);
    [[maybe_unused]] const Transfer got = co_await m_link->read(space);
    stream.end();
}

void Connection::logRequest(const Response& response)
{
    const base::LogLevel level = response.status >= 500   ? base::LogLevel::warning
                                 : response.status >= 400 ? base::LogLevel::info
                                                          : base::LogLevel::debug;
    const Request& request = m_parser->request();
    const auto took = std::chrono::duration_cast<std::chrono::milliseconds>(SteadyClock::now() - m_begun);
    m_core.log.write(level, "request",
                     {{"method", std::string_view(request.method)},
                      {"path", std::string_view(request.path).substr(0, loggedPath)},
                      {"status", std::int64_t{response.status}},
                      {"ms", std::int64_t{took.count()}},
                      {"bytesIn", static_cast<std::int64_t>(request.wireBytes)},
                      {"bytesOut", static_cast<std::int64_t>(m_sent)},
                      {"peer", std::string_view(m_peer)},
                      {"detail", std::string_view(response.logDetail)}});
}

} // namespace staffroom::server
