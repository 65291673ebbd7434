// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/failpoint.h"
#include "core/storage/records.h"
#include "core/sync/relay_store.h"

#include <filesystem>
#include <functional>
#include <mutex>
#include <set>

namespace staffroom::storage {

/// What a school's hub holds: the server's log of its members' scopes with the places that the server signed, snapshots
/// as files, grants and certificates, members' batches on their way up and verdicts on their way down. It makes no
/// records of them. May be called from several threads; one works at a time.
class HubStore final : public sync::RelayStore
{
public:
    struct Setup
    {
        std::filesystem::path folder;
        base::KeyPair key;
        base::StoreId server;
        base::PublicKey serverKey{};
        const base::Clock& clock;
    };
    /// Opens the store of that folder or makes it. Errors: profileLocked, as Database::openWriter; storageDamaged where
    /// it belongs to another hub or another server.
    static Result<std::unique_ptr<HubStore>> open(const Setup& setup);

    /// A member's device, as the server said last.
    struct Member
    {
        sync::DeviceCertificate device;
        sync::Heads heads;
        base::Bytes certificate, grant; ///< encoded
        /// 0 where its person may not read that scope.
        domain::Roles roles(const ScopeId& scope) const;
    };

    // For the server, through a RelaySession.
    Result<std::vector<sync::GrantPrint>> grantPrints() override;
    Result<void> takeGrants(const IncarnationId& after, const sync::GrantsAnswer& answer) override;
    Result<std::vector<base::Bytes>> waiting(std::size_t bytes) override;
    Result<void> takeVerdicts(std::span<const std::pair<sync::Verdict, base::Bytes>> verdicts) override;
    Result<std::vector<sync::VerdictQuestion>> missingVerdicts() override;
    Result<std::vector<sync::RelayScope>> behind() override;
    Result<void> takePage(const sync::Page& page) override;
    Result<void> startAnew(const ScopeId& scope) override;
    Result<std::optional<sync::Manifest>> fetching(const ScopeId& scope) override;
    Result<void> beginSnapshot(const sync::Manifest& manifest, base::BytesView encoded) override;
    std::optional<sync::SegmentInfo> missingSegment(const sync::Manifest& manifest) override;
    Result<void> keepSegment(const sync::SegmentInfo& info, base::BytesView compressed) override;
    Result<void> finishSnapshot(const sync::Manifest& manifest) override;

    /// Devices that lost the right to a scope, or are no member's any more, since this was asked last.
    std::set<IncarnationId> takeLosses();

    // For members.
    std::optional<Member> member(const IncarnationId& device);
    /// How this hub stands to each scope of the member, ascending. Errors: storageDamaged.
    Result<std::vector<sync::RelayHead>> heads(const Member& member);
    /// Takes a member's batch: signature, roles and chain are checked, nothing else, as only the server judges.
    /// Errors: diskFull, storageFailed: no word on the batch.
    Result<sync::Receipt> take(const sync::Batch& batch, base::BytesView encoded, const Member& member);
    /// The server's words on the member's batches, as they were signed. What isn't here is asked for at the next
    /// exchange with the server.
    Result<std::vector<base::Bytes>> verdicts(const Member& member, std::span<const sync::VerdictQuestion> questions);
    struct Run
    {
        sync::Page page; ///< without entries
        std::vector<base::Bytes> entries;
        base::Signature place{};
    };
    /// From the cursor to a place that the server signed, about so many bytes if there is one on the way. Errors:
    /// notFound where nothing is here behind the cursor, epochChanged, cursorTooOld.
    Result<Run> log(const ScopeId& scope, std::uint64_t epoch, std::uint64_t seq, const sync::Hash& chain,
                    std::size_t bytes);
    /// Others' batches of the scope that its log here doesn't reach, without those that the reader has.
    Result<sync::Unconfirmed> unconfirmed(const ScopeId& scope, const IncarnationId& reader,
                                          std::span<const std::pair<IncarnationId, std::uint64_t>> held);
    /// Empty where none is here; it is fetched at the next exchange with the server.
    Result<base::Bytes> snapshot(const ScopeId& scope);
    std::optional<std::filesystem::path> segment(const ScopeId& scope, const sync::Hash& hash);

