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
/// Checks shape, author and signature, and lets the store take the batch. asking: who sends it, and whose person's it
/// has to be: a device brings again what it sent under earlier names. Nothing for one of whatever device the batch
/// names, as a hub brings them.
Judged judge(CentralStore& store, const std::optional<Device>& asking, BytesView encoded);

/// Devices that this one was before, and that the store doesn't know: they become the same person's. One whose next
/// isn't among them, or that isn't signed, is passed over.
Result<void> takeEarlierNames(CentralStore& store, const Device& device, std::string_view deviceName,
                              std::span<const EarlierName> names, std::int64_t now);

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
