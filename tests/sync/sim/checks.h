// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/sync/sim/world.h"

namespace staffroom::test {

using SimPcs = std::vector<std::unique_ptr<SimPc>>;

/// Whether every PC has the server's digests in all scopes that it reads, and nothing of its own waits there.
bool isLevel(storage::SqliteCentral& server, const SimPcs& pcs);

/// The invariants of docs/sync-protocol.md after healing. Throws Violation.
void checkEnd(storage::SqliteCentral& server, const SimPcs& pcs, const Model& model, MemoryDisk& disk);

} // namespace staffroom::test
