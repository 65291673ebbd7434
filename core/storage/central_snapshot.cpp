// SPDX-License-Identifier: GPL-3.0-or-later
// Snapshots, blobs, and the checks of ctl verify.
#include "core/base/files.h"
#include "core/storage/central.h"
#include "core/storage/log_walk.h"
#include "core/storage/segment_file.h"
#include "core/sync/tuning.h"
#include "staffroom_sql.h"

#include <algorithm>
#include <fstream>
#include <set>

namespace staffroom::storage {

namespace {

/// What a power cut or a restored backup left behind may be shorter, or not there.
bool isWhole(const std::filesystem::path& file, std::uint64_t bytes)
{
    std::error_code missing;
    return std::filesystem::exists(file, missing) && std::filesystem::file_size(file, missing) == bytes;
}

/// What packing leaves free on the disk.
constexpr std::uintmax_t roomBeside = 256ULL * 1024 * 1024;

base::Bytes contentOf(const std::filesystem::path& file)
{
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

} // namespace

Result<base::Bytes> SqliteCentral::snapshot(const ScopeId& scopeId)
{
    const std::lock_guard one(m_snapshotMutex);
    std::int64_t sid = 0;
    const auto cached = reading("looking a snapshot up", [&]() -> Result<std::optional<base::Bytes>> {
        Query row = m_reader->query(sql::truth::scope_row);
        if (!row.blob(scopeId.view()).step())
            return Error{ErrorCode::notFound, "looking a snapshot up", scopeId.text()};
        sid = row.asInteger(0);
        Query head = m_reader->query(sql::central::head);
        head.integer(sid).step();
        Query query = m_reader->query(sql::central::snapshot_get);
        if (query.integer(sid).step() &&
            query.asInteger(0) >= static_cast<std::int64_t>(logStart(*m_reader, sid).seq) &&
            head.asInteger(1) - query.asInteger(0) <= static_cast<std::int64_t>(sync::tuning::snapshotStale))
            return std::optional(base::Bytes(query.asBytes(1)));
        return std::optional<base::Bytes>();
    });
    if (!cached)
        return cached.error();
    return *cached && hasSegments(**cached) ? Result<base::Bytes>(**cached) : makeSnapshot(scopeId, sid);
}

bool SqliteCentral::hasSegments(base::BytesView encoded) const
{
    const auto manifest = sync::decodeManifest(encoded, m_key.publicKey());
    return manifest && std::all_of(manifest->segments.begin(), manifest->segments.end(), [&](const auto& segment) {
               return isWhole(segmentFile(segment.hash), segment.bytes);
           });
}

Result<base::Bytes> SqliteCentral::makeSnapshot(const ScopeId& scopeId, std::int64_t sid)
{
    // A connection of its own: reading a large scope takes a second, during which others go on.
    auto opened = Database::openReader(m_folder / "server.db");
    if (!opened)
        return opened.error();
    Database& reader = **opened;
    sync::Manifest manifest;
    const auto read = guarded("making a snapshot", [&]() -> Result<void> {
        reader.execute("BEGIN"); // one moment for head, versions and states
        manifest.scope = scopeId;
        manifest.epoch = m_epoch;
        {
            Query head = reader.query(sql::central::head);
            head.integer(sid).step();
            manifest.seq = static_cast<std::uint64_t>(head.asInteger(1));
            manifest.chain = sync::Hash::fromBytes(head.asBytes(2)).value_or(sync::Hash());
        }
        {
            Query seen = reader.query(sql::truth::seen_of_scope);
            seen.integer(sid);
            while (seen.step())
                manifest.seen[IncarnationId::fromBytes(seen.asBytes(0)).value_or(IncarnationId())] =
                    static_cast<std::uint64_t>(seen.asInteger(1));
        }
        sync::SegmentWriter segment;
        const auto finish = [&]() -> Result<void> {
            sync::SegmentInfo info;
            const base::Bytes bytes = segment.finish(info);
            manifest.segments.push_back(info);
            const std::filesystem::path file = segmentFile(info.hash);
            return isWhole(file, bytes.size()) ? Result<void>() : base::writeWhole(file, bytes, "making a snapshot");
        };
        Query records = reader.query(sql::truth::records_of_scope);
        records.integer(sid);
        while (records.step()) {
            segment.add(RecordId::fromBytes(records.asBytes(0)).value_or(RecordId()),
                        static_cast<std::uint32_t>(records.asInteger(1)), records.asBytes(2));
            if (segment.full())
                STAFFROOM_TRY(finish());
        }
        return segment.empty() ? Result<void>() : finish();
    });
    if (!read)
        return read.error();
    base::Bytes encoded = sync::encodeManifest(manifest, m_key);
    const auto kept = keepSnapshot(manifest, sid, encoded, false);
    return kept ? Result<base::Bytes>(std::move(encoded)) : Result<base::Bytes>(kept.error());
}

Result<std::vector<ScopeId>> SqliteCentral::scopesWhere(const char* statement, std::uint64_t changes)
{
    return reading("looking for snapshots", [&] {
        std::vector<ScopeId> scopes;
        Query query = m_reader->query(statement);
        query.integer(static_cast<std::int64_t>(changes));
        while (query.step())
            if (const auto scope = ScopeId::fromBytes(query.asBytes(0)))
                scopes.push_back(*scope);
        return scopes;
    });
}

Result<std::vector<ScopeId>> SqliteCentral::snapshotsToPack()
{
    return scopesWhere(sql::central::snapshots_to_pack, sync::tuning::snapshotStale);
}

Result<std::vector<ScopeId>> SqliteCentral::largeScopes()
{
    return scopesWhere(sql::central::large_scopes, sync::tuning::snapshotAfter);
}

Result<bool> SqliteCentral::packSnapshot(const ScopeId& scope, const std::function<bool()>& goOn)
{
    const auto loose = snapshot(scope);
    if (!loose)
        return loose.error();
    const auto left = snapshotsToPack(); // not those that are packed
    if (!left)
        return left.error();
    if (std::find(left->begin(), left->end(), scope) == left->end())
        return true;
    auto manifest = sync::decodeManifest(*loose, m_key.publicKey());
    if (!manifest)
        return manifest.error();
    std::error_code unknown;
    if (const auto space = std::filesystem::space(m_folder, unknown);
        !unknown && space.available < manifest->bytes() + roomBeside)
        return false; // what people make comes first
    std::vector<std::filesystem::path> written;
    const auto packed = packSegments(*manifest, written, goOn);
    auto kept = packed && *packed ? replaceSnapshot(*loose, *manifest) : packed;
    if (!kept || !*kept)
        for (const std::filesystem::path& file : written)
            std::filesystem::remove(file, unknown);
    return kept;
}

/// False where goOn said no. written: the files that were not there before.
Result<bool> SqliteCentral::packSegments(sync::Manifest& manifest, std::vector<std::filesystem::path>& written,
                                         const std::function<bool()>& goOn)
{
    for (sync::SegmentInfo& info : manifest.segments) {
        if (!goOn())
            return false;
        const std::filesystem::path before = segmentFile(info.hash);
        const auto dense = sync::packDensely(contentOf(before), info);
        if (!dense) {
            static_cast<void>(soundSegment(before, info.hash)); // what the disk changed goes, and is made anew
            return dense.error();
        }
        const std::filesystem::path file = segmentFile(info.hash);
        if (isWhole(file, dense->size()))
            continue;
        written.push_back(file);
        STAFFROOM_TRY(base::writeWhole(file, *dense, "packing a snapshot"));
    }
    return true;
}

/// False where another one took its place meanwhile.
Result<bool> SqliteCentral::replaceSnapshot(base::BytesView loose, const sync::Manifest& manifest)
{
    const std::lock_guard one(m_snapshotMutex);
    std::int64_t sid = 0;
    auto same = reading("packing a snapshot", [&] {
        Query row = m_reader->query(sql::truth::scope_row);
        if (!row.blob(manifest.scope.view()).step())
            return false;
        sid = row.asInteger(0);
        Query query = m_reader->query(sql::central::snapshot_get);
        return query.integer(sid).step() && query.asBytes(1) == loose;
    });
    if (!same || !*same)
        return same;
    const base::Bytes encoded = sync::encodeManifest(manifest, m_key);
    if (!hasSegments(encoded)) // one of these files went with a snapshot that was replaced
        return false;
    STAFFROOM_TRY(keepSnapshot(manifest, sid, encoded, true));
    return true;
}

Result<void> SqliteCentral::keepSnapshot(const sync::Manifest& manifest, std::int64_t sid, base::BytesView encoded,
                                         bool dense)
{
    std::vector<sync::Hash> unused;
    const auto seq = static_cast<std::int64_t>(manifest.seq);
    STAFFROOM_TRY(inTransaction("keeping a snapshot", [&]() -> Result<void> {
        for (const sync::SegmentInfo& info : manifest.segments)
            m_writer->query(sql::central::segment_add).blob(info.hash.view()).integer(sid).integer(seq).run();
        Query before = m_writer->query(sql::central::snapshot_get);
        if (!dense && before.integer(sid).step()) { // a small one is of the same moment
            Query held = m_writer->query(sql::central::segments_before);
            held.integer(sid).integer(before.asInteger(0));
            while (held.step())
                if (const auto hash = sync::Hash::fromBytes(held.asBytes(0)))
                    unused.push_back(*hash);
        }
        for (const sync::Hash& hash : unused)
            m_writer->query(sql::central::segment_remove).blob(hash.view()).integer(sid).run();
        m_writer->query(sql::central::snapshot_set)
            .integer(sid)
            .integer(seq)
            .blob(encoded)
            .integer(dense ? 1 : 0)
            .run();
        return {};
    }));
    for (const sync::Hash& hash : unused) {
        std::error_code ignored; // one left over costs space, not correctness
        std::filesystem::remove(segmentFile(hash), ignored);
    }
    return {};
}

std::optional<std::filesystem::path> SqliteCentral::segment(const ScopeId& scope, const sync::Hash& hash)
{
    const auto known = reading("looking a segment up", [&] {
        Query row = m_reader->query(sql::truth::scope_row);
        if (!row.blob(scope.view()).step())
            return false;
        Query query = m_reader->query(sql::central::segment_get);
        return query.blob(hash.view()).integer(row.asInteger(0)).step();
    });
    return known && *known ? soundSegment(segmentFile(hash), hash) : std::nullopt;
}

Result<sync::Hash> SqliteCentral::addBlob(const std::filesystem::path& file)
{
    // In pieces: a package may be larger than the memory.
    std::ifstream in(file, std::ios::binary);
    if (!in)
        return Error{ErrorCode::notFound, "taking a package in", file.string()};
    const std::filesystem::path part = m_folder / "blobs" / ("incoming-" + sync::Hash::of(file.string()).hex());
    std::ofstream out(part, std::ios::binary | std::ios::trunc);
    base::Hasher hasher;
    std::uint64_t bytes = 0;
    std::vector<char> piece(1 << 20);
    while (in && out) {
        in.read(piece.data(), static_cast<std::streamsize>(piece.size()));
        const base::BytesView some(piece.data(), static_cast<std::size_t>(in.gcount()));
        hasher.add(some);
        out.write(some.data(), static_cast<std::streamsize>(some.size()));
        bytes += some.size();
    }
    out.close();
    const sync::Hash hash = hasher.finish();
    Result<void> published = Error{ErrorCode::serverFull, "taking a package in", file.string()};
    if (out && in.eof())
        published = base::publish(part, blobFile(hash), "taking a package in");
    if (!published) {
        std::error_code ignored; // a full disk must not stay full of what came to nothing
        std::filesystem::remove(part, ignored);
        return published.error();
    }
    STAFFROOM_TRY(inTransaction("taking a package in", [&]() -> Result<void> {
        m_writer->query(sql::central::blob_add).blob(hash.view()).integer(static_cast<std::int64_t>(bytes)).run();
        return {};
    }));
    return hash;
}

Result<std::vector<SqliteCentral::ScopeReport>> SqliteCentral::digests()
{
    const std::lock_guard lock(m_mutex);
    return guarded("computing digests", [&] {
        std::vector<ScopeReport> reports;
        Query query = m_writer->query(sql::central::all_scopes);
        while (query.step()) {
            const auto scope = ScopeId::fromBytes(query.asBytes(1));
            if (scope)
                reports.push_back({*scope, static_cast<std::uint64_t>(query.asInteger(3)),
                                   m_records.digest({query.asInteger(0), *scope})});
        }
        return reports;
    });
}

Result<void> SqliteCentral::verifyLogs()
{
    const std::lock_guard lock(m_mutex);
    return guarded("verifying the logs", [&]() -> Result<void> {
        Query scopes = m_writer->query(sql::central::all_scopes);
        while (scopes.step()) {
            const std::string name = ScopeId::fromBytes(scopes.asBytes(1)).value_or(ScopeId()).text();
            const Head start = logStart(*m_writer, scopes.asInteger(0));
            LogWalk walk{name, static_cast<std::int64_t>(start.seq), start.chain};
            sync::VersionVector seen;
            std::map<RecordId, std::pair<std::uint32_t, RecordState>> states;
            Query rows = m_writer->query(sql::central::log_all);
            rows.integer(scopes.asInteger(0));
            while (rows.step()) {
                const auto entry = walk.follow(rows, "verifying the logs");
                if (!entry)
                    return entry.error();
                std::uint64_t dseq = entry->first;
                for (const base::BytesView bytes : entry->changes) {
                    seen[entry->incarnation] = dseq;
                    if (sync::isQuarantined(bytes)) {
                        ++dseq;
                        continue;
                    }
                    const auto change = sync::decodeChange(bytes, entry->incarnation);
                    if (!change)
                        return change.error();
                    auto& [kind, state] = states[change->record];
                    kind = change->kind;
                    state.apply(*change, {entry->incarnation, dseq++}, [&](const sync::Dot& dot) {
                        const auto through = seen.find(dot.incarnation);
                        return through != seen.end() && dot.dseq <= through->second;
                    });
                }
            }
            if (walk.seq != scopes.asInteger(3) || (walk.seq > 0 && walk.chain.view() != scopes.asBytes(4)))
                return Error{ErrorCode::brokenChain, "verifying the logs",
                             name + ": its head is not where its log ends"};
            if (start.seq > 0) // what its beginning made is in the states alone
                continue;
            sync::DigestBuilder builder;
            for (const auto& [id, kindAndState] : states)
                builder.add(id, kindAndState.first, kindAndState.second.encode());
            if (builder.finish() !=
                m_records.digest({scopes.asInteger(0), ScopeId::fromBytes(scopes.asBytes(1)).value_or(ScopeId())}))
                return Error{ErrorCode::storageDamaged, "verifying the logs",
                             name + ": its records are not what its log makes"};
        }
        return {};
    });
}

Result<std::int64_t> SqliteCentral::rebuildReadModels()
{
    return inTransaction("rebuilding the read models", [&] { return m_records.rebuild(); });
}

} // namespace staffroom::storage
