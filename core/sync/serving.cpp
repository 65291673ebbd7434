// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/serving.h"

namespace staffroom::sync {

using base::Error;
using base::ErrorCode;

bool Judged::isStoresTrouble() const
{
    if (!verdict.refused)
        return false;
    switch (*verdict.refused) {
    case ErrorCode::diskFull:
    case ErrorCode::serverFull:
    case ErrorCode::storageBusy:
    case ErrorCode::storageFailed:
    case ErrorCode::storageDamaged:
        return true;
    default:
        return false;
    }
}

Judged judge(CentralStore& store, const Device& device, BytesView encoded)
{
    Judged judged;
    judged.verdict.incarnation = device.incarnation;
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
    if (batch->incarnation != device.incarnation)
        return refuse({ErrorCode::badSignature, "checking a batch", "it is of another device"});
    if (const auto genuine = verify(*batch, device.key); !genuine)
        return refuse(genuine.error());
    auto taken = store.take(*batch, device);
    if (!taken)
        return refuse(taken.error());
    judged.verdict = *std::move(taken);
    return judged;
}

Result<Served> servePage(CentralStore& store, const Device& device, const ScopeId& scope, const Cursor& from,
                         std::size_t bytes)
{
    const auto rows = store.log(scope, from.epoch, from.seq, from.chain, bytes);
    if (!rows)
        return rows.error();
    const Page page{scope, store.epoch(), rows->from, rows->to, rows->before, rows->after, rows->more, {}};
    std::vector<Bytes> elided;
    elided.reserve(rows->entries.size());
    std::vector<BytesView> entries;
    for (const Bytes& entry : rows->entries) {
        const auto read = decodeEntry(entry);
        if (!read)
            return read.error();
        if (read->incarnation == device.incarnation) // its own words need not come back
            entries.push_back(elided.emplace_back(elideEntry(entry)));
        else
            entries.push_back(entry);
    }
    return Served{encodePage(page, entries, store.key()), rows->from, rows->to, rows->after, rows->more};
}

} // namespace staffroom::sync
