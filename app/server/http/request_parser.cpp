// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/server/http/request_parser.h"

#include <boost/asio/buffer.hpp>
#include <boost/beast/http/error.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/rfc7230.hpp>

#include <algorithm>
#include <functional>
#include <iterator>
#include <utility>

namespace staffroom::server {

namespace asio = boost::asio;
namespace http = boost::beast::http;
using base::ErrorCode;
using boost::system::error_code;

namespace {

// A body that Beast appends to and the front empties as it goes; nothing is reserved for a length that is only claimed.
struct PayloadBody
{
    using value_type = std::string;

    class reader
    {
    public:
        template <bool isRequest, class Fields>
        reader(http::header<isRequest, Fields>&, value_type& payload) : m_payload(payload)
        {
        }
        void init(const boost::optional<std::uint64_t>&, error_code& error) { error = {}; }
        template <class Buffers>
        std::size_t put(const Buffers& buffers, error_code& error)
        {
            error = {};
            std::size_t taken = 0;
            for (auto it = asio::buffer_sequence_begin(buffers); it != asio::buffer_sequence_end(buffers); ++it) {
                const asio::const_buffer part = *it;
                m_payload.append(static_cast<const char*>(part.data()), part.size());
                taken += part.size();
            }
            return taken;
        }
        void finish(error_code& error) { error = {}; }

