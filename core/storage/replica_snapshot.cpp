// SPDX-License-Identifier: GPL-3.0-or-later
// Taking a snapshot in, segment by segment.
#include "core/storage/replica.h"
#include "staffroom_sql.h"

#include <cerrno>
#include <cstring>
#include <fstream>
#include <set>

namespace staffroom::storage {

std::filesystem::path Replica::segmentsOf(const ScopeId& scope) const
{
    return m_folder / "segments" / base::toHex(scope.view());
}

/// A file that can't be removed costs space, and is tried again when the scope's next snapshot is begun or done.
void Replica::dropSegments(const ScopeId& scope, std::span<const sync::SegmentInfo> butThose)
{
    std::error_code ignored;
    const std::filesystem::path folder = segmentsOf(scope);
    if (butThose.empty())
        std::filesystem::remove_all(folder, ignored);
    std::set<std::string> stays;
    for (const sync::SegmentInfo& segment : butThose)
        stays.insert(segment.hash.hex());
    for (std::filesystem::directory_iterator file(folder, ignored), end; file != end; file.increment(ignored))
        if (!stays.contains(file->path().filename()))
            std::filesystem::remove(file->path(), ignored);
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
            return std::optional<Rebase>(); // of a server that was made anew since: begun again
        return std::optional(Rebase{*std::move(manifest), static_cast<std::size_t>(query.asInteger(1))});
    });
}

Result<void> Replica::beginRebase(const sync::Manifest& manifest, base::BytesView encoded)
{
    auto begun = inTransaction("beginning a snapshot", false, [&]() -> Result<void> {
        const Records::Scope scope = m_records.scope(manifest.scope);
        const auto own = manifest.seen.find(m_self);
        if (own != manifest.seen.end() && own->second > ownCounts(scope).acknowledged)
            return Error{ErrorCode::brokenChain, "beginning a snapshot",
                         "the verdict on own changes through " + std::to_string(own->second) + " is missing"};
        STAFFROOM_TRY(dropUnconfirmed(scope)); // it comes again on top of the snapshot
        m_database->query(sql::client::rebase_set).integer(scope.sid).blob(encoded).run();
        takeSeen(scope, manifest); // now: an edit made between two segments must not wait for what will never come
        if (!manifest.segments.empty())
            return {};
        const auto newer = newerThan(scope, manifest);
        return newer ? finishRebase(scope, manifest, RecordId(), *newer) : Result<void>(newer.error());
    });
    if (begun)
        dropSegments(manifest.scope, manifest.segments);
    return begun;
}

Result<void> Replica::keepSegment(const ScopeId& scope, const sync::SegmentInfo& info, base::BytesView compressed)
{
    const std::filesystem::path file = segmentsOf(scope) / info.hash.hex();
    const std::filesystem::path part = file.string() + ".part";
    std::error_code ignored; // there already, or opening says what is wrong
    std::filesystem::create_directories(file.parent_path(), ignored);
    errno = 0; // streams don't tell why they fail
    std::ofstream out(part, std::ios::binary | std::ios::trunc);
    out.write(compressed.data(), static_cast<std::streamsize>(compressed.size()));
    out.close();
    const int reason = errno;
    if (!out)
        return Error{reason == 0 || reason == ENOSPC || reason == EDQUOT ? ErrorCode::diskFull
                                                                         : ErrorCode::storageFailed,
                     "keeping a part of a snapshot", part.string() + ": " + std::strerror(reason)};
    base::failpoint("segment-before-rename");
    std::error_code renamed;
    std::filesystem::rename(part, file, renamed);
    if (renamed)
        return Error{renamed == std::errc::no_space_on_device ? ErrorCode::diskFull : ErrorCode::storageFailed,
                     "keeping a part of a snapshot", part.string() + ": " + renamed.message()};
    return {};
}

std::optional<base::Bytes> Replica::keptSegment(const ScopeId& scope, const sync::SegmentInfo& info)
{
    std::ifstream in(segmentsOf(scope) / info.hash.hex(), std::ios::binary);
    if (!in)
        return std::nullopt;
    base::Bytes bytes{std::istreambuf_iterator<char>(in), {}};
    return sync::Hash::of(bytes) == info.hash ? std::optional(std::move(bytes)) : std::nullopt;
}

Result<Replica::Newer> Replica::newerThan(const Records::Scope& scope, const sync::Manifest& manifest)
{
    const auto own = manifest.seen.find(m_self);
    const std::uint64_t through = own == manifest.seen.end() ? 0 : own->second;
    Newer newer;
    Query query = m_database->query(sql::client::own_after);
    query.integer(scope.sid).integer(static_cast<std::int64_t>(through));
    while (query.step()) {
        auto change = sync::decodeChange(query.asBytes(2), m_self);
        if (!change)
            return Error{ErrorCode::storageDamaged, "reading an own change", describe(change.error())};
        newer.touched.insert(change->record);
        const RecordId record = change->record;
        if (query.asInteger(1) == 1)
            newer.accepted.emplace(record,
                                   std::pair(static_cast<std::uint64_t>(query.asInteger(0)), *std::move(change)));
    }
    return newer;
}

