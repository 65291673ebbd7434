// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/yardstick.h"

#include "core/storage/database.h"
#include "core/storage/search_index.h"

#include <sqlite3.h>

#include <chrono>
#include <functional>

namespace staffroom::storage {

namespace {

constexpr std::int64_t rowsPerTransaction = 20'000;

double secondsOf(const std::function<void()>& work)
{
    const auto begun = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count();
}

struct FreeValue
{
    void operator()(sqlite3_value* value) const { sqlite3_value_free(value); }
};
using Value = std::unique_ptr<sqlite3_value, FreeValue>;

struct Finalize
{
    void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};
using Prepared = std::unique_ptr<sqlite3_stmt, Finalize>;

/// SQLite's own interface: SQLiteCpp takes no value as it is, and the measure must not pay for a wrapper.
Prepared prepare(SQLite::Database& connection, const std::string& sql)
{
    sqlite3_stmt* statement = nullptr;
    if (sqlite3_prepare_v2(connection.getHandle(), sql.c_str(), -1, &statement, nullptr) != SQLITE_OK)
        throw SQLite::Exception(connection.getHandle());
    return Prepared(statement);
}

} // namespace

struct Yardstick::Table
{
    std::string name;
    std::string insert;
    int columns = 0;
    std::vector<Value> values; ///< row after row
};

base::Result<Yardstick> Yardstick::load(const std::filesystem::path& syncedStore, const std::filesystem::path& scratch)
{
    auto source = Database::openReader(syncedStore);
    if (!source)
        return source.error();
    return guarded("reading the rows to measure with", [&] {
        Yardstick yardstick;
        yardstick.m_source = syncedStore;
        yardstick.m_file = scratch;
        yardstick.m_tables = std::make_shared<std::vector<Table>>();
        SQLite::Statement names((*source)->connection(), "SELECT name FROM sqlite_master WHERE type = 'table' AND name "
                                                         "NOT LIKE 'sqlite_%' AND name NOT LIKE 'search%' "
                                                         "AND name <> 'meta' ORDER BY rowid");
        while (names.executeStep()) {
            Table table;
            table.name = names.getColumn(0).getString();
            const Prepared rows = prepare((*source)->connection(), "SELECT * FROM \"" + table.name + '"');
            table.columns = sqlite3_column_count(rows.get());
            for (; sqlite3_step(rows.get()) == SQLITE_ROW; ++yardstick.m_rows)
                for (int column = 0; column < table.columns; ++column)
                    table.values.emplace_back(sqlite3_value_dup(sqlite3_column_value(rows.get(), column)));
            std::string marks = "?";
            for (int column = 1; column < table.columns; ++column)
                marks += ",?";
            table.insert = "INSERT INTO \"" + table.name + "\" VALUES (" + marks + ')';
            yardstick.m_tables->push_back(std::move(table));
        }
        return yardstick;
    });
}

base::Result<double> Yardstick::importRows()
{
    for (const char* suffix : {"", "-wal", "-shm"}) {
        std::error_code ignored; // not there the first time
        std::filesystem::remove(m_file.string() + suffix, ignored);
    }
    auto store = Database::openWriter(m_file);
    if (!store)
        return store.error();
    return guarded("importing bare rows", [&] {
        (*store)->setDurable(false);
        return secondsOf([&] {
            std::int64_t inTransaction = 0;
            (*store)->execute("BEGIN IMMEDIATE");
            for (const Table& table : *m_tables) {
                const Prepared insert = prepare((*store)->connection(), table.insert);
                for (std::size_t at = 0; at < table.values.size(); at += static_cast<std::size_t>(table.columns)) {
                    for (int column = 0; column < table.columns; ++column)
                        sqlite3_bind_value(insert.get(), column + 1,
                                           table.values[at + static_cast<std::size_t>(column)].get());
                    if (sqlite3_step(insert.get()) != SQLITE_DONE)
                        throw SQLite::Exception((*store)->connection().getHandle());
                    sqlite3_reset(insert.get());
                    if (++inTransaction % rowsPerTransaction == 0)
                        (*store)->execute("COMMIT; BEGIN IMMEDIATE");
                }
            }
            (*store)->execute("COMMIT");
        });
    });
}

base::Result<double> Yardstick::commitHundred()
{
    auto store = Database::openWriter(m_file);
    if (!store)
        return store.error();
    return guarded("committing bare rows", [&] {
        (*store)->execute("CREATE TEMP TABLE some AS SELECT * FROM record ORDER BY rid DESC LIMIT 100");
        (*store)->execute("CREATE TEMP TABLE posts AS SELECT * FROM post WHERE rid IN (SELECT rid FROM some)");
        (*store)->execute("DELETE FROM post WHERE rid IN (SELECT rid FROM some)");
        (*store)->execute("DELETE FROM record WHERE rid IN (SELECT rid FROM some)");
        return secondsOf([&] {
            (*store)->execute(
                "BEGIN IMMEDIATE; INSERT INTO record SELECT * FROM some; INSERT INTO post SELECT * FROM posts; COMMIT");
        });
    });
}

base::Result<double> Yardstick::buildTextIndex()
{
    auto store = Database::openWriter(m_file);
    if (!store)
        return store.error();
    return guarded("building a bare text index", [&] {
        (*store)->setDurable(false);
        (*store)->execute("CREATE VIRTUAL TABLE bare USING fts5(title, body, content = '', tokenize = 'staffroom')");
        const double seconds = secondsOf([&] {
            (*store)->execute("BEGIN IMMEDIATE; INSERT INTO bare (rowid, title, body) SELECT rid, title, body FROM "
                              "search_text ORDER BY rid; COMMIT");
        });
        (*store)->execute("DROP TABLE bare");
        return seconds;
    });
}

base::Result<double> Yardstick::fillTextIndex()
{
    auto store = Database::openWriter(m_file);
    if (!store)
        return store.error();
    return guarded("filling the text index", [&]() -> base::Result<double> {
        (*store)->setDurable(false);
        SearchIndex index(**store);
        {
            Transaction transaction(**store);
            index.reset();
            transaction.commit();
        }
        base::Result<bool> more = true;
        const double seconds = secondsOf([&] {
            while (more && *more)
                more = index.step(2'000);
        });
        return more ? base::Result<double>(seconds) : more.error();
    });
}

} // namespace staffroom::storage
