// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/bench_clients.h"

#include "core/sync/tuning.h"

#include <arpa/inet.h>
#include <charconv>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

namespace staffroom::ctl {

namespace {

namespace f = domain::field;
using domain::Value;

constexpr int patienceSeconds = 60;
constexpr std::int64_t pushesFromMs = 1'790'000'000'000; ///< the first post's time: after those of the store

Error broken(ErrorCode code, std::string detail)
{
    return {code, "asking the server", std::move(detail)};
}

std::string request(std::string_view line, const base::Bytes& token, std::string_view body)
{
    std::string text(line);
    text += " HTTP/1.1\r\nHost: 127.0.0.1\r\n";
    if (!token.empty())
        text += "Authorization: Bearer " + base::toHex(token) + "\r\n";
    if (!body.empty())
        text += "Content-Type: application/cbor+zstd\r\nContent-Length: " + std::to_string(body.size()) + "\r\n";
    text += "\r\n";
    text += body;
    return text;
}

Result<sync::SessionAnswer> ask(BenchClient& client, const sync::SessionRequest& claim)
{
    STAFFROOM_TRY(client.send(request("POST /v1/session", {}, sync::wrap(sync::encode(claim)))));
    const auto body = client.receive();
    if (!body)
        return body.error();
    const auto message = sync::unwrap(*body);
    return message ? sync::decodeSessionAnswer(*message) : message.error();
}

} // namespace

Result<std::unique_ptr<BenchClient>> BenchClient::connect(std::uint16_t port)
{
    const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (socket < 0)
        return broken(ErrorCode::hostUnreachable, "no socket");
    std::unique_ptr<BenchClient> client(new BenchClient(socket));
    const int on = 1;
    const timeval patience{patienceSeconds, 0};
    ::setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    ::setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::connect(socket, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0)
        return broken(ErrorCode::hostUnreachable, "port " + std::to_string(port));
    return client;
}

BenchClient::~BenchClient()
{
    ::close(m_socket);
}

Result<void> BenchClient::send(std::string_view bytes)
{
    while (!bytes.empty()) {
        const ssize_t sent = ::send(m_socket, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (sent <= 0)
            return broken(ErrorCode::linkCut, "while sending");
        bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
    return {};
}

Result<void> BenchClient::more()
{
    char piece[4096];
    const ssize_t got = ::recv(m_socket, piece, sizeof piece, 0);
    if (got <= 0)
        return broken(ErrorCode::linkCut, "while receiving");
    m_buffer.append(piece, static_cast<std::size_t>(got));
    return {};
}

Result<std::size_t> BenchClient::headEnd()
{
    constexpr std::string_view mark = "\r\n\r\n";
    std::size_t end = m_buffer.find(mark);
    for (; end == std::string::npos; end = m_buffer.find(mark))
        STAFFROOM_TRY(more());
    if (!m_buffer.starts_with("HTTP/1.1 200 "))
        return broken(ErrorCode::malformed, m_buffer.substr(0, m_buffer.find('\r')));
    return end + mark.size();
}

Result<std::string> BenchClient::receive()
{
    const auto end = headEnd();
    if (!end)
        return end.error();
    constexpr std::string_view field = "Content-Length: ";
    const std::size_t at = m_buffer.find(field);
    std::size_t length = 0;
    if (at > *end ||
        std::from_chars(m_buffer.data() + at + field.size(), m_buffer.data() + *end, length).ec != std::errc())
        return broken(ErrorCode::malformed, "no Content-Length");
    while (m_buffer.size() < *end + length)
        STAFFROOM_TRY(more());
    std::string body = m_buffer.substr(*end, length);
    m_buffer.erase(0, *end + length);
    return body;
}

Result<void> BenchClient::receiveHead()
{
    const auto end = headEnd();
    return end ? Result<void>() : end.error();
}

Result<base::Bytes> beginSession(BenchClient& client, const base::KeyPair& device, const base::StoreId& server)
{
    sync::SessionRequest claim{sync::tuning::protocol, base::incarnationOf(device.publicKey()), {}, {}};
    const auto challenge = ask(client, claim);
    if (!challenge)
        return challenge.error();
    claim.challenge = challenge->challenge;
    claim.signature = device.sign(sync::sessionClaim(server, claim.incarnation, claim.challenge));
    const auto answer = ask(client, claim);
    if (!answer)
        return answer.error();
    return answer->token;
}

std::vector<std::string> makePushes(const base::KeyPair& device, const base::Bytes& token, const BenchCounty& county,
                                    std::size_t group, int count, base::Random& random)
{
    const base::IncarnationId self = base::incarnationOf(device.publicKey());
    const domain::ScopeId scope(domain::ScopeType::group, county.groups[group % county.groups.size()]);
    base::ManualClock clock(pushesFromMs);
    base::IdMaker ids(clock, random);
    std::vector<std::string> pushes;
    sync::Hash previous;
    for (int push = 0; push < count; ++push) {
        clock.advance(1000);
        const sync::Change post{ids.record(),
                                static_cast<std::uint32_t>(domain::Kind::post),
                                static_cast<sync::HybridTime>(clock.wallMs()) << 16,
                                {{f::post::author, base::Bytes(Value::id(county.teacher).item()), 0, {}},
                                 {f::post::title, base::Bytes(Value::text(benchText(random, 40)).item()), 0, {}},
                                 {f::post::body, base::Bytes(Value::text(benchText(random, 340)).item()), 0, {}},
                                 {f::post::created, base::Bytes(Value::integer(clock.wallMs()).item()), 0, {}}}};
        const base::Bytes change = sync::encode(post, self);
        const sync::Batch batch =
            sync::sealBatch(device, scope, static_cast<std::uint64_t>(push) + 1, previous, std::span(&change, 1));
        previous = batch.hash();
        base::cbor::Writer out;
        sync::encode(batch, out);
        const base::Bytes encoded = out.take();
        pushes.push_back(request("POST /v1/push", token, sync::wrap(sync::encodePush(std::span(&encoded, 1)))));
    }
    return pushes;
}

std::string pokeRequest(const base::Bytes& token)
{
    return request("GET /v1/poke", token, {});
}

} // namespace staffroom::ctl
