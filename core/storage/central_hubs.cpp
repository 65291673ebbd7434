// SPDX-License-Identifier: GPL-3.0-or-later
// The hubs of schools: which there are, and for whom they carry.
#include "core/storage/central.h"
#include "staffroom_sql.h"

namespace staffroom::storage {

Result<void> SqliteCentral::addHub(const sync::Hub& hub, const sync::Device& device, std::int64_t now)
{
    STAFFROOM_TRY(addDevice(device, hub.name, now));
    return inTransaction("adding a hub", [&]() -> Result<void> {
        m_writer->query(sql::hubs::hub_add).blob(hub.id.view()).text(hub.name).blob(hub.organisation.view()).run();
        return {};
    });
}

Result<void> SqliteCentral::setHubMember(const RecordId& hub, const RecordId& person, bool member)
{
    return inTransaction("setting a hub's members", [&]() -> Result<void> {
        m_writer->query(member ? sql::hubs::member_add : sql::hubs::member_remove)
            .blob(hub.view())
            .blob(person.view())
            .run();
        return {};
    });
}

Result<std::vector<std::pair<sync::Hub, std::int64_t>>> SqliteCentral::hubs()
{
    return reading("listing hubs", [&] {
        std::vector<std::pair<sync::Hub, std::int64_t>> hubs;
        Query query = m_reader->query(sql::hubs::hubs);
        while (query.step())
            hubs.emplace_back(sync::Hub{RecordId::fromBytes(query.asBytes(0)).value_or(RecordId()),
                                        std::string(query.asBytes(1)),
                                        RecordId::fromBytes(query.asBytes(2)).value_or(RecordId())},
                              query.asInteger(3));
        return hubs;
    });
}

Result<std::optional<sync::Hub>> SqliteCentral::hub(const IncarnationId& device)
{
    return reading("looking a hub up", [&]() -> std::optional<sync::Hub> {
        Query query = m_reader->query(sql::hubs::hub_get);
        if (!query.blob(device.view()).step())
            return std::nullopt;
        return sync::Hub{RecordId::fromBytes(query.asBytes(0)).value_or(RecordId()), std::string(query.asBytes(1)),
                         RecordId::fromBytes(query.asBytes(2)).value_or(RecordId())};
    });
}

Result<std::vector<sync::Device>> SqliteCentral::memberDevices(const RecordId& hub, const IncarnationId& after)
{
    return reading("listing a hub's members", [&]() -> Result<std::vector<sync::Device>> {
        std::vector<sync::Device> devices;
        Query query = m_reader->query(sql::hubs::member_devices);
        query.blob(hub.view()).blob(after.view());
        while (query.step()) {
            const auto incarnation = IncarnationId::fromBytes(query.asBytes(0));
            const auto key = base::arrayOf<32>(query.asBytes(1));
            const auto person = RecordId::fromBytes(query.asBytes(2));
            if (!incarnation || !key || !person)
                return Error{ErrorCode::storageDamaged, "listing a hub's members", hub.text()};
            devices.push_back({*incarnation, *key, *person, false});
        }
        return devices;
    });
}

Result<bool> SqliteCentral::hubReads(const RecordId& hub, const ScopeId& scope)
{
    return reading("looking a hub's rights up", [&] {
        Query query = m_reader->query(sql::hubs::reads);
        return query.blob(scope.view()).blob(hub.view()).step();
    });
}

} // namespace staffroom::storage
