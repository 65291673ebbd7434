// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Exception.h>
#include <SQLiteCpp/Statement.h>

#include <filesystem>
#include <memory>
#include <string>
#include <type_traits>
#include <unordered_map>

struct sqlite3_stmt;

namespace staffroom::storage {

using base::Error;
using base::ErrorCode;
using base::Result;

/// The Error for what SQLite said. Codes: diskFull, storageBusy, storageDamaged, storageFailed.
Error errorOf(const SQLite::Exception& exception, std::string_view doing);

/// Runs a piece of database work and turns an exception of SQLiteCpp into an Error: none leaves core/storage.
template <typename Work>
auto guarded(std::string_view doing, Work work)
{
    using Value = std::invoke_result_t<Work>;
    if constexpr (std::is_void_v<Value>) {
        try {
            work();
            return Result<void>();
        } catch (const SQLite::Exception& exception) {
            return Result<void>(errorOf(exception, doing));
        }
    } else if constexpr (requires(Value value) { value.error(); }) {
        try {
            return work();
        } catch (const SQLite::Exception& exception) {
            return Value(errorOf(exception, doing));
        }
    } else {
        try {
            return Result<Value>(work());
        } catch (const SQLite::Exception& exception) {
            return Result<Value>(errorOf(exception, doing));
        }
    }
}

/// A prepared statement at work: bind in order, step, and it is reset when this goes. Throws SQLite::Exception.
/// SQLite's own interface: the statements of SQLiteCpp copy each text twice and count references at each column read.
class Query
{
public:
    explicit Query(sqlite3_stmt& statement) : m_statement(&statement) {}
    ~Query();
    Query(const Query&) = delete;
    Query& operator=(const Query&) = delete;

    Query& integer(std::int64_t value);
    Query& text(std::string_view value);
    Query& blob(std::string_view value);
    Query& null();
    /// Without a copy: the bytes must stay where they are until the statement has run.
    Query& lentText(std::string_view value);
    Query& lentBlob(std::string_view value);
    /// Whether there is a row.
    bool step();
    /// Runs a statement without rows; the number of rows changed.
    int run();

    std::int64_t asInteger(int column) const;
    /// Text or blob; valid until the next step.
    std::string_view asBytes(int column) const;
    bool isNull(int column) const;

private:
    Query& bound(int answer);
    sqlite3_stmt* m_statement;
    int m_bound = 0;
};

/// One SQLite connection with its prepared statements. The writer is the only connection that writes or checkpoints
/// (the SQLite of Debian 12 has the WAL-reset race); readers are read-only. Not thread-safe: one thread at a time.
class Database
{
public:
    /// Opens the one writer: creates the file, checks it where it was not closed well or was last checked 30 days ago
    /// (<name>.checked says when), brings its schema up (a copy of the file is kept beside it as
    /// <name>.before-<version> first). Errors: newerStore, storageDamaged, diskFull, storageFailed.
    static Result<std::unique_ptr<Database>> openWriter(const std::filesystem::path& file);
    static Result<std::unique_ptr<Database>> openReader(const std::filesystem::path& file);

    /// The statement for this text, prepared at its first use. Texts are constants of staffroom_sql.h.
    Query query(const char* sql);
    void execute(const char* sql) { m_connection.exec(sql); }
    std::int64_t lastRowId() const { return m_connection.getLastInsertRowid(); }
    SQLite::Database& connection() { return m_connection; }

    /// fsync at each commit (a person's own work) or only at checkpoints (what can be fetched again).
    void setDurable(bool durable);
    /// A whole copy of it as of now, in place of what the file held. Errors: diskFull, storageFailed.
    Result<void> copyTo(const std::filesystem::path& file);
    /// Moves the write-ahead log into the file when it has grown, best when nothing else is going on.
    Result<void> checkpoint();

private:
    Database(const std::filesystem::path& file, int flags);
    SQLite::Database m_connection;
    struct Finalize
    {
        void operator()(sqlite3_stmt* statement) const;
    };
    std::unordered_map<const char*, std::unique_ptr<sqlite3_stmt, Finalize>> m_statements; ///< go before the connection
    bool m_durable = true;
};

/// Begins at once (BEGIN IMMEDIATE); rolls back when it goes without commit().
class Transaction
{
public:
    explicit Transaction(Database& database);
    ~Transaction();
    Transaction(const Transaction&) = delete;
    Transaction& operator=(const Transaction&) = delete;
    void commit();

private:
    Database& m_database;
    bool m_open = true;
};

/// Keeps a second process from opening the same profile, until it goes or the process dies.
class ProfileLock
{
public:
    /// Errors: profileLocked, storageFailed.
    static Result<std::unique_ptr<ProfileLock>> take(const std::filesystem::path& folder);
    ~ProfileLock();
    ProfileLock(const ProfileLock&) = delete;
    ProfileLock& operator=(const ProfileLock&) = delete;

private:
    explicit ProfileLock(int descriptor) : m_descriptor(descriptor) {}
    int m_descriptor;
};

} // namespace staffroom::storage
