// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/faults/proxy/stream.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <cstdlib>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>
#include <utility>

namespace staffroom::faults {

namespace {

sockaddr_in loopback(std::uint16_t port)
{
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return address;
}

std::size_t bodyLength(std::string head)
{
    std::transform(head.begin(), head.end(), head.begin(), [](unsigned char c) { return std::tolower(c); });
    const std::size_t at = head.find("\r\ncontent-length:");
    return at == std::string::npos ? 0 : std::strtoull(head.c_str() + at + 17, nullptr, 10);
}

} // namespace

Stream Stream::to(std::uint16_t port)
{
    const int descriptor = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const sockaddr_in address = loopback(port);
    if (descriptor >= 0 && ::connect(descriptor, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
        ::close(descriptor);
        return Stream(-1);
    }
    const int yes = 1;
    ::setsockopt(descriptor, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
    return Stream(descriptor);
}

Stream::~Stream()
{
    close();
}

Stream::Stream(Stream&& other) noexcept
    : m_descriptor(std::exchange(other.m_descriptor, -1)),
      m_buffer(std::move(other.m_buffer))
{
}

Stream& Stream::operator=(Stream&& other) noexcept
{
    std::swap(m_descriptor, other.m_descriptor);
    std::swap(m_buffer, other.m_buffer);
    return *this;
}

void Stream::close()
{
    if (m_descriptor >= 0)
        ::close(std::exchange(m_descriptor, -1));
}

void Stream::reset()
{
    const linger now{1, 0};
    ::setsockopt(m_descriptor, SOL_SOCKET, SO_LINGER, &now, sizeof now);
    close();
}

bool Stream::write(std::string_view bytes)
{
    while (isOpen() && !bytes.empty()) {
        const ssize_t sent = ::send(m_descriptor, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (sent <= 0)
            return false;
        bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
    return isOpen();
}

bool Stream::more()
{
    std::array<char, 16384> piece;
    const ssize_t got = isOpen() ? ::recv(m_descriptor, piece.data(), piece.size(), 0) : 0;
    if (got <= 0)
        return false;
    m_buffer.append(piece.data(), static_cast<std::size_t>(got));
    return true;
}

std::optional<Stream::Message> Stream::read()
{
    constexpr std::string_view mark = "\r\n\r\n";
    std::size_t end = m_buffer.find(mark);
    for (; end == std::string::npos; end = m_buffer.find(mark))
        if (!more())
            return std::nullopt;
    Message message{m_buffer.substr(0, end + mark.size()), {}};
    const std::size_t length = bodyLength(message.head);
    while (m_buffer.size() < message.head.size() + length)
        if (!more())
            return std::nullopt;
    message.body = m_buffer.substr(message.head.size(), length);
    m_buffer.erase(0, message.head.size() + length);
    return message;
}

int listenOn(std::uint16_t port)
{
    const int descriptor = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const sockaddr_in address = loopback(port);
    const int yes = 1;
    ::setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    if (::bind(descriptor, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0 &&
        ::listen(descriptor, 64) == 0)
        return descriptor;
    ::close(descriptor);
    return -1;
}

} // namespace staffroom::faults
