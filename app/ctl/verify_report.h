// SPDX-License-Identifier: GPL-3.0-or-later
// What verify prints and judges for a server's store and a desktop's profile alike.
#pragma once

#include "app/ctl/command.h"
#include "core/storage/read_model_digest.h"

namespace staffroom::ctl {

/// "digest <scope> <hex> <seq>".
void printDigest(std::ostream& out, const domain::ScopeId& scope, const base::Hash& digest, std::uint64_t seq);

/// Compares the read models with a rebuild and prints what differs. The caller holds the writer. Errors: storageDamaged
/// where a table differs.
Result<void> verifyReadModels(storage::Database& writer, storage::Records& records, std::ostream& out);

} // namespace staffroom::ctl
