// SPDX-License-Identifier: GPL-3.0-or-later
// What a hub exchanges with the server: batches and verdicts, pages and snapshots.
#include "core/base/files.h"
#include "core/storage/hub_store.h"
#include "core/sync/session.h"
#include "core/sync/tuning.h"
#include "staffroom_sql.h"

#include <algorithm>
#include <set>

namespace staffroom::storage {

namespace {

std::int64_t number(std::uint64_t value)
{
    return static_cast<std::int64_t>(value);
}

} // namespace

Result<std::vector<base::Bytes>> HubStore::waiting(std::size_t bytes)
{
    return reading("listing what waits for the server", [&] {
        std::vector<base::Bytes> batches;
        std::size_t sum = 0;
        Query query = m_database->query(sql::hub::batches_waiting);
        while (query.step()) {
            sum += query.asBytes(0).size();
            if (!batches.empty() && sum > bytes)
                break;
            batches.emplace_back(query.asBytes(0));
        }
        return batches;
    });
}

Result<void> HubStore::takeVerdicts(std::span<const std::pair<sync::Verdict, base::Bytes>> verdicts)
{
    return inTransaction("taking verdicts in", true, [&]() -> Result<void> {
        for (const auto& [verdict, signedBytes] : verdicts)
            takeVerdict(verdict, signedBytes);
        return {};
    });
}

void HubStore::takeVerdict(const sync::Verdict& verdict, base::BytesView signedBytes)
{
    const auto scope = m_records.findScope(verdict.scope);
    if (!scope)
        return; // of a scope that left since
    const auto bind = [&](const char* statement) -> Query { return m_database->query(statement); };
    const base::BytesView device = verdict.incarnation.view();
    bool heldBatch = false;
    if (Query query = bind(sql::hub::batch_at);
        query.integer(scope->sid).blob(device).integer(number(verdict.first)).step())
        heldBatch = query.asBytes(1) == verdict.batch.view();
    if (verdict.refused) {
        Query before = bind(sql::hub::verdict_at);
        const bool accepted =
            before.integer(scope->sid).blob(device).integer(number(verdict.first)).step() && before.asInteger(0) == 0;
        if (!heldBatch || accepted)
            return;
        m_database->query(sql::hub::batches_remove)
            .integer(scope->sid)
            .blob(device)
            .integer(number(verdict.first))
            .run();
    }
    m_database->query(sql::hub::verdict_set)
        .integer(scope->sid)
        .blob(device)
        .integer(number(verdict.first))
        .integer(number(std::max(verdict.through, verdict.first)))
        .blob(verdict.batch.view())
        .integer(verdict.refused.has_value())
        .blob(signedBytes)
        .run();
    if (verdict.refused)
        return;
    if (heldBatch) // judged, it is shown to others here until the page with it comes; nobody reads what was left
        m_database->query(isRead(verdict.scope) ? sql::hub::batch_judged : sql::hub::batch_remove)
            .integer(scope->sid)
            .blob(device)
            .integer(number(verdict.first))
            .run();
    std::uint64_t wished = 0;
    {
        Query wishes = bind(sql::hub::wishes);
        while (wishes.step())
            if (wishes.asBytes(0) == device && wishes.asInteger(3) == scope->sid)
                wished = static_cast<std::uint64_t>(wishes.asInteger(2));
    }
    if (wished != 0 && verdict.first <= wished && verdict.through >= wished)
        m_database->query(sql::hub::wish_move)
            .integer(number(verdict.through + 1))
            .integer(scope->sid)
            .blob(device)
            .run();
    settle(*scope, verdict.incarnation);
}

void HubStore::settle(const Records::Scope& scope, const IncarnationId& device)
{
    const sync::VersionVector& seen = m_records.seen(scope);
    const auto through = seen.find(device);
    if (through == seen.end())
        return;
    std::vector<std::pair<std::int64_t, bool>> reached;
    {
        Query query = m_database->query(sql::hub::batches_in);
        query.integer(scope.sid).blob(device.view()).integer(number(through->second));
        while (query.step())
            reached.emplace_back(query.asInteger(0), query.asInteger(2) != 0);
    }
    for (const auto& [first, judged] : reached) {
        if (!judged) // it came to the server another way; its author waits for the word on it here
            m_database->query(sql::hub::wish_set).integer(scope.sid).blob(device.view()).integer(first).run();
        m_database->query(sql::hub::batch_remove).integer(scope.sid).blob(device.view()).integer(first).run();
    }
}

Result<std::vector<sync::VerdictQuestion>> HubStore::missingVerdicts()
{
    return inTransaction("listing missing verdicts", false, [&]() -> Result<std::vector<sync::VerdictQuestion>> {
        std::vector<sync::VerdictQuestion> questions;
        std::vector<std::pair<std::int64_t, IncarnationId>> done;
        Query query = m_database->query(sql::hub::wishes);
        while (query.step()) {
            const auto device = IncarnationId::fromBytes(query.asBytes(0)).value_or(IncarnationId());
            const auto scope = ScopeId::fromBytes(query.asBytes(1));
            const auto member = m_members.find(device);
            const auto from = static_cast<std::uint64_t>(query.asInteger(2));
            bool open = false;
            if (scope && member != m_members.end())
                for (const sync::Head& head : member->second.heads.heads)
                    open = open || (head.scope == *scope && head.through >= from);
            if (open)
                questions.push_back({device, *scope, from});
            else
                done.emplace_back(query.asInteger(3), device);
        }
        for (const auto& [sid, device] : done)
            m_database->query(sql::hub::wish_remove).integer(sid).blob(device.view()).run();
        return questions;
    });
}

bool HubStore::wantsSnapshot(std::int64_t sid, const ScopeRow& row)
{
    if (row.wish || manifest(sid, false))
        return true;
    const auto whole = manifest(sid, true);
    const std::uint64_t from = whole ? whole->seq : row.start;
    Query query = m_database->query(sql::hub::log_bytes);
    query.integer(sid).integer(number(from)).step();
    const auto bytes = static_cast<std::uint64_t>(query.asInteger(0));
    return bytes > std::max<std::uint64_t>(sync::tuning::hubLogLeast, whole ? 4 * whole->bytes() : 0);
}

Result<std::vector<sync::RelayScope>> HubStore::behind()
{
    return reading("comparing with the server", [&] {
        struct Newest
        {
            std::int64_t ms = 0;
            sync::RelayScope scope;
            sync::Hash chain;
        };
        std::map<ScopeId, Newest> newest;
        for (const auto& [id, member] : m_members)
            for (const sync::Head& head : member.heads.heads)
                if (Newest& some = newest[head.scope]; some.ms < member.heads.serverMs)
                    some = {member.heads.serverMs,
                            {head.scope, {}, member.heads.epoch, head.seq, false, false},
                            head.chain};
        std::vector<sync::RelayScope> behind;
        for (auto& [id, one] : newest) {
            auto& [ms, scope, chain] = one;
            const auto known = m_records.findScope(id);
            const auto row = known ? scopeRow(known->sid) : std::nullopt;
            if (row)
                scope.cursor = row->cursor;
            // Grants are newer than what was fetched: where the server is behind, it was put back.
            scope.otherHistory = row && scope.cursor.seq != 0 &&
                                 (scope.cursor.epoch != scope.epoch || scope.cursor.seq > scope.seq ||
                                  (scope.cursor.seq == scope.seq && scope.cursor.chain != chain));
            const bool level = row ? !scope.otherHistory && scope.cursor.seq == scope.seq : scope.seq == 0;
            scope.wantsSnapshot =
                row ? (row->wish || !level || manifest(known->sid, false)) && wantsSnapshot(known->sid, *row)
                    : scope.seq > sync::tuning::snapshotAfter;
            if (!level || scope.wantsSnapshot)
                behind.push_back(scope);
        }
        std::stable_sort(behind.begin(), behind.end(), [](const sync::RelayScope& a, const sync::RelayScope& b) {
            return sync::laneOf(a.scope.type()) < sync::laneOf(b.scope.type());
        });
        return behind;
    });
}

std::optional<HubStore::ScopeRow> HubStore::scopeRow(std::int64_t sid)
{
    Query query = m_database->query(sql::hub::scope_get);
    if (!query.integer(sid).step())
        return std::nullopt;
    const auto hash = [&](int column) { return sync::Hash::fromBytes(query.asBytes(column)).value_or(sync::Hash()); };
    return ScopeRow{{m_setup.server, static_cast<std::uint64_t>(query.asInteger(0)),
                     static_cast<std::uint64_t>(query.asInteger(1)), hash(2)},
                    static_cast<std::uint64_t>(query.asInteger(3)),
                    hash(4),
                    query.asInteger(5) != 0};
}

Result<void> HubStore::takePage(const sync::Page& page)
{
    STAFFROOM_TRY(roomForDownloads());
    return inTransaction("taking a page in", false, [&]() -> Result<void> {
        const Records::Scope scope = m_records.scope(page.scope);
        if (!scopeRow(scope.sid))
            m_database->query(sql::hub::scope_add).integer(scope.sid).integer(0).blob(sync::Hash().view()).run();
        std::uint64_t seq = page.from;
        sync::Hash chain = page.before;
        std::set<IncarnationId> writers;
        for (const sync::Entry& entry : page.entries) {
            if (entry.changes.empty())
                return Error{ErrorCode::brokenChain, "taking a page in", "an entry without its changes"};
            const std::vector<base::Bytes> changes(entry.changes.begin(), entry.changes.end());
            chain = sync::chained(chain, entry.hash);
            m_database->query(sql::hub::log_add)
                .integer(scope.sid)
                .integer(number(seq + 1))
                .integer(number(entry.count))
                .blob(chain.view())
                .blob(sync::encodeEntry(entry.incarnation, entry.first, changes))
                .run();
            seq += entry.count;
            m_records.setSeen(scope, entry.incarnation, entry.first + entry.count - 1);
            writers.insert(entry.incarnation);
        }
        m_database->query(sql::hub::place_add)
            .integer(scope.sid)
            .integer(number(page.to))
            .blob(base::viewOf(page.place))
            .run();
        m_database->query(sql::hub::head_set)
            .integer(number(page.epoch))
            .integer(number(page.to))
            .blob(page.after.view())
            .integer(scope.sid)
            .run();
        for (const IncarnationId& writer : writers)
            settle(scope, writer);
        return {};
    });
}

Result<void> HubStore::startAnew(const ScopeId& scopeId)
{
    return inTransaction("starting a scope anew", true, [&]() -> Result<void> {
        if (const auto scope = m_records.findScope(scopeId)) {
            removeScope(*scope);
            m_database->query(sql::hub::scope_verdicts_remove).integer(scope->sid).run(); // of the other history
        }
        return {};
    });
}

std::optional<sync::Manifest> HubStore::manifest(std::int64_t sid, bool whole)
{
    Query query = m_database->query(sql::hub::snapshot_get);
    if (!query.integer(sid).integer(whole).step())
        return std::nullopt;
    const auto manifest = sync::decodeManifest(query.asBytes(0), m_setup.serverKey);
    return manifest ? std::optional(*manifest) : std::nullopt;
}

Result<std::optional<sync::Manifest>> HubStore::fetching(const ScopeId& scopeId)
{
    return reading("going on with a snapshot", [&]() -> std::optional<sync::Manifest> {
        const auto scope = m_records.findScope(scopeId);
        return scope ? manifest(scope->sid, false) : std::nullopt;
    });
}

Result<void> HubStore::beginSnapshot(const sync::Manifest& wanted, base::BytesView encoded)
{
    STAFFROOM_TRY(roomForDownloads());
    return inTransaction("beginning a snapshot", false, [&]() -> Result<void> {
        const Records::Scope scope = m_records.scope(wanted.scope);
        dropSegments(scope.sid, false, &wanted);
        m_database->query(sql::hub::snapshot_set)
            .integer(scope.sid)
            .integer(0)
            .integer(number(wanted.seq))
            .blob(encoded)
            .run();
        return {};
    });
}

/// Removes the files of that snapshot which no other one here has.
void HubStore::dropSegments(std::int64_t sid, bool whole, const sync::Manifest* but)
{
    const auto old = manifest(sid, whole);
    if (!old)
        return;
    std::set<sync::Hash> kept;
    const auto other = manifest(sid, !whole);
    for (const sync::Manifest* some : {but, other ? &*other : nullptr})
        if (some)
            for (const sync::SegmentInfo& info : some->segments)
                kept.insert(info.hash);
    for (const sync::SegmentInfo& info : old->segments) {
        std::error_code ignored; // one left over costs space, not correctness
        if (!kept.contains(info.hash))
            std::filesystem::remove(segmentFile(info.hash), ignored);
    }
}

std::optional<sync::SegmentInfo> HubStore::missingSegment(const sync::Manifest& wanted)
{
    for (const sync::SegmentInfo& info : wanted.segments) {
        std::error_code missing;
        const std::filesystem::path file = segmentFile(info.hash);
        if (!std::filesystem::exists(file, missing) || std::filesystem::file_size(file, missing) != info.bytes)
            return info;
    }
    return std::nullopt;
}

Result<void> HubStore::keepSegment(const sync::SegmentInfo& info, base::BytesView compressed)
{
    STAFFROOM_TRY(roomForDownloads());
    return base::writeWhole(segmentFile(info.hash), compressed.substr(0, info.bytes), "keeping a part of a snapshot");
}

Result<void> HubStore::finishSnapshot(const sync::Manifest& whole)
{
    return inTransaction("keeping a snapshot", true, [&]() -> Result<void> {
        const Records::Scope scope = m_records.scope(whole.scope);
        const auto row = scopeRow(scope.sid);
        const auto old = manifest(scope.sid, true);
        const bool logGoesOn = row && row->cursor.epoch == whole.epoch && row->cursor.seq >= whole.seq;
        const std::uint64_t cut = logGoesOn ? (old ? old->seq : 0) : std::uint64_t(1) << 62U;
        if (logGoesOn && old && old->epoch == whole.epoch && old->seq > row->start)
            m_database->query(sql::hub::scope_add)
                .integer(scope.sid)
                .integer(number(old->seq))
                .blob(old->chain.view())
                .run();
        m_database->query(sql::hub::log_remove).integer(scope.sid).integer(number(cut)).run();
        m_database->query(sql::hub::place_remove).integer(scope.sid).integer(number(cut)).run();
        if (!logGoesOn) {
            m_database->query(sql::hub::seen_remove).integer(scope.sid).run();
            m_records.forget();
            for (const auto& [incarnation, through] : whole.seen)
                m_records.setSeen(scope, incarnation, through);
            m_database->query(sql::hub::scope_add)
                .integer(scope.sid)
                .integer(number(whole.seq))
                .blob(whole.chain.view())
                .run();
            m_database->query(sql::hub::head_set)
                .integer(number(whole.epoch))
                .integer(number(whole.seq))
                .blob(whole.chain.view())
                .integer(scope.sid)
                .run();
        }
        dropSegments(scope.sid, true, &whole);
        Query encoded = m_database->query(sql::hub::snapshot_get);
        encoded.integer(scope.sid).integer(0).step();
        m_database->query(sql::hub::snapshot_set)
            .integer(scope.sid)
            .integer(1)
            .integer(number(whole.seq))
            .blob(encoded.asBytes(0))
            .run();
        m_database->query(sql::hub::snapshot_remove).integer(scope.sid).integer(0).run();
        m_database->query(sql::hub::scope_wish).integer(0).integer(scope.sid).run();
        for (const auto& [incarnation, through] : whole.seen)
            settle(scope, incarnation);
        return {};
    });
}

} // namespace staffroom::storage
