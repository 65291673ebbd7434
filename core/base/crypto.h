// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/ids.h"
#include "core/base/result.h"

#include <array>

namespace staffroom::base {

/// BLAKE2b-256.
class Hash
{
public:
    static constexpr std::size_t size = 32;

    constexpr Hash() = default;
    static std::optional<Hash> fromBytes(BytesView bytes);
    static Hash of(BytesView bytes);

    BytesView view() const { return {reinterpret_cast<const char*>(m_bytes.data()), size}; }
    Bytes bytes() const { return Bytes(view()); }
    std::string hex() const { return toHex(view()); }
    bool isNull() const { return *this == Hash(); }
    friend constexpr auto operator<=>(const Hash&, const Hash&) = default;

private:
    friend class Hasher;
    std::array<std::uint8_t, size> m_bytes{};
};

/// BLAKE2b-256 in pieces.
class Hasher
{
public:
    Hasher();
    Hasher& add(BytesView bytes);
    Hash finish();

private:
    alignas(64) std::array<std::uint8_t, 384> m_state; // crypto_generichash_state, kept out of this header
};

using PublicKey = std::array<std::uint8_t, 32>;
using Signature = std::array<std::uint8_t, 64>;

/// An Ed25519 key pair (RFC 8032). The secret never leaves the store that made it.
class KeyPair
{
public:
    static KeyPair make(Random& random);
    /// From the 32-byte seed; nothing for another length.
    static std::optional<KeyPair> fromSeed(BytesView seed);

    const PublicKey& publicKey() const { return m_public; }
    Bytes seed() const;
    Signature sign(BytesView message) const;

private:
    PublicKey m_public{};
    std::array<std::uint8_t, 64> m_secret{};
};

bool verifies(const Signature& signature, BytesView message, const PublicKey& key);

template <std::size_t N>
BytesView viewOf(const std::array<std::uint8_t, N>& bytes)
{
    return {reinterpret_cast<const char*>(bytes.data()), N};
}

template <std::size_t N>
std::optional<std::array<std::uint8_t, N>> arrayOf(BytesView bytes)
{
    if (bytes.size() != N)
        return std::nullopt;
    std::array<std::uint8_t, N> out{};
    std::memcpy(out.data(), bytes.data(), N);
    return out;
}

IncarnationId incarnationOf(const PublicKey& key);

/// Argon2id (RFC 9106) with libsodium's interactive limits: about 64 MB and a tenth of a second. The text carries
/// parameters and salt. Fails with internal when the memory isn't to be had.
Result<std::string> hashPassword(std::string_view password);
bool passwordFits(std::string_view hash, std::string_view password);

/// Compares without telling by its time where the difference lies.
bool equalInConstantTime(BytesView a, BytesView b);

} // namespace staffroom::base

template <>
struct std::hash<staffroom::base::Hash>
{
    std::size_t operator()(const staffroom::base::Hash& of) const noexcept
    {
        std::size_t value = 0;
        std::memcpy(&value, of.view().data(), sizeof value);
        return value;
    }
};
