// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/failpoint.h"
#include "core/domain/edit.h"
#include "core/storage/records.h"
#include "core/sync/central_store.h"
#include "core/sync/hybrid_clock.h"

#include <condition_variable>
#include <functional>
#include <mutex>
#include <set>

namespace staffroom::storage {

/// The central store on SQLite. One connection writes, under a lock; a second one reads pages, heads and snapshots, so
/// that a first sync doesn't wait for a push.
class SqliteCentral final : public sync::CentralStore
{
public:
    struct Setup
    {
        std::filesystem::path folder;
        const base::Clock& clock;
        base::Random& random;
        std::optional<base::StoreId> id = {}; ///< of a store made anew in the place of one that is gone
    };
    /// Opens the store of that folder; makes a new one, with a new id and key, where there is none and create is set.
    /// Errors: notFound, profileLocked, and as Database::openWriter.
    static Result<std::unique_ptr<SqliteCentral>> open(const Setup& setup, bool create);

    base::StoreId id() const override { return m_id; }
    const base::KeyPair& key() const override { return m_key; }
    std::uint64_t epoch() const override { return m_epoch; }

    Result<std::optional<sync::LoginAccount>> account(std::string_view login) override;
    Result<void> addDevice(const sync::Device& device, std::string_view name, std::int64_t now) override;
    Result<std::optional<sync::Device>> device(const IncarnationId& incarnation) override;
    Result<void> renewDevice(const sync::Device& device, const IncarnationId& before, std::string_view name,
                             std::int64_t now) override;
    Result<sync::HeldChanges> changesOf(const IncarnationId& incarnation, const ScopeId& scope, std::uint64_t after,
                                        std::size_t most) override;
    Result<sync::Heads> heads(const sync::Device& device) override;
    Result<domain::Roles> roles(const RecordId& person, const ScopeId& scope) override;
    Result<std::optional<sync::Hub>> hub(const IncarnationId& device) override;
    Result<std::vector<sync::Device>> memberDevices(const RecordId& hub, const IncarnationId& after) override;
    Result<bool> hubReads(const RecordId& hub, const ScopeId& scope) override;
    Result<sync::Verdict> take(const sync::Batch& batch, const sync::Device& device) override;
    Result<std::vector<sync::Device>> devicesOf(const RecordId& person) override;
    Result<std::vector<sync::Verdict>> verdictsOf(const IncarnationId& device, const ScopeId& scope,
                                                  std::uint64_t from) override;
    Result<sync::LogRows> log(const ScopeId& scope, std::uint64_t epoch, std::uint64_t seq, const sync::Hash& chain,
                              std::size_t bytes) override;
    Result<base::Bytes> snapshot(const ScopeId& scope) override;
    std::optional<std::filesystem::path> segment(const ScopeId& scope, const sync::Hash& hash) override;
    std::optional<std::filesystem::path> blob(const sync::Hash& hash, const RecordId& person) override;

    std::filesystem::path uploadFile(const sync::Hash& hash) const override
    {
        return blobFile(hash).string() + ".part";
    }
    Result<sync::Hash> addBlob(const std::filesystem::path& file) override;

    // What an administrator's commands do.
    Result<void> setAccount(const sync::LoginAccount& account);
    /// No roles take the right away. The scope is made where it isn't there.
    Result<void> setRoles(const RecordId& person, const ScopeId& scope, domain::Roles roles);
    /// After a backup was put in place: what the server itself writes from now on has another name than what it wrote
    /// since that backup, which PCs may still know. Everything else follows from the logs.
    Result<void> beginLife(base::Random& random);
    Result<void> addHub(const sync::Hub& hub, const sync::Device& device, std::int64_t now);
    Result<void> setHubMember(const RecordId& hub, const RecordId& person, bool member);
    /// By name, with the number of their members.
    Result<std::vector<std::pair<sync::Hub, std::int64_t>>> hubs();
    /// Writes as the server itself, whose rights aren't asked: the one commit of an import or a seed.
    Result<void> commit(std::span<const domain::Edit> edits);

    struct Forgotten
    {
        std::uint64_t changes = 0; ///< that left the logs
        std::uint64_t records = 0; ///< deleted ones that left the states
    };
    /// Forgets what is older than the lease. To be called every day or so: it notes where the logs stand, and by these
    /// notes it knows what is old.
    Result<Forgotten> forgetOld();

    /// Scopes that a new reader fetches a snapshot of, ascending.
    Result<std::vector<ScopeId>> largeScopes();
    /// Scopes with a snapshot that was made quickly, as somebody waited for it, and is still handed out.
    Result<std::vector<ScopeId>> snapshotsToPack();
    /// Makes the segments of the scope's snapshot smaller; makes one where there is none. A processor's second for
    /// 10,000 records, for when there is little to do; goOn is asked at each segment. False where goOn said no, the
    /// disk hasn't the room, or another one was made meanwhile. Errors: those of snapshot(); badHash, truncated where
    /// the disk changed a segment, and the next call does it.
    Result<bool> packSnapshot(const ScopeId& scope, const std::function<bool()>& goOn);