    private:
        value_type& m_payload;
    };
};

constexpr std::size_t extensionLimit = 1024;
constexpr std::size_t leastChunkedRest = 5; // "0\r\n\r\n"

} // namespace

struct RequestParser::Beast
{
    http::request_parser<PayloadBody> parser;
    std::function<void(std::uint64_t, boost::beast::string_view, error_code&)> onChunk;
};

RequestParser::RequestParser(const HeadLimits& limits) : m_limits(limits), m_beast(std::make_unique<Beast>())
{
    m_beast->parser.header_limit(static_cast<std::uint32_t>(limits.header));
    m_beast->parser.body_limit(boost::none); // decided when the head is known
    m_beast->parser.eager(false);            // stop behind the head
}

RequestParser::~RequestParser() = default;

bool RequestParser::headDone() const
{
    return m_beast->parser.is_header_done();
}

bool RequestParser::done() const
{
    return m_beast->parser.is_done();
}

std::optional<std::uint64_t> RequestParser::contentLength() const
{
    if (m_chunked)
        return std::nullopt;
    const auto length = m_beast->parser.content_length();
    return length ? *length : 0;
}

std::string& RequestParser::payload()
{
    return m_beast->parser.get().body();
}

void RequestParser::refuse(int status, ErrorCode code, std::string detail)
{
    if (!m_refusal)
        m_refusal = Refusal{status, code, std::move(detail)};
}

std::size_t RequestParser::put(std::string_view bytes)
{
    const bool inHead = !headDone();
    // Beast asserts on fewer when the last chunk comes byte by byte; no chunked body ends with fewer, so waiting is
    // safe.
    if (!inHead && m_chunked && bytes.size() < leastChunkedRest)
        return 0;
    error_code error;
    const std::size_t taken = m_beast->parser.put(asio::const_buffer(bytes.data(), bytes.size()), error);
    m_request.wireBytes += taken;
    if (inHead) {
        // Beast counts its limit anew from each field that was complete in an earlier piece.
        m_headBytes += taken;
        const std::size_t pending = headDone() ? 0 : bytes.size() - taken;
        const bool inRequestLine = m_headBytes == 0 && bytes.substr(0, m_limits.header).find('\n') == bytes.npos;
        if (error == http::error::header_limit || m_headBytes + pending > m_limits.header) {
            if (inRequestLine)
                refuse(414, ErrorCode::tooLarge, "The request line is too long.");
            else
                refuse(431, ErrorCode::tooLarge, "The header is too large.");
            return taken;
        }
    } else if (error == http::error::need_more && bytes.size() - taken > m_limits.header) {
        refuse(400, ErrorCode::malformed, "A chunk header or trailer is too large.");
        return taken;
    }
    if (error == http::error::body_limit)
        refuse(413, ErrorCode::tooLarge, "The body is too large.");
    else if (error == http::error::bad_version && bytes.substr(0, bytes.find('\n')).ends_with('\r'))
        refuse(505, ErrorCode::unsupported, "HTTP/1.1 is spoken here.");
    else if (error && error != http::error::need_more)
        refuse(400, ErrorCode::malformed, error.message());
    if (m_refusal)
        return taken;
    if (inHead && headDone())
        takeHead();
    if (!inHead && done())
        checkAfterBody();
    return taken;
}

void RequestParser::takeHead()
{
    const auto& message = m_beast->parser.get();
    if (message.target().size() > m_limits.target)
        return refuse(414, ErrorCode::tooLarge, "The request target is too long.");
    m_isHttp10 = message.version() < 11;
    m_keepAlive = !m_isHttp10 && m_beast->parser.keep_alive();
    m_request.method = std::string(message.method_string());
    if (m_request.method == "HEAD") {
        m_isHead = true;
        m_request.method = "GET";
    }
    for (const auto& field : message) {
        std::string name(field.name_string());
        std::transform(name.begin(), name.end(), name.begin(),
                       [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
        m_request.headers.emplace_back(std::move(name), std::string(field.value()));
    }
    if (m_request.headers.size() > m_limits.fields)
        return refuse(431, ErrorCode::tooLarge, "The header has too many fields.");
    const std::string target(message.target());
    if (!splitTarget(target, m_request))
        return refuse(400, ErrorCode::malformed, "The request target is not well formed.");
    checkFraming();
}

void RequestParser::checkFraming()
{
    std::size_t lengths = 0;
    std::size_t codings = 0;
    std::size_t hosts = 0;
    std::size_t authorizations = 0;
    for (const auto& [name, value] : m_request.headers) {
        lengths += name == "content-length";
        hosts += name == "host";
        authorizations += name == "authorization";
        if (name == "transfer-encoding") {
            ++codings;
            if (!boost::beast::iequals(value, "chunked"))
                refuse(501, ErrorCode::unsupported, "The only transfer coding understood is chunked.");
        }
        if (name == "expect") {
            if (!boost::beast::iequals(value, "100-continue"))
                refuse(417, ErrorCode::unsupported, "The only expectation understood is 100-continue.");
            m_expectsContinue = !m_isHttp10;
        }
    }
    if (lengths + codings > 1 || (codings > 0 && m_isHttp10))
        m_refusal = Refusal{400, ErrorCode::malformed, "Where the body ends is not clear."};
    if (authorizations > 1)
        refuse(400, ErrorCode::malformed, "More than one Authorization field.");
    if (hosts > 1 || (hosts == 0 && !m_isHttp10))
        refuse(400, ErrorCode::malformed, "One Host field is needed.");
    m_chunked = codings == 1;
}

void RequestParser::beginBody(std::uint64_t limit)
{
    const std::optional<std::uint64_t> length = contentLength();
    if (length && *length > limit)
        return refuse(413, ErrorCode::tooLarge, "The body is too large.");
    m_beast->parser.body_limit(limit);
    m_beast->parser.eager(true);
    m_beast->onChunk = [this](std::uint64_t, boost::beast::string_view extension, error_code& error) {
        m_extensionBytes += extension.size();
        if (m_extensionBytes > extensionLimit)
            error = http::error::bad_chunk_extension;
    };
    m_beast->parser.on_chunk_header(m_beast->onChunk);
}

void RequestParser::checkAfterBody()
{
    // Trailers land among the fields of the head, where something behind the front could take them for such.
    const auto& fields = m_beast->parser.get();
    const auto count = static_cast<std::size_t>(std::distance(fields.begin(), fields.end()));
    if (count != m_request.headers.size())
        refuse(400, ErrorCode::malformed, "Trailers are not taken.");
}

} // namespace staffroom::server
