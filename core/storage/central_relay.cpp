// SPDX-License-Identifier: GPL-3.0-or-later
// What is asked for somebody else: by a hub, or for a file.
#include "core/storage/central.h"
#include "core/storage/quarantine_list.h"
#include "staffroom_sql.h"

namespace staffroom::storage {

using sync::Verdict;

std::string listed(const std::vector<Verdict::Quarantined>& quarantined)
{
    std::string text;
    for (const Verdict::Quarantined& change : quarantined)
        text += std::to_string(change.dseq) + ':' + std::string(base::errorName(change.reason)) + ' ';
    return text;
}

std::vector<Verdict::Quarantined> unlisted(std::string_view text)
{
    std::vector<Verdict::Quarantined> quarantined;
    while (!text.empty()) {
        const std::size_t colon = text.find(':');
        const std::size_t space = text.find(' ');
        if (colon == std::string_view::npos || space == std::string_view::npos)
            break;
        const std::uint64_t dseq = std::strtoull(std::string(text.substr(0, colon)).c_str(), nullptr, 10);
        quarantined.push_back({dseq, base::errorFromName(text.substr(colon + 1, space - colon - 1))});
        text.remove_prefix(space + 1);
    }
    return quarantined;
}

Result<std::vector<sync::Device>> SqliteCentral::devicesOf(const RecordId& person)
{
    return reading("listing devices", [&]() -> Result<std::vector<sync::Device>> {
        std::vector<sync::Device> devices;
        Query query = m_reader->query(sql::central::devices_of);
        query.blob(person.view());
        while (query.step()) {
            const auto incarnation = IncarnationId::fromBytes(query.asBytes(0));
            const auto key = base::arrayOf<32>(query.asBytes(1));
            if (!incarnation || !key)
                return Error{ErrorCode::storageDamaged, "listing devices", person.text()};
            devices.push_back({*incarnation, *key, person, query.asInteger(2) != 0});
        }
        return devices;
    });
}

Result<std::vector<Verdict>> SqliteCentral::verdictsOf(const IncarnationId& device, const ScopeId& scope,
                                                       std::uint64_t from)
{
    return reading("listing verdicts", [&]() -> Result<std::vector<Verdict>> {
        std::vector<Verdict> verdicts;
        Query sid = m_reader->query(sql::truth::scope_row);
        Query iid = m_reader->query(sql::truth::incarnation_row);
        if (!sid.blob(scope.view()).step() || !iid.blob(device.view()).step())
            return verdicts;
        Query query = m_reader->query(sql::central::received_from);
        query.integer(sid.asInteger(0)).integer(iid.asInteger(0)).integer(static_cast<std::int64_t>(from));
        while (query.step()) {
            Verdict verdict{device, scope, static_cast<std::uint64_t>(query.asInteger(0)), {}, {}, 0, {}, {}};
            verdict.batch = sync::Hash::fromBytes(query.asBytes(2)).value_or(sync::Hash());
            verdict.through = static_cast<std::uint64_t>(query.asInteger(0) + query.asInteger(1) - 1);
            verdict.quarantined = unlisted(query.asBytes(3));
            verdicts.push_back(std::move(verdict));
        }
        return verdicts;
    });
}

} // namespace staffroom::storage
