// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/batch.h"

#include "core/sync/tuning.h"

namespace staffroom::sync {

using base::Error;
using base::ErrorCode;
using base::cbor::Reader;
using base::cbor::Type;
using base::cbor::Writer;

Hash Batch::hash() const
{
    base::Hasher hasher;
    for (const Item& item : items)
        hasher.add(item.hash.view());
    Writer header;
    header.array(7);
    header.text("staffroom-batch-1");
    header.bytes(incarnation.view());
    header.bytes(scope.view());
    header.uint(first);
    header.uint(items.size());
    header.bytes(previous.view());
    header.bytes(hasher.finish().view());
    return Hash::of(header.view());
}

Batch sealBatch(const base::KeyPair& key, const ScopeId& scope, std::uint64_t first, const Hash& previous,
                std::span<const Bytes> changes)
{
    Batch batch{base::incarnationOf(key.publicKey()), scope, first, previous, {}, {}};
    batch.items.reserve(changes.size());
    for (const Bytes& change : changes)
        batch.items.push_back({Hash::of(change), change});
    batch.signature = key.sign(batch.hash().view());
    return batch;
}

void encode(const Batch& batch, Writer& out)
{
    out.array(6);
    out.bytes(batch.incarnation.view());
    out.bytes(batch.scope.view());
    out.uint(batch.first);
    out.bytes(batch.previous.view());
    out.array(batch.items.size());
    for (const Batch::Item& item : batch.items) {
        if (item.change.empty())
            out.bytes(item.hash.view());
        else
            out.raw(item.change);
    }
    out.bytes(base::viewOf(batch.signature));
}

Result<Batch> decodeBatch(BytesView bytes)
{
    constexpr std::string_view doing = "reading a batch";
    if (bytes.size() > tuning::batchMost)
        return Error{ErrorCode::tooLarge, std::string(doing), std::to_string(bytes.size()) + " bytes"};
    Reader reader(bytes);
    reader.array(6);
    const auto incarnation = IncarnationId::fromBytes(reader.bytes(IncarnationId::size));
    const BytesView scopeBytes = reader.bytes(ScopeId::size);
    Batch batch;
    batch.first = reader.uint();
    const auto previous = Hash::fromBytes(reader.bytes(Hash::size));
    const std::uint64_t count = reader.array();
    if (!reader.ok())
        return reader.error(doing);
    const auto scope = ScopeId::fromBytes(scopeBytes);
    if (!scope)
        return Error{ErrorCode::scopeMismatch, std::string(doing), "no such sort of scope"};
    if (count == 0 || batch.first == 0 || batch.first > (std::uint64_t(1) << 53))
        return Error{ErrorCode::malformed, std::string(doing), "numbering"};
    if (count > tuning::batchChanges)
        return Error{ErrorCode::tooLarge, std::string(doing), std::to_string(count) + " changes"};
    batch.incarnation = *incarnation;
    batch.scope = *scope;
    batch.previous = *previous;
    batch.items.reserve(count);
    for (std::uint64_t at = 0; at < count; ++at) {
        if (reader.peek() == Type::bytes) {
            const auto hash = Hash::fromBytes(reader.bytes(Hash::size));
            batch.items.push_back({hash.value_or(Hash()), {}});
        } else {
            const BytesView change = reader.item();
            batch.items.push_back({Hash::of(change), Bytes(change)});
        }
        if (!reader.ok())
            return reader.error(doing);
    }
    const auto signature = base::arrayOf<64>(reader.bytes(64));
    if (!reader.ok())
        return reader.error(doing);
    if (!reader.atEnd())
        return Error{ErrorCode::malformed, std::string(doing), "bytes after it"};
    batch.signature = *signature;
    return batch;
}

Result<void> verify(const Batch& batch, const PublicKey& key)
{
    if (base::incarnationOf(key) != batch.incarnation || !base::verifies(batch.signature, batch.hash().view(), key))
        return Error{ErrorCode::badSignature, "checking a batch",
                     batch.scope.text() + " from " + std::to_string(batch.first) + " of " + batch.incarnation.text()};
    return {};
}

Result<void> checkChain(const Batch& batch, std::uint64_t through, const Hash& lastBatch)
{
    const auto error = [&](ErrorCode code, std::string_view detail) {
        return Error{code, "checking a batch's place in its chain",
                     std::string(detail) + ": from " + std::to_string(batch.first) + ", held through " +
                         std::to_string(through)};
    };
    if (batch.first > through + 1)
        return error(ErrorCode::brokenChain, "a gap");
    if (batch.last() <= through)
        return error(ErrorCode::replayed, "nothing new");
    if (batch.first <= through)
        return error(ErrorCode::forked, "other batches hold these changes");
    if (batch.previous != lastBatch)
        return error(through == 0 ? ErrorCode::brokenChain : ErrorCode::forked, "another batch before it");
    return {};
}

} // namespace staffroom::sync
