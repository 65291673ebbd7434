// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/sync/sim/hub.h"
#include "tests/sync/sim/model.h"
#include "tests/sync/sim/pc.h"
#include "tests/sync/sim/server.h"

namespace staffroom::test {

using SimPcs = std::vector<std::unique_ptr<SimPc>>;
using SimHubs = std::vector<std::unique_ptr<SimHub>>;

/// Empty where every PC has the server's digests in all scopes that it reads, and nothing of its own waits there; else
/// the first that doesn't.
std::string whatIsNotLevel(storage::SqliteCentral& server, const SimPcs& pcs);

/// The invariants of docs/sync-protocol.md after healing. Throws Violation.
void checkEnd(storage::SqliteCentral& server, const SimPcs& pcs, const SimHubs& hubs, const Model& model,
              MemoryDisk& disk);

/// 10: the newest own write that waits in a scope is in the state that is shown, whatever came from the server
/// meanwhile. Throws Violation.
void checkWaiting(SimPc& pc, const Model& model);

// ---- their parts

[[noreturn]] inline void violated(const std::string& what)
{
    throw Violation(what);
}

template <typename T>
T must(base::Result<T> result, const char* what)
{
    if (!result.ok())
        violated(std::string(what) + ": " + describe(result.error()));
    return *std::move(result);
}

/// 2, 3: nothing else than what was saved is in the log, and all of it is, or was rejected and its author's program
/// says so, or waits where its author may not read any more.
void checkSaved(const std::map<domain::ScopeId, NaiveScope>& scopes, const Model& model, const SimPcs& pcs,
                const base::IncarnationId& server);

} // namespace staffroom::test
