// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/bytes.h"
#include "core/base/result.h"

#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

namespace staffroom::base::cbor {

/// Writes deterministic CBOR (RFC 8949, 4.2.1): shortest heads, definite lengths. Whoever writes a map puts its keys in
/// order; Staffroom's maps have small unsigned keys, so that is numerical order.
class Writer
{
public:
    void uint(std::uint64_t value) { head(0, value); }
    void integer(std::int64_t value);
    void bytes(BytesView value);
    void text(std::string_view value);
    void array(std::uint64_t count) { head(4, count); }
    void map(std::uint64_t pairs) { head(5, pairs); }
    void boolean(bool value) { m_out.push_back(static_cast<char>(value ? 0xF5 : 0xF4)); }
    void null() { m_out.push_back(static_cast<char>(0xF6)); }
    /// Always 64 bits wide: shortest-float rules buy nothing here.
    void real(double value);
    /// One item that is encoded already.
    void raw(BytesView item) { m_out.append(item); }

    void reserve(std::size_t size) { m_out.reserve(size); }
    std::size_t size() const { return m_out.size(); }
    BytesView view() const { return m_out; }
    /// What was written; the writer is empty afterwards.
    Bytes take() { return std::exchange(m_out, {}); }
    void clear() { m_out.clear(); }

private:
    void head(unsigned major, std::uint64_t value);
    Bytes m_out;
};

enum class Type { uint, negative, bytes, text, array, map, boolean, null, real, end, invalid };

/// Reads deterministic CBOR from bytes that outlive it, without copies. Refuses what the Writer never writes: heads
/// that aren't the shortest, indefinite lengths, tags, text that isn't UTF-8, nesting deeper than 16. After the first
/// fault every read gives nothing and ok() is false, so a decoder checks once at its end.
class Reader
{
public:
    explicit Reader(BytesView data) : m_data(data) {}

    bool ok() const { return m_ok; }
    bool atEnd() const { return m_ok && m_at == m_data.size(); }
    std::size_t offset() const { return m_at; }
    Type peek() const;

    std::uint64_t uint();
    std::int64_t integer();
    BytesView bytes();
    BytesView bytes(std::size_t exactly);
    std::string_view text();
    /// The number of items that follow. Bounded by the bytes left, so a hostile count can't make anyone allocate.
    std::uint64_t array();
    std::uint64_t array(std::uint64_t exactly);
    /// The number of pairs that follow. Whoever reads them sees to it that the keys rise; item() does.
    std::uint64_t map();
    bool boolean();
    void null();
    double real();
    /// Takes a null if there is one.
    bool maybeNull();
    /// The bytes of the next item, whole and checked (also that the keys of its maps rise, RFC 8949, 4.2.1).
    BytesView item();
    void fail() { m_ok = false; }

    /// truncated when the data ended inside an item, else malformed.
    Error error(std::string_view doing) const;

private:
    struct Head
    {
        unsigned major = 0;
        unsigned info = 0;
        std::uint64_t value = 0;
    };
    std::optional<Head> head();
    std::uint64_t headOf(unsigned major);
    BytesView string(unsigned major);
    void skip(unsigned depth);
    void skipPairs(unsigned depth);

    BytesView m_data;
    std::size_t m_at = 0;
    bool m_ok = true;
    bool m_short = false;
};

} // namespace staffroom::base::cbor
