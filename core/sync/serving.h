// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sync/central_store.h"

namespace staffroom::sync {

// What a central server makes of what a device sends or asks for, whether that came over a link or in a file.

/// The word on one encoded batch, not signed yet, and why where it was refused.
struct Judged
{
    Verdict verdict; ///< its scope is null where the batch couldn't even be read
    std::optional<base::Error> why;

    /// The store's own trouble: no word on the batch, which is to come again.
    bool isStoresTrouble() const;
};
/// Checks shape, author and signature, and lets the store take the batch.
Judged judge(CentralStore& store, const Device& device, BytesView encoded);

/// One page of a scope for that device, as it goes out: its own words are left out of it.
struct Served
{
    Bytes page;
    std::uint64_t from = 0, to = 0;
    Hash after;
    bool more = false;
};
/// Whether the person may read the scope is the caller's to check. Errors: as CentralStore::log.
Result<Served> servePage(CentralStore& store, const Device& device, const ScopeId& scope, const Cursor& from,
                         std::size_t bytes);

} // namespace staffroom::sync
