// SPDX-License-Identifier: GPL-3.0-or-later
// A client that says exactly the bytes it is told to, as no well-behaved HTTP library would.
#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <memory>
#include <openssl/ssl.h>
#include <optional>
#include <string>
#include <string_view>

namespace staffroom::test {

struct Answer
{
    int status = 0;
    std::map<std::string, std::string> headers; // names in lower case
    std::string body;
};

class Client
{
public:
    explicit Client(std::uint16_t port);
    ~Client();
    Client(const Client&) = delete;
    Client& operator=(const Client&) = delete;

    /// TLS handshake without checking the certificate; false where it fails.
    bool startTls(int leastVersion = TLS1_2_VERSION, int greatestVersion = TLS1_3_VERSION);
    /// False where the connection broke.
    bool send(std::string_view bytes);
    bool sendByteWise(std::string_view bytes);
    /// One response; nothing where the connection ended or stood still before it was complete.
    std::optional<Answer> receive(bool headOnly = false);
    std::optional<Answer> ask(std::string_view bytes);
    /// Bytes up to the end mark, and it; nothing where the connection ended before.
    std::optional<std::string> until(std::string_view mark);
    /// Whether the peer closes (or resets) within the time.
    bool closesWithin(std::chrono::milliseconds time);
    void shutdownSend();

    int socket() const { return m_socket; }

private:
    bool more();

    struct CloseTls
    {
        void operator()(SSL* ssl) const { SSL_free(ssl); }
        void operator()(SSL_CTX* context) const { SSL_CTX_free(context); }
    };
    int m_socket = -1;
    std::unique_ptr<SSL_CTX, CloseTls> m_context;
    std::unique_ptr<SSL, CloseTls> m_tls;
    std::string m_buffer;
};

std::string get(std::string_view target, std::string_view fields = {});
std::string post(std::string_view target, std::string_view body, std::string_view fields = {});

} // namespace staffroom::test
