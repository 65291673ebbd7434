// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/server/http/client.h"

#include "core/base/hosts.h"

#include <boost/asio/connect.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/ssl/host_name_verification.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http.hpp>

#include <algorithm>
#include <atomic>
#include <charconv>
#include <chrono>
#include <memory>
#include <openssl/ssl.h>
#include <optional>

namespace staffroom::server {

namespace asio = boost::asio;
namespace http = boost::beast::http;
using asio::ip::tcp;
using base::Error;
using base::ErrorCode;
using boost::system::error_code;

namespace {

constexpr std::chrono::seconds silence{30};
constexpr std::string_view doing = "asking the server";

struct Address
{
    bool tls = false;
    std::string host, port;
};

std::optional<Address> readAddress(std::string_view url)
{
    Address address;
    const bool plain = url.starts_with("http://");
    const bool secure = url.starts_with("https://");
    url.remove_prefix(secure ? 8 : plain ? 7 : 0);
    while (url.ends_with('/'))
        url.remove_suffix(1);
    if (url.empty() || url.find('/') != std::string_view::npos || url.find('@') != std::string_view::npos)
        return std::nullopt;
    const std::size_t colon = url.find(':', url.starts_with('[') ? std::min(url.find(']'), url.size()) : 0);
    address.host = url.substr(0, colon);
    if (address.host.starts_with('[') && address.host.ends_with(']'))
        address.host = address.host.substr(1, address.host.size() - 2);
    address.tls = secure || (!plain && base::schemeFor(address.host) == "https");
    address.port = colon == std::string_view::npos ? (address.tls ? "443" : "80") : url.substr(colon + 1);
    int port = 0;
    const auto [end, wrong] = std::from_chars(address.port.data(), address.port.data() + address.port.size(), port);
    const bool numeric = wrong == std::errc() && end == address.port.data() + address.port.size();
    return numeric && port > 0 && port < 65536 && !address.host.empty() ? std::optional(address) : std::nullopt;
}

/// Passwords of first sign-ins go there: in clear only within this machine or its local network.
bool mayAsk(const Address& address)
{
    const base::HostReach reach = base::reachOf(address.host);
    return address.tls || reach == base::HostReach::thisMachine || reach == base::HostReach::localNetwork;
}

/// What a problem document (RFC 9457) names, or else what the status says.
Error problemOf(int status, std::string_view body)
{
    constexpr std::string_view prefix = "urn:staffroom:error:";
    Error error{ErrorCode::internal, std::string(doing), "HTTP " + std::to_string(status)};
    if (const std::size_t at = body.find(prefix); at != std::string_view::npos) {
        const std::string_view name = body.substr(at + prefix.size());
        error.code = base::errorFromName(name.substr(0, name.find('"')));
    } else {
        error.code = ErrorCode::hostUnreachable; // something else answers at this address
    }
    return error;
}

} // namespace

struct Client::Impl
{
    Address address;
    std::uint64_t mostBytes = 0;
    asio::io_context io;
    asio::ssl::context tls{asio::ssl::context::tls_client};
    std::optional<tcp::socket> socket;
    std::optional<asio::ssl::stream<tcp::socket&>> secured;
    std::atomic<bool> stopped = false;

    void close()
    {
        secured.reset();
        error_code ignored; // the descriptor is given back whatever close says
        if (socket)
            socket->close(ignored);
        socket.reset();
    }

    /// Lets what was started come to its end, or ends it after the time of silence. A name that is being looked up
    /// can't be stopped: its handler may come at any later time, and refers to nothing that is gone by then.
    template <typename Start>
    error_code finish(Start start)
    {
        const auto result = std::make_shared<error_code>(asio::error::would_block);
        start([result](const error_code& error) { *result = error; });
        io.restart();
        if (!stopped)
            io.run_for(silence);
        if (*result != asio::error::would_block)
            return *result;
        error_code ignored; // closing ends what is under way, and lets its handler come
        if (socket)
            socket->close(ignored);
        io.restart();
        io.run_for(std::chrono::seconds(1));
        return asio::error::timed_out;
    }

    Error cut(const error_code& error, ErrorCode code = ErrorCode::linkCut) const
    {
        if (error == asio::error::timed_out)
            code = ErrorCode::timedOut;
        return {stopped ? ErrorCode::cancelled : code, std::string(doing), error.message()};
    }

