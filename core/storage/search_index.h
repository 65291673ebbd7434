// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/database.h"

#include <optional>

namespace staffroom::storage {

/// What a row is found by.
struct IndexedText
{
    bool found = false; ///< there is such a row
    std::string title, body;
};

/// The text index, filled behind the sync: project() notes nothing for new rows, the index knows which rows it has
/// taken in and goes down from the newest; rows that change inside what it has are noted with the text it holds of
/// them.
class SearchIndex
{
public:
    explicit SearchIndex(Database& writer) : m_database(writer) {}

    /// One small transaction of its own: first what has changed, then the newest rows that aren't in yet; looks at most
    /// at that many rows (2,000 hold the writer for some 50 ms). Whether there is more to do. Can be given up between
    /// any two steps.
    Result<bool> step(std::int64_t rows);

    // The rest is for the read models, inside their transaction; throws SQLite::Exception.

    IndexedText textOf(std::int64_t rid);
    /// After the row of a record that isn't new was written or removed: `before` is what textOf said before.
    void noteChange(std::int64_t rid, const IndexedText& before);
    /// After a record's row was removed for good: whatever gets its number is looked at again.
    void noteGone(std::int64_t rid, const IndexedText& before);
    /// Empties the index; steps fill it again.
    void reset();

private:
    bool holds(std::int64_t rid);
    void note(std::int64_t rid, const IndexedText& before);
    /// Rows at the top may have gone for good and their numbers be given out again: they count as not taken in.
    void lowerTop();
    /// Brings noted rows up to date; how many.
    std::int64_t catchUp(std::int64_t rows);
    /// Takes in the newest rows that aren't in; whether more are left.
    bool fill(std::int64_t rows);

    Database& m_database;
};

/// Whether the index lacks something. Throws SQLite::Exception. Any connection.
bool isIndexing(Database& database);

} // namespace staffroom::storage
