// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/verify_report.h"

namespace staffroom::ctl {

void printDigest(std::ostream& out, const domain::ScopeId& scope, const base::Hash& digest, std::uint64_t seq)
{
    out << "digest " << scope.text() << ' ' << digest.hex() << ' ' << seq << '\n';
}

Result<void> verifyReadModels(storage::Database& writer, storage::Records& records, std::ostream& out)
{
    const auto differences = storage::compareWithRebuild(writer, records);
    if (!differences)
        return differences.error();
    std::string names;
    for (const storage::TableDifference& one : *differences) {
        out << "differs " << one.held.table << ": " << one.held.rows << " rows " << one.held.hash.hex()
            << ", from the records " << one.rebuilt.rows << " rows " << one.rebuilt.hash.hex() << '\n';
        names += (names.empty() ? "" : ", ") + one.held.table;
    }
    if (!names.empty())
        return Error{ErrorCode::storageDamaged, "verifying the read models",
                     names + " not as the records make it (the records themselves are sound)"};
    return {};
}

} // namespace staffroom::ctl
