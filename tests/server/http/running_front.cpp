// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/server/http/running_front.h"

#include <algorithm>
#include <stdexcept>

namespace staffroom::test {

using server::BodyPlan;
using server::Request;
using server::Response;

void Gate::open()
{
    const std::lock_guard lock(m_mutex);
    m_open = true;
    m_changed.notify_all();
}

void Gate::wait()
{
    std::unique_lock lock(m_mutex);
    ++m_waiting;
    m_changed.notify_all();
    m_changed.wait(lock, [this] { return m_open; });
    --m_waiting;
}

void Gate::awaitWaiting(int count)
{
    std::unique_lock lock(m_mutex);
    m_changed.wait(lock, [&] { return m_waiting >= count; });
}

namespace {

Response text(std::string body)
{
    Response response;
    response.contentType = "text/plain";
    response.body = std::move(body);
    return response;
}

class CountingSink final : public server::BodySink
{
public:
    explicit CountingSink(ProbeHandler& handler) : m_handler(handler) {}
    ~CountingSink() override
    {
        if (!m_finished)
            ++m_handler.uploadsDropped;
    }
    base::Result<void> write(std::string_view chunk) override
    {
        if (chunk.find("poison") != std::string_view::npos)
            return base::Error{base::ErrorCode::diskFull, "keeping the upload", "secret detail"};
        m_handler.uploadedBytes += chunk.size();
        m_handler.largestPiece = std::max(m_handler.largestPiece.load(), chunk.size());
        return {};
    }
    Response finish() override
    {
        m_finished = true;
        Response response = text("");
        response.status = 204;
        return response;
    }

private:
    ProbeHandler& m_handler;
    bool m_finished = false;
};

} // namespace

BodyPlan ProbeHandler::plan(const Request& head) const
{
    if (head.path == "/bad-plan")
        throw std::runtime_error("no plan");
    if (head.path == "/upload" || head.path == "/refused-upload")
        return {100 * 1024 * 1024, true};
    if (head.path == "/echo")
        return {1024 * 1024, false};
    return {0, false};
}

server::Handler::Upload ProbeHandler::openUpload(const Request& head)
{
    if (head.path == "/refused-upload")
        return server::problem(401, base::ErrorCode::unauthenticated, "Sign in first.");
    return std::make_unique<CountingSink>(*this);
}

Response ProbeHandler::handle(const Request& request)
{
    ++handled;
    if (request.path == "/hello")
        return text("hello");
    if (request.path == "/echo")
        return text(request.body);
    if (request.path == "/slow") {
        gate.wait();
        return text("at last");
    }
    if (request.path == "/seen") {
        std::string seen = request.method + ' ' + std::string(request.authorization()) + ' ' + request.peer;
        for (const auto& [name, value] : request.query)
            seen += ' ' + name + '=' + value;
        return text(seen);
    }
    if (request.path == "/inject") {
        Response response = text("safe");
        response.headers.emplace_back("X-Good", "1");
        response.headers.emplace_back("X-Bad", "1\r\nSet-Cookie: evil");
        return response;
    }
    if (request.path == "/file" || request.path == "/missing-file") {
        Response response;
        response.contentType = "application/octet-stream";
        response.file = server::FileBody{request.path == "/file" ? filePath : "/nonexistent/file", 0, std::nullopt};
        if (const auto offset = request.parameter("offset"))
            response.file->offset = std::stoull(std::string(*offset));
        response.etag = "\"abc\"";
        response.cacheForever = true;
        return response;
    }
    if (request.path == "/poke") {
        Response response = text("");
        response.poke = server::PokeSubscription{std::string(request.authorization()), {}};
        for (const auto& [name, value] : request.query)
            response.poke->topics.push_back(value);
        return response;
    }
    if (request.path == "/throw")
        throw std::runtime_error("secret reason");
    return server::problem(404, base::ErrorCode::notFound, "Nothing is here.");
}

server::FrontOptions quickOptions()
{
    using std::chrono::milliseconds;
    server::FrontOptions options;
    options.headerTimeout = milliseconds(400);
    options.idleTimeout = milliseconds(600);
    options.transferGrace = milliseconds(400);
    options.transferStall = milliseconds(800);
    options.lingerTimeout = milliseconds(400);
    options.pokeHeartbeat = milliseconds(150);
    return options;
}

RunningFront::RunningFront(const server::FrontOptions& options)
{
    auto started = server::Front::start(options, handler, poke, clock, log);
    REQUIRE(started);
    front = std::move(started).value();
}

std::string RunningFront::stopAndReadLog()
{
    front->stop(std::chrono::seconds(5));
    return logText.str();
}

} // namespace staffroom::test
