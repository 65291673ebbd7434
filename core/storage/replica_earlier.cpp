// SPDX-License-Identifier: GPL-3.0-or-later
// What was sent under earlier names, as it was sealed then: a server that was put back, or made anew, gets it again.
#include "core/storage/replica.h"
#include "core/sync/renaming.h"
#include "staffroom_sql.h"

namespace staffroom::storage {

/// What is settled under a name that is given up, in batches: those that were sealed, and the rest sealed now, as this
/// key signs nothing after. Where a copy sent the same changes in other batches, a server that has some of those takes
/// none of these that don't go on from there.
Result<void> Replica::keepEarlier(const Records::Scope& scope, const sync::Renaming& renaming)
{
    m_database->query(sql::renewal::batches_beyond_remove)
        .integer(scope.sid)
        .integer(static_cast<std::int64_t>(renaming.after))
        .run();
    STAFFROOM_TRY(seal(scope, renaming.after));
    const std::int64_t iid = m_records.incarnation(renaming.from);
    m_database->query(sql::renewal::earlier_batches_add).integer(iid).integer(scope.sid).run();
    m_database->query(sql::renewal::earlier_add)
        .integer(iid)
        .integer(scope.sid)
        .integer(static_cast<std::int64_t>(renaming.after))
        .run();
    return {};
}

void Replica::keepEarlierName(const base::KeyPair& earlier, const IncarnationId& next)
{
    const sync::EarlierName name = sync::earlierName(m_server, earlier, next);
    m_database->query(sql::renewal::earlier_name_add)
        .integer(m_records.incarnation(base::incarnationOf(name.key)))
        .blob(base::viewOf(name.key))
        .blob(name.next.view())
        .blob(base::viewOf(name.signature))
        .run();
}

Result<std::vector<sync::EarlierName>> Replica::introduceEarlier()
{
    return inTransaction("listing earlier names", true, [&]() -> Result<std::vector<sync::EarlierName>> {
        for (const char* statement : {sql::renewal::earlier_batches_all_wanted, sql::renewal::earlier_scopes_doubted})
            m_database->query(statement).run();
        std::vector<sync::EarlierName> names;
        Query query = m_database->query(sql::renewal::earlier_names);
        while (query.step()) {
            const auto key = base::arrayOf<32>(query.asBytes(0));
            const auto next = IncarnationId::fromBytes(query.asBytes(1));
            const auto signature = base::arrayOf<64>(query.asBytes(2));
            if (!key || !next || !signature)
                return Error{ErrorCode::storageDamaged, "listing earlier names", {}};
            names.push_back({*key, *next, *signature});
        }
        return names;
    });
}

Result<std::vector<base::Bytes>> Replica::outgoingEarlier(const ScopeId& scopeId,
                                                          const std::optional<EarlierMark>& after, std::size_t bytes,
                                                          const std::optional<base::PublicKey>& hub)
{
    const std::lock_guard lock(m_mutex);
    return guarded("reading what was sent under earlier names", [&] {
        const std::int64_t sid = m_records.scope(scopeId).sid;
        std::vector<base::Bytes> batches;
        std::size_t sum = 0;
        Query query = m_database->query(sql::renewal::earlier_batches_after);
        query.integer(sid)
            .integer(after ? m_records.incarnation(after->first) : 0)
            .integer(after ? static_cast<std::int64_t>(after->second) : 0)
            .blob(hub ? base::viewOf(*hub) : base::BytesView());
        while (query.step() && (batches.empty() || sum < bytes)) {
            sync::Batch batch{IncarnationId::fromBytes(query.asBytes(0)).value_or(IncarnationId()),
                              scopeId,
                              static_cast<std::uint64_t>(query.asInteger(2)),
                              sync::Hash::fromBytes(query.asBytes(4)).value_or(sync::Hash()),
                              {},
                              base::arrayOf<64>(query.asBytes(5)).value_or(sync::Signature())};
            Query bodies = m_database->query(sql::renewal::earlier_bodies);
            bodies.integer(query.asInteger(1)).integer(sid).integer(query.asInteger(2)).integer(query.asInteger(3));
            while (bodies.step())
                batch.items.push_back({sync::Hash::of(bodies.asBytes(0)), base::Bytes(bodies.asBytes(0))});
            base::cbor::Writer out;
            sync::encode(batch, out);
            sum += out.size();
            batches.push_back(out.take());
        }
        return batches;
    });
}

Result<std::vector<sync::ClientStore::EarlierMark>> Replica::firstEarlier(const ScopeId& scope)
{
    const std::lock_guard lock(m_mutex);
    return guarded("listing what was sent under earlier names", [&] {
        std::vector<EarlierMark> marks;
        Query query = m_database->query(sql::renewal::earlier_batches_first);
        query.integer(m_records.scope(scope).sid);
        while (query.step())
            marks.emplace_back(IncarnationId::fromBytes(query.asBytes(0)).value_or(IncarnationId()),
                               static_cast<std::uint64_t>(query.asInteger(1)));
        return marks;
    });
}

/// Refused for what may be over the next time: a right that is missing, a bit turned over on its way, one before it
/// that wasn't taken.
bool Replica::mayTakeLater(const std::optional<ErrorCode>& refused, std::int64_t iid, std::int64_t sid,
                           std::int64_t first)
{
    if (refused == ErrorCode::brokenChain) {
        Query before = m_database->query(sql::renewal::earlier_wanted_before);
        return before.integer(iid).integer(sid).integer(first).step();
    }
    return refused == ErrorCode::forbidden || refused == ErrorCode::badSignature || refused == ErrorCode::notFound ||
           refused == ErrorCode::revoked;
}

Result<bool> Replica::takeEarlierVerdict(const sync::Verdict& verdict)
{
    return inTransaction("taking a verdict in", false, [&]() -> Result<bool> {
        const auto scope = m_records.findScope(verdict.scope);
        Query name = m_database->query(sql::truth::incarnation_row);
        if (!scope || !name.blob(verdict.incarnation.view()).step())
            return false;
        const std::int64_t iid = name.asInteger(0);
        const auto first = static_cast<std::int64_t>(verdict.first);
        std::int64_t count = 0;
        {
            Query batch = m_database->query(sql::renewal::earlier_batch_judged);
            batch.integer(mayTakeLater(verdict.refused, iid, scope->sid, first));
            batch.integer(iid).integer(scope->sid).integer(first).blob(verdict.batch.view());
            while (batch.step()) // RETURNING: done only when it was stepped to its end
                count = batch.asInteger(0);
        }
        if (count == 0 || verdict.refused)
            return count != 0;
        const auto settle = [&](std::int64_t from, std::int64_t to, const std::optional<ErrorCode>& reason) {
            Query query = m_database->query(sql::renewal::earlier_outcome);
            query.integer(reason ? 2 : 1);
            if (reason)
                query.text(base::errorName(*reason));
            else
                query.null();
            query.integer(iid).integer(scope->sid).integer(from).integer(to).run();
        };
        settle(first, first + count - 1, std::nullopt);
        for (const sync::Verdict::Quarantined& bad : verdict.quarantined)
            settle(static_cast<std::int64_t>(bad.dseq), static_cast<std::int64_t>(bad.dseq), bad.reason);
        m_database->query(sql::client::rejection_seen_lower).run();
        return true;
    });
}

Result<void> Replica::takeEarlierReceipt(const base::PublicKey& hub, const ScopeId& scope, const EarlierMark& batch)
{
    return inTransaction("taking a hub's receipt in", true, [&]() -> Result<void> {
        m_database->query(sql::renewal::earlier_batch_at_hub)
            .blob(base::viewOf(hub))
            .blob(batch.first.view())
            .integer(m_records.scope(scope).sid)
            .integer(static_cast<std::int64_t>(batch.second))
            .run();
        return {};
    });
}

/// A page has it as rejected, where the server's word on it went to nobody. The reason isn't in the page: most likely a
/// right that was there when it was accepted first.
void Replica::rejectEarlier(const Records::Scope& scope, const sync::Dot& dot)
{
    const auto rejected = m_database->query(sql::renewal::earlier_rejected)
                              .text(base::errorName(ErrorCode::forbidden))
                              .integer(m_records.incarnation(dot.incarnation))
                              .integer(scope.sid)
                              .integer(static_cast<std::int64_t>(dot.dseq))
                              .run();
    if (rejected > 0) // a page keeps the counts else
        m_outbox.reset();
}

} // namespace staffroom::storage
