// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/snapshot.h"

#include "core/base/compress.h"
#include "core/sync/columns.h"
#include "core/sync/tuning.h"

#include <algorithm>

namespace staffroom::sync {

using base::Error;
using base::ErrorCode;
using base::cbor::Reader;
using base::cbor::Writer;

namespace {

/// Everything but the signature; what is signed is its hash under a name of its own.
void encodeBody(const Manifest& manifest, Writer& out)
{
    out.array(7);
    out.bytes(manifest.scope.view());
    out.uint(manifest.epoch);
    out.uint(manifest.seq);
    out.bytes(manifest.chain.view());
    out.array(2 * manifest.seen.size());
    for (const auto& [incarnation, through] : manifest.seen) {
        out.bytes(incarnation.view());
        out.uint(through);
    }
    out.array(manifest.segments.size());
    for (const SegmentInfo& segment : manifest.segments) {
        out.array(4);
        out.bytes(segment.hash.view());
        out.uint(segment.bytes);
        out.uint(segment.records);
        out.bytes(segment.last.view());
    }
}

/// Levels of zstd: whoever waits for a snapshot gets it quickly.
constexpr int quickly = 3, densely = 16;

Bytes pack(BytesView items, int level, SegmentInfo& info)
{
    const auto columns = toColumns(items); // none of a record that the disk changed: whoever reads it says so
    Bytes compressed = base::compress(columns ? *columns : items, level);
    info.hash = Hash::of(compressed);
    info.bytes = compressed.size();
    return compressed;
}

Bytes signedBytes(const Manifest& manifest)
{
    Writer body;
    encodeBody(manifest, body);
    Writer out;
    out.array(2);
    out.text("staffroom-snapshot-1");
    out.bytes(Hash::of(body.view()).view());
    return out.take();
}

} // namespace

std::uint64_t Manifest::records() const
{
    std::uint64_t sum = 0;
    for (const SegmentInfo& segment : segments)
        sum += segment.records;
    return sum;
}

std::uint64_t Manifest::bytes() const
{
    std::uint64_t sum = 0;
    for (const SegmentInfo& segment : segments)
        sum += segment.bytes;
    return sum;
}

Bytes encodeManifest(const Manifest& manifest, const base::KeyPair& server)
{
    Writer out;
    encodeBody(manifest, out);
    out.bytes(base::viewOf(server.sign(signedBytes(manifest))));
    return out.take();
}

Result<Manifest> decodeManifest(BytesView bytes, const PublicKey& server)
{
    constexpr std::string_view doing = "reading a snapshot's manifest";
    Reader reader(bytes);
    reader.array(7);
    const auto scope = ScopeId::fromBytes(reader.bytes(ScopeId::size));
    Manifest manifest;
    manifest.epoch = reader.uint();
    manifest.seq = reader.uint();
    manifest.chain = Hash::fromBytes(reader.bytes(Hash::size)).value_or(Hash());
    const std::uint64_t seen = reader.array();
    for (std::uint64_t at = 0; at + 1 < seen && reader.ok(); at += 2) {
        const auto incarnation = IncarnationId::fromBytes(reader.bytes(IncarnationId::size));
        const IncarnationId id = incarnation.value_or(IncarnationId());
        if (!manifest.seen.empty() && !(manifest.seen.rbegin()->first < id))
            reader.fail(); // one manifest, one form
        manifest.seen[id] = reader.uint();
    }
    const std::uint64_t segments = reader.array();
    for (std::uint64_t at = 0; at < segments && reader.ok(); ++at) {
        reader.array(4);
        SegmentInfo info;
        info.hash = Hash::fromBytes(reader.bytes(Hash::size)).value_or(Hash());
        info.bytes = reader.uint();
        info.records = reader.uint();
        info.last = RecordId::fromBytes(reader.bytes(RecordId::size)).value_or(RecordId());
        const bool rises = manifest.segments.empty() || manifest.segments.back().last < info.last;
        if (info.bytes > tuning::segmentMost || info.records == 0 || !rises)
            reader.fail();
        manifest.segments.push_back(info);
    }
    const auto signature = base::arrayOf<64>(reader.bytes(64));
    if (!reader.ok())
        return reader.error(doing);
    if (!reader.atEnd() || !scope || manifest.seen.size() * 2 != seen)
        return Error{ErrorCode::malformed, std::string(doing), "shape"};
    manifest.scope = *scope;
    if (!base::verifies(*signature, signedBytes(manifest), server))
        return Error{ErrorCode::badSignature, std::string(doing), manifest.scope.text()};
    return manifest;
}

void SegmentWriter::add(const RecordId& id, std::uint32_t kind, BytesView state)
{
    m_items.array(3);
    m_items.bytes(id.view());
    m_items.uint(kind);
    m_items.raw(state);
    ++m_info.records;
    m_info.last = id;
}

bool SegmentWriter::full() const
{
    return m_info.records >= tuning::segmentRecords || m_items.size() >= tuning::segmentBytes;
}

Bytes SegmentWriter::finish(SegmentInfo& info)
{
    Writer whole;
    whole.array(m_info.records);
    whole.raw(m_items.view());
    Bytes compressed = pack(whole.view(), quickly, m_info);
    info = m_info;
    m_info = {};
    m_items.clear();
    return compressed;
}

Result<Bytes> packDensely(BytesView compressed, SegmentInfo& info)
{
    const auto items = openSegment(compressed, info);
    if (!items)
        return items.error();
    SegmentInfo packed = info;
    Bytes bytes = pack(*items, densely, packed);
    if (bytes.size() >= compressed.size()) // so with rows that are all alike
        return Bytes(compressed);
    info = packed;
    return bytes;
}

Result<Bytes> openSegment(BytesView compressed, const SegmentInfo& info)
{
    if (compressed.size() < info.bytes)
        return Error{ErrorCode::truncated, "opening a snapshot segment",
                     std::to_string(compressed.size()) + " of " + std::to_string(info.bytes) + " bytes"};
    if (Hash::of(compressed) != info.hash)
        return Error{ErrorCode::badHash, "opening a snapshot segment", info.hash.hex()};
    auto bytes = base::decompress(compressed, tuning::segmentMost);
    return bytes && areColumns(*bytes) ? fromColumns(*bytes) : bytes;
}

Result<std::vector<SegmentRecord>> readSegment(BytesView bytes, const SegmentInfo& info)
{
    constexpr std::string_view doing = "reading a snapshot segment";
    Reader reader(bytes);
    const std::uint64_t count = reader.array();
    std::vector<SegmentRecord> records;
    records.reserve(std::min<std::uint64_t>(count, tuning::segmentRecords)); // the count is the sender's word
    for (std::uint64_t at = 0; at < count && reader.ok(); ++at) {
        reader.array(3);
        const auto id = RecordId::fromBytes(reader.bytes(RecordId::size));
        const std::uint64_t kind = reader.uint();
        const std::size_t begins = reader.offset();
        RecordState content = RecordState::read(reader);
        if (!reader.ok())
            break;
        if (kind == 0 || kind > UINT32_MAX || (at > 0 && !(records.back().id < *id)))
            return Error{ErrorCode::malformed, std::string(doing), "order"};
        records.push_back({*id, static_cast<std::uint32_t>(kind), bytes.substr(begins, reader.offset() - begins),
                           std::move(content)});
    }
    if (!reader.ok())
        return reader.error(doing);
    if (!reader.atEnd() || records.size() != info.records || records.empty() || records.back().id != info.last)
        return Error{ErrorCode::malformed, std::string(doing), "not what its manifest says"};
    return records;
}

void DigestBuilder::add(const RecordId& id, std::uint32_t kind, BytesView state)
{
    Writer head;
    head.bytes(id.view());
    head.uint(kind);
    head.uint(state.size());
    m_hasher.add(head.view()).add(state);
}

} // namespace staffroom::sync
