// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/central_verify.h"

#include "staffroom_sql.h"

#include <fstream>

namespace staffroom::storage {

namespace {

/// Hashes of the changes that a log holds, by whose they are and their number.
using LogHashes = std::map<sync::Dot, sync::Hash>;

Result<LogHashes> hashesOf(Database& database, std::int64_t sid)
{
    LogHashes hashes;
    Query rows = database.query(sql::central::log_all);
    rows.integer(sid);
    while (rows.step()) {
        const auto entry = sync::decodeEntry(rows.asBytes(3));
        if (!entry)
            return entry.error();
        std::uint64_t dseq = entry->first;
        for (const base::BytesView change : entry->changes)
            hashes.emplace(sync::Dot{entry->incarnation, dseq++}, sync::changeHash(change));
    }
    return hashes;
}

Result<void> verifyBatchesOf(Database& database, std::int64_t sid, const ScopeId& scope,
                             const sync::VersionVector& beforeStart, std::size_t& proven)
{
    const auto hashes = hashesOf(database, sid);
    if (!hashes)
        return hashes.error();
    IncarnationId before;
    sync::Hash previous;
    std::uint64_t expected = 1;
    Query rows = database.query(sql::verify::received_all);
    rows.integer(sid);
    while (rows.step()) {
        sync::Batch batch;
        batch.incarnation = IncarnationId::fromBytes(rows.asBytes(0)).value_or(IncarnationId());
        batch.scope = scope;
        batch.first = static_cast<std::uint64_t>(rows.asInteger(1));
        const auto count = static_cast<std::uint64_t>(rows.asInteger(2));
        if (batch.incarnation != before) {
            before = batch.incarnation;
            previous = {};
            expected = 1;
        }
        const std::string where =
            scope.text() + ", batch of " + batch.incarnation.text() + " from " + std::to_string(batch.first);
        if (batch.first != expected)
            return Error{ErrorCode::brokenChain, "verifying the batches", where + " doesn't follow the one before"};
        expected += count;
        batch.previous = previous;
        previous = sync::Hash::fromBytes(rows.asBytes(3)).value_or(sync::Hash());
        const auto gone = beforeStart.find(batch.incarnation);
        if (gone != beforeStart.end() && batch.first + count - 1 <= gone->second)
            continue; // its changes left the log with its beginning
        for (std::uint64_t at = 0; at < count; ++at) {
            const auto change = hashes->find({batch.incarnation, batch.first + at});
            if (change == hashes->end())
                return Error{ErrorCode::storageDamaged, "verifying the batches", where + " has changes without a log"};
            batch.items.push_back({change->second, {}});
        }
        if (batch.hash() != previous)
            return Error{ErrorCode::brokenChain, "verifying the batches", where + " is not what was signed"};
        ++proven;
    }
    return {};
}

/// Whether the file's bytes have that hash.
Result<void> verifyFile(const std::filesystem::path& file, const sync::Hash& hash, std::optional<std::uint64_t> size,
                        std::string_view doing)
{
    std::ifstream in(file, std::ios::binary);
    if (!in)
        return Error{ErrorCode::notFound, std::string(doing), file.string()};
    base::Hasher hasher;
    base::Bytes piece(1U << 16U, '\0');
    std::uint64_t read = 0;
    while (in) {
        in.read(piece.data(), static_cast<std::streamsize>(piece.size()));
        const auto got = static_cast<std::size_t>(in.gcount());
        hasher.add(base::BytesView(piece).substr(0, got));
        read += got;
    }
    if (hasher.finish() != hash || (size && *size != read))
        return Error{ErrorCode::badHash, std::string(doing), file.string() + " is not what its name says"};
    return {};
}

} // namespace

Result<std::size_t> verifyBatches(SqliteCentral& store)
{
    const std::lock_guard lock(store.mutex());
    return guarded("verifying the batches", [&]() -> Result<std::size_t> {
        std::size_t count = 0;
        Query scopes = store.writer().query(sql::central::all_scopes);
        while (scopes.step()) {
            const auto scope = ScopeId::fromBytes(scopes.asBytes(1));
            if (!scope)
                return Error{ErrorCode::storageDamaged, "verifying the batches",
                             "scope " + std::to_string(scopes.asInteger(0))};
            STAFFROOM_TRY(verifyBatchesOf(store.writer(), scopes.asInteger(0), *scope,
                                          SqliteCentral::seenBeforeStart(store.writer(), scopes.asInteger(0)), count));
        }
        return count;
    });
}

Result<std::size_t> verifySnapshots(SqliteCentral& store)
{
    const std::lock_guard lock(store.mutex());
    return guarded("verifying the snapshots", [&]() -> Result<std::size_t> {
        std::size_t count = 0;
        Query rows = store.writer().query(sql::verify::snapshots);
        for (; rows.step(); ++count) {
            const auto manifest = sync::decodeManifest(rows.asBytes(1), store.key().publicKey());
            if (!manifest)
                return manifest.error();
            for (const sync::SegmentInfo& segment : manifest->segments)
                STAFFROOM_TRY(verifyFile(store.folder() / "snapshots" / segment.hash.hex(), segment.hash, std::nullopt,
                                         "verifying the snapshots"));
        }
        return count;
    });
}

Result<std::size_t> verifyBlobs(SqliteCentral& store)
{
    const std::lock_guard lock(store.mutex());
    return guarded("verifying the packages", [&]() -> Result<std::size_t> {
        std::size_t count = 0;
        Query rows = store.writer().query(sql::verify::blobs);
        for (; rows.step(); ++count) {
            const auto hash = sync::Hash::fromBytes(rows.asBytes(0));
            if (!hash)
                return Error{ErrorCode::storageDamaged, "verifying the packages", "a package without a hash"};
            STAFFROOM_TRY(verifyFile(store.folder() / "blobs" / hash->hex(), *hash,
                                     static_cast<std::uint64_t>(rows.asInteger(1)), "verifying the packages"));
        }
        return count;
    });
}

} // namespace staffroom::storage
