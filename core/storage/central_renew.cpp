// SPDX-License-Identifier: GPL-3.0-or-later
// Devices that go on under another name, and what the server has of them under the one before.
#include "core/storage/central.h"
#include "core/storage/quarantine_list.h"
#include "core/sync/tuning.h"
#include "staffroom_sql.h"

#include <algorithm>

namespace staffroom::storage {

Result<void> SqliteCentral::renewDevice(const sync::Device& device, const IncarnationId& before, std::string_view name,
                                        std::int64_t now)
{
    return inTransaction("taking a device's new name in", [&]() -> Result<void> {
        constexpr std::int64_t dayMs = 24LL * 3600 * 1000;
        Query today = m_writer->query(sql::renewal::renewed_since);
        today.blob(device.person.view()).integer(now - dayMs).blob(device.incarnation.view());
        if (today.step() && static_cast<std::size_t>(today.asInteger(0)) >= sync::tuning::renewalsPerDay)
            return Error{ErrorCode::tooManyAttempts, "taking a device's new name in", device.person.text()};
        m_writer->query(sql::renewal::device_renew)
            .blob(device.incarnation.view())
            .blob(base::viewOf(device.key))
            .blob(device.person.view())
            .text(name)
            .integer(now)
            .blob(before.view())
            .run();
        return {};
    });
}

Result<sync::HeldChanges> SqliteCentral::changesOf(const IncarnationId& incarnation, const ScopeId& scope,
                                                   std::uint64_t after, std::size_t most)
{
    return reading("looking up what a device sent", [&]() -> Result<sync::HeldChanges> {
        sync::HeldChanges held;
        held.scope = scope;
        held.after = after;
        Query sid = m_reader->query(sql::truth::scope_row);
        Query iid = m_reader->query(sql::truth::incarnation_row);
        if (!sid.blob(scope.view()).step() || !iid.blob(incarnation.view()).step())
            return held;
        const sync::VersionVector before = seenBeforeStart(*m_reader, sid.asInteger(0));
        if (const auto gone = before.find(incarnation); gone != before.end())
            held.forgotten = gone->second;
        Query last = m_reader->query(sql::central::received_last);
        if (!last.integer(sid.asInteger(0)).integer(iid.asInteger(0)).step() ||
            static_cast<std::uint64_t>(last.asInteger(0) + last.asInteger(1)) <= held.known() + 1)
            return held; // the log is read through only where there is something to find
        Query rows = m_reader->query(sql::renewal::log_of);
        rows.integer(sid.asInteger(0)).blob(incarnation.view());
        while (rows.step() && !held.more) {
            const auto entry = sync::decodeEntry(rows.asBytes(0));
            if (!entry)
                return Error{ErrorCode::storageDamaged, "reading a log", describe(entry.error())};
            std::uint64_t dseq = entry->first;
            for (const base::BytesView item : entry->changes) {
                if (dseq++ != held.through() + 1)
                    continue; // known to the one who asks, or after one that isn't in the log any more
                held.more = held.hashes.size() == most;
                if (held.more)
                    break;
                held.hashes.push_back(sync::changeHash(item));
            }
        }
        Query listings = m_reader->query(sql::renewal::quarantined_of);
        listings.integer(sid.asInteger(0)).integer(iid.asInteger(0)).integer(static_cast<std::int64_t>(after));
        while (listings.step())
            for (const sync::Verdict::Quarantined& change : unlisted(listings.asBytes(0)))
                if (change.dseq > held.known() && change.dseq <= held.through())
                    held.quarantined.push_back(change);
        return held;
    });
}

} // namespace staffroom::storage
