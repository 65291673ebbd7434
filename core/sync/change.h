// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/cbor.h"
#include "core/base/crypto.h"
#include "core/domain/kinds.h"

#include <compare>
#include <vector>

namespace staffroom::sync {

using base::Bytes;
using base::BytesView;
using base::IncarnationId;
using base::RecordId;
using base::Result;
using domain::FieldNo;
using domain::ScopeId;

/// Names one change for ever, within the scope at hand: whose, and its number (1, 2, 3 … without gaps).
struct Dot
{
    IncarnationId incarnation;
    std::uint64_t dseq = 0;
    friend auto operator<=>(const Dot&, const Dot&) = default;
};

/// A hybrid time (Kulkarni et al. 2014): 48 bits of milliseconds since 1970, 16 bits of counter.
using HybridTime = std::uint64_t;
constexpr std::int64_t millisecondsOf(HybridTime time)
{
    return static_cast<std::int64_t>(time >> 16);
}

/// One field's new value and what it replaces. The rank says how much went before: one more than the greatest rank of
/// the writes it supersedes.
struct FieldWrite
{
    FieldNo field = 0;
    Bytes item; ///< one encoded CBOR item
    std::uint32_t rank = 0;
    std::vector<Dot> supersedes; ///< ascending, no repeats
};

/// What one commit did to one record. The dot stands outside: its place in a batch gives it.
struct Change
{
    RecordId record;
    std::uint32_t kind = 0;
    HybridTime time = 0;
    std::vector<FieldWrite> writes; ///< ascending field numbers, at least one
};

/// [record, kind, time, {field: value}] and, where some write supersedes, {field: [rank, incarnation | null, dseq, …]};
/// null stands for the writer's own incarnation.
void encode(const Change& change, const IncarnationId& writer, base::cbor::Writer& out);
Bytes encode(const Change& change, const IncarnationId& writer);

/// Reads one change at the reader. Errors: truncated, malformed, tooLarge (limits in tuning.h).
Result<Change> decodeChange(BytesView bytes, const IncarnationId& writer);

} // namespace staffroom::sync
