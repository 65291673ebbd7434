// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace staffroom::base {

/// A string of bytes. std::string because it is contiguous, has small-buffer storage and binds to SQLite and sockets
/// without copies; text in it is always UTF-8.
using Bytes = std::string;
using BytesView = std::string_view;

/// Lower-case hexadecimal, two characters a byte.
std::string toHex(BytesView bytes);

/// The inverse of toHex; empty where the text isn't an even number of hexadecimal digits.
Bytes fromHex(std::string_view text);

/// Whether the bytes are well-formed UTF-8 (RFC 3629: no surrogates, no overlong forms).
bool isUtf8(BytesView bytes);

} // namespace staffroom::base
