// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sync/relay.h"
#include "core/sync/snapshot.h"

#include <optional>

namespace staffroom::sync {

/// A scope that some member may read, as the hub and the server stand.
struct RelayScope
{
    ScopeId scope;
    Cursor cursor;
    std::uint64_t epoch = 0, seq = 0; ///< of the server, as the newest grant says
    bool wantsSnapshot = false;       ///< one would be shorter than the log, somebody asked, or one is half here
    bool otherHistory = false;        ///< what is here the server doesn't have any more
};

/// The port through which a relay session reads and writes a hub's store. Each call is one transaction. Errors of every
/// call: diskFull, storageBusy, storageFailed, storageDamaged.
class RelayStore
{
public:
    virtual ~RelayStore() = default;

    /// What the server has to send of grants only where it has changed.
    virtual Result<std::vector<GrantPrint>> grantPrints() = 0;
    /// Takes the grants of the devices behind `after`, up to the last one in the answer or, where no more come, to the
    /// end. Those that it doesn't name are no members' any more. The server signed the answer for a question of just
    /// now: it counts also where it says an earlier time than what is here, as after its clock ran ahead. Errors:
    /// badSignature, malformed.
    virtual Result<void> takeGrants(const IncarnationId& after, const GrantsAnswer& answer) = 0;

    /// Batches that the server hasn't judged, in the order in which they came, as who wrote one may have seen those
    /// before it; about so many bytes, at least one where there is any.
    virtual Result<std::vector<Bytes>> waiting(std::size_t bytes) = 0;
    /// Takes verdicts, each with the bytes that were signed, all or none. Of a refused batch nothing more is waited
    /// for, nor of what the same device made behind it: it comes again from its author.
    virtual Result<void> takeVerdicts(std::span<const std::pair<Verdict, Bytes>> verdicts) = 0;
    /// Verdicts that the server has and this store hasn't.
    virtual Result<std::vector<VerdictQuestion>> missingVerdicts() = 0;

    /// In the order in which they are to be fetched; without those that are level.
    virtual Result<std::vector<RelayScope>> behind() = 0;
    /// Takes in a page that was checked, whole and goes on at the cursor.
    virtual Result<void> takePage(const Page& page) = 0;
    /// The server's log is another one: what is here of the scope goes.
    virtual Result<void> startAnew(const ScopeId& scope) = 0;

    /// The snapshot being fetched; nothing where none is.
    virtual Result<std::optional<Manifest>> fetching(const ScopeId& scope) = 0;
    virtual Result<void> beginSnapshot(const Manifest& manifest, BytesView encoded) = 0;
    /// The first segment that isn't here yet; nothing where all are.
    virtual std::optional<SegmentInfo> missingSegment(const Manifest& manifest) = 0;
    /// Its hash was checked.
    virtual Result<void> keepSegment(const SegmentInfo& info, BytesView compressed) = 0;
    /// All its segments are here: it is handed out from now on, and the log before the snapshot before it goes.
    virtual Result<void> finishSnapshot(const Manifest& manifest) = 0;
};

} // namespace staffroom::sync
