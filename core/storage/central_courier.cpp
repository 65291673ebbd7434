// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/central_courier.h"

#include "core/storage/rows.h"
#include "staffroom_sql.h"

namespace staffroom::storage {

namespace {

template <typename Work>
auto inTransaction(SqliteCentral& store, std::string_view doing, Work work)
{
    const std::lock_guard lock(store.mutex());
    return guarded(doing, [&]() -> std::invoke_result_t<Work, Database&> {
        Transaction transaction(store.writer());
        auto done = work(store.writer());
        if (done.ok())
            transaction.commit();
        return done;
    });
}

} // namespace

Result<void> keepStanding(SqliteCentral& store, const sync::UpTaken& taken, const sync::CourierOutside& outside)
{
    return inTransaction(store, "keeping where a PC stands", [&](Database& database) -> Result<void> {
        database.query(sql::courier::keep)
            .blob(taken.device.incarnation.view())
            .integer(static_cast<std::int64_t>(outside.number))
            .integer(outside.madeMs)
            .blob(sync::encode(taken.standing))
            .blob(sync::encodeVerdicts(taken.words))
            .run();
        return {};
    });
}

Result<CourierPlace> courierPlace(SqliteCentral& store, const IncarnationId& device)
{
    const std::lock_guard lock(store.mutex());
    return guarded("reading where a PC stands", [&]() -> Result<CourierPlace> {
        CourierPlace place;
        Query query = store.writer().query(sql::courier::get);
        if (!query.blob(device.view()).step())
            return place;
        auto standing = sync::decodeStanding(query.asBytes(1));
        auto words = sync::decodeVerdicts(query.asBytes(2), store.key().publicKey());
        if (!standing || !words)
            return Error{ErrorCode::storageDamaged, "reading where a PC stands", device.text()};
        place.number = static_cast<std::uint64_t>(query.asInteger(0));
        place.standing = *std::move(standing);
        place.words = *std::move(words);
        return place;
    });
}

Result<std::uint64_t> nextCourierNumber(SqliteCentral& store, const IncarnationId& device)
{
    return inTransaction(store, "numbering a PC's file", [&](Database& database) -> Result<std::uint64_t> {
        Query query = database.query(sql::courier::next_number);
        query.blob(device.view()).step();
        const auto number = static_cast<std::uint64_t>(query.asInteger(0));
        while (query.step()) // RETURNING: done only when it was stepped to its end
            ;
        return number;
    });
}

Result<std::vector<CourierDevice>> courierDevices(SqliteCentral& store)
{
    const std::lock_guard lock(store.mutex());
    return guarded("listing PCs", [&]() -> Result<std::vector<CourierDevice>> {
        std::vector<CourierDevice> devices;
        Query query = store.writer().query(sql::courier::devices);
        while (query.step()) {
            const auto incarnation = IncarnationId::fromBytes(query.asBytes(0));
            const auto key = base::arrayOf<32>(query.asBytes(1));
            if (!incarnation || !key)
                return Error{ErrorCode::storageDamaged, "listing PCs", textAt(query, 4)};
            devices.push_back({{*incarnation, *key, idAt(query, 2), query.asInteger(3) != 0},
                               textAt(query, 4),
                               textAt(query, 5),
                               textAt(query, 6),
                               query.asInteger(7) != 0});
        }
        return devices;
    });
}

} // namespace staffroom::storage