    /// As the server made it last; nothing before the first exchange.
    std::optional<base::Bytes> certificate();
    /// The server's time of the last exchange and how long ago that is, in ms; 0 before the first.
    std::int64_t serverMs();

    struct Waiting
    {
        std::int64_t batches = 0, bytes = 0;
    };
    /// What members made and the server hasn't judged.
    Result<Waiting> waitingCount();

    /// Nothing for a device that is no member's; the caller holds the mutex.
    std::optional<base::PublicKey> keyOf(const IncarnationId& device) const;
    Database& writer() { return *m_database; }
    std::mutex& mutex() { return m_mutex; }
    const Setup& setup() const { return m_setup; }
    std::filesystem::path segmentFile(const sync::Hash& hash) const
    {
        return m_setup.folder / "snapshots" / hash.hex();
    }
    Result<void> checkpoint();

private:
    struct ScopeRow
    {
        sync::Cursor cursor;
        std::uint64_t start = 0; ///< the log begins behind it
        sync::Hash startChain;
        bool wish = false;
    };
    /// A batch or verdict that a device's chain in a scope ends with here.
    struct End
    {
        std::uint64_t last = 0;
        sync::Hash hash;
    };

    HubStore(const Setup& setup, std::unique_ptr<ProfileLock> lock, std::unique_ptr<Database> database);
    Result<void> adopt();
    Result<void> loadMembers();
    void noteLosses(const std::map<IncarnationId, Member>& before);
    template <typename Work>
    auto inTransaction(std::string_view doing, bool durable, Work work);
    template <typename Work>
    auto reading(std::string_view doing, Work work);
    /// Downloads stop while there still is room for members' own work.
    Result<void> roomForDownloads() const;
    std::optional<ScopeRow> scopeRow(std::int64_t sid);
    Result<void> takeGrant(const sync::MemberGrant& grant, std::int64_t serverMs);
    void takeVerdict(const sync::Verdict& verdict, base::BytesView signedBytes);
    void forgetWords(const IncarnationId& device, const sync::Heads& now);
    bool isRead(const ScopeId& scope) const; ///< by some member
    void purgeUnread();
    /// All but batches that the server hasn't judged, and its words.
    void removeScope(const Records::Scope& scope);
    void dropSegments(std::int64_t sid, bool whole, const sync::Manifest* but);
    std::optional<sync::Manifest> manifest(std::int64_t sid, bool whole);
    /// What the log now has of this device needs no batch any more.
    void settle(const Records::Scope& scope, const IncarnationId& device);
    End heldOf(std::int64_t sid, const IncarnationId& device, const sync::Head* head);
    sync::Hash unconfirmedPrint(const Records::Scope& scope, const IncarnationId& reader);
    bool wantsSnapshot(std::int64_t sid, const ScopeRow& row);

    Setup m_setup;
    std::unique_ptr<ProfileLock> m_lock;
    std::unique_ptr<Database> m_database;
    Records m_records; ///< for scopes, incarnations and versions; a hub has no records
    std::mutex m_mutex;
    std::map<IncarnationId, Member> m_members;
    std::set<IncarnationId> m_losses;
    std::int64_t m_serverMs = 0, m_metAt = 0; ///< of the last exchange: the server's time, monotonic ms here
};

template <typename Work>
auto HubStore::inTransaction(std::string_view doing, bool durable, Work work)
{
    const std::lock_guard lock(m_mutex);
    auto result = guarded(doing, [&]() -> std::invoke_result_t<Work> {
        m_database->setDurable(durable);
        Transaction transaction(*m_database);
        auto done = work();
        if (done.ok()) {
            base::failpoint("hub-before-commit", doing);
            transaction.commit();
            base::failpoint("hub-after-commit", doing);
        }
        return done;
    });
    if (!result.ok())
        m_records.forget();
    return result;
}

template <typename Work>
auto HubStore::reading(std::string_view doing, Work work)
{
    const std::lock_guard lock(m_mutex);
    return guarded(doing, work);
}

} // namespace staffroom::storage
