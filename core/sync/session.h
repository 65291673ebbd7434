// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sync/client_store.h"
#include "core/sync/relay.h"

#include <deque>
#include <map>
#include <memory>
#include <set>
#include <string>

namespace staffroom::sync {

/// A request for whoever moves bytes.
struct Request
{
    std::string method; ///< GET or POST
    std::string path;   ///< from "/v1/…" on, with its query
    Bytes body;         ///< as it goes over the wire
    Bytes token;        ///< for the Authorization header, empty before there is a session
};

/// What came back: the server's answer, or none.
struct Response
{
    int status = 0; ///< HTTP; 0 where the link failed and error says how
    Bytes body;
    base::Error error;             ///< with status 0, or the one a problem document names
    std::int64_t retryAfterMs = 0; ///< 429, 503: when to try again
    std::int64_t tookMs = 0;
};

struct Progress
{
    std::uint64_t sent = 0, toSend = 0;        ///< changes
    std::uint64_t received = 0, toReceive = 0; ///< records
    std::uint64_t bytesSent = 0, bytesReceived = 0;
    std::uint64_t requests = 0;
};

/// What the session wants done next. Exactly one of these.
struct Next
{
    enum class What { send, wait, done };
    What what = What::done;
    Request request;                  ///< send
    std::int64_t waitMs = 0;          ///< wait, then call resume()
    std::optional<base::Error> error; ///< done: why it ended early, or what was passed over
    bool complete = false;            ///< done: it went through all there was
};

/// One sync of a replica with a server, or with a school's hub that stands for it: rights, own changes up, everything
/// else down. Does no I/O of its own: it is told what came back and says what to do next, so that a simulator can drive
/// it. Can be dropped at any moment; the next one goes on from what the store holds.
class Session
{
public:
    struct Identity
    {
        IncarnationId incarnation;
        StoreId server;
        PublicKey serverKey{};
    };
    /// token: of an earlier session, or empty; hub: the one that it was with.
    Session(ClientStore& store, const Identity& identity, const base::KeyPair& device, Bytes token,
            std::optional<HubCertificate> hub = std::nullopt);

    Next start();
    Next resume();
    Next answered(const Response& response);
    /// Takes in what came with the answer before, if the session left it for later: while the request that it wanted is
    /// under way, so that the link isn't idle meanwhile. Whoever doesn't call it loses only time.
    void meanwhile();
    bool leftForLater() const { return m_untaken && !m_untaken->taken; }
    /// Unpacks what came, where that can be done ahead. Another thread's meanwhile() may run beside this call, and
    /// beside progress(), and no other. answered() with the same response comes next: beside meanwhile(), too, where
    /// this said true; once that has ended, where it said false. Whoever doesn't call it loses only time.
    [[nodiscard]] bool prepare(const Response& response);

    const Progress& progress() const { return m_progress; }
    const Bytes& token() const { return m_token; }
    /// The server's time of its last signed word, ms since 1970, and how long ago the request began; 0 where none came.
    std::int64_t serverMs() const { return m_serverMs; }
    /// The hub at the other end; nothing where it is the server.
    const std::optional<HubCertificate>& hub() const { return m_hub; }
    /// With a hub: the server's time of the grant in use. What is newer at the server isn't known here.
    std::int64_t asOf() const { return m_asOf; }
    /// Rejections and refusals met on the way that did not end the session.
    const std::vector<base::Error>& notes() const { return m_notes; }

private:
    enum class Step {
        challenge,
        authenticate,
        heads,
        verdicts,
        push,
        pull,
        manifest,
        segment,
        trial,
        unconfirmed,
        manifestAhead,
        segmentAhead
    };
    struct Aim
    {
        ScopeId scope;
        std::uint64_t seq = 0; ///< where the server stood
        bool snapshot = false;
    };

    Next send(Step step, Request request);
    Next fail(base::Error error);
    /// Leaves the scope under way as it is and goes on with the next one; the session's end tells of it.
    Next passOver(const base::Error& error);
    /// The store didn't take what came: passes over, unless the next scope would fare no better.
    Next notTaken(const base::Error& error);
    void tellAtEnd(const base::Error& error);
    Next askForChallenge();
    Next askForHeads();
    Next takeChallenge(BytesView body);
    Next takeToken(BytesView body);
    Next takeHeadsAnswer(BytesView body);
    Result<void> checkOwn(const HeldScope& scope, const Head& head, std::string_view doing);
    Result<void> compare(const Heads& heads);
    Next pushNext();
    std::optional<Next> pushEarlier(const HeldScope& scope);
    void aimAtEnd(const ScopeId& scope);
    Next takeVerdicts(BytesView body);
    Next pullNext();
    Next askForPage(const HeldScope& held);
    Next takePage(BytesView body);
    Next snapshotNext();
    Next takeManifest(BytesView body);
    Next beginSnapshot(Manifest manifest, BytesView encoded);
    struct Untaken
    {
        Hash hash; ///< of the segment as it came
        Bytes bytes;
        std::vector<SegmentRecord> records; ///< point into bytes
        Result<void> kept;                  ///< in a file
        std::optional<Result<void>> taken;  ///< by the store
    };
    using Unpacked = Result<std::unique_ptr<Untaken>>;
    Unpacked unpack(BytesView compressed, const ScopeId& scope, const SegmentInfo& info);
    Next takeSegment(Unpacked unpacked);
    Result<void> settleUntaken();
    Next takeAnswer(const Response& response, std::optional<Unpacked> unpacked);
    Next askForManifest(const ScopeId& scope);
    Next askForSegment(const ScopeId& scope, const SegmentInfo& info, Step step = Step::segment);
    std::optional<Next> askForManifestAhead();
    void readManifestAhead(const Response& response);
    Next takeAhead(const Response& response, std::optional<Unpacked> unpacked);
    Next refusedWith(const Response& response);
    Result<HeldScope> held(const ScopeId& scope);
    /// The server's words carry no time. Without this a grant that a hub got between the heads and these words would
    /// pass for newer than they are, and take them back.
    Result<void> noteWord();

