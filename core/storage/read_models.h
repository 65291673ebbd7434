// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/kinds.h"
#include "core/domain/scope.h"
#include "core/storage/database.h"

#include <optional>
#include <span>
#include <unordered_set>
#include <utility>

namespace staffroom::storage {

/// A record as merged: what its read model is made from.
struct MergedRecord
{
    std::int64_t rid = 0; ///< its row in the table record
    base::RecordId id;
    std::uint32_t kind = 0;
    std::int64_t sid = 0; ///< its scope's row in the table scope
    domain::ScopeId scope;
    bool deleted = false;
    bool alternatives = false; ///< some field has more than one version
    std::uint32_t rank = 0;    ///< how much went before it
    /// The value shown of each field, ascending by number: (field, encoded CBOR item).
    std::span<const std::pair<domain::FieldNo, base::BytesView>> fields;
};

/// Keeps the typed tables (schema/002_read_models.sql) as the truth says, inside the caller's transaction, and notes
/// what the text index has to take in. Kinds of newer programs have no tables and are passed over.
class ReadModels
{
public:
    explicit ReadModels(Database& writer) : m_database(writer) {}
    /// Writes, replaces or (deleted) removes the record's row. The record's row in the table record must be there.
    /// Throws what SQLiteCpp throws: core/storage only.
    /// isNew: the record had no row before, so nothing has to be looked up or taken out first.
    void project(const MergedRecord& record, bool isNew);
    /// Records of a scope with ids above from and up to to are about to come: the threads among them that are answered
    /// here already are looked up at once, not one by one. Until endAdding().
    void beginAdding(std::int64_t sid, const base::RecordId& from, const base::RecordId& to);
    void endAdding() { m_adding.reset(); }
    /// Takes out everything of a scope (the person left it). The text index starts afresh, so that no word of it stays.
    void removeScope(std::int64_t sid);
    /// Empties all typed tables and the text index, before a rebuild from the truth.
    void clear();

private:
    void write(const MergedRecord& record, bool isNew);
    void writePost(const MergedRecord& record, bool isNew);
    void writeReply(const MergedRecord& record, bool isNew);
    void writePreference(const MergedRecord& record, bool isNew);
    void recountThread(base::BytesView thread, std::int64_t sid);
    bool isAnswered(const base::RecordId& thread, std::int64_t sid);

    struct Adding
    {
        std::int64_t sid = 0;
        base::RecordId from, to;
        std::unordered_set<base::RecordId> answered; ///< threads between from and to that have a reply here
    };
    Database& m_database;
    std::optional<Adding> m_adding;
};

} // namespace staffroom::storage
