// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/database.h"
#include "core/sync/page.h"

namespace staffroom::storage {

/// A walk along a scope's log: where it stands.
struct LogWalk
{
    std::string scope; ///< its name, for errors
    std::int64_t seq = 0;
    sync::Hash chain;

    /// Goes on by one row, which has seq, count, chain and entry; the entry's views point into it. Errors: brokenChain
    /// where the row doesn't follow; as decodeEntry.
    Result<sync::Entry> follow(const Query& row, std::string_view doing);
};

} // namespace staffroom::storage
