// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sync/incarnation.h"
#include "core/sync/snapshot.h"

#include <optional>

namespace staffroom::sync {

/// What a replica knows of one scope.
struct HeldScope
{
    ScopeId scope;
    domain::Roles roles = 0;
    Cursor cursor;
    std::uint64_t lastOwn = 0;      ///< dseq of the newest own change
    std::uint64_t acknowledged = 0; ///< own changes the server holds
    Hash acknowledgedBatch;         ///< the own batch that ends there, null where there is none
    bool rebasing = false;          ///< a snapshot is half taken in
    bool refused = false;           ///< not this person's to read any more, and the server refused all that waits
    bool lacksOwn = false;          ///< left and come back: what was made here and accepted isn't here any more
    bool sendsEarlier = false;      ///< the server may have lost what was sent under an earlier name

    /// What was refused goes up again when the right is back.
    [[nodiscard]] bool hasToSend() const { return lastOwn > acknowledged && !refused; }
    /// The server lost what it acknowledged: what is here counts for nothing until a snapshot has come.
    [[nodiscard]] bool doubted() const { return cursor.seq != 0 && cursor.chain.isNull(); }
};

/// The port through which the session reads and writes a replica. Each call is one transaction: all or nothing, and no
/// cursor moves ahead of its data. Errors of every call: diskFull, storageBusy, storageFailed, storageDamaged.
class ClientStore
{
public:
    virtual ~ClientStore() = default;

    virtual Result<std::vector<HeldScope>> scopes() = 0;
    /// Takes scopes and roles as the server says: new ones appear, gone ones are purged.
    virtual Result<void> takeHeads(const Heads& heads) = 0;
    /// The server said then that rights and heads are as they are here.
    virtual Result<void> takeLevel(std::int64_t serverMs) = 0;
    /// The server's time of the heads taken last, or of its word that they are the same still, moved on by noteWord; 0
    /// before the first. A grant has to be newer.
    virtual Result<std::int64_t> headsMs() = 0;
    /// The server itself has spoken after its heads, in words that carry no time (verdicts, pages, manifests): headsMs
    /// moves on by what went by here since the heads were taken, and by how long these took to come. To be called
    /// before the words are taken in.
    virtual Result<void> noteWord(std::int64_t headsTookMs) = 0;
    /// The server turned out to hold only this much of what was acknowledged: the rest waits again,
    /// and the scope is doubted.
    virtual Result<void> takeBack(const ScopeId& scope, std::uint64_t through) = 0;

    /// The hash of the own batch that ends at that dseq, null where none does.
    virtual Result<Hash> ownBatch(const ScopeId& scope, std::uint64_t through) = 0;
    struct Renewed
    {
        std::uint64_t held = 0;  ///< own changes that turned out to be at the server
        std::uint64_t again = 0; ///< those that got the new name, to be sent under it
        /// Of some scope the server doesn't hold what it acknowledged. Nothing is settled there any more, and no name
        /// was taken: it has to be asked again.
        bool doubted = false;
    };
    /// The store goes on as the incarnation of that key: own changes that the server has under the old name stay its,
    /// the others are made again under the new one, in their order. Does nothing where that was done.
    virtual Result<Renewed> renew(const base::KeyPair& next, std::span<const HeldChanges> held) = 0;

    /// Own changes after that dseq as encoded batches, sealed at the first call and the same at each later one; at most
    /// about that many bytes, at least one batch where there is any.
    virtual Result<std::vector<Bytes>> outgoing(const ScopeId& scope, std::uint64_t after, std::size_t bytes) = 0;
    virtual Result<void> takeVerdict(const Verdict& verdict) = 0;

    /// A batch that was sent under an earlier name of this PC, by that name and the first of its changes.
    using EarlierMark = std::pair<IncarnationId, std::uint64_t>;
    /// Those that the server may have lost, as they were sent: of the scope and behind that one, about so many bytes.
    /// hub: to whom they go, where it isn't the server; it gets none twice.
    virtual Result<std::vector<Bytes>> outgoingEarlier(const ScopeId& scope, const std::optional<EarlierMark>& after,
                                                       std::size_t bytes, const std::optional<PublicKey>& hub) = 0;
    /// The first of them of each name.
    virtual Result<std::vector<EarlierMark>> firstEarlier(const ScopeId& scope) = 0;
    /// The server's word on such a one: it isn't sent again, unless it was refused for what may be over the next time.
    /// False where it is on none that was.
    virtual Result<bool> takeEarlierVerdict(const Verdict& verdict) = 0;
    /// The hub has it, or won't take it.
    virtual Result<void> takeEarlierReceipt(const PublicKey& hub, const ScopeId& scope, const EarlierMark& batch) = 0;

    /// A hub says that it holds own changes of the scope through that one, which ends that batch: this counts from now
    /// on, also where it is less than before. False, and nothing counts, where no batch made here ends there so.
    virtual Result<bool> takeReceipt(const PublicKey& hub, const ScopeId& scope, std::uint64_t through,
                                     const Hash& batch) = 0;

    /// What waits of a scope that was left, and never went up, counts as refused: a hub takes nothing of it, and has no
    /// word on it.
    virtual Result<void> refuseUnsent(const ScopeId& scope) = 0;

    /// A batch of somebody else that the server hasn't confirmed; its signature and whose it is were checked.
    struct Foreign
    {
        Batch batch;
        RecordId person;
    };
    /// Through which number each device's unconfirmed changes of the scope are here, ascending.
    virtual Result<std::vector<std::pair<IncarnationId, std::uint64_t>>> unconfirmed(const ScopeId& scope) = 0;
    /// Takes those batches in that go on where something is here, to be shown on top of what is confirmed. What goes
    /// beyond the listed numbers is there no more, and is taken out.
    virtual Result<void> takeUnconfirmed(const ScopeId& scope,
                                         std::span<const std::pair<IncarnationId, std::uint64_t>> listed,
                                         std::span<const Foreign> batches) = 0;

    /// Takes in a page that was checked and goes on at the cursor; the number of records touched.
    virtual Result<std::uint64_t> takePage(const Page& page) = 0;

    struct Rebase
    {
        Manifest manifest;
        std::size_t next = 0; ///< the segment to take in next
    };
    virtual Result<std::optional<Rebase>> rebase(const ScopeId& scope) = 0;
    /// Starts to take a snapshot in, in place of what was begun before.
    virtual Result<void> beginRebase(const Manifest& manifest, BytesView encoded) = 0;
    /// A segment's compressed bytes are kept in a file until it is taken in, or its scope is left, so that a kill
    /// doesn't cost them. These two may be called beside any other call.
    virtual Result<void> keepSegment(const ScopeId& scope, const SegmentInfo& info, BytesView compressed) = 0;
    virtual std::optional<Bytes> keptSegment(const ScopeId& scope, const SegmentInfo& info) = 0;
    /// Takes segment number next of the rebase in; after the last one the cursor stands at the snapshot.
    virtual Result<void> takeSegment(const ScopeId& scope, const Rebase& rebase,
                                     std::span<const SegmentRecord> records) = 0;
};

} // namespace staffroom::sync
