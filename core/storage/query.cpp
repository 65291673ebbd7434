// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/database.h"

#include <sqlite3.h>

namespace staffroom::storage {

namespace {

/// A null pointer would bind NULL instead of an empty text or blob.
const char* startOf(std::string_view value)
{
    return value.data() ? value.data() : "";
}

std::string_view bytesOf(const void* data, int size)
{
    return data ? std::string_view(static_cast<const char*>(data), static_cast<std::size_t>(size)) : std::string_view();
}

} // namespace

Query::~Query()
{
    sqlite3_reset(m_statement); // says again what step() threw
    sqlite3_clear_bindings(m_statement);
}

Query& Query::bound(int answer)
{
    if (answer != SQLITE_OK)
        throw SQLite::Exception(sqlite3_db_handle(m_statement), answer);
    return *this;
}

Query& Query::integer(std::int64_t value)
{
    return bound(sqlite3_bind_int64(m_statement, ++m_bound, value));
}

Query& Query::null()
{
    return bound(sqlite3_bind_null(m_statement, ++m_bound));
}

// SQLITE_TRANSIENT, which copies: callers bind temporaries.
Query& Query::text(std::string_view value)
{
    return bound(
        sqlite3_bind_text64(m_statement, ++m_bound, startOf(value), value.size(), SQLITE_TRANSIENT, SQLITE_UTF8));
}

Query& Query::blob(std::string_view value)
{
    return bound(sqlite3_bind_blob64(m_statement, ++m_bound, startOf(value), value.size(), SQLITE_TRANSIENT));
}

Query& Query::lentText(std::string_view value)
{
    return bound(sqlite3_bind_text64(m_statement, ++m_bound, startOf(value), value.size(), SQLITE_STATIC, SQLITE_UTF8));
}

Query& Query::lentBlob(std::string_view value)
{
    return bound(sqlite3_bind_blob64(m_statement, ++m_bound, startOf(value), value.size(), SQLITE_STATIC));
}

bool Query::step()
{
    const int answer = sqlite3_step(m_statement);
    if (answer != SQLITE_ROW && answer != SQLITE_DONE)
        throw SQLite::Exception(sqlite3_db_handle(m_statement), answer);
    return answer == SQLITE_ROW;
}

int Query::run()
{
    if (step())
        throw SQLite::Exception("a statement without rows has one", SQLITE_MISUSE);
    return sqlite3_changes(sqlite3_db_handle(m_statement));
}

std::int64_t Query::asInteger(int column) const
{
    return sqlite3_column_int64(m_statement, column);
}

std::string_view Query::asBytes(int column) const
{
    const void* data = sqlite3_column_blob(m_statement, column);
    return bytesOf(data, sqlite3_column_bytes(m_statement, column));
}

bool Query::isNull(int column) const
{
    return sqlite3_column_type(m_statement, column) == SQLITE_NULL;
}

} // namespace staffroom::storage
