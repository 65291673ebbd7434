// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace staffroom::faults {

/// A TCP connection that blocks. What fails counts as its end: a proxy has nothing to repair.
class Stream
{
public:
    explicit Stream(int descriptor) : m_descriptor(descriptor) {}
    /// To a port of this machine; one that can't be had is ended from the start.
    static Stream to(std::uint16_t port);
    ~Stream();
    Stream(Stream&& other) noexcept;
    Stream& operator=(Stream&& other) noexcept;
    Stream(const Stream&) = delete;
    Stream& operator=(const Stream&) = delete;

    bool isOpen() const { return m_descriptor >= 0; }
    bool write(std::string_view bytes);
    void close();
    /// Closes so that the other side gets a reset instead of an end.
    void reset();
    /// One message of HTTP/1.1, head and body; nothing when the stream ends before the message does. Bodies have a
    /// Content-Length, as our programs' all have.
    struct Message
    {
        std::string head; ///< with its empty line
        std::string body;
        std::string whole() const { return head + body; }
    };
    std::optional<Message> read();

private:
    bool more();
    int m_descriptor = -1;
    std::string m_buffer;
};

/// A listening socket of 127.0.0.1; -1 where the port can't be had.
int listenOn(std::uint16_t port);

} // namespace staffroom::faults
