// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sync/batch.h"

namespace staffroom::sync {

using base::StoreId;

/// How far one store has taken in what another numbered in one scope. The hash is chained over all that was delivered,
/// so that a cursor of another history is noticed. Never ahead of the data: both are written in one transaction.
struct Cursor
{
    StoreId store;
    std::uint64_t epoch = 0;
    std::uint64_t seq = 0;
    Hash chain;
    friend bool operator==(const Cursor&, const Cursor&) = default;
};

/// A batch as a scope's log keeps and pages carry it: consecutive changes of one incarnation, a quarantined one as its
/// hash. So every replica has seen the same numbers, whatever was taken of them, and the batch's signature verifies.
struct Entry
{
    IncarnationId incarnation;
    std::uint64_t first = 0; ///< dseq of the first change
    std::uint64_t count = 0;
    std::vector<BytesView> changes; ///< changes and hashes; empty where elided: the reader wrote them itself
    Hash hash;                      ///< of the entry's whole encoding
};

/// The item that stands for a quarantined change.
Bytes quarantinedItem(const Hash& change);
bool isQuarantined(BytesView item);
/// Of the change that the item is or stands for.
Hash changeHash(BytesView item);

/// [incarnation, first, [change | hash, …]]: the bytes of a log row.
Bytes encodeEntry(const IncarnationId& incarnation, std::uint64_t first, std::span<const Bytes> changes);
/// The form for the one who wrote it: [incarnation, first, count, hash].
Bytes elideEntry(BytesView entry);
/// Whole entries in the forms that this reader gets them.
Result<std::vector<Bytes>> entriesFor(const IncarnationId& reader, std::vector<Bytes> entries);
/// Either form. The views point into the bytes. Errors: truncated, malformed.
Result<Entry> decodeEntry(BytesView bytes);
Hash chained(const Hash& chain, const Hash& entry);

/// Changes of a scope in the server's order.
struct Page
{
    ScopeId scope;
    std::uint64_t epoch = 0;
    std::uint64_t from = 0; ///< seq before the first change
    std::uint64_t to = 0;   ///< seq of the last change
    Hash before, after;     ///< chain at from and at to
    bool more = false;      ///< a hint: the next heads tell what is missing
    std::vector<Entry> entries;
    Signature place{}; ///< of a page that was read: the server's, on where it ends
};

/// The server's word that its log, at page.to, has the chain page.after. It holds for every run of entries that ends
/// there, so that whoever keeps the log can hand it out.
Signature signPlace(const Page& page, const base::KeyPair& server);
/// Whether that is the server's word on where the page ends.
bool verifiesPlace(const Page& page, const Signature& place, const PublicKey& server);
/// [scope, epoch, from, to, before, more, [entry …], signature] with entries that are encoded already.
Bytes encodePage(const Page& page, std::span<const BytesView> entries, const Signature& place);
Bytes encodePage(const Page& page, std::span<const BytesView> entries, const base::KeyPair& server);
/// Reads and checks shape, numbering, chain and signature. The entries point into the bytes. Errors: truncated,
/// malformed, brokenChain where the counts don't fit the numbering, badSignature.
Result<Page> decodePage(BytesView bytes, const PublicKey& server);
/// Whether the page goes on at the cursor. Errors: scopeMismatch, epochChanged, replayed, brokenChain.
Result<void> checkPlace(const Page& page, const ScopeId& scope, const Cursor& cursor);

} // namespace staffroom::sync
