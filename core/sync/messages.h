// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sync/page.h"

#include <optional>
#include <string>

namespace staffroom::sync {

/// Wraps a message for the wire: zstd around deterministic CBOR. unwrap: tooLarge, truncated, malformed.
Bytes wrap(BytesView message);
Result<Bytes> unwrap(BytesView wire);

/// An earlier name of a device: its word, by its own key, that the next one goes on in its place.
struct EarlierName
{
    PublicKey key{};
    IncarnationId next;
    Signature signature{}; ///< over earlierClaim
};
EarlierName earlierName(const StoreId& server, const base::KeyPair& earlier, const IncarnationId& next);
Bytes earlierClaim(const StoreId& server, const PublicKey& earlier, const IncarnationId& next);

/// POST /v1/enrol: a person makes this device theirs.
struct EnrolRequest
{
    std::string login, password, deviceName;
    PublicKey key{};
    std::vector<EarlierName> earlier = {}; ///< the latest first: a server that was put back may know none of them
    Signature signature{}; ///< of that key over enrolClaim: nobody can give somebody else's key as theirs
};
struct EnrolAnswer
{
    StoreId server;
    PublicKey serverKey{};
    RecordId person;
    std::string name;
    std::int64_t serverMs = 0;
};

/// What the new device signs. It names no server, as a PC that is new knows none.
Bytes enrolClaim(const EnrolRequest& request);

/// POST /v1/session: without a challenge to ask for one, then with it signed.
struct SessionRequest
{
    std::uint64_t protocol = 0;
    IncarnationId incarnation;
    Bytes challenge; ///< 32 bytes, or empty
    Signature signature{};
};
struct SessionAnswer
{
    Bytes challenge; ///< 32 bytes where one was asked for
    Bytes token;     ///< else 24 bytes: "Authorization: Bearer <hex>"
    std::int64_t serverMs = 0;
    Signature signature{}; ///< the server's, over challenge and serverMs: signed time
    Bytes hub = {};        ///< a hub's certificate (relay.h), encoded: it is a hub that answers; else empty
};
/// What the device signs, and what the server signs.
Bytes sessionClaim(const StoreId& server, const IncarnationId& incarnation, BytesView challenge);
Bytes timeClaim(BytesView challenge, std::int64_t serverMs);

/// One scope that the person may read, as the server has it.
struct Head
{
    ScopeId scope;
    domain::Roles roles = 0;
    std::uint64_t seq = 0;
    Hash chain;
    std::uint64_t through = 0; ///< which of the asking incarnation's changes the server holds
    Hash lastBatch;            ///< the batch that ends there
};
struct Heads
{
    std::uint64_t epoch = 0;
    std::int64_t serverMs = 0;
    std::vector<Head> heads;
};
/// What a client and the server compare first: 16 bytes over everything in the heads but the time.
Bytes fingerprint(const Heads& heads);

/// POST /v1/heads: the fingerprint of what the client holds; the answer is empty where it is level.
struct HeadsAnswer
{
    std::int64_t serverMs = 0;
    std::optional<Heads> heads;
    Signature signature{}; ///< over headsClaim: who stands between can neither take rights away nor hide what is new
};
/// What the server signs: the answer, to this device, to this question.
Bytes headsClaim(const HeadsAnswer& answer, const IncarnationId& incarnation, BytesView fingerprint);

/// The server's signed word on a batch.
struct Verdict
{
    struct Quarantined
    {
        std::uint64_t dseq = 0;
        base::ErrorCode reason = base::ErrorCode::internal;
    };
    IncarnationId incarnation;
    ScopeId scope;
    std::uint64_t first = 0;
    Hash batch;
    std::optional<base::ErrorCode> refused; ///< the batch as a whole; nothing of it was taken
    std::uint64_t through = 0;              ///< the server now holds this incarnation's changes through here
    std::vector<Quarantined> quarantined;   ///< single changes that were not taken, ascending
    Signature signature{};
};
Bytes verdictClaim(const Verdict& verdict);

Bytes encode(const EnrolRequest& message);
Bytes encode(const EnrolAnswer& message);
Bytes encode(const SessionRequest& message);
Bytes encode(const SessionAnswer& message);
Bytes encodeHeadsRequest(BytesView fingerprint);
Bytes encode(const HeadsAnswer& message);
/// POST /v1/push: [batch …].
Bytes encodePush(std::span<const Bytes> batches);
Bytes encodeVerdicts(std::span<const Verdict> verdicts);

/// All of these: truncated, malformed. Of an enrolment also upgradeRequired, for another protocol or where it comes
/// from a program that doesn't sign it.
Result<EnrolRequest> decodeEnrolRequest(BytesView bytes);
Result<EnrolAnswer> decodeEnrolAnswer(BytesView bytes);
Result<SessionRequest> decodeSessionRequest(BytesView bytes);
Result<SessionAnswer> decodeSessionAnswer(BytesView bytes);
Result<Bytes> decodeHeadsRequest(BytesView bytes);
Result<HeadsAnswer> decodeHeadsAnswer(BytesView bytes);
/// The encoded batches, not read yet: each gets its own verdict. The views point into the bytes.
Result<std::vector<BytesView>> decodePush(BytesView bytes);
/// Also badSignature: a verdict counts only with the server's signature.
Result<std::vector<Verdict>> decodeVerdicts(BytesView bytes, const PublicKey& server);

} // namespace staffroom::sync
