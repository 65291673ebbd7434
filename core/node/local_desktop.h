// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/disk_reserve.h"
#include "core/base/random.h"
#include "core/node/profile.h"
#include "core/node/syncer.h"
#include "core/storage/community_reads.h"
#include "core/storage/drafts.h"
#include "core/storage/learning_reads.h"

#include <QThread>

#include <atomic>
#include <map>

namespace staffroom::node {

/// A profile on this PC: the store, its reads and writes on the thread that made it, and a Syncer on a thread of its
/// own.
class LocalDesktop final : public Desktop
{
public:
    static Result<std::unique_ptr<LocalDesktop>> open(const Profile& profile, Options options);
    ~LocalDesktop() override;

    Account account() const override;
    learning::Learning& learning() override { return *m_learning; }
    community::Community& community() override { return *m_community; }
    void syncNow() override;
    void pause(bool paused) override;
    SyncStatus status() const override { return m_status; }
    std::string hub() const override { return m_options.through; }
    Result<void> setHub(const std::string& address) override;
    Result<std::vector<OutboxLine>> outbox(std::int64_t limit) const override;
    Result<void> setRejectionSeen(const RecordId& record, bool seen) override;
    Result<std::vector<Decision>> decisions() const override;
    Result<void> decide(const Decision& decision, const domain::Value& value) override;
    std::vector<SyncEvent> events() const override { return m_events; }
    Result<std::optional<domain::Value>> preference(const std::string& name) const override;
    Result<void> setPreference(const std::string& name, const domain::Value& value) override;
    std::optional<std::filesystem::path> packageFolder(const RecordId& course) const override;
    void download(const RecordId& course, std::function<void(const Download&)> progress) override;
    void removePackage(const RecordId& course) override;
    std::int64_t profileBytes() const override;

    storage::Replica& replica() { return *m_replica; }

private:
    /// Tells the pages and the syncer of each commit.
    class Journal final : public domain::Journal
    {
    public:
        explicit Journal(LocalDesktop& desktop) : m_desktop(desktop) {}
        Result<void> commit(std::span<const domain::Edit> edits) override;

    private:
        LocalDesktop& m_desktop;
    };
    struct Package
    {
        base::Bytes hash;
        std::int64_t bytes = 0;
    };

    LocalDesktop(const Profile& profile, Options options);
    Result<void> start();
    void takeStatus(const SyncStatus& status);
    void committed();
    void announce();
    void onSyncThread(std::function<void(Syncer&)> what);
    /// For the list of events, which the syncer keeps.
    void note(const std::string& what);
    Result<Package> package(const RecordId& course) const;
    std::filesystem::path unpackedFolder(const base::Bytes& hash) const;
    void startWaitingDownloads();
    void clearInterruptedUnpacking();
    /// What is kept beside the store must not outlive the right to read it. Does nothing where no scope was left.
    void clearAfterLeaving();
    /// Packages, and begun ones, of courses that aren't here any more.
    void removeForeignPackages();
    void unpack(const Package& package, const std::filesystem::path& file);
    /// Tells all who wait for that package; none of them any more once it is done or failed.
    void tell(const base::Bytes& hash, const Download& download);

    Profile m_profile;
    Options m_options;
    base::DiskReserve m_reserve;
    base::SystemClock m_pcClock;
    CorrectedClock m_clock{m_pcClock};
    base::SystemRandom m_random;
    base::IdMaker m_ids{m_clock, m_random};
    std::unique_ptr<storage::ProfileLock> m_lock;
    std::unique_ptr<storage::Replica> m_replica;
    std::unique_ptr<storage::Database> m_reader;
    std::unique_ptr<storage::LearningReads> m_learningReads;
    std::unique_ptr<storage::CommunityReads> m_communityReads;
    std::unique_ptr<storage::Drafts> m_drafts;
    Journal m_journal{*this};
    std::unique_ptr<learning::Learning> m_learning;
    std::unique_ptr<community::Community> m_community;
    std::unique_ptr<net::HttpPeer> m_downloads;
    SyncStatus m_status;
    std::vector<SyncEvent> m_events;
    base::Bytes m_token;
    using Listener = std::function<void(const Download&)>;
    std::multimap<RecordId, Listener> m_waitingDownloads;
    std::map<base::Bytes, std::vector<Listener>> m_fetching; ///< by the package's hash
    bool m_announcing = false;

    QObject m_here; ///< calls queued for this thread go with it
    QThread m_thread;
    QObject* m_there = nullptr; ///< lives on the sync thread
    std::unique_ptr<Syncer> m_syncer;
    std::vector<QThread*> m_unpacking;
};

} // namespace staffroom::node
