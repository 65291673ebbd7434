// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sync/client_store.h"
#include "core/sync/courier.h"
#include "core/sync/serving.h"

#include <map>
#include <set>

namespace staffroom::sync {

/// Where a PC stands, so that the server knows what to put into the answer.
struct CourierStanding
{
    struct Place
    {
        ScopeId scope;
        std::uint64_t epoch = 0, seq = 0;
        Hash chain;
        std::uint64_t acknowledged = 0; ///< of its own changes
        bool rebasing = false;
    };
    std::vector<Place> places; ///< ascending by scope

    /// A place of its own where nothing is known.
    Place of(const ScopeId& scope) const;
};
/// [[scope, epoch, seq, chain, acknowledged, rebasing] …].
Bytes encode(const CourierStanding& standing);
/// Errors: truncated, malformed.
Result<CourierStanding> decodeStanding(BytesView bytes);

/// What was written or changed, each record once, by the number of its kind.
class CourierTally
{
public:
    void add(const Batch& batch);
    const std::map<std::uint32_t, std::uint64_t>& kinds() const { return m_kinds; }

private:
    std::set<RecordId> m_records;
    std::map<std::uint32_t, std::uint64_t> m_kinds;
};

struct UpWritten
{
    std::uint64_t batches = 0, changes = 0;
    CourierTally tally;
};
/// Puts in where this PC stands, and what it made that it doesn't know to be at the server. Errors: the store's, the
/// sink's.
Result<UpWritten> writeUp(ClientStore& store, CourierWriter& file);

struct UpTaken
{
    Device device;
    CourierStanding standing;
    std::uint64_t batches = 0;
    std::uint64_t changes = 0;     ///< taken, or quarantined
    std::uint64_t already = 0;     ///< changes that had come before
    std::uint64_t quarantined = 0; ///< of the changes
    /// Signed: on whole batches of which nothing was taken, and on those of the PC's earlier names.
    std::vector<Verdict> words;
    CourierTally tally; ///< of what was new
};
/// Takes a PC's file in at the server, batch by batch, as if each had been pushed. Reading it again changes nothing.
/// Errors: scopeMismatch where it is another server's, invalidArgument where it is one from a server, unauthenticated
/// for a device that isn't enrolled here, revoked; forbidden, malformed …; the store's.
Result<UpTaken> takeUp(CentralStore& store, CourierReader& file, const CourierProgress& progress = {});

} // namespace staffroom::sync
