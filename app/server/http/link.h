// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/system/error_code.hpp>

#include <cstddef>
#include <memory>
#include <string_view>

namespace staffroom::server {

/// What a read or write came to: both an error and bytes are possible for a write.
struct Transfer
{
    boost::system::error_code error;
    std::size_t bytes = 0;
};

/// The bytes of one connection, with or without TLS. All of it on the network thread; at most one read and one write at
/// a time. Not a template, so that the rest of the front is compiled once.
class Link
{
public:
    virtual ~Link() = default;
    /// The TLS handshake, where there is one.
    virtual boost::asio::awaitable<boost::system::error_code> open() = 0;
    virtual boost::asio::awaitable<Transfer> read(boost::asio::mutable_buffer into) = 0;
    /// Writes both, whole.
    virtual boost::asio::awaitable<Transfer> write(std::string_view first, std::string_view second) = 0;
    /// Says that nothing more comes from this side. Where halfCloses() holds, what the peer still sends can be read.
    virtual boost::asio::awaitable<void> sayGoodbye() = 0;

    virtual bool halfCloses() const = 0;

    /// Lets the waiting read or write return with operation_aborted; the link stays usable.
    void cancel();
    /// Ends everything at once.
    void close();

protected:
    explicit Link(boost::asio::ip::tcp::socket socket) : m_socket(std::move(socket)) {}
    boost::asio::ip::tcp::socket m_socket;
};

std::unique_ptr<Link> plainLink(boost::asio::ip::tcp::socket socket);
/// The context must outlive the link.
std::unique_ptr<Link> tlsLink(boost::asio::ip::tcp::socket socket, boost::asio::ssl::context& context);

} // namespace staffroom::server
