// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/failpoint.h"
#include "core/domain/edit.h"
#include "core/storage/records.h"
#include "core/sync/client_store.h"
#include "core/sync/hybrid_clock.h"
#include "core/sync/renaming.h"

#include <map>
#include <mutex>
#include <set>

namespace staffroom::storage {

/// A desktop's (later a hub's) store: takes a person's edits and what the server sends, each in one transaction that
/// covers truth and read models. May be called from several threads; one works at a time.
class Replica final : public sync::ClientStore, public domain::Journal
{
public:
    struct Setup
    {
        std::filesystem::path folder; ///< of the profile; the database is store.db in it
        base::KeyPair device;
        base::StoreId server;
        base::PublicKey serverKey{};
        const base::Clock& clock;
        /// The key that a new incarnation was begun with (renew). The store may belong to it already.
        std::optional<base::KeyPair> next = {};
    };
    /// Errors: as Database::openWriter; storageDamaged where the store belongs to another device.
    static Result<std::unique_ptr<Replica>> open(const Setup& setup);

    /// Changes with renew().
    IncarnationId incarnation();
    std::filesystem::path file() const { return m_folder / "store.db"; }

    Result<void> commit(std::span<const domain::Edit> edits) override;

    Result<std::vector<sync::HeldScope>> scopes() override;
    Result<void> takeHeads(const sync::Heads& heads) override;
    Result<void> takeLevel(std::int64_t serverMs) override;
    Result<std::int64_t> headsMs() override;
    Result<void> noteWord(std::int64_t headsTookMs) override;
    Result<void> takeBack(const ScopeId& scope, std::uint64_t through) override;
    Result<sync::Hash> ownBatch(const ScopeId& scope, std::uint64_t through) override;
    Result<Renewed> renew(const base::KeyPair& next, std::span<const sync::HeldChanges> held) override;
    Result<std::vector<base::Bytes>> outgoing(const ScopeId& scope, std::uint64_t after, std::size_t bytes) override;
    Result<void> takeVerdict(const sync::Verdict& verdict) override;
    Result<std::vector<base::Bytes>> outgoingEarlier(const ScopeId& scope, const std::optional<EarlierMark>& after,
                                                     std::size_t bytes,
                                                     const std::optional<base::PublicKey>& hub) override;
    Result<std::vector<EarlierMark>> firstEarlier(const ScopeId& scope) override;
    Result<bool> takeEarlierVerdict(const sync::Verdict& verdict) override;
    Result<void> takeEarlierReceipt(const base::PublicKey& hub, const ScopeId& scope,
                                    const EarlierMark& batch) override;
    /// What its earlier names said of those after them, the latest first: for a server that doesn't know this PC any
    /// more, and may have lost what they sent, so that all of it goes up again.
    Result<std::vector<sync::EarlierName>> introduceEarlier();
    Result<bool> takeReceipt(const base::PublicKey& hub, const ScopeId& scope, std::uint64_t through,
                             const sync::Hash& batch) override;
    Result<void> refuseUnsent(const ScopeId& scope) override;
    Result<std::vector<std::pair<IncarnationId, std::uint64_t>>> unconfirmed(const ScopeId& scope) override;
    Result<void> takeUnconfirmed(const ScopeId& scope, std::span<const std::pair<IncarnationId, std::uint64_t>> listed,
                                 std::span<const Foreign> batches) override;
    Result<std::uint64_t> takePage(const sync::Page& page) override;
    Result<std::optional<Rebase>> rebase(const ScopeId& scope) override;
    Result<void> beginRebase(const sync::Manifest& manifest, base::BytesView encoded) override;
    Result<void> keepSegment(const ScopeId& scope, const sync::SegmentInfo& info, base::BytesView compressed) override;
    std::optional<base::Bytes> keptSegment(const ScopeId& scope, const sync::SegmentInfo& info) override;
    Result<void> takeSegment(const ScopeId& scope, const Rebase& rebase,
                             std::span<const sync::SegmentRecord> records) override;

    /// One thing that the person made here, and how far it has got.
    struct OwnLine
    {
        RecordId record;
        std::uint32_t kind = 0;
        std::int64_t made = 0;
        bool waiting = false, rejected = false;
        bool atHub = false; ///< waits, and a hub holds all of it
        base::ErrorCode reason = base::ErrorCode::internal;
        bool seen = false; ///< where rejected: the person has seen that
        /// What was written, where it was rejected or its record isn't here any more: the newest of each field.
        std::map<domain::FieldNo, base::Bytes> words;
    };
    /// What was made here: first what was rejected and not seen, then the rest, each the newest first.
    Result<std::vector<OwnLine>> own(std::int64_t limit);
    /// Whether the person has seen that changes of this record were rejected; once more of them are, they haven't.
    Result<void> setRejectionSeen(const RecordId& record, bool seen);
    struct Counts
    {
        std::int64_t waiting = 0, alternatives = 0;
        std::int64_t rejected = 0; ///< and not seen
        std::int64_t atHub = 0;    ///< of those that wait
    };
    Result<Counts> counts();

