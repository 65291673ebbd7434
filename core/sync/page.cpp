// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/page.h"

#include <algorithm>

namespace staffroom::sync {

using base::Error;
using base::ErrorCode;
using base::cbor::Reader;
using base::cbor::Type;
using base::cbor::Writer;

namespace {

/// The place where the page ends. What is in it, and where it begins, follow from the chain up to there; so whoever
/// holds a log may hand out any run of it that ends at a signed place.
Bytes signedPlace(const Page& page)
{
    Writer place;
    place.array(5);
    place.text("staffroom-page-2");
    place.bytes(page.scope.view());
    place.uint(page.epoch);
    place.uint(page.to);
    place.bytes(page.after.view());
    return place.take();
}

} // namespace

Bytes quarantinedItem(const Hash& change)
{
    Writer out;
    out.bytes(change.view());
    return out.take();
}

bool isQuarantined(BytesView item)
{
    return Reader(item).peek() == Type::bytes;
}

Hash changeHash(BytesView item)
{
    return isQuarantined(item) ? Hash::fromBytes(Reader(item).bytes(Hash::size)).value_or(Hash()) : Hash::of(item);
}

Bytes encodeEntry(const IncarnationId& incarnation, std::uint64_t first, std::span<const Bytes> changes)
{
    Writer out;
    out.array(3);
    out.bytes(incarnation.view());
    out.uint(first);
    out.array(changes.size());
    for (const Bytes& change : changes)
        out.raw(change);
    return out.take();
}

Bytes elideEntry(BytesView entry)
{
    Reader reader(entry);
    Writer out;
    reader.array();
    out.array(4);
    out.bytes(reader.bytes());
    out.uint(reader.uint());
    out.uint(reader.array());
    out.bytes(Hash::of(entry).view());
    return out.take();
}

Result<Entry> decodeEntry(BytesView bytes)
{
    constexpr std::string_view doing = "reading a log entry";
    Reader reader(bytes);
    const std::uint64_t length = reader.array();
    const auto incarnation = IncarnationId::fromBytes(reader.bytes(IncarnationId::size));
    Entry entry;
    entry.first = reader.uint();
    if (!reader.ok())
        return reader.error(doing);
    entry.incarnation = *incarnation;
    if (length == 3) {
        entry.count = reader.array();
        entry.changes.reserve(entry.count);
        for (std::uint64_t at = 0; at < entry.count && reader.ok(); ++at)
            entry.changes.push_back(reader.item());
        entry.hash = Hash::of(bytes);
    } else if (length == 4) {
        entry.count = reader.uint();
        entry.hash = Hash::fromBytes(reader.bytes(Hash::size)).value_or(Hash());
    } else {
        reader.fail();
    }
    if (!reader.ok())
        return reader.error(doing);
    if (!reader.atEnd() || entry.first == 0 || entry.count == 0 || entry.count > (std::uint64_t(1) << 32))
        return Error{ErrorCode::malformed, std::string(doing), "numbering"};
    return entry;
}

Result<std::vector<Bytes>> entriesFor(const IncarnationId& reader, std::vector<Bytes> entries)
{
    for (Bytes& entry : entries) {
        const auto read = decodeEntry(entry);
        if (!read)
            return read.error();
        if (read->incarnation == reader) // own words need not come back
            entry = elideEntry(entry);
    }
    return entries;
}

Hash chained(const Hash& chain, const Hash& entry)
{
    return base::Hasher().add(chain.view()).add(entry.view()).finish();
}

Signature signPlace(const Page& page, const base::KeyPair& server)
{
    return server.sign(signedPlace(page));
}

bool verifiesPlace(const Page& page, const Signature& place, const PublicKey& server)
{
    return base::verifies(place, signedPlace(page), server);
}

Bytes encodePage(const Page& page, std::span<const BytesView> entries, const base::KeyPair& server)
{
    return encodePage(page, entries, signPlace(page, server));
}

Bytes encodePage(const Page& page, std::span<const BytesView> entries, const Signature& place)
{
    Writer out;
    out.array(8);
    out.bytes(page.scope.view());
    out.uint(page.epoch);
    out.uint(page.from);
    out.uint(page.to);
    out.bytes(page.before.view());
    out.boolean(page.more);
    out.array(entries.size());
    for (const BytesView entry : entries)
        out.raw(entry);
    out.bytes(base::viewOf(place));
    return out.take();
}

Result<Page> decodePage(BytesView bytes, const PublicKey& server)
{
    constexpr std::string_view doing = "reading a page";
    Reader reader(bytes);
    reader.array(8);
    const auto scope = ScopeId::fromBytes(reader.bytes(ScopeId::size));
    Page page;
    page.epoch = reader.uint();
    page.from = reader.uint();
    page.to = reader.uint();
    const auto before = Hash::fromBytes(reader.bytes(Hash::size));
    page.more = reader.boolean();
    const std::uint64_t count = reader.array();
    if (!reader.ok())
        return reader.error(doing);
    if (!scope)
        return Error{ErrorCode::malformed, std::string(doing), "no such sort of scope"};
    page.scope = *scope;
    page.before = page.after = *before;
    std::uint64_t seq = page.from;
    page.entries.reserve(std::min<std::uint64_t>(count, 1024)); // the count is the sender's word, not checked yet
    for (std::uint64_t at = 0; at < count; ++at) {
        const BytesView item = reader.item();
        if (!reader.ok())
            return reader.error(doing);
        auto entry = decodeEntry(item);
        if (!entry)
            return entry.error();
        seq += entry->count;
        page.after = chained(page.after, entry->hash);
        page.entries.push_back(*std::move(entry));
    }
    const auto signature = base::arrayOf<64>(reader.bytes(64));
    if (!reader.ok())
        return reader.error(doing);
    if (!reader.atEnd())
        return Error{ErrorCode::malformed, std::string(doing), "bytes after it"};
    if (seq != page.to)
        return Error{ErrorCode::brokenChain, std::string(doing), "its entries don't add up to its numbering"};
    if (!verifiesPlace(page, *signature, server))
        return Error{ErrorCode::badSignature, std::string(doing), page.scope.text()};
    page.place = *signature;
    return page;
}

Result<void> checkPlace(const Page& page, const ScopeId& scope, const Cursor& cursor)
{
    const auto error = [&](ErrorCode code, std::string_view detail) {
        return Error{code, "checking a page's place", scope.text() + ": " + std::string(detail)};
    };
    if (page.scope != scope)
        return error(ErrorCode::scopeMismatch, "it is of " + page.scope.text());
    if (page.epoch != cursor.epoch)
        return error(ErrorCode::epochChanged,
                     "epoch " + std::to_string(page.epoch) + ", expected " + std::to_string(cursor.epoch));
    if (page.from < cursor.seq)
        return error(ErrorCode::replayed,
                     "it starts at " + std::to_string(page.from) + ", held through " + std::to_string(cursor.seq));
    if (page.from > cursor.seq || page.before != cursor.chain)
        return error(ErrorCode::brokenChain, "it does not go on at " + std::to_string(cursor.seq));
    return {};
}

} // namespace staffroom::sync
