// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/cbor.h"

#include <bit>

namespace staffroom::base::cbor {

void Writer::head(unsigned major, std::uint64_t value)
{
    const unsigned top = major << 5U;
    if (value < 24) {
        m_out.push_back(static_cast<char>(top | static_cast<unsigned>(value)));
        return;
    }
    const unsigned width = value <= 0xFF ? 0 : value <= 0xFFFF ? 1 : value <= 0xFFFFFFFF ? 2 : 3;
    m_out.push_back(static_cast<char>(top | (24 + width)));
    for (int shift = (8 << width) - 8; shift >= 0; shift -= 8)
        m_out.push_back(static_cast<char>(value >> static_cast<unsigned>(shift)));
}

void Writer::integer(std::int64_t value)
{
    if (value >= 0)
        head(0, static_cast<std::uint64_t>(value));
    else
        head(1, ~static_cast<std::uint64_t>(value));
}

void Writer::bytes(BytesView value)
{
    head(2, value.size());
    m_out.append(value);
}

void Writer::text(std::string_view value)
{
    head(3, value.size());
    m_out.append(value);
}

void Writer::real(double value)
{
    m_out.push_back(static_cast<char>(0xFB));
    const auto bits = std::bit_cast<std::uint64_t>(value);
    for (int shift = 56; shift >= 0; shift -= 8)
        m_out.push_back(static_cast<char>(bits >> static_cast<unsigned>(shift)));
}

std::optional<Reader::Head> Reader::head()
{
    if (!m_ok)
        return std::nullopt;
    if (m_at >= m_data.size()) {
        m_ok = false;
        m_short = true;
        return std::nullopt;
    }
    const unsigned first = static_cast<unsigned char>(m_data[m_at++]);
    Head head{first >> 5U, first & 31U, first & 31U};
    if (head.info < 24)
        return head;
    if (head.info > 27) {
        m_ok = false;
        return std::nullopt;
    }
    const std::size_t width = std::size_t{1} << (head.info - 24);
    if (m_data.size() - m_at < width) {
        m_ok = false;
        m_short = true;
        return std::nullopt;
    }
    head.value = 0;
    for (std::size_t i = 0; i < width; ++i)
        head.value = (head.value << 8U) | static_cast<unsigned char>(m_data[m_at++]);
    constexpr std::uint64_t least[] = {24, 0x100, 0x10000, 0x100000000};
    if (head.major != 7 && head.value < least[head.info - 24]) {
        m_ok = false;
        return std::nullopt;
    }
    return head;
}

std::uint64_t Reader::headOf(unsigned major)
{
    const auto got = head();
    if (!got)
        return 0;
    if (got->major != major) {
        m_ok = false;
        return 0;
    }
    return got->value;
}

Type Reader::peek() const
{
    if (!m_ok)
        return Type::invalid;
    if (m_at >= m_data.size())
        return Type::end;
    const unsigned first = static_cast<unsigned char>(m_data[m_at]);
    constexpr Type types[] = {Type::uint, Type::negative, Type::bytes, Type::text, Type::array, Type::map};
    if (first >> 5U < 6)
        return types[first >> 5U];
    switch (first) {
    case 0xF4:
    case 0xF5:
        return Type::boolean;
    case 0xF6:
        return Type::null;
    case 0xFB:
        return Type::real;
    default:
        return Type::invalid;
    }
}

std::uint64_t Reader::uint()
{
    return headOf(0);
}

std::int64_t Reader::integer()
{
    const auto got = head();
    if (!got)
        return 0;
    if (got->major > 1 || got->value > INT64_MAX) {
        m_ok = false;
        return 0;
    }
    return static_cast<std::int64_t>(got->major == 0 ? got->value : ~got->value);
}

BytesView Reader::string(unsigned major)
{
    const std::uint64_t size = headOf(major);
    if (!m_ok)
        return {};
    if (size > m_data.size() - m_at) {
        m_ok = false;
        m_short = true;
        return {};
    }
    const BytesView value = m_data.substr(m_at, size);
    m_at += size;
    return value;
}

BytesView Reader::bytes()
{
    return string(2);
}

BytesView Reader::bytes(std::size_t exactly)
{
    const BytesView value = bytes();
    if (value.size() != exactly)
        m_ok = false;
    return m_ok ? value : BytesView();
}

std::string_view Reader::text()
{
    const std::string_view value = string(3);
    if (m_ok && !isUtf8(value))
        m_ok = false;
    return m_ok ? value : std::string_view();
}

std::uint64_t Reader::array()
{
    const std::uint64_t count = headOf(4);
    if (m_ok && count > m_data.size() - m_at) {
        m_ok = false;
        m_short = true;
    }
    return m_ok ? count : 0;
}

std::uint64_t Reader::array(std::uint64_t exactly)
{
    if (array() != exactly)
        m_ok = false;
    return m_ok ? exactly : 0;
}

std::uint64_t Reader::map()
{
    const std::uint64_t pairs = headOf(5);
    if (m_ok && pairs > (m_data.size() - m_at) / 2) {
        m_ok = false;
        m_short = true;
    }
    return m_ok ? pairs : 0;
}

bool Reader::boolean()
{
    // info, not value: F8 14 and F9 00 14 carry the value 20 too, and aren't how false is written.
    const auto got = head();
    if (!got)
        return false;
    if (got->major != 7 || (got->info != 20 && got->info != 21))
        m_ok = false;
    return m_ok && got->info == 21;
}

void Reader::null()
{
    const auto got = head();
    if (got && (got->major != 7 || got->info != 22))
        m_ok = false;
}

bool Reader::maybeNull()
{
    if (peek() != Type::null)
        return false;
    ++m_at;
    return true;
}

double Reader::real()
{
    const auto got = head();
    if (!got)
        return 0;
    if (got->major != 7 || got->info != 27) {
        m_ok = false;
        return 0;
    }
    return std::bit_cast<double>(got->value);
}

void Reader::skip(unsigned depth)
{
    constexpr unsigned deepest = 16;
    if (depth > deepest) {
        m_ok = false;
        return;
    }
    switch (peek()) {
    case Type::uint:
        uint();
        return;
    case Type::negative:
        integer();
        return;
    case Type::bytes:
        bytes();
        return;
    case Type::text:
        text();
        return;
    case Type::array:
        for (std::uint64_t left = array(); left > 0 && m_ok; --left)
            skip(depth + 1);
        return;
    case Type::map:
        skipPairs(depth);
        return;
    case Type::boolean:
    case Type::null:
        ++m_at;
        return;
    case Type::real:
        real();
        return;
    case Type::end:
        m_ok = false;
        m_short = true;
        return;
    case Type::invalid:
        m_ok = false;
        return;
    }
}

void Reader::skipPairs(unsigned depth)
{
    BytesView last;
    for (std::uint64_t left = map(); left > 0 && m_ok; --left) {
        const std::size_t start = m_at;
        skip(depth + 1);
        const BytesView key = m_data.substr(start, m_at - start);
        // RFC 8949, 4.2.1: keys rise in the bytewise order of their encodings; so none comes twice.
        if (m_ok && key <= last)
            m_ok = false;
        last = key;
        skip(depth + 1);
    }
}

BytesView Reader::item()
{
    const std::size_t start = m_at;
    skip(0);
    return m_ok ? m_data.substr(start, m_at - start) : BytesView();
}

Error Reader::error(std::string_view doing) const
{
    return Error{m_short ? ErrorCode::truncated : ErrorCode::malformed, std::string(doing),
                 "at byte " + std::to_string(m_at) + " of " + std::to_string(m_data.size())};
}

} // namespace staffroom::base::cbor