    /// A record's kind and the write shown of each field; nothing where there is no such record.
    Result<std::optional<std::pair<std::uint32_t, std::vector<sync::LiveWrite>>>> shown(const RecordId& record);

    /// Whether something of the record, as it is shown, is others' and the server hasn't confirmed it.
    Result<bool> isUnconfirmed(const RecordId& record);

    struct Contested
    {
        RecordId id;
        std::uint32_t kind = 0;
        ScopeId scope;
        std::vector<sync::LiveWrite> shown; ///< of every field, for a title
        domain::FieldNo field = 0;
        std::vector<sync::LiveWrite> versions; ///< the one shown first is first
    };
    Result<std::vector<Contested>> contested();

    /// Of what the server has confirmed.
    Result<std::vector<std::pair<ScopeId, sync::Hash>>> digests();
    Result<std::int64_t> rebuildReadModels();
    std::optional<base::Bytes> meta(std::string_view name);
    Result<void> setMeta(std::string_view name, base::BytesView value);
    /// Types of scopes that were left, a byte each, until whoever keeps things beside the store has looked to them.
    static constexpr std::string_view leftMark = "left";
    /// As durable as what came in a sync: with whatever is made durable next.
    Result<void> noteMeta(std::string_view name, base::BytesView value);
    /// When nothing else is going on: moves the write-ahead log into the file.
    Result<void> checkpoint();

