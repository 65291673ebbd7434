// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/records.h"

#include "staffroom_sql.h"

namespace staffroom::storage {

namespace {

Error damaged(const Error& error)
{
    return {ErrorCode::storageDamaged, "reading a record", describe(error)};
}

} // namespace

std::optional<Records::Scope> Records::findScope(const ScopeId& scope)
{
    Query query = m_database.query(sql::truth::scope_row);
    if (!query.blob(scope.view()).step())
        return std::nullopt;
    return Scope{query.asInteger(0), scope};
}

Records::Scope Records::scope(const ScopeId& scope)
{
    if (const auto found = findScope(scope))
        return *found;
    m_database.query(sql::truth::scope_add).blob(scope.view()).run();
    return {m_database.lastRowId(), scope};
}

std::int64_t Records::incarnation(const IncarnationId& incarnation)
{
    if (const auto known = m_incarnations.find(incarnation); known != m_incarnations.end())
        return known->second;
    std::int64_t iid = 0;
    if (Query query = m_database.query(sql::truth::incarnation_row); query.blob(incarnation.view()).step())
        iid = query.asInteger(0);
    if (iid == 0) {
        m_database.query(sql::truth::incarnation_add).blob(incarnation.view()).run();
        iid = m_database.lastRowId();
    }
    return m_incarnations[incarnation] = iid;
}

Result<std::optional<Records::Row>> Records::find(const RecordId& id)
{
    Query query = m_database.query(sql::truth::record_by_id);
    if (!query.blob(id.view()).step())
        return std::optional<Row>();
    auto state = RecordState::decode(query.asBytes(3));
    if (!state)
        return damaged(state.error());
    return std::optional(Row{query.asInteger(0), id, static_cast<std::uint32_t>(query.asInteger(1)), query.asInteger(2),
                             *std::move(state), false});
}

Result<std::optional<Records::Row>> Records::row(std::int64_t rid)
{
    Query query = m_database.query(sql::truth::record_by_row);
    if (!query.integer(rid).step())
        return std::optional<Row>();
    auto state = RecordState::decode(query.asBytes(3));
    if (!state)
        return damaged(state.error());
    const auto id = RecordId::fromBytes(query.asBytes(0));
    return std::optional(Row{rid, id.value_or(RecordId()), static_cast<std::uint32_t>(query.asInteger(1)),
                             query.asInteger(2), *std::move(state), false});
}

void Records::save(Row& row, const Scope& scope)
{
    const base::Bytes state = row.state.encode();
    const bool isNew = row.rid == 0;
    if (isNew) {
        m_database.query(sql::truth::record_add)
            .blob(row.id.view())
            .integer(row.kind)
            .integer(row.sid)
            .blob(state)
            .run();
        row.rid = m_database.lastRowId();
    } else {
        m_database.query(sql::truth::record_set).blob(state).integer(row.rid).run();
    }
    project(row.rid, row.id, row.kind, row.state, scope, isNew);
}

std::int64_t Records::add(const Scope& scope, const sync::SegmentRecord& record)
{
    const bool added = m_database.query(sql::truth::record_add)
                           .lentBlob(record.id.view())
                           .integer(record.kind)
                           .integer(scope.sid)
                           .lentBlob(record.state)
                           .run() > 0;
    return added ? m_database.lastRowId() : 0;
}

void Records::project(std::int64_t rid, const RecordId& id, std::uint32_t kind, const RecordState& state,
                      const Scope& scope, bool isNew)
{
    m_fields.clear();
    std::uint32_t rank = 0;
    for (const sync::LiveWrite* write : state.shown()) {
        m_fields.emplace_back(write->field, write->item);
        rank = std::max(rank, write->rank);
    }
    const bool alternatives = !state.alternatives().empty();
    // A record of which at most the deletion lives shows nothing: all else was superseded by changes that were then
    // rejected, or its maker hasn't come yet.
    if (std::all_of(m_fields.begin(), m_fields.end(),
                    [](const auto& field) { return field.first == domain::field::deleted; }))
        m_fields.clear();
    const bool deleted = state.deleted() || m_fields.empty();
    m_models.project({rid, id, kind, scope.sid, scope.id, deleted, alternatives, rank, m_fields}, isNew);
    if (alternatives)
        m_database.query(sql::truth::alternative_add).integer(rid).run();
    else if (!isNew)
        m_database.query(sql::truth::alternative_remove).integer(rid).run();
}

void Records::remove(const Row& row, const Scope& scope)
{
    m_models.project({row.rid, row.id, row.kind, row.sid, scope.id, true, false, 0, {}}, false);
    m_database.query(sql::truth::alternative_remove).integer(row.rid).run();
    m_database.query(sql::truth::record_remove).integer(row.rid).run();
}

void Records::removeScope(const Scope& scope)
{
    m_models.removeScope(scope.sid);
    for (const char* statement :
         {sql::client::purge_alternatives, sql::client::purge_confirmed, sql::client::purge_records,
          sql::client::purge_seen, sql::client::purge_rebase, sql::relayed::purge_unconfirmed})
        m_database.query(statement).integer(scope.sid).run();
    m_seen.erase(scope.sid);
}

sync::VersionVector& Records::seen(const Scope& scope)
{
    const auto [place, isNew] = m_seen.try_emplace(scope.sid);
    if (isNew) {
        Query query = m_database.query(sql::truth::seen_of_scope);
        query.integer(scope.sid);
        while (query.step())
            if (const auto incarnation = IncarnationId::fromBytes(query.asBytes(0)))
                place->second[*incarnation] = static_cast<std::uint64_t>(query.asInteger(1));
    }
    return place->second;
}

void Records::setSeen(const Scope& scope, const IncarnationId& incarnation, std::uint64_t through)
{
    m_database.query(sql::truth::seen_set)
        .integer(scope.sid)
        .integer(this->incarnation(incarnation))
        .integer(static_cast<std::int64_t>(through))
        .run();
    std::uint64_t& held = seen(scope)[incarnation];
    held = std::max(held, through);
}

void Records::forget()
{
    m_seen.clear();
    m_incarnations.clear();
}

sync::Hash Records::digest(const Scope& scope)
{
    sync::DigestBuilder builder;
    Query query = m_database.query(sql::truth::records_of_scope);
    query.integer(scope.sid);
    while (query.step())
        if (const auto id = RecordId::fromBytes(query.asBytes(0)))
            builder.add(*id, static_cast<std::uint32_t>(query.asInteger(1)), query.asBytes(2));
    return builder.finish();
}

Result<std::int64_t> Records::rebuild()
{
    m_models.clear();
    m_database.execute("DELETE FROM alternative");
    std::int64_t count = 0;
    Query query = m_database.query(sql::truth::all_records);
    for (; query.step(); ++count) {
        auto state = RecordState::decode(query.asBytes(4));
        const auto id = RecordId::fromBytes(query.asBytes(1));
        const auto scopeId = ScopeId::fromBytes(query.asBytes(5));
        if (!state || !id || !scopeId)
            return Error{ErrorCode::storageDamaged, "rebuilding the read models",
                         "record " + std::to_string(query.asInteger(0))};
        project(query.asInteger(0), *id, static_cast<std::uint32_t>(query.asInteger(2)), *state,
                {query.asInteger(3), *scopeId}, true);
    }
    return count;
}

std::optional<base::Bytes> Records::meta(std::string_view name)
{
    Query query = m_database.query(sql::truth::meta_get);
    if (!query.text(name).step())
        return std::nullopt;
    return base::Bytes(query.asBytes(0));
}

void Records::setMeta(std::string_view name, base::BytesView value)
{
    m_database.query(sql::truth::meta_set).text(name).blob(value).run();
}

} // namespace staffroom::storage
