// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/random.h"
#include "core/domain/edit.h"
#include "core/storage/read_models.h"
#include "core/storage/search_index.h"
#include "tests/support/temporary_folder.h"

#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace staffroom::storage::test {

using base::RecordId;
using domain::Kind;
using domain::ScopeId;
using domain::ScopeType;
using domain::Value;
using staffroom::test::TemporaryFolder;
using Fields = std::vector<std::pair<domain::FieldNo, Value>>;

/// An id that is the same in every run and rises with the number.
RecordId numbered(std::uint32_t number);

/// A real store in a real file, with records put straight into the truth's tables and projected.
class Store
{
public:
    Store();
    Database& writer() { return *m_writer; }
    Database& reader() { return *m_reader; }
    const std::filesystem::path& file() const { return m_file; }

    std::int64_t sid(const ScopeId& scope);
    /// Makes or replaces a record; what it was before is forgotten.
    void put(const RecordId& id, Kind kind, const ScopeId& scope, Fields fields, bool deleted = false);
    void remove(const RecordId& id);
    void restore(const RecordId& id);
    /// Takes the record out of the truth too, as a rejected one.
    void forget(const RecordId& id);
    /// Clears the read models and projects everything again, in the order of ids.
    void rebuild();
    /// Fills the text index to its end.
    void index(std::int64_t rows = 1000);
    /// All rows of all typed tables, as text.
    std::string readModels();

    void begin() { writer().execute("BEGIN IMMEDIATE"); }
    void commit() { writer().execute("COMMIT"); }

private:
    struct Record
    {
        std::int64_t rid;
        Kind kind;
        ScopeId scope;
        Fields fields;
        bool deleted;
    };
    void project(const RecordId& id, const Record& record, bool isNew);

    TemporaryFolder m_folder;
    std::filesystem::path m_file;
    std::unique_ptr<Database> m_writer, m_reader;
    std::map<RecordId, Record> m_records;
    std::map<ScopeId, std::int64_t> m_sids;
};

// Records with the fields that the tests care for.

ScopeId groupScope(const RecordId& group);
ScopeId workScope(const RecordId& person);
void putGroup(Store& store, const RecordId& group, const std::string& name, const std::vector<RecordId>& members);
void putPost(Store& store, const RecordId& id, const RecordId& group, const RecordId& author, const std::string& title,
             const std::string& body, std::int64_t created);
void putReply(Store& store, const RecordId& id, const RecordId& group, const RecordId& author, const RecordId& thread,
              const RecordId& to, const std::string& body, std::int64_t created);
void putMarker(Store& store, const RecordId& person, const RecordId& thread, std::int64_t until);

} // namespace staffroom::storage::test