Result<void> Replica::rebaseRecord(const Records::Scope& scope, const RecordId& id, std::uint32_t kind,
                                   RecordState base, const Newer& newer)
{
    const sync::Seen seen = seenIn(scope);
    const auto [first, last] = newer.accepted.equal_range(id);
    for (auto own = first; own != last; ++own) {
        base.apply(own->second.second, {m_self, own->second.first}, seen);
        kind = own->second.second.kind;
    }
    return redo(id, kind, scope, std::move(base));
}

Result<void> Replica::takeSnapshotRecord(const Records::Scope& scope, const sync::SegmentRecord& record,
                                         const Newer& newer)
{
    if (newer.touched.contains(record.id))
        return rebaseRecord(scope, record.id, record.kind, record.content, newer);
    auto found = m_records.find(record.id);
    if (!found)
        return found.error();
    if (!*found || (*found)->sid != scope.sid)
        return Error{ErrorCode::scopeMismatch, "taking a snapshot in", record.id.text()};
    if (record.content == (*found)->state)
        return {};
    return redo(record.id, record.kind, scope, record.content);
}

/// Records between from and to that the snapshot doesn't have are gone there; what was made here and waits stays.
Result<void> Replica::removeAbsent(const Records::Scope& scope, const RecordId& from, const RecordId& to,
                                   std::span<const sync::SegmentRecord> records, const Newer& newer)
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
        STAFFROOM_TRY(rebaseRecord(scope, id, 0, RecordState(), newer));
    return {};
}

Result<void> Replica::takeSegment(const ScopeId& scopeId, const Rebase& rebase,
                                  std::span<const sync::SegmentRecord> records)
{
    const sync::SegmentInfo& info = rebase.manifest.segments[rebase.next];
    auto taken = inTransaction("taking a snapshot in", false, [&]() -> Result<void> {
        const Records::Scope scope = m_records.scope(scopeId);
        RecordId from;
        if (Query query = m_database->query(sql::client::rebase_get); query.integer(scope.sid).step())
            from = RecordId::fromBytes(query.asBytes(2)).value_or(RecordId());
        const auto newer = newerThan(scope, rebase.manifest);
        if (!newer)
            return newer.error();
        STAFFROOM_TRY(removeAbsent(scope, from, info.last, records, *newer));
        const Records::Adding adding(m_records, scope, from, info.last);
        std::vector<std::pair<std::int64_t, const sync::SegmentRecord*>> added;
        added.reserve(records.size());
        for (const sync::SegmentRecord& record : records) {
            const std::int64_t rid = newer->touched.contains(record.id) ? 0 : m_records.add(scope, record);
            if (rid == 0)
                STAFFROOM_TRY(takeSnapshotRecord(scope, record, *newer));
            else
                added.emplace_back(rid, &record);
        }
        for (const auto& [rid, record] : added)
            m_records.showAdded(rid, scope, *record);
        if (rebase.next + 1 == rebase.manifest.segments.size())
            return finishRebase(scope, rebase.manifest, info.last, *newer);
        m_database->query(sql::client::rebase_next)
            .integer(static_cast<std::int64_t>(rebase.next + 1))
            .blob(info.last.view())
            .integer(scope.sid)
            .run();
        return {};
    });
    if (taken) {
        std::error_code ignored; // it goes with the folder
        if (rebase.next + 1 == rebase.manifest.segments.size())
            dropSegments(scopeId, {});
        else
            std::filesystem::remove(segmentsOf(scopeId) / info.hash.hex(), ignored);
    }
    return taken;
}

void Replica::takeSeen(const Records::Scope& scope, const sync::Manifest& manifest)
{
    m_database->query(sql::client::purge_seen).integer(scope.sid).run();
    m_records.seen(scope).clear();
    for (const auto& [incarnation, through] : manifest.seen)
        m_records.setSeen(scope, incarnation, through);
}

Result<void> Replica::finishRebase(const Records::Scope& scope, const sync::Manifest& manifest, const RecordId& last,
                                   const Newer& newer)
{
    constexpr std::array<std::uint8_t, RecordId::size> greatest{255, 255, 255, 255, 255, 255, 255, 255,
                                                                255, 255, 255, 255, 255, 255, 255, 255};
    STAFFROOM_TRY(removeAbsent(scope, last, RecordId(greatest), {}, newer));
    m_database->query(sql::client::rebase_remove).integer(scope.sid).run();
    m_database->query(sql::renewal::earlier_batches_unseen).integer(scope.sid).run();
    m_database->query(sql::client::scope_cursor)
        .integer(static_cast<std::int64_t>(manifest.epoch))
        .integer(static_cast<std::int64_t>(manifest.seq))
        .blob(manifest.chain.view())
        .integer(scope.sid)
        .run();
    return {};
}

} // namespace staffroom::storage
