// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/server/tokens.h"

#include "core/sync/tuning.h"

namespace staffroom::server {

using base::Bytes;
using base::BytesView;
using base::IncarnationId;

namespace {

constexpr std::int64_t challengeSeconds = 120;
constexpr std::size_t proofBytes = 16;

Bytes bigEndian(std::int64_t value)
{
    Bytes bytes(8, '\0');
    for (std::size_t at = 0; at < 8; ++at)
        bytes[7 - at] = static_cast<char>(value >> (8 * at));
    return bytes;
}

std::int64_t fromBigEndian(BytesView bytes)
{
    std::uint64_t value = 0;
    for (const char byte : bytes.substr(0, 8))
        value = value << 8 | static_cast<std::uint8_t>(byte);
    return static_cast<std::int64_t>(value);
}

} // namespace

Tokens::Tokens(BytesView seed, const base::Clock& clock, base::Random& random)
    : m_key(base::Hash::of("staffroom-token-key" + Bytes(seed)).bytes()),
      m_clock(clock),
      m_random(random)
{
}

Bytes Tokens::proof(std::string_view use, BytesView of) const
{
    return base::Hasher().add(m_key).add(use).add(of).finish().bytes().substr(0, proofBytes);
}

Bytes Tokens::challenge(const IncarnationId& device)
{
    const Bytes body = bigEndian(now() + challengeSeconds) + m_random.bytes(8);
    return body + proof("challenge", body + device.bytes());
}

bool Tokens::isFresh(BytesView challenge, const IncarnationId& device) const
{
    if (challenge.size() != 16 + proofBytes)
        return false;
    const Bytes body(challenge.substr(0, 16));
    return base::equalInConstantTime(challenge.substr(16), proof("challenge", body + device.bytes())) &&
           fromBigEndian(body) >= now();
}

Bytes Tokens::session(const IncarnationId& device) const
{
    const Bytes body = bigEndian(now() + sync::tuning::tokenSeconds) + device.bytes();
    return body + proof("session", body);
}

std::optional<IncarnationId> Tokens::holder(BytesView token) const
{
    constexpr std::size_t bodyBytes = 8 + IncarnationId::size;
    if (token.size() != bodyBytes + proofBytes)
        return std::nullopt;
    const BytesView body = token.substr(0, bodyBytes);
    if (!base::equalInConstantTime(token.substr(bodyBytes), proof("session", body)) || fromBigEndian(body) < now())
        return std::nullopt;
    return IncarnationId::fromBytes(body.substr(8));
}

} // namespace staffroom::server
