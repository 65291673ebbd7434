// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/read_model_digest.h"

#include "core/base/cbor.h"

#include <array>

namespace staffroom::storage {

namespace {

constexpr std::array tables{"person", "organisation", "community_group", "membership",  "plan",       "plan_item",
                            "course", "module",       "activity",        "enrolment",   "statement",  "post",
                            "reply",  "announcement", "preference",      "read_marker", "alternative"};

void addColumn(const SQLite::Column& column, base::cbor::Writer& row)
{
    if (column.isInteger())
        row.integer(column.getInt64());
    else if (column.isText())
        row.text({column.getText(), static_cast<std::size_t>(column.getBytes())});
    else if (column.isBlob())
        row.bytes({static_cast<const char*>(column.getBlob()), static_cast<std::size_t>(column.getBytes())});
    else if (column.isFloat())
        row.real(column.getDouble());
    else
        row.null();
}

TableDigest digestOf(Database& database, const char* table)
{
    TableDigest digest{table, 0, {}};
    base::Hasher hasher;
    SQLite::Statement rows(database.connection(), std::string("SELECT * FROM ") + table + " ORDER BY rid");
    const int columns = rows.getColumnCount();
    base::cbor::Writer row;
    while (rows.executeStep()) {
        row.clear();
        for (int at = 0; at < columns; ++at)
            addColumn(rows.getColumn(at), row);
        hasher.add(row.view());
        ++digest.rows;
    }
    digest.hash = hasher.finish();
    return digest;
}

} // namespace

Result<std::vector<TableDigest>> readModelDigests(Database& database)
{
    return guarded("computing the digests of the read models", [&] {
        std::vector<TableDigest> digests;
        for (const char* table : tables)
            digests.push_back(digestOf(database, table));
        return digests;
    });
}

Result<std::vector<TableDifference>> compareWithRebuild(Database& writer, Records& records)
{
    auto differences =
        guarded("comparing the read models with a rebuild", [&]() -> Result<std::vector<TableDifference>> {
            const Transaction taken(writer); // never committed
            auto held = readModelDigests(writer);
            if (!held)
                return held.error();
            const auto count = records.rebuild();
            if (!count)
                return count.error();
            auto rebuilt = readModelDigests(writer);
            if (!rebuilt)
                return rebuilt.error();
            std::vector<TableDifference> found;
            for (std::size_t at = 0; at < held->size(); ++at)
                if ((*held)[at] != (*rebuilt)[at])
                    found.push_back({(*held)[at], (*rebuilt)[at]});
            return found;
        });
    records.forget();
    return differences;
}

} // namespace staffroom::storage
