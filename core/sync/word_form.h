// SPDX-License-Identifier: GPL-3.0-or-later
// What became of a batch, as verdicts, a hub's receipts and the word on a new incarnation write it.
#pragma once

#include "core/sync/messages.h"
#include "core/sync/reading.h"

namespace staffroom::sync {

/// What verdicts and receipts have alike: incarnation, scope, first, batch, refused | null, through.
template <typename Word>
void writeWord(const Word& word, base::cbor::Writer& out)
{
    out.bytes(word.incarnation.view());
    out.bytes(word.scope.view());
    out.uint(word.first);
    out.bytes(word.batch.view());
    if (word.refused)
        out.text(base::errorName(*word.refused));
    else
        out.null();
    out.uint(word.through);
}

template <typename Word>
Word readWord(base::cbor::Reader& claim)
{
    Word word;
    word.incarnation = readId<IncarnationId>(claim);
    word.scope = readScope(claim);
    word.first = claim.uint();
    word.batch = readHash(claim);
    if (!claim.maybeNull())
        word.refused = base::errorFromName(claim.text());
    word.through = claim.uint();
    return word;
}

/// [dseq, reason, …].
inline void writeQuarantined(std::span<const Verdict::Quarantined> changes, base::cbor::Writer& out)
{
    out.array(2 * changes.size());
    for (const Verdict::Quarantined& change : changes) {
        out.uint(change.dseq);
        out.text(base::errorName(change.reason));
    }
}

inline std::vector<Verdict::Quarantined> readQuarantined(base::cbor::Reader& reader)
{
    std::vector<Verdict::Quarantined> changes;
    const std::uint64_t count = reader.array();
    if (count % 2 != 0)
        reader.fail();
    for (std::uint64_t at = 0; at < count && reader.ok(); at += 2) {
        const std::uint64_t dseq = reader.uint();
        changes.push_back({dseq, base::errorFromName(reader.text())});
    }
    return changes;
}

} // namespace staffroom::sync
