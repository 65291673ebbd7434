// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/crypto.h"
#include "core/storage/records.h"

namespace staffroom::storage {

/// What one table of the read models holds, in a number: rows in the order of rid, every column with its type.
struct TableDigest
{
    std::string table;
    std::int64_t rows = 0;
    base::Hash hash;
    friend bool operator==(const TableDigest&, const TableDigest&) = default;
};

/// All tables that follow from the truth, in a fixed order. The text index isn't among them: it is filled behind.
Result<std::vector<TableDigest>> readModelDigests(Database& database);

/// A table whose rows are not what a rebuild from the truth makes.
struct TableDifference
{
    TableDigest held;
    TableDigest rebuilt;
};

/// Rebuilds in a transaction that is then taken back, and compares. The caller holds the writer.
Result<std::vector<TableDifference>> compareWithRebuild(Database& writer, Records& records);

} // namespace staffroom::storage
