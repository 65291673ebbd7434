// SPDX-License-Identifier: GPL-3.0-or-later
// What a person made here and what became of it.
#include "core/storage/replica.h"
#include "staffroom_sql.h"

#include <algorithm>
#include <set>

namespace staffroom::storage {

namespace {

RecordId recordOf(const Query& query)
{
    return RecordId::fromBytes(query.asBytes(0)).value_or(RecordId());
}

} // namespace

Result<std::vector<Replica::OwnLine>> Replica::own(std::int64_t limit)
{
    const std::lock_guard lock(m_mutex);
    return guarded("listing what was made here", [&] {
        const auto most = static_cast<std::size_t>(limit);
        std::vector<OwnLine> lines;
        std::set<RecordId> listed;
        {
            Query unseen = m_database->query(sql::client::rejected_unseen);
            while (unseen.step())
                if (const RecordId record = recordOf(unseen); listed.insert(record).second)
                    lines.push_back(ownLine(record));
        }
        std::ranges::sort(lines, std::ranges::greater(), &OwnLine::made);
        lines.resize(std::min(lines.size(), most));
        Query lately = m_database->query(sql::client::made_lately);
        while (lines.size() < most && lately.step())
            if (const RecordId record = recordOf(lately); listed.insert(record).second) {
                lines.push_back(ownLine(record));
                lines.back().seen = lines.back().rejected;
            }
        return lines;
    });
}

Replica::OwnLine Replica::ownLine(const RecordId& record)
{
    OwnLine line;
    line.record = record;
    Query query = m_database->query(sql::client::own_line);
    query.blob(record.view()).step();
    line.made = query.asInteger(0);
    line.waiting = query.asInteger(1) == 0;
    line.rejected = query.asInteger(2) != 0;
    line.reason = base::errorFromName(query.asBytes(3));
    line.kind = static_cast<std::uint32_t>(query.asInteger(4));
    line.atHub = line.waiting && query.asInteger(5) == 0;
    if (!line.rejected && !query.isNull(4))
        return line;
    Query words = m_database->query(sql::client::own_words); // nothing else shows them
    words.blob(record.view());
    while (words.step())
        if (const auto change = sync::decodeChange(words.asBytes(0), m_self)) {
            line.kind = change->kind;
            for (const sync::FieldWrite& write : change->writes)
                line.words[write.field] = write.item;
        }
    return line;
}

Result<void> Replica::setRejectionSeen(const RecordId& record, bool seen)
{
    return inTransaction("noting what was seen", true, [&]() -> Result<void> {
        m_database->query(seen ? sql::client::rejection_seen_add : sql::client::rejection_seen_remove)
            .blob(record.view())
            .run();
        return {};
    });
}

Result<Replica::Counts> Replica::counts()
{
    const std::lock_guard lock(m_mutex);
    return guarded("counting", [&] {
        if (!m_outbox) {
            Query query = m_database->query(sql::client::outbox_counts);
            query.step();
            m_outbox = Counts{query.asInteger(0), 0, query.asInteger(1), query.asInteger(0) - query.asInteger(2)};
        }
        Counts counts = *m_outbox;
        if (Query query = m_database->query(sql::client::alternatives_count); query.step())
            counts.alternatives = query.asInteger(0);
        return counts;
    });
}

} // namespace staffroom::storage
