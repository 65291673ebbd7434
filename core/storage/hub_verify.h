// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/hub_store.h"

namespace staffroom::storage {

/// What a hub's store turned out to hold.
struct HubReport
{
    struct Scope
    {
        ScopeId scope;
        std::uint64_t start = 0, seq = 0; ///< the log is of the changes behind start through seq
        sync::Hash chain;
        bool snapshot = false;
    };
    std::vector<Scope> scopes; ///< ascending
    std::size_t members = 0, places = 0, segments = 0, batches = 0, verdicts = 0;
};

/// Reads all of a hub's store: each log against its chain and the places that the server signed, snapshots and their
/// files, certificates and grants, batches against their devices, verdicts. Errors: brokenChain, badHash, badSignature,
/// storageDamaged.
Result<HubReport> verifyHub(HubStore& store);

} // namespace staffroom::storage
