// SPDX-License-Identifier: GPL-3.0-or-later
// What comes from the server: heads, verdicts, pages, snapshots; and the batches that go to it.
#include "core/storage/replica.h"
#include "core/sync/edit.h"
#include "core/sync/tuning.h"
#include "staffroom_sql.h"

namespace staffroom::storage {

using sync::Change;
using sync::Dot;

namespace {

/// The first column of all rows.
std::set<RecordId> recordsOf(Query& query)
{
    std::set<RecordId> records;
    while (query.step())
        records.insert(RecordId::fromBytes(query.asBytes(0)).value_or(RecordId()));
    return records;
}

} // namespace

Result<std::vector<sync::HeldScope>> Replica::scopes()
{
    const std::lock_guard lock(m_mutex);
    return guarded("listing scopes", [&]() -> Result<std::vector<sync::HeldScope>> {
        std::vector<sync::HeldScope> scopes;
        Query query = m_database->query(sql::client::scopes);
        while (query.step()) {
            const auto id = ScopeId::fromBytes(query.asBytes(1));
            const auto chain = sync::Hash::fromBytes(query.asBytes(5));
            if (!id || !chain)
                return Error{ErrorCode::storageDamaged, "listing scopes", "row " + std::to_string(query.asInteger(0))};
            sync::HeldScope held;
            held.scope = *id;
            held.roles = static_cast<domain::Roles>(query.asInteger(2));
            held.cursor = {m_server, static_cast<std::uint64_t>(query.asInteger(3)),
                           static_cast<std::uint64_t>(query.asInteger(4)), *chain};
            held.lastOwn = static_cast<std::uint64_t>(query.asInteger(6));
            held.acknowledged = static_cast<std::uint64_t>(query.asInteger(7));
            held.acknowledgedBatch = sync::Hash::fromBytes(query.asBytes(8)).value_or(sync::Hash());
            held.rebasing = query.asInteger(9) != 0;
            held.lacksOwn = query.asInteger(10) != 0;
            held.refused = query.asInteger(11) != 0;
            held.sendsEarlier = query.asInteger(12) != 0;
            scopes.push_back(held);
        }
        return scopes;
    });
}

Result<void> Replica::takeHeads(const sync::Heads& heads)
{
    const auto held = scopes();
    if (!held)
        return held.error();
    return inTransaction("taking rights in", false, [&]() -> Result<void> {
        for (const sync::Head& head : heads.heads) {
            const Records::Scope scope = m_records.scope(head.scope);
            m_database->query(sql::client::scope_roles).integer(head.roles).integer(scope.sid).run();
            const auto before = std::find_if(held->begin(), held->end(),
                                             [&](const sync::HeldScope& some) { return some.scope == head.scope; });
            if (before == held->end() || before->roles == 0)
                STAFFROOM_TRY(returnTo(scope));
            // An empty scope has no page that could say its epoch.
            Query empty = m_database->query("UPDATE scope SET epoch = ? WHERE sid = ? AND seq = 0");
            empty.integer(static_cast<std::int64_t>(heads.epoch)).integer(scope.sid).run();
        }
        setHeadsTime(heads.serverMs);
        for (const sync::HeldScope& old : *held) {
            const bool stays = std::any_of(heads.heads.begin(), heads.heads.end(),
                                           [&](const sync::Head& head) { return head.scope == old.scope; });
            if (stays || old.roles == 0)
                continue;
            const Records::Scope scope = m_records.scope(old.scope);
            dropSegments(old.scope, {});
            m_records.setMeta(leftMark, m_records.meta(leftMark).value_or("") + static_cast<char>(old.scope.type()));
            m_records.removeScope(scope);
            m_database->query(sql::client::scope_roles).integer(0).integer(scope.sid).run();
            m_database->query(sql::client::scope_cursor)
                .integer(0)
                .integer(0)
                .blob(sync::Hash().view())
                .integer(scope.sid)
                .run();
        }
        return {};
    });
}

/// The scope may be read again: what waits there may be sent, and is shown before the rest has come.
Result<void> Replica::returnTo(const Records::Scope& scope)
{
    m_database->query(sql::client::own_allowed_again).integer(scope.sid).run();
    m_database->query(sql::renewal::earlier_batches_wanted).integer(scope.sid).run(); // it may be lost since
    m_database->query(sql::client::rejection_seen_lower).run();
    Query waiting = m_database->query(sql::client::own_waiting_records);
    waiting.integer(scope.sid);
    return redoOwn(scope, recordsOf(waiting));
}

Result<void> Replica::takeBack(const ScopeId& scopeId, std::uint64_t through)
{
    return inTransaction("sending again", true,
                         [&]() -> Result<void> { return takeBackWithin(m_records.scope(scopeId), through); });
}

/// What the records had without those changes isn't known apart any more: only a snapshot can say, also after a crash.
/// The cursor is put at a place that no history has. What was out of sight (rejected, or of a scope that was left and
/// hasn't come again) waits like the rest and is shown again.
Result<void> Replica::takeBackWithin(const Records::Scope& scope, std::uint64_t through)
{
    const auto number = static_cast<std::int64_t>(through);
    Query outOfSight = m_database->query(sql::client::own_hidden_after);
    outOfSight.integer(scope.sid).integer(number);
    const std::set<RecordId> hidden = recordsOf(outOfSight);
    m_database->query(sql::client::own_wait_again).integer(scope.sid).integer(number).run();
    m_database->query(sql::client::rejection_seen_lower).run();
    m_database->query(sql::client::scope_acknowledged).integer(number).integer(scope.sid).run();
    m_database->query(sql::client::cursor_doubted).integer(scope.sid).run();
    m_database->query(sql::renewal::earlier_batches_wanted).integer(scope.sid).run();
    return ownCounts(scope).readable ? redoOwn(scope, hidden) : Result<void>();
}

Result<void> Replica::seal(const Records::Scope& scope, std::uint64_t through)
{
    std::uint64_t first = 1;
    sync::Hash previous;
    if (Query last = m_database->query(sql::client::batch_last); last.integer(scope.sid).step()) {
        first = static_cast<std::uint64_t>(last.asInteger(0) + last.asInteger(1));
        previous = sync::Hash::fromBytes(last.asBytes(2)).value_or(sync::Hash());
    }
    while (first <= through) {
        std::vector<base::Bytes> changes;
        Query query = m_database->query(sql::client::own_bodies);
        query.integer(scope.sid)
            .integer(static_cast<std::int64_t>(first))
            .integer(
                static_cast<std::int64_t>(std::min<std::uint64_t>(through - first + 1, sync::tuning::batchChanges)));
        while (query.step())
            changes.emplace_back(query.asBytes(1));
        if (changes.empty())
            return {};
        changes.resize(sync::fittingBatch(changes));
        const sync::Batch batch = sync::sealBatch(m_device, scope.id, first, previous, changes);
        previous = batch.hash();
        m_database->query(sql::client::batch_add)
            .integer(scope.sid)
            .integer(static_cast<std::int64_t>(first))
            .integer(static_cast<std::int64_t>(changes.size()))
            .blob(batch.previous.view())
            .blob(previous.view())
            .blob(base::viewOf(batch.signature))
            .run();
        first += changes.size();
    }
    return {};
}

Result<std::vector<base::Bytes>> Replica::outgoing(const ScopeId& scopeId, std::uint64_t after, std::size_t bytes)
{
    return inTransaction("sealing what was made here", true, [&]() -> Result<std::vector<base::Bytes>> {
        const Records::Scope scope = m_records.scope(scopeId);
        STAFFROOM_TRY(seal(scope, ownCounts(scope).made));
        std::vector<base::Bytes> batches;
        std::size_t sum = 0;
        Query query = m_database->query(sql::client::batches_from);
        query.integer(scope.sid).integer(static_cast<std::int64_t>(after + 1));
        while (query.step() && (batches.empty() || sum < bytes)) {
            sync::Batch batch{m_self, scopeId, static_cast<std::uint64_t>(query.asInteger(0)), {}, {}, {}};
            batch.previous = sync::Hash::fromBytes(query.asBytes(2)).value_or(sync::Hash());
            batch.signature = base::arrayOf<64>(query.asBytes(3)).value_or(sync::Signature());
            Query bodies = m_database->query(sql::client::own_bodies);
            bodies.integer(scope.sid).integer(query.asInteger(0)).integer(query.asInteger(1));
            while (bodies.step())
                batch.items.push_back({sync::Hash::of(bodies.asBytes(1)), base::Bytes(bodies.asBytes(1))});
            base::cbor::Writer out;
            sync::encode(batch, out);
            sum += out.size();
            batches.push_back(out.take());
        }
        return batches;
    });
}

Result<void> Replica::takeVerdict(const sync::Verdict& verdict)
{
    return inTransaction("taking a verdict in", true, [&]() -> Result<void> {
        const Records::Scope scope = m_records.scope(verdict.scope);
        const OwnCounts counts = ownCounts(scope);
        const std::uint64_t before = counts.acknowledged;
        // It speaks of the changes of its batch alone: what the server holds beyond has a verdict of its own.
        Query batch = m_database->query(sql::client::batch_at);
        const bool ours = batch.integer(scope.sid).integer(static_cast<std::int64_t>(verdict.first)).step() &&
                          batch.asBytes(1) == verdict.batch.view();
        if (verdict.refused && (!ours || verdict.first <= before))
            return {}; // of a copy of this PC, or of before the server took it after all: a hub may keep such a word
        if (!ours)
            return Error{ErrorCode::badHash, "taking a verdict in",
                         "it is not on a batch of this PC: from " + std::to_string(verdict.first)};
        const std::uint64_t through = verdict.first + static_cast<std::uint64_t>(batch.asInteger(0)) - 1;
        // Waits for the right to come back, and says so. Whatever else keeps it from a scope that was left, that comes
        // first.
        if (verdict.refused == ErrorCode::forbidden || (verdict.refused && !counts.readable))
            m_database->query(sql::client::own_refused)
                .text(base::errorName(ErrorCode::forbidden))
                .integer(scope.sid)
                .integer(static_cast<std::int64_t>(verdict.first))
                .run();
        if (verdict.refused || through <= before)
            return {}; // nothing was settled, or it is settled already
        if (verdict.first > before + 1 || verdict.through < through)
            return Error{ErrorCode::brokenChain, "taking a verdict in",
                         "from " + std::to_string(verdict.first) + ", settled through " + std::to_string(before)};
        return settle(scope, counts, through, verdict.quarantined);
    });
}

Result<void> Replica::settle(const Records::Scope& scope, const OwnCounts& counts, std::uint64_t through,
                             std::span<const sync::Verdict::Quarantined> quarantined)
{
    const sync::Seen seen = seenIn(scope);
    struct Own
    {
        std::uint64_t dseq;
        RecordId record;
        Change change;
    };
    std::vector<Own> settled;
    {
        Query query = m_database->query(sql::client::own_between);
        query.integer(scope.sid)
            .integer(static_cast<std::int64_t>(counts.acknowledged))
            .integer(static_cast<std::int64_t>(through));
        while (query.step()) {
            auto change = sync::decodeChange(query.asBytes(2), m_self);
            if (!change)
                return Error{ErrorCode::storageDamaged, "reading an own change", describe(change.error())};
            settled.push_back({static_cast<std::uint64_t>(query.asInteger(0)), change->record, *std::move(change)});
        }
    }
    std::map<RecordId, RecordState> confirmed;
    std::map<RecordId, std::uint32_t> kinds;
    for (const Own& own : settled) {
        const auto bad = std::find_if(quarantined.begin(), quarantined.end(),
                                      [&](const auto& some) { return some.dseq == own.dseq; });
        const bool rejected = bad != quarantined.end();
        Query outcome = m_database->query(sql::client::own_outcome);
        outcome.integer(rejected ? 2 : 1);
        if (rejected)
            outcome.text(base::errorName(bad->reason));
        else
            outcome.null();
        outcome.integer(scope.sid).integer(static_cast<std::int64_t>(own.dseq)).run();
        kinds[own.record] = own.change.kind;
        if (!confirmed.contains(own.record)) {
            auto state = confirmedOf(own.record);
            if (!state)
                return state.error();
            confirmed.emplace(own.record, *std::move(state));
        }
        if (!rejected)
            confirmed.at(own.record).apply(own.change, {m_self, own.dseq}, seen);
    }
    m_database->query(sql::client::rejection_seen_lower).run();
    if (counts.readable) // of a scope that was left since, nothing comes back with the word on it
        for (auto& [record, state] : confirmed)
            STAFFROOM_TRY(redo(record, kinds[record], scope, std::move(state)));
    m_database->query(sql::client::scope_acknowledged)
        .integer(static_cast<std::int64_t>(through))
        .integer(scope.sid)
        .run();
    return {};
}

Result<void> Replica::takeChange(const Records::Scope& scope, const Change& change, const Dot& dot,
                                 const sync::Seen& seen, const sync::Seen& seenByConfirmed)
{
    if (sync::forgets(change)) // what waits here on top of it the server will not take
        return redo(change.record, change.kind, scope, RecordState());
    auto found = m_records.find(change.record);
    if (!found)
        return found.error();
    if (*found && (*found)->sid != scope.sid)
        return Error{ErrorCode::scopeMismatch, "taking a page in", change.record.text()};
    Records::Row row = *found ? **std::move(found) : Records::Row{0, change.record, change.kind, scope.sid, {}, true};
    row.state.apply(change, dot, seen);
    m_records.save(row, scope);
    Query query = m_database->query(sql::client::confirmed_get);
    if (row.isNew || !query.blob(row.id.view()).step())
        return {};
    auto confirmed = RecordState::decode(query.asBytes(0));
    if (!confirmed)
        return confirmed.error();
    confirmed->apply(change, dot, seenByConfirmed);
    m_database->query(sql::client::confirmed_set)
        .blob(row.id.view())
        .integer(scope.sid)
        .blob(confirmed->encode())
        .run();
    return {};
}

Result<void> Replica::checkOwn(const Records::Scope& scope, const sync::Entry& entry)
{
    // What others made of these changes comes behind them, and is understood only with the word on them.
    if (entry.first + entry.count - 1 > ownCounts(scope).acknowledged)
        return Error{ErrorCode::brokenChain, "taking a page in",
                     "the verdict on own changes from " + std::to_string(entry.first) + " is missing"};
    std::vector<base::Bytes> bodies;
    Query query = m_database->query(sql::client::own_outcomes);
    query.integer(scope.sid)
        .integer(static_cast<std::int64_t>(entry.first))
        .integer(static_cast<std::int64_t>(entry.count));
    while (query.step())
        bodies.push_back(query.asInteger(0) == 2 ? sync::quarantinedItem(sync::Hash::of(query.asBytes(1)))
                                                 : base::Bytes(query.asBytes(1)));
    if (bodies.size() != entry.count || sync::Hash::of(sync::encodeEntry(m_self, entry.first, bodies)) != entry.hash)
        return Error{ErrorCode::forked, "taking a page in",
                     "the server has other changes under this PC's name from " + std::to_string(entry.first)};
    return {};
}

Result<std::uint64_t> Replica::takePage(const sync::Page& page)
{
    return inTransaction(
        "taking a page in", false,
        [&]() -> Result<std::uint64_t> {
            const Records::Scope scope = m_records.scope(page.scope);
            const sync::Seen seen = seenIn(scope);
            const sync::Seen confirmed = seenUpTo(scope, ownCounts(scope).acknowledged);
            const bool overlaid = hasUnconfirmed(scope);
            std::uint64_t touched = 0;
            for (const sync::Entry& entry : page.entries) {
                if (entry.incarnation == m_self) { // made here; the verdict on it came apart
                    STAFFROOM_TRY(checkOwn(scope, entry));
                    STAFFROOM_TRY(settleOwn(scope, entry));
                    continue;
                }
                // The short form is for the one who wrote it. A page made for another reader would skip what is in it.
                if (entry.changes.empty())
                    return Error{ErrorCode::brokenChain, "taking a page in", "an entry without its changes"};
                const std::uint64_t held = m_records.seen(scope)[entry.incarnation];
                std::uint64_t dseq = entry.first - 1;
                for (const base::BytesView bytes : entry.changes) {
                    if (++dseq <= held)
                        continue; // twice is as good as once
                    m_records.setSeen(scope, entry.incarnation, dseq);
                    const Dot dot{entry.incarnation, dseq};
                    if (sync::isQuarantined(bytes)) {
                        rejectEarlier(scope, dot);
                        if (overlaid)
                            STAFFROOM_TRY(confirm(scope, dot, nullptr, confirmed));
                        continue;
                    }
                    const auto change = sync::decodeChange(bytes, entry.incarnation);
                    if (!change)
                        return change.error();
                    m_time.meet(change->time);
                    STAFFROOM_TRY(overlaid ? confirm(scope, dot, &*change, confirmed)
                                           : takeChange(scope, *change, dot, seen, confirmed));
                    ++touched;
                }
            }
            m_database->query(sql::renewal::earlier_batches_come).integer(scope.sid).run();
            m_database->query(sql::client::scope_cursor)
                .integer(static_cast<std::int64_t>(page.epoch))
                .integer(static_cast<std::int64_t>(page.to))
                .blob(page.after.view())
                .integer(scope.sid)
                .run();
            return touched;
        },
        Outbox::keep);
}

} // namespace staffroom::storage