    base::Result<void> connect()
    {
        tcp::resolver resolver(io);
        const auto found = std::make_shared<tcp::resolver::results_type>();
        socket.emplace(io);
        if (const error_code error = finish([&](auto done) {
                resolver.async_resolve(address.host, address.port, [found, done](const error_code& e, const auto& r) {
                    *found = r;
                    done(e);
                });
            }))
            return cut(error, ErrorCode::hostUnreachable);
        if (const error_code error = finish([&](auto done) {
                asio::async_connect(*socket, *found, [done](const error_code& e, const tcp::endpoint&) { done(e); });
            }))
            return cut(error, ErrorCode::hostUnreachable);
        error_code ignored; // slower then, not wrong
        socket->set_option(tcp::no_delay(true), ignored);
        if (!address.tls)
            return {};
        secured.emplace(*socket, tls);
        SSL_set_tlsext_host_name(secured->native_handle(), address.host.c_str());
        secured->set_verify_callback(asio::ssl::host_name_verification(address.host), ignored);
        if (const error_code error =
                finish([&](auto done) { secured->async_handshake(asio::ssl::stream_base::client, done); }))
            return cut(error, ErrorCode::badCertificate);
        return {};
    }

    template <typename Stream>
    error_code exchange(Stream& stream, const http::request<http::string_body>& request,
                        http::response_parser<http::string_body>& parser)
    {
        http::request_serializer<http::string_body> serializer(request);
        while (!serializer.is_done())
            if (const error_code error = finish([&](auto done) {
                    http::async_write_some(stream, serializer, [done](const error_code& e, std::size_t) { done(e); });
                }))
                return error;
        boost::beast::flat_buffer buffer;
        while (!parser.is_done())
            if (const error_code error = finish([&](auto done) {
                    http::async_read_some(stream, buffer, parser,
                                          [done](const error_code& e, std::size_t) { done(e); });
                }))
                return error;
        return {};
    }
};

Client::Client(std::unique_ptr<Impl> impl) : m_impl(std::move(impl)) {}

Client::~Client() = default;

base::Result<std::unique_ptr<Client>> Client::make(const Options& options)
{
    const auto address = readAddress(options.url);
    if (!address)
        return Error{ErrorCode::invalidArgument, "reading the server's address", options.url,
                     "an address looks like https://staffroom.example.org:8440"};
    if (!mayAsk(*address))
        return Error{ErrorCode::invalidArgument, "reading the server's address",
                     options.url + " would send passwords unprotected",
                     "write https:// before the name; plain http:// is for the server's address in numbers on the same "
                     "local network (http://192.168.1.4:8440)"};
    auto impl = std::make_unique<Impl>();
    impl->address = *address;
    impl->mostBytes = options.mostBytes;
    error_code failed;
    impl->tls.set_verify_mode(asio::ssl::verify_peer, failed);
    if (options.certificateFile.empty())
        impl->tls.set_default_verify_paths(failed);
    else
        impl->tls.load_verify_file(options.certificateFile, failed);
    if (failed && address->tls)
        return Error{ErrorCode::badCertificate, "setting up TLS", failed.message()};
    return std::unique_ptr<Client>(new Client(std::move(impl)));
}

Answer Client::ask(const Question& question)
{
    const auto begun = std::chrono::steady_clock::now();
    Impl& impl = *m_impl;
    http::request<http::string_body> request(question.method == "POST" ? http::verb::post : http::verb::get,
                                             question.target, 11);
    request.set(http::field::host, impl.address.host);
    request.set(http::field::user_agent, "Staffroom-hub");
    request.set(http::field::accept_encoding, "identity");
    if (!question.bearer.empty())
        request.set(http::field::authorization, "Bearer " + question.bearer);
    if (question.method == "POST") {
        request.set(http::field::content_type, "application/cbor+zstd");
        request.body() = question.body;
        request.prepare_payload();
    }
    Answer answer;
    for (int tries = 0; tries < 2; ++tries) {
        const bool reused = impl.socket.has_value();
        if (!reused)
            if (const auto connected = impl.connect(); !connected) {
                impl.close();
                answer.error = connected.error();
                return answer;
            }
        http::response_parser<http::string_body> parser;
        parser.body_limit(impl.mostBytes);
        const error_code error =
            impl.secured ? impl.exchange(*impl.secured, request, parser) : impl.exchange(*impl.socket, request, parser);
        if (error) {
            impl.close();
            answer.error = impl.cut(error);
            if (reused && !impl.stopped)
                continue; // the server had closed it meanwhile
            return answer;
        }
        if (!parser.keep_alive())
            impl.close();
        const auto& response = parser.get();
        answer.status = static_cast<int>(response.result_int());
        answer.body = response.body();
        answer.error = {};
        if (answer.status >= 300)
            answer.error = problemOf(answer.status, answer.body);
        const auto wait = response[http::field::retry_after];
        std::int64_t seconds = 0;
        std::from_chars(wait.data(), wait.data() + wait.size(), seconds);
        answer.retryAfterMs = std::clamp<std::int64_t>(seconds, 0, 24 * 3600) * 1000;
        break;
    }
    answer.tookMs =
        std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - begun).count();
    return answer;
}

void Client::stop()
{
    m_impl->stopped = true;
    m_impl->io.stop();
}

} // namespace staffroom::server
