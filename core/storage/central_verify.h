// SPDX-License-Identifier: GPL-3.0-or-later
// What ctl verify looks at beside the logs (SqliteCentral::verifyLogs) and the read models (read_model_digest.h).
#pragma once

#include "core/storage/central.h"

namespace staffroom::storage {

/// Remakes every batch from the log, which has quarantined changes as hashes, and compares it with the hash that was
/// signed and judged, each with the one before it. The number of batches. Errors: brokenChain, storageDamaged.
Result<std::size_t> verifyBatches(SqliteCentral& store);

/// Checks the server's signature on every snapshot and the bytes of its segments. The number of snapshots. Errors:
/// badSignature, badHash, notFound.
Result<std::size_t> verifySnapshots(SqliteCentral& store);

/// Checks that every blob is there, whole and what its name says. The number of blobs. Errors: badHash, notFound.
Result<std::size_t> verifyBlobs(SqliteCentral& store);

} // namespace staffroom::storage
