// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/server/http/link.h"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>

#include <array>
#include <utility>

namespace staffroom::server {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;

namespace {

constexpr auto await = asio::as_tuple(asio::use_awaitable);

// GCC 12 destroys temporaries of a co_await expression twice in some cases, so everything that an operation takes has a
// name here, and results are unpacked in a statement of their own.
template <typename Stream>
asio::awaitable<Transfer> readSome(Stream& stream, asio::mutable_buffer into)
{
    const auto [error, bytes] = co_await stream.async_read_some(into, await);
    co_return Transfer{error, bytes};
}

template <typename Stream>
asio::awaitable<Transfer> writeAll(Stream& stream, std::string_view first, std::string_view second)
{
    const std::array<asio::const_buffer, 2> parts = {asio::buffer(first), asio::buffer(second)};
    const auto [error, bytes] = co_await asio::async_write(stream, parts, await);
    co_return Transfer{error, bytes};
}

class PlainLink final : public Link
{
public:
    explicit PlainLink(tcp::socket socket) : Link(std::move(socket)) {}
    asio::awaitable<error_code> open() override { co_return error_code{}; }
    asio::awaitable<Transfer> read(asio::mutable_buffer into) override { return readSome(m_socket, into); }
    asio::awaitable<Transfer> write(std::string_view first, std::string_view second) override
    {
        return writeAll(m_socket, first, second);
    }
    asio::awaitable<void> sayGoodbye() override
    {
        error_code ignored; // a peer that is gone already needs no goodbye
        m_socket.shutdown(tcp::socket::shutdown_send, ignored);
        co_return;
    }
    bool halfCloses() const override { return true; }
};

class TlsLink final : public Link
{
public:
    TlsLink(tcp::socket socket, asio::ssl::context& context) : Link(std::move(socket)), m_stream(m_socket, context) {}
    asio::awaitable<error_code> open() override
    {
        const auto [error] = co_await m_stream.async_handshake(asio::ssl::stream_base::server, await);
        co_return error;
    }
    asio::awaitable<Transfer> read(asio::mutable_buffer into) override { return readSome(m_stream, into); }
    asio::awaitable<Transfer> write(std::string_view first, std::string_view second) override
    {
        return writeAll(m_stream, first, second);
    }
    asio::awaitable<void> sayGoodbye() override
    {
        // Errors only say that the peer didn't answer the goodbye; HTTP framing already told it where messages end.
        [[maybe_unused]] const auto [ignored] = co_await m_stream.async_shutdown(await);
    }
    bool halfCloses() const override { return false; }

private:
    asio::ssl::stream<tcp::socket&> m_stream;
};

} // namespace

void Link::cancel()
{
    error_code ignored; // fails only for a socket that is closed, which has nothing to cancel
    m_socket.cancel(ignored);
}

void Link::close()
{
    error_code ignored; // the descriptor is given back whatever close says
    m_socket.close(ignored);
}

std::unique_ptr<Link> plainLink(tcp::socket socket)
{
    return std::make_unique<PlainLink>(std::move(socket));
}

std::unique_ptr<Link> tlsLink(tcp::socket socket, asio::ssl::context& context)
{
    return std::make_unique<TlsLink>(std::move(socket), context);
}

} // namespace staffroom::server
