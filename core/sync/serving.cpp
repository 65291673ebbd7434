// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/serving.h"

#include "core/sync/retry.h"

#include <set>

namespace staffroom::sync {

using base::Error;
using base::ErrorCode;

bool Judged::isStoresTrouble() const
{
    return verdict.refused && (*verdict.refused == ErrorCode::serverFull || sync::isStoresTrouble(*verdict.refused));
}

Judged judge(CentralStore& store, const std::optional<Device>& asking, BytesView encoded)
{
    Judged judged;
    if (asking)
        judged.verdict.incarnation = asking->incarnation;
    const auto refuse = [&](const Error& error) {
        judged.verdict.refused = error.code;
        judged.why = error;
        return judged;
    };
    const auto batch = decodeBatch(encoded);
    if (!batch)
        return refuse(batch.error());
    judged.verdict.scope = batch->scope;
    judged.verdict.first = batch->first;
    judged.verdict.batch = batch->hash();
    const bool asksItself = asking && batch->incarnation == asking->incarnation;
    const auto device = asksItself ? Result<std::optional<Device>>(asking) : store.device(batch->incarnation);
    if (!device)
        return refuse(device.error());
    if (asking && (!*device || (*device)->person != asking->person))
        return refuse({ErrorCode::badSignature, "checking a batch", "it is of somebody else's device"});
    judged.verdict.incarnation = batch->incarnation;
    if (!*device || (*device)->revoked)
        return refuse({ErrorCode::revoked, "checking a batch", "its device may not write here"});
    if (const auto genuine = verify(*batch, (*device)->key); !genuine)
        return refuse(genuine.error());
    auto taken = store.take(*batch, **device);
    if (!taken)
        return refuse(taken.error());
    judged.verdict = *std::move(taken);
    return judged;
}

Result<void> takeEarlierNames(CentralStore& store, const Device& device, std::string_view deviceName,
                              std::span<const EarlierName> names, std::int64_t now)
{
    std::set<IncarnationId> known{device.incarnation};
    for (bool more = true; more;) {
        more = false;
        for (const EarlierName& name : names) {
            const Device earlier{base::incarnationOf(name.key), name.key, device.person, false};
            if (!known.contains(name.next) || known.contains(earlier.incarnation) ||
                !base::verifies(name.signature, earlierClaim(store.id(), name.key, name.next), name.key))
                continue;
            const auto there = store.device(earlier.incarnation);
            if (!there)
                return there.error();
            if (*there && (*there)->person != device.person)
                continue;
            if (!*there)
                STAFFROOM_TRY(store.addDevice(earlier, deviceName, now));
            more = known.insert(earlier.incarnation).second;
        }
    }
    return {};
}

Result<Served> servePage(CentralStore& store, const IncarnationId& reader, const ScopeId& scope, const Cursor& from,
                         std::size_t bytes)
{
    auto rows = store.log(scope, from.epoch, from.seq, from.chain, bytes);
    if (!rows)
        return rows.error();
    const Page page{scope, store.epoch(), rows->from, rows->to, rows->before, rows->after, rows->more, {}};
    const auto entries = entriesFor(reader, std::move(rows->entries));
    if (!entries)
        return entries.error();
    const std::vector<BytesView> views(entries->begin(), entries->end());
    return Served{encodePage(page, views, store.key()), rows->from, rows->to, rows->after, rows->more};
}

} // namespace staffroom::sync
