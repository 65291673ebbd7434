// SPDX-License-Identifier: GPL-3.0-or-later
// What writing and reading a courier file share.
#pragma once

#include "core/sync/courier.h"

namespace staffroom::sync::courier_form {

inline constexpr std::string_view magic = "staffroom courier\r\n\x1a";
inline constexpr std::uint64_t version = 1;
inline constexpr std::size_t lengthBytes = 4; ///< before the outside
inline constexpr std::size_t sizeBytes = 8;   ///< of a frame, and of the file
/// The end of a file: the hash of all before it, the sender's signature, and last the file's length, which a file that
/// is cut off, or whose end was never written, doesn't have there.
inline constexpr std::size_t signatureBytes = std::tuple_size_v<Signature>;
inline constexpr std::size_t endBytes = Hash::size + signatureBytes + sizeBytes;
inline constexpr std::size_t frameHead = 1 + sizeBytes;

Bytes bigEndian(std::uint64_t value, std::size_t bytes);
std::uint64_t number(BytesView bytes);
/// What the sender signs.
Bytes claim(const Hash& whole);
Bytes encode(const CourierOutside& outside);
Result<CourierOutside> decode(BytesView bytes);

} // namespace staffroom::sync::courier_form
