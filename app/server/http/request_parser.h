// SPDX-License-Identifier: GPL-3.0-or-later
// Bytes to one Request, on Beast's parser, with what Beast 1.81 leaves to its user: limits on the whole head, framing
// that two readers could understand differently (RFC 9112 §6.3, §11.2), trailers, and the target.
#pragma once

#include "app/server/http/message.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace staffroom::server {

struct HeadLimits
{
    std::size_t header = 16 * 1024;
    std::size_t target = 4 * 1024;
    std::size_t fields = 100;
};

/// Why a request can't be taken; becomes a problem, after which the connection ends.
struct Refusal
{
    int status = 400;
    base::ErrorCode code = base::ErrorCode::malformed;
    std::string detail;
};

/// Parses one request. Feed it with put() until headDone(), look at the head, then beginBody() and feed it until
/// done().
class RequestParser
{
public:
    explicit RequestParser(const HeadLimits& limits);
    ~RequestParser();

    /// Takes what it can of the bytes and says how many that were; the rest must be offered again with more behind it.
    /// Stops at the end of the head, and at the end of the message.
    std::size_t put(std::string_view bytes);
    const std::optional<Refusal>& refusal() const { return m_refusal; }

    bool headDone() const;
    bool done() const;
    /// Of the head; the body is never in it.
    const Request& request() const { return m_request; }
    Request& request() { return m_request; }
    /// Declared length of the body; nothing for a chunked one.
    std::optional<std::uint64_t> contentLength() const;
    bool hasBody() const { return !done(); }
    bool isHead() const { return m_isHead; }
    bool isHttp10() const { return m_isHttp10; }
    bool keepAlive() const { return m_keepAlive; }
    bool expectsContinue() const { return m_expectsContinue; }

    /// Allows a body of this many payload bytes; refuses at once what is declared longer.
    void beginBody(std::uint64_t limit);
    /// Remembers why the request isn't taken, unless there is a reason already.
    void refuse(int status, base::ErrorCode code, std::string detail);
    /// The payload that was parsed since it was last emptied.
    std::string& payload();

private:
    struct Beast;
    void takeHead();
    void checkFraming();
    void checkAfterBody();

    HeadLimits m_limits;
    std::unique_ptr<Beast> m_beast;
    std::optional<Refusal> m_refusal;
    Request m_request;
    std::size_t m_headBytes = 0;
    std::size_t m_extensionBytes = 0;
    bool m_chunked = false;
    bool m_isHead = false;
    bool m_isHttp10 = false;
    bool m_keepAlive = false;
    bool m_expectsContinue = false;
};

/// Splits a request target (origin or absolute form, RFC 9112 §3.2) into the request's path and query. False where it
/// is not well formed.
bool splitTarget(std::string_view target, Request& request);

} // namespace staffroom::server
