// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/bytes.h"
#include "core/base/clock.h"
#include "core/base/random.h"

#include <array>
#include <compare>
#include <cstring>
#include <functional>
#include <optional>

namespace staffroom::base {

/// 16 bytes that name a thing. The tag keeps the id of a record from being passed as the id of a store.
template <typename Tag>
class Id
{
public:
    static constexpr std::size_t size = 16;

    constexpr Id() = default;
    explicit constexpr Id(const std::array<std::uint8_t, size>& bytes) : m_bytes(bytes) {}

    /// From exactly 16 bytes; nothing for any other length.
    static std::optional<Id> fromBytes(BytesView bytes)
    {
        if (bytes.size() != size)
            return std::nullopt;
        Id id;
        std::memcpy(id.m_bytes.data(), bytes.data(), size);
        return id;
    }
    /// From the 36-character form of RFC 9562, hyphens optional; nothing for other text.
    static std::optional<Id> fromText(std::string_view text)
    {
        std::string digits;
        for (const char c : text)
            if (c != '-')
                digits.push_back(c);
        return fromBytes(fromHex(digits));
    }

    BytesView view() const { return {reinterpret_cast<const char*>(m_bytes.data()), size}; }
    Bytes bytes() const { return Bytes(view()); }
    const std::array<std::uint8_t, size>& array() const { return m_bytes; }
    /// The lower-case form of RFC 9562, e.g. "0192f3a0-7c1e-7b32-8d7a-0a1b2c3d4e5f".
    std::string text() const
    {
        std::string hex = toHex(view());
        for (const std::size_t at : {20U, 16U, 12U, 8U})
            hex.insert(at, 1, '-');
        return hex;
    }
    bool isNull() const { return *this == Id(); }

    friend constexpr auto operator<=>(const Id&, const Id&) = default;

private:
    std::array<std::uint8_t, size> m_bytes{};
};

struct RecordTag;
struct StoreTag;
struct IncarnationTag;

/// A person, post, plan item …: whatever is synced. UUIDv7, or a hash of the natural key (idFromKey).
using RecordId = Id<RecordTag>;
/// One replica: a desktop profile, a hub, the central server.
using StoreId = Id<StoreTag>;
/// One life of a device key: the first 16 bytes of BLAKE2b-256 of its Ed25519 public key, so that it proves itself.
using IncarnationId = Id<IncarnationTag>;

/// Makes UUIDv7 (RFC 9562, 5.7) that rise within one maker even where the clock stands still or goes back: a
/// 12-bit counter in rand_a, and the last millisecond is kept when the clock falls behind it.
class IdMaker
{
public:
    IdMaker(const Clock& clock, Random& random) : m_clock(clock), m_random(random) {}

    template <typename SomeId>
    SomeId make()
    {
        return SomeId(next());
    }
    RecordId record() { return make<RecordId>(); }

private:
    std::array<std::uint8_t, 16> next();

    const Clock& m_clock;
    Random& m_random;
    std::int64_t m_lastMs = 0;
    std::uint32_t m_counter = 0;
};

/// The id of a thing that is unique by nature: UUIDv8 (RFC 9562, 5.8) over BLAKE2b-128 of the domain and the key parts,
/// each with its length before it so that ("ab","c") and ("a","bc") differ.
RecordId idFromKey(std::string_view domain, std::initializer_list<BytesView> parts);

} // namespace staffroom::base

template <typename Tag>
struct std::hash<staffroom::base::Id<Tag>>
{
    std::size_t operator()(const staffroom::base::Id<Tag>& id) const noexcept
    {
        std::size_t value = 0; // ids end in 62 random bits
        std::memcpy(&value, id.array().data() + 8, sizeof value);
        return value;
    }
};
