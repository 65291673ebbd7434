// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sync/change.h"

#include <span>

namespace staffroom::sync {

using base::Hash;
using base::PublicKey;
using base::Signature;

/// Consecutive changes of one incarnation in one scope, under one signature and chained to the batch before. A change
/// that was pruned stands as its hash, and the signature still verifies.
struct Batch
{
    struct Item
    {
        Hash hash;
        Bytes change; ///< encoded; empty where pruned
    };
    IncarnationId incarnation;
    ScopeId scope;
    std::uint64_t first = 0; ///< dseq of the first item
    Hash previous;           ///< hash of the batch before; null for the first
    std::vector<Item> items;
    Signature signature{};

    std::uint64_t last() const { return first + items.size() - 1; }
    /// Of the header and all change hashes: what is signed, and what the next batch chains to.
    Hash hash() const;
};

/// Seals encoded changes into a batch.
Batch sealBatch(const base::KeyPair& key, const ScopeId& scope, std::uint64_t first, const Hash& previous,
                std::span<const Bytes> changes);

/// [incarnation, scope, first, previous, [change | hash …], signature].
void encode(const Batch& batch, base::cbor::Writer& out);
/// Reads the shape. Errors: truncated, malformed, tooLarge, scopeMismatch for a scope of no known sort.
Result<Batch> decodeBatch(BytesView bytes);
/// Whether the signature is that of the incarnation's key. Errors: badSignature, also where the key isn't of that
/// incarnation.
Result<void> verify(const Batch& batch, const PublicKey& key);
/// Whether the batch goes on where the last one ended. Errors: replayed (nothing new in it), brokenChain (a gap, or
/// another batch before it), forked (the same dots with other content).
Result<void> checkChain(const Batch& batch, std::uint64_t through, const Hash& lastBatch);

} // namespace staffroom::sync
