// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/bytes.h"
#include "core/base/result.h"

#include <optional>

namespace staffroom::sync {

using base::Bytes;
using base::BytesView;
using base::Result;

/// CBOR items with like put together, in which a compressor finds a fifth more than in rows of them: an array of three
/// byte strings, the heads of all items as they follow each other (RFC 8949, 3), what the byte strings among them hold,
/// and what the texts hold. Nothing where these aren't whole items of definite lengths, as base::cbor::Writer writes
/// them.
std::optional<Bytes> toColumns(BytesView items);
/// Whether it begins as toColumns makes it; a plain array of arrays, which segments once were, doesn't.
bool areColumns(BytesView bytes);
/// The items again, at most as many bytes as are given. Whoever reads them checks what they say.
/// Errors: truncated, malformed.
Result<Bytes> fromColumns(BytesView columns);

} // namespace staffroom::sync
