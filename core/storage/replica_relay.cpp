// SPDX-License-Identifier: GPL-3.0-or-later
// What hubs say, beside what they carry.
#include "core/storage/replica.h"
#include "staffroom_sql.h"

namespace staffroom::storage {

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
