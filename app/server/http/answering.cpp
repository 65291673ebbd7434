// SPDX-License-Identifier: GPL-3.0-or-later
// From the head of a request to its response: its body, the handler, and everything that can go wrong before.
#include "app/server/http/connection.h"

#include <boost/asio/post.hpp>

#include <algorithm>
#include <exception>
#include <utility>
#include <variant>

namespace staffroom::server {

namespace asio = boost::asio;
using base::ErrorCode;
using SteadyClock = std::chrono::steady_clock;

namespace {

constexpr std::size_t bodyPiece = 64 * 1024;
constexpr std::size_t chunkedPiece = 16 * 1024; // where the rest isn't known
constexpr std::size_t reservedBody = 256 * 1024;

Response failed(const char* what)
{
    Response response = problem(500, ErrorCode::internal, "");
    response.logDetail = what;
    return response;
}

/// Nothing that a handler throws gets past this.
template <typename Result, typename Call>
Result guarded(const Call& call)
{
    try {
        return call();
    } catch (const std::exception& error) {
        return failed(error.what());
    } catch (...) {
        return failed("an exception that is no std::exception");
    }
}

} // namespace

asio::awaitable<Response> Connection::answer()
{
    noDeadline();
    if (m_parser->refusal())
        co_return refused();
    Request& request = m_parser->request();
    request.peer = m_peer;
    using Planned = std::variant<BodyPlan, Response>;
    Planned planned = guarded<Planned>([&]() -> Planned { return m_core.handler.plan(request); });
    if (auto* const failure = std::get_if<Response>(&planned)) {
        m_keep = m_keep && m_parser->done();
        co_return std::move(*failure);
    }
    const BodyPlan plan = std::get<BodyPlan>(planned);
    if (m_core.waitingForWorker >= m_core.options.maxWaiting + m_core.options.workers) {
        m_keep = m_keep && m_parser->done();
        Response busy = problem(503, ErrorCode::serverBusy, "Too many requests are waiting.");
        busy.headers.emplace_back("Retry-After", "2");
        co_return busy;
    }
    if (m_parser->hasBody())
        m_parser->beginBody(plan.limit);
    if (m_parser->refusal())
        co_return refused();

    std::unique_ptr<BodySink> sink;
    if (plan.upload) {
        Handler::Upload upload;
        std::function<void()> work = [&] {
            upload = guarded<Handler::Upload>([&] { return m_core.handler.openUpload(request); });
        };
        co_await m_core.onWorker(std::move(work));
        if (auto* const refusal = std::get_if<Response>(&upload)) {
            m_keep = m_keep && m_parser->done();
            co_return std::move(*refusal);
        }
        sink = std::move(std::get<std::unique_ptr<BodySink>>(upload));
        if (!sink) {
            m_keep = m_keep && m_parser->done();
            co_return failed("openUpload gave neither sink nor answer");
        }
    }
    if (m_parser->hasBody()) {
        std::optional<Response> failure = co_await readBody(sink.get());
        if (failure || m_cut) {
            m_keep = false;
            discardLater(std::move(sink));
            co_return failure ? std::move(*failure) : Response();
        }
    }
    Response response = co_await complete(std::move(sink));
    co_return response;
}

// Reads the body to its end; a response where it isn't taken. Sets m_cut where the peer is gone.
asio::awaitable<std::optional<Response>> Connection::readBody(BodySink* sink)
{
    m_phase = Phase::receiving;
    Time begun = SteadyClock::now();
    const std::uint64_t declared = m_parser->contentLength().value_or(0);
    std::uint64_t received = m_buffer.size();
    m_parser->payload().reserve(std::min<std::size_t>(declared, sink ? bodyPiece : reservedBody));
    if (m_parser->expectsContinue() && m_buffer.size() == 0) {
        setDeadline(transferDeadline(begun, 0, 0));
        constexpr std::string_view goOn = "HTTP/1.1 100 Continue\r\n\r\n";
        const bool written = co_await write(goOn, {});
        if (!written) {
            m_cut = true;
            co_return std::nullopt;
        }
    }
    for (;;) {
        if (m_buffer.size() > 0)
            m_buffer.consume(m_parser->put(buffered()));
        if (m_parser->refusal())
            co_return refused();
        const bool done = m_parser->done();
        if (sink && !m_parser->payload().empty() && (done || m_parser->payload().size() >= bodyPiece / 2)) {
            const Time paused = SteadyClock::now();
            noDeadline();
            std::optional<Response> failure = co_await drainInto(*sink);
            if (failure)
                co_return failure;
            begun += SteadyClock::now() - paused; // the sender isn't to blame for our disk
        }
        if (done)
            break;
        const std::uint64_t missing = declared > received ? declared - received : chunkedPiece;
        const std::size_t piece = std::min<std::size_t>(missing, bodyPiece);
        setDeadline(transferDeadline(begun, received, 0));
        const std::size_t before = m_buffer.size();
        const bool more = co_await fill(piece);
        received += m_buffer.size() - before;
        if (!more && m_expired) {
            m_keep = false;
            co_return problem(408, ErrorCode::tooSlow, "The body came too slowly.");
        }
        if (!more) {
            m_cut = true;
            co_return std::nullopt;
        }
    }
    noDeadline();
    m_phase = Phase::working;
    co_return std::nullopt;
}

asio::awaitable<std::optional<Response>> Connection::drainInto(BodySink& sink)
{
    std::optional<Response> failure;
    std::string& payload = m_parser->payload();
    std::function<void()> work = [&] {
        failure = guarded<std::optional<Response>>([&]() -> std::optional<Response> {
            const base::Result<void> written = sink.write(payload);
            if (!written)
                return problem(written.error());
            return std::nullopt;
        });
    };
    co_await m_core.onWorker(std::move(work));
    payload.clear();
    co_return failure;
}

asio::awaitable<Response> Connection::complete(std::unique_ptr<BodySink> sink)
{
    Request& request = m_parser->request();
    if (!sink)
        request.body = std::move(m_parser->payload());
    Response response;
    std::function<void()> work = [&] {
        response = guarded<Response>([&] { return sink ? sink->finish() : m_core.handler.handle(request); });
        sink.reset(); // closing a file belongs on this thread too
    };
    co_await m_core.onWorker(std::move(work));
    co_return response;
}

void Connection::discardLater(std::unique_ptr<BodySink> sink)
{
    if (sink)
        asio::post(m_core.workers, [owned = std::move(sink)] {});
}

} // namespace staffroom::server
