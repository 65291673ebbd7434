// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/node/desktop.h"
#include "core/storage/replica.h"

#include <map>
#include <set>

namespace staffroom::node {

/// The replica as a sync sees it: passes every call on, and counts on the way what comes from others. Not counted:
/// preferences, corrections of messages, what came only as deleted, and kinds of newer programs.
class Arriving final : public sync::ClientStore
{
public:
    explicit Arriving(storage::Replica& replica) : m_replica(replica) {}

    bool empty() const { return m_kinds.empty(); }
    /// In order of the kinds' numbers; without names.
    std::vector<Arrived> counted() const;
    void startAnew();

    Result<std::vector<sync::HeldScope>> scopes() override { return m_replica.scopes(); }
    Result<void> takeHeads(const sync::Heads& heads) override { return m_replica.takeHeads(heads); }
    Result<void> takeLevel(std::int64_t serverMs) override { return m_replica.takeLevel(serverMs); }
    Result<std::int64_t> headsMs() override { return m_replica.headsMs(); }
    Result<void> noteWord(std::int64_t headsTookMs) override { return m_replica.noteWord(headsTookMs); }
    Result<void> takeBack(const domain::ScopeId& scope, std::uint64_t through) override
    {
        return m_replica.takeBack(scope, through);
    }
    Result<sync::Hash> ownBatch(const domain::ScopeId& scope, std::uint64_t through) override
    {
        return m_replica.ownBatch(scope, through);
    }
    Result<Renewed> renew(const base::KeyPair& next, std::span<const sync::HeldChanges> held) override
    {
        return m_replica.renew(next, held);
    }
    Result<std::vector<base::Bytes>> outgoing(const domain::ScopeId& scope, std::uint64_t after,
                                              std::size_t bytes) override
    {
        return m_replica.outgoing(scope, after, bytes);
    }
    Result<void> takeVerdict(const sync::Verdict& verdict) override { return m_replica.takeVerdict(verdict); }
    Result<std::vector<base::Bytes>> outgoingEarlier(const domain::ScopeId& scope,
                                                     const std::optional<EarlierMark>& after, std::size_t bytes,
                                                     const std::optional<base::PublicKey>& hub) override
    {
        return m_replica.outgoingEarlier(scope, after, bytes, hub);
    }
    Result<void> takeEarlierReceipt(const base::PublicKey& hub, const domain::ScopeId& scope,
                                    const EarlierMark& batch) override
    {
        return m_replica.takeEarlierReceipt(hub, scope, batch);
    }
    Result<std::vector<EarlierMark>> firstEarlier(const domain::ScopeId& scope) override
    {
        return m_replica.firstEarlier(scope);
    }
    Result<bool> takeEarlierVerdict(const sync::Verdict& verdict) override
    {
        return m_replica.takeEarlierVerdict(verdict);
    }
    Result<bool> takeReceipt(const base::PublicKey& hub, const domain::ScopeId& scope, std::uint64_t through,
                             const base::Hash& batch) override
    {
        return m_replica.takeReceipt(hub, scope, through, batch);
    }
    Result<void> refuseUnsent(const domain::ScopeId& scope) override { return m_replica.refuseUnsent(scope); }
    Result<std::vector<std::pair<base::IncarnationId, std::uint64_t>>>
    unconfirmed(const domain::ScopeId& scope) override
    {
        return m_replica.unconfirmed(scope);
    }
    Result<void> takeUnconfirmed(const domain::ScopeId& scope,
                                 std::span<const std::pair<base::IncarnationId, std::uint64_t>> listed,
                                 std::span<const Foreign> batches) override
    {
        return m_replica.takeUnconfirmed(scope, listed, batches);
    }
    Result<std::uint64_t> takePage(const sync::Page& page) override;
    Result<std::optional<Rebase>> rebase(const domain::ScopeId& scope) override { return m_replica.rebase(scope); }
    Result<void> beginRebase(const sync::Manifest& manifest, base::BytesView encoded) override
    {
        return m_replica.beginRebase(manifest, encoded);
    }
    Result<void> keepSegment(const domain::ScopeId& scope, const sync::SegmentInfo& info,
                             base::BytesView compressed) override
    {
        return m_replica.keepSegment(scope, info, compressed);
    }
    std::optional<base::Bytes> keptSegment(const domain::ScopeId& scope, const sync::SegmentInfo& info) override
    {
        return m_replica.keptSegment(scope, info);
    }
    Result<void> takeSegment(const domain::ScopeId& scope, const Rebase& rebase,
                             std::span<const sync::SegmentRecord> records) override;

private:
    struct Tally
    {
        std::int64_t count = 0;
        std::vector<RecordId> last; ///< named by, the newest last
    };
    void count(const sync::Change& change);
    void count(const sync::SegmentRecord& record);
    void add(domain::Kind kind, const RecordId& namedBy);

    storage::Replica& m_replica;
    struct UnderWay
    {
        domain::ScopeId scope;
        bool isNew = false; ///< nothing of it was here before
    };
    std::optional<UnderWay> m_underWay; ///< the last snapshot that a segment came of
    std::map<domain::Kind, Tally> m_kinds;
    std::set<RecordId> m_changed; ///< of kinds that change often: each counts once
};

/// For keeping on disk: [when, [[kind, count, [id …]] …]]. No names: they would outlive a scope that is left.
base::Bytes encode(const Arrivals& arrivals);
/// Without names. Nothing for bytes that aren't what encode gave.
Arrivals decodeArrivals(base::BytesView bytes);
/// As the records are called now; those that aren't here any more have none.
void nameArrivals(Arrivals& arrivals, storage::Replica& replica);

} // namespace staffroom::node
