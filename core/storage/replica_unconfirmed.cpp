// SPDX-License-Identifier: GPL-3.0-or-later
// States as they are shown: what the server has confirmed, own work that waits on top, and what others in the school
// made that a hub handed on before the server had it.
#include "core/storage/replica.h"
#include "core/sync/tuning.h"
#include "staffroom_sql.h"

#include <algorithm>

namespace staffroom::storage {

using sync::Change;
using sync::Dot;

Result<RecordState> Replica::confirmedOf(const RecordId& record)
{
    Query query = m_database->query(sql::client::confirmed_get);
    if (query.blob(record.view()).step())
        return RecordState::decode(query.asBytes(0));
    // Sent again after the server lost it: what it had is not known apart any more. A snapshot follows and says.
    auto found = m_records.find(record);
    if (!found)
        return found.error();
    return *found ? (*found)->state : RecordState();
}

Result<void> Replica::redo(const RecordId& record, std::uint32_t kind, const Records::Scope& scope,
                           RecordState confirmed)
{
    auto found = m_records.find(record);
    if (!found)
        return found.error();
    if (*found && (*found)->sid != scope.sid)
        return Error{ErrorCode::scopeMismatch, "taking a record in", record.text()};
    Records::Row row = *found ? **std::move(found) : Records::Row{0, record, kind, scope.sid, {}, true};
    const sync::Seen seen = seenIn(scope);
    const base::Bytes base = confirmed.encode();
    row.state = std::move(confirmed);
    bool waiting = false;
    {
        Query query = m_database->query(sql::client::own_waiting_of);
        query.blob(record.view());
        while (query.step()) {
            const auto change = sync::decodeChange(query.asBytes(1), m_self);
            if (!change)
                return Error{ErrorCode::storageDamaged, "reading an own change", describe(change.error())};
            row.state.apply(*change, {m_self, static_cast<std::uint64_t>(query.asInteger(0))}, seen);
            row.kind = change->kind;
            waiting = true;
        }
    }
    const auto overlaid = overlay(scope, row);
    if (!overlaid)
        return overlaid.error();
    if (waiting || *overlaid)
        m_database->query(sql::client::confirmed_set).blob(record.view()).integer(scope.sid).blob(base).run();
    else
        m_database->query(sql::client::confirmed_remove).blob(record.view()).run();
    if (row.state.empty() && row.rid != 0)
        m_records.remove(row, scope); // made here, and the server took nothing of it
    else if (!row.state.empty())
        m_records.save(row, scope);
    return {};
}

bool Replica::hasUnconfirmed(const Records::Scope& scope)
{
    return m_database->query(sql::relayed::unconfirmed_any).integer(scope.sid).step();
}

Result<std::vector<std::pair<IncarnationId, std::uint64_t>>> Replica::unconfirmed(const ScopeId& scopeId)
{
    const std::lock_guard lock(m_mutex);
    return guarded("listing unconfirmed work", [&] {
        std::vector<std::pair<IncarnationId, std::uint64_t>> through;
        const auto scope = m_records.findScope(scopeId);
        if (!scope)
            return through;
        Query query = m_database->query(sql::relayed::unconfirmed_through);
        query.integer(scope->sid);
        while (query.step())
            through.emplace_back(IncarnationId::fromBytes(query.asBytes(0)).value_or(IncarnationId()),
                                 static_cast<std::uint64_t>(query.asInteger(1)));
        return through;
    });
}

Result<bool> Replica::isUnconfirmed(const RecordId& record)
{
    const std::lock_guard lock(m_mutex);
    return guarded("looking at unconfirmed work",
                   [&] { return m_database->query(sql::relayed::is_unconfirmed).blob(record.view()).step(); });
}

/// Only the server knows who may do what. Until it has spoken a person is shown what others do to what is their own.
bool Replica::mayShow(const Records::Scope& scope, const Change& change, const RecordId& person, bool theirs)
{
    for (const sync::FieldWrite& write : change.writes)
        if (!domain::check(change.kind, scope.id, write.field, write.item))
            return false;
    const auto found = m_records.find(change.record);
    if (!found || (*found && ((*found)->sid != scope.sid || (*found)->kind != change.kind)))
        return false;
    const bool own =
        scope.id.type() == domain::ScopeType::personWork || scope.id.type() == domain::ScopeType::personPrivate;
    if (theirs || (own && scope.id.subject() == person))
        return true;
    const domain::KindInfo* info = domain::kindInfo(change.kind);
    if (!info || info->maker == 0)
        return false;
    const sync::LiveWrite* made = *found ? (*found)->state.shown(info->maker) : nullptr;
    if (made)
        return domain::idOf(made->item) == person;
    return std::any_of(change.writes.begin(), change.writes.end(), [&](const sync::FieldWrite& write) {
        return write.field == info->maker && domain::idOf(write.item) == person;
    });
}

Result<void> Replica::redoOwn(const Records::Scope& scope, const std::set<RecordId>& records)
{
    std::map<RecordId, std::uint32_t> kinds;
    for (const RecordId& record : records)
        kinds.emplace(record, 0); // what waits says which it is
    return redoAll(scope, kinds);
}

Result<void> Replica::redoAll(const Records::Scope& scope, const std::map<RecordId, std::uint32_t>& records)
{
    for (const auto& [record, kind] : records) {
        auto confirmed = confirmedOf(record);
        if (!confirmed)
            return confirmed.error();
        STAFFROOM_TRY(redo(record, kind, scope, *std::move(confirmed)));
    }
    return {};
}

Result<void> Replica::takeUnconfirmed(const ScopeId& scopeId,
                                      std::span<const std::pair<IncarnationId, std::uint64_t>> listed,
                                      std::span<const Foreign> batches)
{
    const auto before = unconfirmed(scopeId);
    if (!before)
        return before.error();
    return inTransaction(
        "taking unconfirmed work in", false,
        [&]() -> Result<void> {
            const Records::Scope scope = m_records.scope(scopeId);
            if (!ownCounts(scope).readable || m_database->query(sql::client::rebase_get).integer(scope.sid).step())
                return {};
            const auto listedThrough = [&](const IncarnationId& device) -> std::uint64_t {
                for (const auto& [some, through] : listed)
                    if (some == device)
                        return through;
                return 0;
            };
            std::map<RecordId, std::uint32_t> touched;
            std::map<IncarnationId, std::uint64_t> here;
            std::map<RecordId, RecordId> makers; ///< of records that come now
            for (const auto& [device, through] : *before) {
                const auto number = static_cast<std::int64_t>(listedThrough(device));
                {
                    Query gone = m_database->query(sql::relayed::unconfirmed_beyond);
                    gone.integer(scope.sid).blob(device.view()).integer(number);
                    while (gone.step())
                        touched[RecordId::fromBytes(gone.asBytes(0)).value_or(RecordId())] = 0;
                }
                m_database->query(sql::relayed::unconfirmed_remove_beyond)
                    .integer(scope.sid)
                    .blob(device.view())
                    .integer(number)
                    .run();
                here[device] = std::min(through, listedThrough(device));
            }
            for (const Foreign& foreign : batches) {
                const sync::Batch& batch = foreign.batch;
                if (batch.incarnation == m_self)
                    continue;
                std::uint64_t& through = here[batch.incarnation];
                through = std::max(through, m_records.seen(scope)[batch.incarnation]);
                if (batch.first > through + 1)
                    continue; // what comes before it isn't here
                for (std::uint64_t dseq = through + 1; dseq <= batch.last(); ++dseq) {
                    const base::Bytes& body = batch.items[dseq - batch.first].change;
                    const auto change = sync::decodeChange(body, batch.incarnation);
                    const auto maker = change ? makers.find(change->record) : makers.end();
                    const bool theirs = maker != makers.end() && maker->second == foreign.person;
                    const bool shown = change && mayShow(scope, *change, foreign.person, theirs);
                    if (shown) {
                        touched[change->record] = change->kind;
                        makers.emplace(change->record, foreign.person);
                    }
                    m_database->query(sql::relayed::unconfirmed_add)
                        .integer(scope.sid)
                        .blob(batch.incarnation.view())
                        .integer(static_cast<std::int64_t>(dseq))
                        .blob(change ? change->record.view() : RecordId().view())
                        .blob(foreign.person.view())
                        .integer(shown)
                        .blob(body)
                        .run();
                }
                through = std::max(through, batch.last());
            }
            touched.erase(RecordId());
            return redoAll(scope, touched);
        },
        Outbox::keep);
}

Result<bool> Replica::overlay(const Records::Scope& scope, Records::Row& row)
{
    Query query = m_database->query(sql::relayed::unconfirmed_of);
    query.blob(row.id.view());
    std::vector<Dot> applied;
    const sync::Seen confirmed = seenIn(scope);
    const sync::Seen seen = [&](const Dot& dot) {
        return confirmed(dot) || std::find(applied.begin(), applied.end(), dot) != applied.end();
    };
    bool any = false;
    for (; query.step(); any = true) {
        const Dot dot{IncarnationId::fromBytes(query.asBytes(0)).value_or(IncarnationId()),
                      static_cast<std::uint64_t>(query.asInteger(1))};
        const auto change = sync::decodeChange(query.asBytes(2), dot.incarnation);
        if (!change)
            return Error{ErrorCode::storageDamaged, "reading unconfirmed work", describe(change.error())};
        if (row.state.empty())
            row.kind = change->kind;
        if (row.kind == change->kind) // of another kind the server takes none either
            row.state.apply(*change, dot, seen);
        applied.push_back(dot);
    }
    return any;
}

Result<void> Replica::confirm(const Records::Scope& scope, const Dot& dot, const Change* change,
                              const sync::Seen& confirmed)
{
    std::optional<RecordId> held;
    if (Query query = m_database->query(sql::relayed::unconfirmed_at);
        query.integer(scope.sid).blob(dot.incarnation.view()).integer(static_cast<std::int64_t>(dot.dseq)).step())
        held = RecordId::fromBytes(query.asBytes(0));
    if (held)
        m_database->query(sql::relayed::unconfirmed_remove)
            .integer(scope.sid)
            .blob(dot.incarnation.view())
            .integer(static_cast<std::int64_t>(dot.dseq))
            .run();
    // Not taken, or of a copy of that PC, which the server heard later: under the same number it has something else.
    if (held && !held->isNull() && (!change || change->record != *held))
        STAFFROOM_TRY(redoAll(scope, {{*held, 0}}));
    if (!change)
        return {};
    auto state = confirmedOf(change->record);
    if (!state)
        return state.error();
    state->apply(*change, dot, confirmed);
    return redo(change->record, change->kind, scope, *std::move(state));
}

Result<void> Replica::dropUnconfirmed(const Records::Scope& scope)
{
    std::map<RecordId, std::uint32_t> touched;
    {
        Query query = m_database->query("SELECT DISTINCT record FROM unconfirmed WHERE sid = ?");
        query.integer(scope.sid);
        while (query.step())
            touched[RecordId::fromBytes(query.asBytes(0)).value_or(RecordId())] = 0;
    }
    m_database->query(sql::relayed::purge_unconfirmed).integer(scope.sid).run();
    touched.erase(RecordId());
    return redoAll(scope, touched);
}

Result<void> Replica::settleOwn(const Records::Scope& scope, const sync::Entry& entry)
{
    std::vector<std::pair<std::int64_t, base::Bytes>> bodies;
    Query query = m_database->query(sql::client::own_outcomes);
    query.integer(scope.sid)
        .integer(static_cast<std::int64_t>(entry.first))
        .integer(static_cast<std::int64_t>(entry.count));
    while (query.step())
        if (query.asInteger(0) == 1)
            bodies.emplace_back(query.asInteger(0), base::Bytes(query.asBytes(1)));
    const sync::Seen seen = seenUpTo(scope, ownCounts(scope).acknowledged);
    for (const auto& [outcome, body] : bodies) {
        const auto change = sync::decodeChange(body, m_self);
        if (!change)
            return change.error();
        const bool ofOthers = std::any_of(change->writes.begin(), change->writes.end(), [&](const auto& write) {
            return std::any_of(write.supersedes.begin(), write.supersedes.end(),
                               [&](const Dot& dot) { return dot.incarnation != m_self; });
        });
        if (!ofOthers)
            continue;
        auto state = confirmedOf(change->record);
        if (!state)
            return state.error();
        const RecordState before = *state;
        state->settle(*change, seen);
        if (!(*state == before))
            STAFFROOM_TRY(redo(change->record, change->kind, scope, *std::move(state)));
    }
    return {};
}

sync::Hash Replica::confirmedDigest(const Records::Scope& scope)
{
    const base::Bytes nothing = RecordState().encode();
    sync::DigestBuilder builder;
    Query query = m_database->query(sql::relayed::records_confirmed);
    query.integer(scope.sid);
    while (query.step())
        if (const auto id = RecordId::fromBytes(query.asBytes(0)); id && query.asBytes(2) != nothing)
            builder.add(*id, static_cast<std::uint32_t>(query.asInteger(1)), query.asBytes(2));
    return builder.finish();
}

} // namespace staffroom::storage
