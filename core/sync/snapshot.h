// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sync/page.h"
#include "core/sync/state.h"

#include <map>

namespace staffroom::sync {

/// Through which dseq each incarnation's changes of a scope are taken in.
using VersionVector = std::map<IncarnationId, std::uint64_t>;

struct SegmentInfo
{
    Hash hash;               ///< of the compressed bytes: its name
    std::uint64_t bytes = 0; ///< compressed
    std::uint64_t records = 0;
    RecordId last; ///< greatest record id in it; segments ascend by record id
};

/// All record states of a scope at one cursor, cut into segments that never change.
struct Manifest
{
    ScopeId scope;
    std::uint64_t epoch = 0;
    std::uint64_t seq = 0;
    Hash chain;
    VersionVector seen;
    std::vector<SegmentInfo> segments;

    std::uint64_t records() const;
    std::uint64_t bytes() const;
};

/// [scope, epoch, seq, chain, [incarnation, through, …], [[hash, bytes, records, last] …], signature].
Bytes encodeManifest(const Manifest& manifest, const base::KeyPair& server);
/// Errors: truncated, malformed, badSignature.
Result<Manifest> decodeManifest(BytesView bytes, const PublicKey& server);

/// One record in a segment; the view points into the segment's bytes.
struct SegmentRecord
{
    RecordId id;
    std::uint32_t kind = 0;
    BytesView state;     ///< RecordState::encode
    RecordState content; ///< the same, decoded: read once for all who take it in
};

/// Gathers records into one segment: [[id, kind, state] …] as columns (toColumns) in a zstd frame, made quickly.
class SegmentWriter
{
public:
    void add(const RecordId& id, std::uint32_t kind, BytesView state);
    bool full() const;
    bool empty() const { return m_info.records == 0; }
    /// The compressed bytes; info() then describes them, and the writer starts anew.
    Bytes finish(SegmentInfo& info);

private:
    base::cbor::Writer m_items;
    SegmentInfo m_info;
};

/// The same records in fewer bytes, by a fifth where they hold texts, which takes ten times as long; info is changed
/// with them. The same bytes where it helps nothing. Errors: as openSegment.
Result<Bytes> packDensely(BytesView compressed, SegmentInfo& info);

/// Checks the hash and unpacks, also what is in rows as segments were once. Errors: badHash, tooLarge, truncated,
/// malformed.
Result<Bytes> openSegment(BytesView compressed, const SegmentInfo& info);
/// The records of what openSegment gave, in rising order of id. Errors: malformed.
Result<std::vector<SegmentRecord>> readSegment(BytesView bytes, const SegmentInfo& info);

/// Equal for equal record states: BLAKE2b-256 over records in order of their ids.
class DigestBuilder
{
public:
    void add(const RecordId& id, std::uint32_t kind, BytesView state);
    Hash finish() { return m_hasher.finish(); }

private:
    base::Hasher m_hasher;
};

} // namespace staffroom::sync
