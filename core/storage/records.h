// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/read_models.h"
#include "core/sync/snapshot.h"
#include "core/sync/state.h"

#include <map>
#include <optional>
#include <unordered_map>

namespace staffroom::storage {

using base::IncarnationId;
using base::RecordId;
using domain::ScopeId;
using sync::RecordState;

/// The record states with their read models: what clients and servers share. Works inside the caller's transaction and
/// throws what SQLiteCpp throws; only core/storage uses it.
class Records
{
public:
    explicit Records(Database& writer) : m_database(writer), m_models(writer) {}

    struct Row
    {
        std::int64_t rid = 0;
        RecordId id;
        std::uint32_t kind = 0;
        std::int64_t sid = 0;
        RecordState state;
        bool isNew = false;
    };
    struct Scope
    {
        std::int64_t sid = 0;
        ScopeId id;
    };

    std::optional<Scope> findScope(const ScopeId& scope);
    Scope scope(const ScopeId& scope);
    std::int64_t incarnation(const IncarnationId& incarnation);

    /// Nothing where there is no such record. storageDamaged where the state can't be read.
    Result<std::optional<Row>> find(const RecordId& id);
    Result<std::optional<Row>> row(std::int64_t rid);
    /// Writes the state and its read model; gives a new record its rid.
    void save(Row& row, const Scope& scope);
    /// Adds the row of a snapshot's record, unless its id is there already: then nothing is done and 0 is returned.
    std::int64_t add(const Scope& scope, const sync::SegmentRecord& record);
    /// Its read model. Apart, for a table and its indexes filled in one go stay in the processor's cache.
    void showAdded(std::int64_t rid, const Scope& scope, const sync::SegmentRecord& record)
    {
        project(rid, record.id, record.kind, record.content, scope, true);
    }
    /// While a snapshot's records with ids above from and up to to are added, inside one transaction.
    class Adding
    {
    public:
        Adding(Records& records, const Scope& scope, const RecordId& from, const RecordId& to)
            : m_models(records.m_models)
        {
            m_models.beginAdding(scope.sid, from, to);
        }
        ~Adding() { m_models.endAdding(); }
        Adding(const Adding&) = delete;
        Adding& operator=(const Adding&) = delete;

    private:
        ReadModels& m_models;
    };
    void remove(const Row& row, const Scope& scope);
    void removeScope(const Scope& scope);

    /// What of a scope is taken in, by incarnation; kept in memory between calls of one transaction.
    sync::VersionVector& seen(const Scope& scope);
    void setSeen(const Scope& scope, const IncarnationId& incarnation, std::uint64_t through);
    /// After a rollback: what was read may not be so.
    void forget();

    sync::Hash digest(const Scope& scope);
    /// Makes all read models anew from the states; the number of records.
    Result<std::int64_t> rebuild();

    std::optional<base::Bytes> meta(std::string_view name);
    void setMeta(std::string_view name, base::BytesView value);

private:
    void project(std::int64_t rid, const RecordId& id, std::uint32_t kind, const RecordState& state, const Scope& scope,
                 bool isNew);
    Database& m_database;
    ReadModels m_models;
    std::unordered_map<std::int64_t, sync::VersionVector> m_seen;
    std::unordered_map<IncarnationId, std::int64_t> m_incarnations;
    std::vector<std::pair<domain::FieldNo, base::BytesView>> m_fields; ///< reused between records
};

} // namespace staffroom::storage
