// SPDX-License-Identifier: GPL-3.0-or-later
// What hubs say, beside what they carry; and the time that a grant, which somebody carried, has to be newer than.
#include "core/storage/replica.h"
#include "staffroom_sql.h"

namespace staffroom::storage {

namespace {

constexpr std::string_view headsTime = "heads-ms";

} // namespace

void Replica::setHeadsTime(std::int64_t serverMs)
{
    m_records.setMeta(headsTime, std::to_string(serverMs));
    m_heard = Heard{serverMs, m_clock.monotonicMs()};
}

Result<void> Replica::takeLevel(std::int64_t serverMs)
{
    const auto take = [&]() -> Result<void> {
        setHeadsTime(serverMs);
        return {};
    };
    return inTransaction("noting how old the rights are", false, take, Outbox::keep);
}

Result<void> Replica::noteWord(std::int64_t headsTookMs)
{
    const auto note = [&]() -> Result<void> {
        if (m_heard)
            m_records.setMeta(headsTime,
                              std::to_string(m_heard->serverMs + headsTookMs + (m_clock.monotonicMs() - m_heard->at)));
        return {};
    };
    return inTransaction("noting how old the rights are", false, note, Outbox::keep);
}

Result<std::int64_t> Replica::headsMs()
{
    const std::lock_guard lock(m_mutex);
    return guarded("reading how old the rights are", [&]() -> std::int64_t {
        return std::strtoll(m_records.meta(headsTime).value_or("0").c_str(), nullptr, 10);
    });
}

Result<bool> Replica::takeReceipt(const base::PublicKey& hub, const ScopeId& scopeId, std::uint64_t through,
                                  const sync::Hash& batch)
{
    return inTransaction("taking a hub's receipt in", true, [&]() -> Result<bool> {
        const Records::Scope scope = m_records.scope(scopeId);
        const auto number = static_cast<std::int64_t>(through);
        if (through != 0) {
            Query query = m_database->query(sql::relayed::batch_ending);
            if (!query.integer(scope.sid).integer(number).step() || query.asBytes(0) != batch.view())
                return false;
        }
        m_database->query(sql::relayed::receipt_set).integer(scope.sid).blob(base::viewOf(hub)).integer(number).run();
        return true;
    });
}

Result<void> Replica::refuseUnsent(const ScopeId& scopeId)
{
    return inTransaction("leaving work of a scope that was left", true, [&]() -> Result<void> {
        m_database->query(sql::client::own_unsent_refused)
            .integer(m_records.scope(scopeId).sid)
            .text(base::errorName(ErrorCode::forbidden))
            .run();
        return {};
    });
}

/// A change is about to be made to this record: one more that waits, or one less that waits at the hub whole.
void Replica::countWaiting(const RecordId& record, const Records::Scope& scope)
{
    Query waits = m_database->query(sql::client::own_waits);
    if (!waits.blob(record.view()).step()) {
        ++m_outbox->waiting;
        return;
    }
    if (m_outbox->atHub == 0)
        return;
    Query receipt = m_database->query(sql::relayed::receipt_most);
    receipt.integer(scope.sid).step();
    if (waits.asInteger(0) <= receipt.asInteger(0))
        --m_outbox->atHub;
}

} // namespace staffroom::storage
