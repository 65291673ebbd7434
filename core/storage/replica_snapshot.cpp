// SPDX-License-Identifier: GPL-3.0-or-later
// Taking a snapshot in, segment by segment.
#include "core/storage/replica.h"
#include "staffroom_sql.h"

#include <fstream>
#include <set>

namespace staffroom::storage {

std::filesystem::path Replica::segmentFile(const sync::SegmentInfo& info) const
{
    return m_folder / "segments" / info.hash.hex();
}

Result<std::optional<Replica::Rebase>> Replica::rebase(const ScopeId& scopeId)
{
    const std::lock_guard lock(m_mutex);
    return guarded("going on with a snapshot", [&]() -> Result<std::optional<Rebase>> {
        Query query = m_database->query(sql::client::rebase_get);
        if (!query.integer(m_records.scope(scopeId).sid).step())
            return std::optional<Rebase>();
        auto manifest = sync::decodeManifest(query.asBytes(0), m_serverKey);
        if (!manifest)
            return Error{ErrorCode::storageDamaged, "going on with a snapshot", describe(manifest.error())};
        return std::optional(Rebase{*std::move(manifest), static_cast<std::size_t>(query.asInteger(1))});
    });
}

Result<void> Replica::beginRebase(const sync::Manifest& manifest, base::BytesView encoded)
{
    return inTransaction("beginning a snapshot", false, [&]() -> Result<void> {
        const Records::Scope scope = m_records.scope(manifest.scope);
        m_database->query(sql::client::rebase_set).integer(scope.sid).blob(encoded).run();
        if (manifest.segments.empty())
            return finishRebase(scope, manifest, RecordId());
        return {};
    });
}

Result<void> Replica::keepSegment(const sync::SegmentInfo& info, base::BytesView compressed)
{
    const std::filesystem::path part = segmentFile(info).string() + ".part";
    std::ofstream out(part, std::ios::binary | std::ios::trunc);
    out.write(compressed.data(), static_cast<std::streamsize>(compressed.size()));
    out.close();
    std::error_code renamed;
    std::filesystem::rename(part, segmentFile(info), renamed);
    if (!out || renamed)
        return Error{ErrorCode::diskFull, "keeping a part of a snapshot", part.string()};
    return {};
}

std::optional<base::Bytes> Replica::keptSegment(const sync::SegmentInfo& info)
{
    std::ifstream in(segmentFile(info), std::ios::binary);
    if (!in)
        return std::nullopt;
    base::Bytes bytes{std::istreambuf_iterator<char>(in), {}};
    return sync::Hash::of(bytes) == info.hash ? std::optional(std::move(bytes)) : std::nullopt;
}

/// A record as the server has it, with what was made here and isn't there yet on top.
Result<void> Replica::takeSnapshotRecord(const Records::Scope& scope, const sync::SegmentRecord& record)
{
    const auto added = m_records.add(scope, record.id, record.kind, record.state);
    if (!added)
        return added.error();
    if (*added)
        return {};
    auto found = m_records.find(record.id);
    if (!found)
        return found.error();
    if (!*found || (*found)->sid != scope.sid)
        return Error{ErrorCode::scopeMismatch, "taking a snapshot in", record.id.text()};
    auto state = RecordState::decode(record.state);
    if (!state)
        return state.error();
    if (*state == (*found)->state)
        return {};
    return redo(record.id, scope, *std::move(state));
}

/// Records between from and to that the snapshot doesn't have are gone there; what was made here and waits stays.
Result<void> Replica::removeAbsent(const Records::Scope& scope, const RecordId& from, const RecordId& to,
                                   std::span<const sync::SegmentRecord> records)
{
    std::vector<RecordId> absent;
    {
        Query query = m_database->query(sql::truth::records_between);
        query.integer(scope.sid).blob(from.view()).blob(to.view());
        while (query.step()) {
            const auto id = RecordId::fromBytes(query.asBytes(0));
            const auto at =
                std::lower_bound(records.begin(), records.end(), *id,
                                 [](const sync::SegmentRecord& some, const RecordId& key) { return some.id < key; });
            if (at == records.end() || at->id != *id)
                absent.push_back(*id);
        }
    }
    for (const RecordId& id : absent)
        STAFFROOM_TRY(redo(id, scope, RecordState()));
    return {};
}

Result<void> Replica::takeSegment(const ScopeId& scopeId, const Rebase& rebase,
                                  std::span<const sync::SegmentRecord> records)
{
    const sync::SegmentInfo& info = rebase.manifest.segments[rebase.next];
    const auto taken = inTransaction("taking a snapshot in", false, [&]() -> Result<void> {
        const Records::Scope scope = m_records.scope(scopeId);
        RecordId from;
        if (Query query = m_database->query(sql::client::rebase_get); query.integer(scope.sid).step())
            from = RecordId::fromBytes(query.asBytes(2)).value_or(RecordId());
        STAFFROOM_TRY(removeAbsent(scope, from, info.last, records));
        for (const sync::SegmentRecord& record : records)
            STAFFROOM_TRY(takeSnapshotRecord(scope, record));
        if (rebase.next + 1 == rebase.manifest.segments.size())
            return finishRebase(scope, rebase.manifest, info.last);
        m_database->query(sql::client::rebase_next)
            .integer(static_cast<std::int64_t>(rebase.next + 1))
            .blob(info.last.view())
            .integer(scope.sid)
            .run();
        return {};
    });
    if (taken) {
        std::error_code ignored; // a file left over costs space until the next start, not correctness
        std::filesystem::remove(segmentFile(info), ignored);
    }
    return taken;
}

Result<void> Replica::finishRebase(const Records::Scope& scope, const sync::Manifest& manifest, const RecordId& last)
{
    constexpr std::array<std::uint8_t, RecordId::size> greatest{255, 255, 255, 255, 255, 255, 255, 255,
                                                                255, 255, 255, 255, 255, 255, 255, 255};
    m_database->query(sql::client::purge_seen).integer(scope.sid).run();
    m_records.seen(scope).clear();
    for (const auto& [incarnation, through] : manifest.seen)
        m_records.setSeen(scope, incarnation, through);
    STAFFROOM_TRY(removeAbsent(scope, last, RecordId(greatest), {}));
    m_database->query(sql::client::rebase_remove).integer(scope.sid).run();
    m_database->query(sql::client::scope_cursor)
        .integer(static_cast<std::int64_t>(manifest.epoch))
        .integer(static_cast<std::int64_t>(manifest.seq))
        .blob(manifest.chain.view())
        .integer(scope.sid)
        .run();
    return {};
}

} // namespace staffroom::storage