    // With a hub: session_relay.cpp.
    Result<void> meetHub(BytesView certificate);
    Next takeRelayHeads(BytesView body);
    void takeRelayedTime(std::int64_t signedMs);
    Result<void> askOfEarlier(const ScopeId& scope);
    Result<std::uint64_t> heldAtHub(const HeldScope& scope, const RelayHead& head);
    Result<void> compareRelay(const RelayHeads& relay, const Heads& grant, bool newer);
    void aimAtHub(const HeldScope& scope, const RelayHead& head, bool lost);
    Next verdictsNext();
    Next takeRelayedVerdicts(BytesView body);
    Next relayPushNext();
    Next takeReceipts(BytesView body);
    Next unconfirmedNext();
    Next takeUnconfirmed(BytesView body);
    Result<std::vector<ClientStore::Foreign>> foreign(const Unconfirmed& answer, const ScopeId& scope) const;
    Next endOfRelay();
    static base::Error olderThanHere();
    Next tryHistory(const Manifest& manifest, BytesView encoded);
    Next takeTrialPage(BytesView body);

    ClientStore& m_store;
    Identity m_identity;
    const base::KeyPair& m_device;
    Bytes m_token;
    Bytes m_challenge;
    Bytes m_fingerprint; ///< in the question for heads under way
    std::int64_t m_serverMs = 0;
    std::int64_t m_headsTookMs = 0; ///< the answer to that question
    std::optional<HubCertificate> m_hub;
    std::int64_t m_relayedMs = 0, m_asOf = 0;
    /// The server was heard since the hub met it. A history that is another one than here may then be one that is over.
    bool m_overtaken = false;
    std::vector<VerdictQuestion> m_toJudge;
    std::map<ScopeId, std::uint64_t> m_heldAtHub; ///< through which own change
    std::deque<ScopeId> m_toLookAt;               ///< scopes in which the hub has unconfirmed work of others
    std::optional<std::vector<std::pair<IncarnationId, std::uint64_t>>> m_looked; ///< what was here at the last look
    int m_unconfirmedRounds = 0;
    /// A snapshot from before where this PC stands, and how far its pages were looked at.
    struct Trial
    {
        Bytes manifest;
        Cursor at;
    };
    std::optional<Trial> m_trial;

    Step m_step = Step::heads;
    Request m_request; ///< the one under way, to be sent again
    int m_tries = 0;
    bool m_heard = false; ///< somebody has answered in this session
    int m_authentications = 0;
    int m_rounds = 0;
    std::size_t m_requestBytes;

    std::deque<ScopeId> m_toPush;
    std::deque<Aim> m_toPull;
    std::map<ScopeId, std::uint64_t> m_pushedFrom; ///< where the last push of a scope began, to notice a standstill
    std::map<ScopeId, ClientStore::EarlierMark> m_earlierPushed; ///< the last batch of earlier names that went up
    std::optional<ClientStore::Rebase> m_rebase;
    ScopeId m_askedIn;
    SegmentInfo m_asked;                ///< the segment under way, of that scope
    std::optional<Unpacked> m_unpacked; ///< it, ahead of its turn
    std::unique_ptr<Untaken> m_untaken; ///< the segment that m_rebase is at: checked and kept, the next is asked for
    std::unique_ptr<Untaken> m_spent;   ///< the one before it
    /// The next scope's snapshot, of which the beginning is fetched while the last segment of this one is taken in.
    struct Ahead
    {
        ScopeId scope;
        Bytes manifest;                   ///< empty until it came, and once it was taken
        std::optional<SegmentInfo> toAsk; ///< its first segment, to be asked for next
        std::unique_ptr<Untaken> first;   ///< that, once it came
    };
    std::optional<Ahead> m_ahead;
    /// Scopes that a page was refused for, and whether as of another history: once each a snapshot helps.
    std::map<ScopeId, bool> m_otherHistory;
    Progress m_progress;
    std::vector<base::Error> m_notes;
    std::optional<base::Error> m_toTell; ///< the first thing met on the way that a person has to know of
};

/// The order in which scopes are sent and fetched: what a person waits for first.
int laneOf(domain::ScopeType type);

} // namespace staffroom::sync
