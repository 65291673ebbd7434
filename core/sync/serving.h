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
/// Checks shape, author and signature, and lets the store take the batch. asking: whose batch it has to be; nothing for
/// one of a device that the batch names, as a hub brings them.
Judged judge(CentralStore& store, const std::optional<Device>& asking, BytesView encoded);

/// One page of a scope, as it goes out: what its reader wrote is in the short form.
struct Served
{
    Bytes page;
    std::uint64_t from = 0, to = 0;
    Hash after;
    bool more = false;
};
/// Whether the person may read the scope is the caller's to check. Errors: as CentralStore::log.
Result<Served> servePage(CentralStore& store, const IncarnationId& reader, const ScopeId& scope, const Cursor& from,
                         std::size_t bytes);

} // namespace staffroom::sync
