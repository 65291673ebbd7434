// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/bytes.h"

#include <array>

namespace staffroom::base {

std::string toHex(BytesView bytes)
{
    static constexpr char digits[] = "0123456789abcdef";
    std::string text;
    text.reserve(bytes.size() * 2);
    for (const char c : bytes) {
        const auto byte = static_cast<unsigned char>(c);
        text.push_back(digits[byte >> 4U]);
        text.push_back(digits[byte & 15U]);
    }
    return text;
}

namespace {

int digitValue(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return -1;
}

} // namespace

Bytes fromHex(std::string_view text)
{
    if (text.size() % 2 != 0)
        return {};
    Bytes bytes;
    bytes.reserve(text.size() / 2);
    for (std::size_t i = 0; i < text.size(); i += 2) {
        const int high = digitValue(text[i]);
        const int low = digitValue(text[i + 1]);
        if (high < 0 || low < 0)
            return {};
        bytes.push_back(static_cast<char>((high << 4) | low));
    }
    return bytes;
}

namespace {

/// Where the reading of UTF-8 stands (Unicode 15, table 3-7).
enum Place : unsigned { whole, wrong, oneMore, twoMore, threeMore, afterE0, afterED, afterF0, afterF4, places };

constexpr Place placeAfter(Place place, unsigned byte)
{
    const auto within = [byte](unsigned least, unsigned most) { return byte >= least && byte <= most; };
    switch (place) {
    case whole:
        return byte < 0x80          ? whole
               : within(0xC2, 0xDF) ? oneMore
               : byte == 0xE0       ? afterE0
               : byte == 0xED       ? afterED
               : within(0xE1, 0xEF) ? twoMore
               : byte == 0xF0       ? afterF0
               : within(0xF1, 0xF3) ? threeMore
               : byte == 0xF4       ? afterF4
                                    : wrong;
    case oneMore:
        return within(0x80, 0xBF) ? whole : wrong;
    case twoMore:
        return within(0x80, 0xBF) ? oneMore : wrong;
    case threeMore:
        return within(0x80, 0xBF) ? twoMore : wrong;
    case afterE0:
        return within(0xA0, 0xBF) ? oneMore : wrong;
    case afterED:
        return within(0x80, 0x9F) ? oneMore : wrong;
    case afterF0:
        return within(0x90, 0xBF) ? twoMore : wrong;
    case afterF4:
        return within(0x80, 0x8F) ? twoMore : wrong;
    case wrong:
    case places:
        break;
    }
    return wrong;
}

constexpr unsigned placeBits = 6;
static_assert(places * placeBits <= 64);

/// For each byte what follows each place, so many bits each: a step is one shift, without a branch to guess wrong.
constexpr std::array<std::uint64_t, 256> stepsOfBytes()
{
    std::array<std::uint64_t, 256> steps{};
    for (unsigned byte = 0; byte < steps.size(); ++byte)
        for (unsigned place = 0; place < places; ++place)
            steps[byte] |= std::uint64_t{placeAfter(static_cast<Place>(place), byte) * placeBits}
                           << (place * placeBits);
    return steps;
}

constexpr std::array<std::uint64_t, 256> steps = stepsOfBytes();

} // namespace

bool isUtf8(BytesView bytes)
{
    std::uint64_t place = whole;
    for (const char byte : bytes)
        place = steps[static_cast<unsigned char>(byte)] >> (place & 63U);
    return (place & 63U) == whole;
}

} // namespace staffroom::base