    /// The one writing connection and its lock, for what else writes here (drafts, the text index).
    Database& writer() { return *m_database; }
    std::mutex& mutex() { return m_mutex; }
    Records& records() { return m_records; }

private:
    Replica(const Setup& setup, std::unique_ptr<Database> database);
    /// What the work does to the counts of own changes.
    enum class Outbox { recount, keep };
    template <typename Work>
    auto inTransaction(std::string_view doing, bool durable, Work work, Outbox outbox = Outbox::recount);
    Result<void> adopt(const std::optional<base::KeyPair>& next);
    struct OwnCounts
    {
        std::uint64_t acknowledged = 0, made = 0;
        bool readable = false; ///< the scope is this person's to read
    };
    OwnCounts ownCounts(const Records::Scope& scope);
    void setHeadsTime(std::int64_t serverMs);
    void countWaiting(const RecordId& record, const Records::Scope& scope);
    /// What the state shown here has taken in: all that was made here, and what came.
    sync::Seen seenIn(const Records::Scope& scope);
    sync::Seen seenUpTo(const Records::Scope& scope, std::uint64_t own);
    Result<void> commitOne(const domain::Edit& edit);
    /// confirmed: what the confirmed states have taken in, of own changes those that the server decided on.
    Result<void> takeChange(const Records::Scope& scope, const sync::Change& change, const sync::Dot& dot,
                            const sync::Seen& seen, const sync::Seen& confirmed);
    /// Own changes of a scope after the one that a snapshot reaches to: the server accepted them since, or they wait.
    struct Newer
    {
        std::multimap<RecordId, std::pair<std::uint64_t, sync::Change>> accepted;
        std::set<RecordId> touched; ///< by accepted and waiting ones
    };
    Result<Newer> newerThan(const Records::Scope& scope, const sync::Manifest& manifest);
    /// A record's state at the server now: as the snapshot has it, with what was accepted from here since.
    Result<void> rebaseRecord(const Records::Scope& scope, const RecordId& id, std::uint32_t kind, RecordState base,
                              const Newer& newer);
    /// One that is here already, or that own changes touch.
    Result<void> takeSnapshotRecord(const Records::Scope& scope, const sync::SegmentRecord& record, const Newer& newer);
    Result<void> removeAbsent(const Records::Scope& scope, const RecordId& from, const RecordId& to,
                              std::span<const sync::SegmentRecord> records, const Newer& newer);
    sync::Hash confirmedDigest(const Records::Scope& scope);
    // What others made and the server hasn't confirmed: replica_unconfirmed.cpp.
    bool hasUnconfirmed(const Records::Scope& scope);
    /// The server's page has that change, or its place: it is unconfirmed no more.
    Result<void> confirm(const Records::Scope& scope, const sync::Dot& dot, const sync::Change* change,
                         const sync::Seen& confirmed);
    Result<void> dropUnconfirmed(const Records::Scope& scope);
    /// Adds the record's unconfirmed changes to its state; whether there are any.
    Result<bool> overlay(const Records::Scope& scope, Records::Row& row);
    /// theirs: the same person's change made the record a moment ago.
    bool mayShow(const Records::Scope& scope, const sync::Change& change, const RecordId& person, bool theirs);
    Result<void> redoAll(const Records::Scope& scope, const std::map<RecordId, std::uint32_t>& records);
    /// Of records in which something made here waits.
    Result<void> redoOwn(const Records::Scope& scope, const std::set<RecordId>& records);
    /// Own changes have come to their place in the server's order.
    Result<void> settleOwn(const Records::Scope& scope, const sync::Entry& entry);
    /// Rebuilds a record as confirmed plus what still waits, and what others have that isn't confirmed.
    Result<void> redo(const RecordId& record, std::uint32_t kind, const Records::Scope& scope, RecordState confirmed);
    Result<RecordState> confirmedOf(const RecordId& record);
    /// Whether the server's log has the very changes that were made here.
    Result<void> checkOwn(const Records::Scope& scope, const sync::Entry& entry);
    Result<void> returnTo(const Records::Scope& scope);
    /// Seals own changes through that one.
    Result<void> seal(const Records::Scope& scope, std::uint64_t through);
    /// The server has decided on own changes through that one.
    Result<void> settle(const Records::Scope& scope, const OwnCounts& counts, std::uint64_t through,
                        std::span<const sync::Verdict::Quarantined> quarantined);
    Result<Renewed> renewWithin(const base::KeyPair& next, std::span<const sync::HeldChanges> held);
    Result<void> takeBackWithin(const Records::Scope& scope, std::uint64_t through);
    Result<bool> takeBackWhereLost(const sync::HeldChanges& held);
    Result<std::uint64_t> settleHeld(const sync::HeldChanges& held);
    Result<std::uint64_t> renameScope(const Records::Scope& scope, const sync::Renaming& renaming, bool readable);
    Result<void> parted(const Records::Scope& scope, const sync::Renaming& renaming);
    // What was sent under earlier names: replica_earlier.cpp.
    Result<void> keepEarlier(const Records::Scope& scope, const sync::Renaming& renaming);
    bool mayTakeLater(const std::optional<base::ErrorCode>& refused, std::int64_t iid, std::int64_t sid,
                      std::int64_t first);
    void rejectEarlier(const Records::Scope& scope, const sync::Dot& dot);
    void keepEarlierName(const base::KeyPair& earlier, const IncarnationId& next);
    OwnLine ownLine(const RecordId& record);
    void takeSeen(const Records::Scope& scope, const sync::Manifest& manifest);
    Result<void> finishRebase(const Records::Scope& scope, const sync::Manifest& manifest, const RecordId& last,
                              const Newer& newer);
    std::filesystem::path segmentsOf(const ScopeId& scope) const;
    /// Removes the files of segments that were not taken in.
    void dropSegments(const ScopeId& scope, std::span<const sync::SegmentInfo> butThose);

    static constexpr std::string_view ownerName = "incarnation"; ///< in the store's meta data: whose numbering it is

    std::filesystem::path m_folder;
    base::KeyPair m_device;
    IncarnationId m_self;
    base::StoreId m_server;
    base::PublicKey m_serverKey;
    const base::Clock& m_clock;
    std::unique_ptr<Database> m_database;
    Records m_records;
    std::mutex m_mutex;
    sync::HybridClock m_time;
    struct Heard
    {
        std::int64_t serverMs = 0, at = 0; ///< at: monotonic ms here
    };
    std::optional<Heard> m_heard;   ///< the heads taken last, where that was since the start
    std::optional<Counts> m_outbox; ///< own changes, while nothing came since counting but new edits, pages and notes
};

template <typename Work>
auto Replica::inTransaction(std::string_view doing, bool durable, Work work, Outbox outbox)
{
    const std::lock_guard lock(m_mutex);
    auto result = guarded(doing, [&]() -> std::invoke_result_t<Work> {
        m_database->setDurable(durable);
        Transaction transaction(*m_database);
        auto done = work();
        if (done.ok()) {
            base::failpoint("replica-before-commit", doing);
            transaction.commit();
            base::failpoint("replica-after-commit", doing);
        }
        return done;
    });
    if (!result.ok())
        m_records.forget(); // what was read inside is rolled back
    if (!result.ok() || outbox == Outbox::recount)
        m_outbox.reset();
    return result;
}

} // namespace staffroom::storage
