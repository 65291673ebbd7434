// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/bytes.h"
#include "core/base/result.h"

#include <memory>

namespace staffroom::base {

/// Zstandard (RFC 8878), one frame with the content size in its header.
Bytes compress(BytesView bytes, int level = 3);

/// The content of one frame of at most maxSize bytes. Errors: tooLarge when the frame says or turns out to hold more,
/// truncated when it ends early, malformed for anything that isn't a frame. Never allocates more than maxSize.
Result<Bytes> decompress(BytesView frame, std::size_t maxSize);

} // namespace staffroom::base
