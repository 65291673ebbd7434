// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/log_walk.h"

namespace staffroom::storage {

Result<sync::Entry> LogWalk::follow(const Query& row, std::string_view doing)
{
    auto entry = sync::decodeEntry(row.asBytes(3));
    if (!entry)
        return entry;
    chain = sync::chained(chain, entry->hash);
    if (row.asInteger(0) != seq + 1 || row.asInteger(1) != static_cast<std::int64_t>(entry->count) ||
        row.asBytes(2) != chain.view())
        return Error{ErrorCode::brokenChain, std::string(doing), scope + " at " + std::to_string(seq + 1)};
    seq += row.asInteger(1);
    return entry;
}

} // namespace staffroom::storage
