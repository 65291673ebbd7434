// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/server/http/client.h"

#include <algorithm>
#include <arpa/inet.h>
#include <array>
#include <cctype>
#include <cerrno>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

namespace staffroom::test {

namespace {

void setReceiveTimeout(int socket, std::chrono::milliseconds time)
{
    timeval value = {};
    value.tv_sec = time.count() / 1000;
    value.tv_usec = (time.count() % 1000) * 1000;
    ::setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &value, sizeof value);
}

} // namespace

Client::Client(std::uint16_t port)
{
    m_socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address = {};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::connect(m_socket, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
        ::close(m_socket);
        m_socket = -1;
        return;
    }
    const int on = 1;
    ::setsockopt(m_socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    setReceiveTimeout(m_socket, std::chrono::seconds(20));
}

Client::~Client()
{
    if (m_socket >= 0)
        ::close(m_socket);
}

bool Client::startTls(int leastVersion, int greatestVersion)
{
    m_context.reset(SSL_CTX_new(TLS_client_method()));
    SSL_CTX_set_min_proto_version(m_context.get(), leastVersion);
    SSL_CTX_set_max_proto_version(m_context.get(), greatestVersion);
    SSL_CTX_set_security_level(m_context.get(), 0); // so that old versions can be offered at all
    m_tls.reset(SSL_new(m_context.get()));
    SSL_set_fd(m_tls.get(), m_socket);
    return SSL_connect(m_tls.get()) == 1;
}

bool Client::send(std::string_view bytes)
{
    while (!bytes.empty()) {
        const auto sent = m_tls ? SSL_write(m_tls.get(), bytes.data(), static_cast<int>(bytes.size()))
                                : ::send(m_socket, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (sent <= 0)
            return false;
        bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
}

bool Client::sendByteWise(std::string_view bytes)
{
    return std::all_of(bytes.begin(), bytes.end(), [this](char c) { return send({&c, 1}); });
}

bool Client::more()
{
    std::array<char, 64 * 1024> chunk;
    const auto got = m_tls ? SSL_read(m_tls.get(), chunk.data(), static_cast<int>(chunk.size()))
                           : ::recv(m_socket, chunk.data(), chunk.size(), 0);
    if (got <= 0)
        return false;
    m_buffer.append(chunk.data(), static_cast<std::size_t>(got));
    return true;
}

std::optional<std::string> Client::until(std::string_view mark)
{
    std::size_t at = 0;
    while ((at = m_buffer.find(mark)) == std::string::npos)
        if (!more())
            return std::nullopt;
    std::string text = m_buffer.substr(0, at + mark.size());
    m_buffer.erase(0, at + mark.size());
    return text;
}

std::optional<Answer> Client::receive(bool headOnly)
{
    const std::optional<std::string> head = until("\r\n\r\n");
    if (!head || !head->starts_with("HTTP/1.1 "))
        return std::nullopt;
    Answer answer;
    answer.status = std::stoi(head->substr(9, 3));
    std::size_t line = head->find("\r\n") + 2;
    while (line + 2 < head->size()) {
        const std::size_t end = head->find("\r\n", line);
        const std::size_t colon = head->find(": ", line);
        std::string name = head->substr(line, colon - line);
        std::transform(name.begin(), name.end(), name.begin(), [](unsigned char c) { return std::tolower(c); });
        answer.headers[name] = head->substr(colon + 2, end - colon - 2);
        line = end + 2;
    }
    const auto length = answer.headers.find("content-length");
    if (headOnly || length == answer.headers.end())
        return answer;
    const std::size_t size = std::stoul(length->second);
    while (m_buffer.size() < size)
        if (!more())
            return std::nullopt;
    answer.body = m_buffer.substr(0, size);
    m_buffer.erase(0, size);
    return answer;
}

std::optional<Answer> Client::ask(std::string_view bytes)
{
    if (!send(bytes))
        return std::nullopt;
    return receive();
}

bool Client::closesWithin(std::chrono::milliseconds time)
{
    setReceiveTimeout(m_socket, time);
    errno = 0; // recv leaves it alone at an orderly end
    while (more()) {
    }
    const bool closed = errno != EAGAIN;
    setReceiveTimeout(m_socket, std::chrono::seconds(20));
    return closed;
}

void Client::shutdownSend()
{
    ::shutdown(m_socket, SHUT_WR);
}

std::string get(std::string_view target, std::string_view fields)
{
    return "GET " + std::string(target) + " HTTP/1.1\r\nHost: test\r\n" + std::string(fields) + "\r\n";
}

std::string post(std::string_view target, std::string_view body, std::string_view fields)
{
    return "POST " + std::string(target) + " HTTP/1.1\r\nHost: test\r\nContent-Length: " + std::to_string(body.size()) +
           "\r\n" + std::string(fields) + "\r\n" + std::string(body);
}

} // namespace staffroom::test
