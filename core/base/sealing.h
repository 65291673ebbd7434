// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/crypto.h"
#include "core/base/random.h"

namespace staffroom::base {

// Content for some readers only: sealed in pieces with a key of its own, and that key sealed to each reader.

/// Used for one content and never again, so that the pieces may count their nonces.
using ContentKey = std::array<std::uint8_t, 32>;

/// A sealed box of libsodium (X25519, XSalsa20-Poly1305) for the Curve25519 form of an Ed25519 key: 80 bytes. Errors:
/// malformed where the key is none that anybody could have made.
Result<Bytes> sealKey(const ContentKey& key, const PublicKey& reader, Random& random);
/// Nothing where it was sealed to another key.
std::optional<ContentKey> openKey(BytesView sealed, const KeyPair& reader);

/// What a piece is longer by.
inline constexpr std::size_t pieceTag = 16;
/// XChaCha20-Poly1305. The number and whether it is the last one are part of the nonce, so pieces can be neither left
/// out nor swapped nor cut off; `about` is what else the piece stands and falls with.
Bytes sealPiece(BytesView plain, const ContentKey& key, std::uint64_t number, bool last, BytesView about);
/// Nothing where any of it isn't as it was sealed.
std::optional<Bytes> openPiece(BytesView sealed, const ContentKey& key, std::uint64_t number, bool last,
                               BytesView about);

} // namespace staffroom::base