    struct ScopeReport
    {
        ScopeId scope;
        std::uint64_t seq = 0;
        sync::Hash digest;
    };
    /// Scopes with their digests, ascending.
    Result<std::vector<ScopeReport>> digests();
    /// Reads every log from its start: numbering, chain, every change; and makes the states anew from the logs, which
    /// must be those held. Errors: brokenChain, storageDamaged.
    Result<void> verifyLogs();
    Result<std::int64_t> rebuildReadModels();
    Database& writer() { return *m_writer; }
    std::mutex& mutex() { return m_mutex; }
    Records& records() { return m_records; }
    const std::filesystem::path& folder() const { return m_folder; }
    Result<void> checkpoint();

private:
    SqliteCentral(const Setup& setup, std::unique_ptr<ProfileLock> lock, std::unique_ptr<Database> writer,
                  std::unique_ptr<Database> reader);
    Result<void> load(const Setup& setup, bool create);
    template <typename Work>
    auto inTransaction(std::string_view doing, Work work);
    template <typename Work>
    auto reading(std::string_view doing, Work work);

    /// A batch that waits for the writer. Those that wait are taken in one transaction: a disk makes some hundred
    /// commits a second, whatever is in them.
    struct Turn
    {
        const sync::Batch& batch;
        const sync::Device& device;
        std::optional<Result<sync::Verdict>> verdict;
    };
    /// A verdict or an error for each, in their order.
    std::vector<Result<sync::Verdict>> takeTogether(std::span<Turn* const> turns);
    Result<sync::Verdict> takeOne(const sync::Batch& batch, const sync::Device& device);

    struct Head
    {
        std::uint64_t seq = 0;
        sync::Hash chain;
    };
    Head head(const Records::Scope& scope);
    void keepHead(const Records::Scope& scope, const Head& head);
    /// Where the log begins: at nothing, or behind what was forgotten.
    static Head logStart(Database& database, std::int64_t sid);
    static sync::VersionVector seenBeforeStart(Database& database, std::int64_t sid);
    friend Result<std::size_t> verifyBatches(SqliteCentral& store);
    bool isForgotten(const RecordId& record);
    Result<Forgotten> forgetSome(const Records::Scope& scope, std::uint64_t through);
    Result<std::uint64_t> forgetRecords(const Records::Scope& scope, const std::set<RecordId>& records);
    /// Numbers what the server wrote itself, in batches of its own.
    void appendOwn(const Records::Scope& scope, std::span<const base::Bytes> changes);
    Result<sync::Verdict> judge(const sync::Batch& batch, const sync::Device& device, domain::Roles roles,
                                const Records::Scope& scope, sync::Verdict verdict);
    /// Why the change was not taken; nothing where it was.
    Result<std::optional<base::ErrorCode>> takeChange(const Records::Scope& scope, const sync::Change& change,
                                                      const sync::Dot& dot, const sync::Device& device,
                                                      domain::Roles roles);
    /// Whether the change speaks against a deletion by somebody else, or puts itself in its place.
    bool undoesAnothers(const sync::Change& change, const RecordState& state, const RecordId& person);
    void append(const Records::Scope& scope, Head& head, const IncarnationId& incarnation, std::uint64_t first,
                std::span<const base::Bytes> changes);
    bool hasSegments(base::BytesView encodedManifest) const;
    Result<base::Bytes> makeSnapshot(const ScopeId& scope, std::int64_t sid);
    Result<std::vector<ScopeId>> scopesWhere(const char* statement, std::uint64_t changes);
    Result<bool> packSegments(sync::Manifest& manifest, std::vector<std::filesystem::path>& written,
                              const std::function<bool()>& goOn);
    Result<bool> replaceSnapshot(base::BytesView loose, const sync::Manifest& manifest);
    /// In place of the one before, whose segments stay for who is fetching them, quickly made and small ones; those of
    /// earlier moments go.
    Result<void> keepSnapshot(const sync::Manifest& manifest, std::int64_t sid, base::BytesView encoded, bool dense);
    std::filesystem::path segmentFile(const sync::Hash& hash) const { return m_folder / "snapshots" / hash.hex(); }
    std::filesystem::path blobFile(const sync::Hash& hash) const { return m_folder / "blobs" / hash.hex(); }

    std::filesystem::path m_folder;
    const base::Clock& m_clock;
    std::unique_ptr<ProfileLock> m_lock;
    std::unique_ptr<Database> m_writer;
    std::unique_ptr<Database> m_reader;
    Records m_records;
    std::mutex m_mutex;         ///< the writer
    std::mutex m_readerMutex;   ///< the reader
    std::mutex m_snapshotMutex; ///< one snapshot is made at a time
    std::mutex m_turnsMutex;
    std::condition_variable m_turnsTaken;
    std::vector<Turn*> m_turns; ///< who waits
    bool m_takingTurns = false; ///< one of them takes all that waited when it began
    base::StoreId m_id;
    base::KeyPair m_key;
    base::KeyPair m_writerKey; ///< of what the server writes itself; m_key until a backup was put in place
    std::uint64_t m_epoch = 1;
    sync::HybridClock m_time;
};

template <typename Work>
auto SqliteCentral::inTransaction(std::string_view doing, Work work)
{
    const std::lock_guard lock(m_mutex);
    auto result = guarded(doing, [&]() -> std::invoke_result_t<Work> {
        Transaction transaction(*m_writer);
        auto done = work();
        if (done.ok()) {
            base::failpoint("central-before-commit", doing);
            transaction.commit();
            base::failpoint("central-after-commit", doing);
        }
        return done;
    });
    if (!result.ok())
        m_records.forget();
    return result;
}

template <typename Work>
auto SqliteCentral::reading(std::string_view doing, Work work)
{
    const std::lock_guard lock(m_readerMutex);
    return guarded(doing, work);
}

} // namespace staffroom::storage
