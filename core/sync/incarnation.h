// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sync/messages.h"

#include <algorithm>

namespace staffroom::sync {

/// POST /v1/incarnation: a device under whose name a copy of it writes asks for a name of its own, and which of its
/// changes the server has under the old one.
struct IncarnationRequest
{
    struct Asked
    {
        ScopeId scope;
        std::uint64_t after = 0;   ///< before the last that the server was heard to hold: is that still so?
        std::uint64_t through = 0; ///< the last change made here
    };
    IncarnationId before;
    PublicKey key{}; ///< of the new incarnation
    std::string deviceName;
    std::vector<Asked> asked;       ///< ascending, each scope once
    Signature byBefore{}, byNext{}; ///< of both keys over incarnationClaim
};

/// Of one scope, the changes that the server has under the old name, one hash each: a copy may have sent the same ones
/// in batches of other lengths.
struct HeldChanges
{
    ScopeId scope;
    std::uint64_t after = 0;
    std::uint64_t forgotten = 0; ///< through this one they were held, and are older than the server's log
    std::vector<Hash> hashes;    ///< of the changes known() + 1, known() + 2 …
    std::vector<Verdict::Quarantined> quarantined;
    bool more = false; ///< asked for and held, but too long for one answer

    /// What comes before the hashes: not asked for, or not in the log any more.
    [[nodiscard]] std::uint64_t known() const { return std::max(after, forgotten); }
    [[nodiscard]] std::uint64_t through() const { return known() + hashes.size(); }
};

/// The server has taken the new key in.
struct IncarnationAnswer
{
    std::int64_t serverMs = 0;
    std::vector<HeldChanges> held;
    Signature signature{}; ///< over admittedClaim: what it says settles what was made
};

Bytes incarnationClaim(const StoreId& server, const IncarnationRequest& request);
Bytes admittedClaim(const StoreId& server, const IncarnationId& before, const IncarnationId& next,
                    const IncarnationAnswer& answer);

/// [protocol, before, key, device name, [[scope, after, through] …], signature, signature].
Bytes encode(const IncarnationRequest& message);
/// [server ms, [[scope, after, forgotten, [hash …], [dseq, reason, …], more] …], signature].
Bytes encode(const IncarnationAnswer& message);
/// Both: truncated, malformed; upgradeRequired for another protocol.
Result<IncarnationRequest> decodeIncarnationRequest(BytesView bytes);
Result<IncarnationAnswer> decodeIncarnationAnswer(BytesView bytes);

} // namespace staffroom::sync
