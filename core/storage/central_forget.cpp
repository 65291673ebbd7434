// SPDX-License-Identifier: GPL-3.0-or-later
// What is older than the lease: the beginnings of the logs, and what is left of records that were deleted.
#include "core/domain/value.h"
#include "core/storage/central.h"
#include "core/sync/tuning.h"
#include "staffroom_sql.h"

#include <algorithm>
#include <set>

namespace staffroom::storage {

using sync::Change;

namespace {

constexpr std::int64_t dayMs = 24LL * 60 * 60 * 1000;
constexpr std::string_view lastDay = "lease-day", daysToWait = "lease-wait";

/// Whether it was deleted, and nothing that lives of it is younger than the log's start.
bool isOld(const RecordState& state, const sync::VersionVector& before)
{
    return state.deleted() && std::all_of(state.writes().begin(), state.writes().end(), [&](const auto& write) {
               const auto through = before.find(write.dot.incarnation);
               return through != before.end() && write.dot.dseq <= through->second;
           });
}

/// Notes that the server looks today; true while it waits. After a clock that jumped, or a time for which it was off,
/// its people get some days to come back first. The wait is kept as a number of days left, and only days with a look
/// count: neither a restart, nor another jump, nor a day on which nobody could come ends it.
bool waits(Records& records, std::int64_t today)
{
    const auto noted = [&](std::string_view name) { return records.meta(name).value_or(""); };
    const base::Bytes before = noted(lastDay);
    const std::int64_t last = before.empty() ? today : std::strtoll(before.c_str(), nullptr, 10);
    std::int64_t left = std::strtoll(noted(daysToWait).c_str(), nullptr, 10);
    if (today < last || today - last > sync::tuning::leaseGapDays)
        left = sync::tuning::leaseWaitDays;
    else if (today > last && left > 0)
        --left;
    records.setMeta(lastDay, std::to_string(today));
    records.setMeta(daysToWait, std::to_string(left));
    return left > 0;
}

} // namespace

SqliteCentral::Head SqliteCentral::logStart(Database& database, std::int64_t sid)
{
    Query query = database.query(sql::lease::start);
    if (!query.integer(sid).step())
        return {};
    return {static_cast<std::uint64_t>(query.asInteger(0)),
            sync::Hash::fromBytes(query.asBytes(1)).value_or(sync::Hash())};
}

sync::VersionVector SqliteCentral::seenBeforeStart(Database& database, std::int64_t sid)
{
    sync::VersionVector seen;
    Query query = database.query(sql::lease::start_seen);
    query.integer(sid);
    while (query.step())
        if (const auto incarnation = IncarnationId::fromBytes(query.asBytes(0)))
            seen[*incarnation] = static_cast<std::uint64_t>(query.asInteger(1));
    return seen;
}

bool SqliteCentral::isForgotten(const RecordId& record)
{
    return m_writer->query(sql::lease::forgotten_get).blob(record.view()).step();
}

Result<SqliteCentral::Forgotten> SqliteCentral::forgetOld()
{
    struct Old
    {
        Records::Scope scope;
        std::uint64_t through;
    };
    std::vector<Old> old;
    const std::int64_t day = m_clock.wallMs() / dayMs;
    STAFFROOM_TRY(inTransaction("looking for what is old", [&]() -> Result<void> {
        if (waits(m_records, day)) // and no log is marked with a day that may be wrong
            return {};
        m_writer->query(sql::lease::mark).integer(day).run();
        Query query = m_writer->query(sql::lease::old);
        query.integer(day - sync::tuning::leaseDays);
        while (query.step())
            if (const auto id = ScopeId::fromBytes(query.asBytes(1)))
                old.push_back({{query.asInteger(0), *id}, static_cast<std::uint64_t>(query.asInteger(2))});
        return {};
    }));
    Forgotten sum;
    for (const Old& one : old)
        for (bool more = true; more;) {
            const auto some =
                inTransaction("forgetting what is old", [&] { return forgetSome(one.scope, one.through); });
            if (!some)
                return some.error();
            sum.changes += some->changes;
            sum.records += some->records;
            more = some->changes > 0;
        }
    return sum;
}

/// A bounded number of log rows a transaction, so that pushes don't wait for long.
Result<SqliteCentral::Forgotten> SqliteCentral::forgetSome(const Records::Scope& scope, std::uint64_t through)
{
    Forgotten done;
    Head start = logStart(*m_writer, scope.sid);
    const std::uint64_t from = start.seq;
    std::set<RecordId> deleted;
    {
        Query rows = m_writer->query(sql::central::log_from);
        rows.integer(scope.sid).integer(static_cast<std::int64_t>(from));
        for (std::size_t count = 0; count < sync::tuning::leaseRows && rows.step(); ++count) {
            const auto last = static_cast<std::uint64_t>(rows.asInteger(0) + rows.asInteger(1) - 1);
            if (last > through)
                break;
            const auto entry = sync::decodeEntry(rows.asBytes(3));
            if (!entry)
                return Error{ErrorCode::storageDamaged, "reading a log", describe(entry.error())};
            for (const base::BytesView item : entry->changes)
                if (const auto change = sync::isQuarantined(item) ? Result<Change>(Error{})
                                                                  : sync::decodeChange(item, entry->incarnation);
                    change && sync::deletes(*change))
                    deleted.insert(change->record);
            m_writer->query(sql::lease::start_seen_set)
                .integer(scope.sid)
                .integer(m_records.incarnation(entry->incarnation))
                .integer(static_cast<std::int64_t>(entry->first + entry->count - 1))
                .run();
            start = {last, sync::Hash::fromBytes(rows.asBytes(2)).value_or(sync::Hash())};
        }
    }
    done.changes = start.seq - from;
    if (done.changes == 0) {
        m_writer->query(sql::lease::marks_remove).integer(scope.sid).integer(static_cast<std::int64_t>(through)).run();
        return done;
    }
    m_writer->query(sql::lease::rows_remove).integer(scope.sid).integer(static_cast<std::int64_t>(start.seq)).run();
    m_writer->query(sql::lease::start_set)
        .integer(scope.sid)
        .integer(static_cast<std::int64_t>(start.seq))
        .blob(start.chain.view())
        .run();
    const auto forgotten = forgetRecords(scope, deleted);
    if (!forgotten)
        return forgotten.error();
    done.records = *forgotten;
    return done;
}

/// Says so in the log, so that every replica lets go of them at the same place.
Result<std::uint64_t> SqliteCentral::forgetRecords(const Records::Scope& scope, const std::set<RecordId>& records)
{
    const IncarnationId self = base::incarnationOf(m_writerKey.publicKey());
    const sync::VersionVector before = seenBeforeStart(*m_writer, scope.sid);
    std::vector<base::Bytes> changes;
    for (const RecordId& id : records) {
        auto found = m_records.find(id);
        if (!found)
            return found.error();
        if (!*found || (*found)->sid != scope.sid || !isOld((*found)->state, before))
            continue;
        changes.push_back(sync::encode(sync::forgetting(id, (*found)->kind, m_time.next()), self));
        m_records.remove(**found, scope);
        // What is unique by nature may be made again: its first change has to say all that makes it.
        if (!domain::hasNaturalKey((*found)->kind))
            m_writer->query(sql::lease::forgotten_add).blob(id.view()).run();
    }
    if (!changes.empty())
        appendOwn(scope, changes);
    return changes.size();
}

} // namespace staffroom::storage
