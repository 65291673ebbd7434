// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace staffroom::storage {

/// What the same work costs without Staffroom: the measures that `staffroomctl bench` divides by. Each works on a store
/// of its own, made of the rows of one that was synced, and is as well done as it can be: one connection, prepared
/// statements, rows in order, large transactions, no checkpoint on the way.
class Yardstick
{
public:
    /// Reads the rows of the synced store into memory and makes an empty store of the same schema in scratch.
    static base::Result<Yardstick> load(const std::filesystem::path& syncedStore, const std::filesystem::path& scratch);

    /// Seconds to put all rows into the same tables and indexes, text index apart. Makes the empty store anew first.
    base::Result<double> importRows();
    /// Seconds to put a hundred further rows (records and posts) into it, in one durable commit.
    base::Result<double> commitHundred();
    /// Seconds to build a bare FTS5 table over all texts with Staffroom's tokenizer.
    base::Result<double> buildTextIndex();
    /// Seconds to fill Staffroom's own text index behind, in its small steps, from nothing.
    base::Result<double> fillTextIndex();

    std::int64_t rows() const { return m_rows; }

private:
    struct Table;
    Yardstick() = default;
    std::filesystem::path m_file;
    std::filesystem::path m_source;
    std::shared_ptr<std::vector<Table>> m_tables;
    std::int64_t m_rows = 0;
};

} // namespace staffroom::storage
