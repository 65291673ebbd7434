// SPDX-License-Identifier: GPL-3.0-or-later
// Going on under another name, after a copy of this profile was found to write under the present one.
#include "core/storage/replica.h"
#include "core/sync/renaming.h"
#include "staffroom_sql.h"

namespace staffroom::storage {

using sync::Change;

IncarnationId Replica::incarnation()
{
    const std::lock_guard lock(m_mutex);
    return m_self;
}

Result<sync::Hash> Replica::ownBatch(const ScopeId& scope, std::uint64_t through)
{
    const std::lock_guard lock(m_mutex);
    return guarded("looking an own batch up", [&] {
        Query query = m_database->query(sql::renewal::batch_ending);
        query.integer(m_records.scope(scope).sid).integer(static_cast<std::int64_t>(through));
        return query.step() ? sync::Hash::fromBytes(query.asBytes(0)).value_or(sync::Hash()) : sync::Hash();
    });
}

Result<Replica::Renewed> Replica::renew(const base::KeyPair& next, std::span<const sync::HeldChanges> held)
{
    const std::lock_guard lock(m_mutex);
    const base::KeyPair device = m_device;
    const IncarnationId self = m_self;
    m_outbox.reset();
    auto done = guarded("going on under another name", [&]() -> Result<Renewed> {
        m_database->setDurable(true);
        Transaction transaction(*m_database);
        auto renewed = renewWithin(next, held);
        if (renewed) {
            base::failpoint("replica-before-commit", "going on under another name");
            transaction.commit();
            base::failpoint("replica-after-commit", "going on under another name");
        }
        return renewed;
    });
    if (!done) { // rolled back, and so is the name
        m_device = device;
        m_self = self;
        m_records.forget();
    }
    return done;
}

Result<Replica::Renewed> Replica::renewWithin(const base::KeyPair& next, std::span<const sync::HeldChanges> held)
{
    Renewed renewed;
    const IncarnationId name = base::incarnationOf(next.publicKey());
    if (name == m_self)
        return renewed;
    for (const sync::HeldChanges& some : held) {
        const auto lost = takeBackWhereLost(some);
        if (!lost)
            return lost.error();
        renewed.doubted = *lost || renewed.doubted;
    }
    if (renewed.doubted)
        return renewed;
    for (const sync::HeldChanges& some : held) {
        const auto settled = settleHeld(some);
        if (!settled)
            return settled.error();
        renewed.held += *settled;
    }
    struct OwnScope
    {
        Records::Scope scope;
        std::uint64_t acknowledged;
        bool readable;
    };
    std::vector<OwnScope> scopes;
    {
        Query query = m_database->query(sql::renewal::own_scopes);
        while (query.step())
            if (const auto id = ScopeId::fromBytes(query.asBytes(1)))
                scopes.push_back({{query.asInteger(0), *id},
                                  static_cast<std::uint64_t>(query.asInteger(2)),
                                  query.asInteger(3) != 0});
    }
    const IncarnationId before = m_self;
    m_self = name;
    m_records.setMeta(ownerName, m_self.view());
    for (const OwnScope& own : scopes) {
        const auto again = renameScope(own.scope, {before, own.acknowledged, name}, own.readable);
        if (!again)
            return again.error();
        renewed.again += *again;
    }
    keepEarlierName(m_device, name);
    m_device = next;
    return renewed;
}

/// Whether the server, put back since, no longer has the last change that it acknowledged: a copy went on from before.
Result<bool> Replica::takeBackWhereLost(const sync::HeldChanges& held)
{
    const auto scope = m_records.findScope(held.scope);
    const std::uint64_t last = scope ? ownCounts(*scope).acknowledged : 0;
    if (last <= held.known())
        return false;
    Query query = m_database->query(sql::renewal::own_bodies_between);
    query.integer(scope->sid).integer(static_cast<std::int64_t>(last - 1)).integer(static_cast<std::int64_t>(last));
    const std::uint64_t at = last - held.known() - 1;
    if (at < held.hashes.size() && query.step() && sync::Hash::of(query.asBytes(1)) == held.hashes[at])
        return false;
    STAFFROOM_TRY(
        takeBackWithin(*scope, held.forgotten)); // what is older than its log it had: those days are long over
    return true;
}

/// Changes that the copy sent, and that are to the byte what was made here before the two parted.
Result<std::uint64_t> Replica::settleHeld(const sync::HeldChanges& held)
{
    const auto scope = m_records.findScope(held.scope);
    if (!scope)
        return std::uint64_t(0);
    const OwnCounts counts = ownCounts(*scope);
    std::uint64_t same = counts.acknowledged;
    {
        Query query = m_database->query(sql::renewal::own_bodies_between);
        query.integer(scope->sid)
            .integer(static_cast<std::int64_t>(counts.acknowledged))
            .integer(static_cast<std::int64_t>(held.through()));
        while (query.step()) {
            const auto dseq = static_cast<std::uint64_t>(query.asInteger(0));
            if (dseq <= held.known() || sync::Hash::of(query.asBytes(1)) != held.hashes[dseq - held.known() - 1])
                break;
            same = dseq;
        }
    }
    if (same > counts.acknowledged)
        STAFFROOM_TRY(settle(*scope, counts, same, held.quarantined));
    return same - counts.acknowledged;
}

Result<std::uint64_t> Replica::renameScope(const Records::Scope& scope, const sync::Renaming& renaming, bool readable)
{
    struct Waiting
    {
        std::int64_t made;
        std::optional<std::string> reason;
        Change change;
    };
    std::vector<Waiting> waiting;
    {
        Query query = m_database->query(sql::renewal::waiting);
        query.integer(scope.sid).integer(static_cast<std::int64_t>(renaming.after));
        while (query.step()) {
            auto change = sync::decodeChange(query.asBytes(3), renaming.from);
            if (!change)
                return Error{ErrorCode::storageDamaged, "reading an own change", describe(change.error())};
            waiting.push_back({query.asInteger(1),
                               query.isNull(2) ? std::nullopt : std::optional(std::string(query.asBytes(2))),
                               sync::renamed(*std::move(change), renaming)});
        }
    }
    STAFFROOM_TRY(keepEarlier(scope, renaming));
    for (const char* statement :
         {sql::renewal::own_remove, sql::renewal::batches_remove, sql::relayed::receipts_remove})
        m_database->query(statement).integer(scope.sid).run();
    m_database->query(sql::renewal::counts_set)
        .integer(static_cast<std::int64_t>(waiting.size()))
        .integer(scope.sid)
        .run();
    std::map<RecordId, std::uint32_t> records;
    std::int64_t dseq = 0;
    for (const Waiting& one : waiting) {
        Query query = m_database->query(sql::renewal::own_again);
        query.integer(scope.sid).integer(++dseq).blob(one.change.record.view()).integer(one.made);
        if (one.reason)
            query.text(*one.reason);
        else
            query.null();
        query.blob(sync::encode(one.change, m_self)).run();
        records[one.change.record] = one.change.kind;
    }
    if (!readable) // nothing of it is here but what waits
        return waiting.size();
    STAFFROOM_TRY(parted(scope, renaming));
    // Where nothing was fetched yet no cursor shows whether the server was put back since, and judged this anew.
    if (renaming.after > 0)
        m_database->query(sql::renewal::start_doubted).integer(scope.sid).run();
    for (const auto& [record, kind] : records) {
        // Sent again after the server lost it: what it had is not known apart any more, a snapshot has to say.
        if (!m_database->query(sql::client::confirmed_get).blob(record.view()).step())
            m_database->query(sql::client::cursor_doubted).integer(scope.sid).run();
        auto confirmed = confirmedOf(record);
        if (!confirmed)
            return confirmed.error();
        STAFFROOM_TRY(redo(record, kind, scope, *std::move(confirmed)));
    }
    return waiting.size();
}

/// From here on the earlier name is somebody else's: what it wrote is taken in through the last change of this PC.
Result<void> Replica::parted(const Records::Scope& scope, const sync::Renaming& renaming)
{
    base::Bytes manifest;
    if (Query begun = m_database->query(sql::client::rebase_get); begun.integer(scope.sid).step())
        manifest = base::Bytes(begun.asBytes(0));
    if (!manifest.empty()) // what was accepted since that snapshot comes again, now as somebody else's: from its start
        m_database->query(sql::client::rebase_set).integer(scope.sid).blob(manifest).run();
    else if (renaming.after > 0)
        m_records.setSeen(scope, renaming.from, renaming.after);
    return {};
}

} // namespace staffroom::storage
