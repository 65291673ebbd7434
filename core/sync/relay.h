// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sync/relayed.h"

namespace staffroom::sync {

// What a school's hub and those around it say to each other. Downwards a hub only carries what the server signed; what
// it says itself (how far it is, what it holds) is signed with its own key and settles nothing.

/// The server's word that a key is that of a hub, so that a PC knows a relay for its server, and that it isn't the
/// server itself.
struct HubCertificate
{
    PublicKey key{};
    std::string name;
    std::int64_t serverMs = 0;
    Signature signature{};
};
HubCertificate certifyHub(const PublicKey& key, std::string_view name, std::int64_t serverMs, const StoreId& server,
                          const base::KeyPair& serverKey);
/// [key, name, server ms, signature]; signed: ["staffroom-hub-1", server, key, name, server ms].
Bytes encode(const HubCertificate& certificate);
/// Errors: truncated, malformed, badSignature.
Result<HubCertificate> decodeHubCertificate(BytesView bytes, const StoreId& server, const PublicKey& serverKey);
/// What a device names in place of the server's id when it signs in at a hub: the hub can't use the signature at the
/// server, nor at another hub.
StoreId storeOfHub(const PublicKey& key);

/// A hub's word on a batch: it holds it, or why not. Only the server accepts and quarantines.
struct Receipt
{
    IncarnationId incarnation;
    ScopeId scope;
    std::uint64_t first = 0;
    Hash batch;
    std::optional<base::ErrorCode> refused;
    std::uint64_t through = 0; ///< the hub holds this incarnation's changes through here
};
/// [[["staffroom-receipt-1", incarnation, scope, first, batch, refused | null, through], signature] …].
Bytes encodeReceipts(std::span<const Receipt> receipts, const base::KeyPair& hub);
/// Errors: truncated, malformed, badSignature.
Result<std::vector<Receipt>> decodeReceipts(BytesView bytes, const PublicKey& hub);

/// How a hub stands to one scope and to what the asking device wrote there.
struct RelayHead
{
    ScopeId scope;
    std::uint64_t epoch = 0, seq = 0; ///< through where its pages reach
    Hash chain;
    std::uint64_t held = 0; ///< the asking device's changes that are here or, as the hub knows, at the server
    Hash heldBatch;
    std::uint64_t judged = 0;  ///< through where the server's verdicts on them are here
    std::uint64_t refused = 0; ///< where a batch began that the server refused; 0: none
    Hash unconfirmed;          ///< over what it holds of others that its pages don't reach yet; null where nothing
};
struct RelayHeads
{
    Bytes grant; ///< the server's, as it came
    std::vector<RelayHead> heads;
};
/// [grant, [[scope, epoch, seq, chain, held, held batch, judged, refused, unconfirmed] …], signature] signed over
/// ["staffroom-relay-1", incarnation, question, hash(the rest)].
Bytes encode(const RelayHeads& heads, const IncarnationId& device, BytesView question, const base::KeyPair& hub);
/// Errors: truncated, malformed, badSignature.
Result<RelayHeads> decodeRelayHeads(BytesView bytes, const IncarnationId& device, BytesView question,
                                    const PublicKey& hub);

/// Which of the server's words on a device's batches are wanted.
struct VerdictQuestion
{
    IncarnationId device;
    ScopeId scope;
    std::uint64_t from = 0; ///< dseq of the first change that has none yet
};
/// [[device, scope, from] …].
Bytes encode(std::span<const VerdictQuestion> questions);
Result<std::vector<VerdictQuestion>> decodeVerdictQuestions(BytesView bytes);
/// Joins verdicts as they were signed, [claim, signature], to one message of them.
Bytes joinVerdicts(std::span<const Bytes> verdicts);
/// Each verdict with its bytes. Errors: as decodeVerdicts.
Result<std::vector<std::pair<Verdict, Bytes>>> splitVerdicts(BytesView bytes, const PublicKey& server);

/// What a hub has of one device's grant: the answer leaves out what is so still.
struct GrantPrint
{
    IncarnationId device;
    Bytes print; ///< fingerprint of the heads, 16 bytes
};
struct GrantsRequest
{
    IncarnationId after; ///< goes on behind this device
    std::vector<GrantPrint> held;
    Bytes question = {}; ///< 16 bytes that nobody foresees
};
/// One member's device at the server.
struct MemberGrant
{
    IncarnationId device;
    Bytes certificate;     ///< encoded; empty where the hub has it
    Bytes grant;           ///< encoded; empty where the heads are as the hub has them
    Signature signature{}; ///< then: over those heads at the answer's time
};
struct GrantsAnswer
{
    std::int64_t serverMs = 0;
    Bytes hub;                        ///< this hub's certificate, encoded
    std::vector<MemberGrant> devices; ///< ascending; one of the hub that isn't among them is no member's any more
    bool more = false;                ///< devices behind the last one are still to come
    Signature signature{};            ///< over grantsClaim: who stands between can put no answer of before in its place
};
/// What the server signs: the answer, to this hub, to this question.
Bytes grantsClaim(const GrantsAnswer& answer, const IncarnationId& hub, BytesView question);
/// [after, [device, print, …], question].
Bytes encode(const GrantsRequest& request);
Result<GrantsRequest> decodeGrantsRequest(BytesView bytes);
/// [server ms, hub certificate, more, [[device, certificate | null, grant | null, signature] …], signature] signed over
/// ["staffroom-grants-1", hub's incarnation, question, hash(the rest)].
Bytes encode(const GrantsAnswer& answer);
Result<GrantsAnswer> decodeGrantsAnswer(BytesView bytes);
/// The grant with the same heads at a later time. Errors: as decodeGrant.
Result<Bytes> renewGrant(BytesView grant, std::int64_t serverMs, const Signature& signature);

/// What a hub holds of others in a scope and its pages don't reach yet: through which number each device's changes go,
/// and the batches that the asker hasn't, with the certificates of who wrote them.
struct Unconfirmed
{
    std::vector<std::pair<IncarnationId, std::uint64_t>> through; ///< ascending
    std::vector<Bytes> certificates, batches;                     ///< encoded
};
/// The question: [device, through, …] of what is here.
Bytes encodeUnconfirmedQuestion(std::span<const std::pair<IncarnationId, std::uint64_t>> held);
Result<std::vector<std::pair<IncarnationId, std::uint64_t>>> decodeUnconfirmedQuestion(BytesView bytes);
/// [[device, through, …], [certificate …], [batch …]].
Bytes encode(const Unconfirmed& unconfirmed);
Result<Unconfirmed> decodeUnconfirmed(BytesView bytes);

} // namespace staffroom::sync
