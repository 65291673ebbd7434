// SPDX-License-Identifier: GPL-3.0-or-later
// That a decoder takes nothing but what was written, whole.
#pragma once

#include "core/base/bytes.h"
#include "core/base/error.h"

namespace staffroom::test {

/// A cut anywhere is an error, and says that something is missing.
template <typename Decode>
bool refusesEveryCut(base::BytesView bytes, Decode decode)
{
    for (std::size_t size = 0; size < bytes.size(); ++size) {
        const auto read = decode(bytes.substr(0, size));
        if (read.ok() || read.error().code != base::ErrorCode::truncated)
            return false;
    }
    return true;
}

/// One flipped bit in any byte: accepted is false.
template <typename Accepted>
bool refusesEveryAlteredByte(const base::Bytes& bytes, Accepted accepted)
{
    base::Bytes altered = bytes;
    for (std::size_t at = 0; at < bytes.size(); ++at) {
        altered[at] = static_cast<char>(bytes[at] ^ (1 << (at * 5 + bytes.size()) % 8));
        if (accepted(altered))
            return false;
        altered[at] = bytes[at];
    }
    return true;
}

} // namespace staffroom::test
