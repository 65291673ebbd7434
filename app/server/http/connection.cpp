// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/server/http/connection.h"

#include <algorithm>
#include <utility>

namespace staffroom::server {

namespace asio = boost::asio;
using base::ErrorCode;
using std::chrono::milliseconds;
using SteadyClock = std::chrono::steady_clock;

namespace {

constexpr std::size_t headPiece = 4 * 1024; // most requests fit; 1,000 idle connections hold 4 MB
constexpr std::size_t keptBuffer = 2 * headPiece;
constexpr std::uint64_t lingerBytes = 8 * 1024 * 1024;

} // namespace

Connection::Connection(Core& core, std::unique_ptr<Link> link, std::string peer)
    : m_core(core),
      m_link(std::move(link)),
      m_peer(std::move(peer))
{
    m_core.connections.insert(this);
    ++m_core.perAddress[m_peer];
    m_core.countConnection(1);
}

Connection::~Connection()
{
    m_core.connections.erase(this);
    if (const auto count = m_core.perAddress.find(m_peer); --count->second == 0)
        m_core.perAddress.erase(count);
    m_core.countConnection(-1);
}

void Connection::setDeadline(Time deadline)
{
    m_deadline = deadline;
    m_expired = false;
}

void Connection::sweep(Time now)
{
    if (now < m_deadline)
        return;
    m_deadline = Time::max();
    m_expired = true;
    m_link->cancel();
}

void Connection::drain()
{
    if (m_phase != Phase::idle)
        return;
    m_expired = true;
    m_link->cancel();
}

Connection::Time Connection::transferDeadline(Time begun, std::uint64_t bytes, std::uint64_t piece) const
{
    const FrontOptions& options = m_core.options;
    const auto atLeastRate = [&options](std::uint64_t count) {
        return milliseconds(static_cast<std::int64_t>(count * 1000 / options.leastBytesPerSecond));
    };
    return std::min(begun + options.transferGrace + atLeastRate(bytes + piece),
                    SteadyClock::now() + options.transferStall + atLeastRate(piece));
}

std::string_view Connection::buffered() const
{
    const auto data = m_buffer.data();
    return {static_cast<const char*>(data.data()), data.size()};
}

asio::awaitable<bool> Connection::fill(std::size_t atMost)
{
    const asio::mutable_buffer space = m_buffer.prepare(atMost);
    const Transfer got = co_await m_link->read(space);
    m_buffer.commit(got.bytes);
    // A cancel can come too late for an operation that has just succeeded, so the flag decides as well.
    co_return !got.error && !m_expired;
}

asio::awaitable<bool> Connection::write(std::string_view first, std::string_view second)
{
    const Transfer done = co_await m_link->write(first, second);
    m_sent += done.bytes;
    co_return !done.error && !m_expired;
}

asio::awaitable<void> Connection::serve()
{
    setDeadline(SteadyClock::now() + m_core.options.headerTimeout);
    const boost::system::error_code opened = co_await m_link->open();
    if (opened || m_expired) {
        m_core.log.write(base::LogLevel::debug, "handshake-failed", {{"peer", m_peer}, {"detail", opened.message()}});
        co_return;
    }
    bool again = true;
    while (again)
        again = co_await exchange();
    if (!m_cut)
        co_await finish();
    m_link->close();
}

asio::awaitable<bool> Connection::exchange()
{
    const bool any = co_await readHead();
    if (!any) {
        m_cut = true;
        co_return false;
    }
    m_phase = Phase::working;
    m_keep = m_parser->headDone() && m_parser->keepAlive();
    Response response = co_await answer();
    if (m_cut)
        co_return false;
    const bool sent = co_await send(std::move(response));
    if (!sent) {
        m_cut = true;
        co_return false;
    }
    if (m_buffer.size() == 0 && m_buffer.capacity() > keptBuffer)
        m_buffer.shrink_to_fit();
    co_return m_keep && !m_core.draining;
}

// True where there is something to answer: a head, or the reason why there is none.
asio::awaitable<bool> Connection::readHead()
{
    const FrontOptions& options = m_core.options;
    m_phase = Phase::idle;
    setDeadline(SteadyClock::now() + (m_first ? options.headerTimeout : options.idleTimeout));
    const HeadLimits limits{options.headerLimit, options.targetLimit, options.maxHeaderFields};
    m_parser.emplace(limits);
    m_sent = 0;
    for (;;) {
        // Empty lines before a request are skipped (RFC 9112 §2.2).
        while (m_phase == Phase::idle && buffered().starts_with("\r\n"))
            m_buffer.consume(2);
        const bool something = m_buffer.size() > 0 && !(m_phase == Phase::idle && buffered() == "\r");
        if (something) {
            if (m_phase == Phase::idle) {
                m_phase = Phase::receiving;
                m_first = false;
                m_begun = SteadyClock::now();
                setDeadline(m_begun + options.headerTimeout);
            }
            m_buffer.consume(m_parser->put(buffered()));
            if (m_parser->headDone() || m_parser->refusal())
                co_return true;
        }
        const bool more = co_await fill(headPiece);
        if (!more) {
            if (!m_expired || m_phase == Phase::idle)
                co_return false;
            m_parser->refuse(408, ErrorCode::tooSlow, "The header took too long.");
            co_return true;
        }
    }
}

Response Connection::refused()
{
    m_keep = false;
    const Refusal& refusal = *m_parser->refusal();
    return problem(refusal.status, refusal.code, refusal.detail);
}

asio::awaitable<void> Connection::turnAway()
{
    m_phase = Phase::closing;
    setDeadline(SteadyClock::now() + m_core.options.lingerTimeout);
    Response response = problem(503, ErrorCode::serverBusy, "Too many connections.");
    response.headers.emplace_back("Retry-After", "5");
    const std::string head = headOf(response, {response.body.size(), false, true}, m_core.httpDate());
    const bool sent = co_await write(head, response.body);
    if (sent)
        co_await finish();
    m_link->close();
}

// A peer that is still sending would lose the answer to a reset if the socket were simply closed (RFC 9112 §9.6).
asio::awaitable<void> Connection::finish()
{
    m_phase = Phase::closing;
    const bool unread = !m_parser || !m_parser->headDone() || !m_parser->done();
    setDeadline(SteadyClock::now() + m_core.options.lingerTimeout);
    if (m_link->halfCloses() || !unread)
        co_await m_link->sayGoodbye();
    std::uint64_t discarded = 0;
    bool more = unread && !m_expired;
    while (more && discarded < lingerBytes) {
        m_buffer.consume(m_buffer.size());
        more = co_await fill(headPiece);
        discarded += m_buffer.size();
    }
    if (!m_link->halfCloses() && unread && !m_expired)
        co_await m_link->sayGoodbye();
}

} // namespace staffroom::server
