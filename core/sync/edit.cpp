// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/edit.h"

#include "core/sync/tuning.h"

#include <algorithm>
#include <iterator>

namespace staffroom::sync {

using base::Error;
using base::ErrorCode;

Result<std::optional<Written>> write(const domain::Edit& edit, std::uint32_t kind, const RecordState& state,
                                     const IncarnationId& writer, HybridClock& time)
{
    Written written{{edit.id, kind, 0, {}}, {}};
    std::vector<FieldWrite> same;
    for (const auto& [field, value] : edit.fields) {
        STAFFROOM_TRY(domain::check(kind, edit.scope, field, value.item()));
        FieldWrite write{field, Bytes(value.item()), 0, {}};
        if (field == domain::field::deleted && value.asBoolean().value_or(false))
            write.item = state.deletionItem();
        state.supersede(write);
        const LiveWrite* shown = state.shown(field);
        const bool isThere = shown && shown->item == write.item && write.supersedes.size() == 1;
        (isThere ? same : written.change.writes).push_back(std::move(write));
    }
    if (written.change.writes.empty())
        return std::optional<Written>();
    if (domain::hasNaturalKey(kind))
        std::move(same.begin(), same.end(), std::back_inserter(written.change.writes));
    std::sort(written.change.writes.begin(), written.change.writes.end(),
              [](const FieldWrite& a, const FieldWrite& b) { return a.field < b.field; });
    written.change.time = time.next();
    written.bytes = encode(written.change, writer);
    if (const auto readable = decodeChange(written.bytes, writer); !readable)
        return Error{readable.error().code == ErrorCode::tooLarge ? ErrorCode::tooLarge : ErrorCode::schemaViolation,
                     "making a change", describe(readable.error())};
    return std::optional(std::move(written));
}

std::size_t fittingBatch(std::span<const Bytes> changes)
{
    std::size_t count = 0;
    std::size_t bytes = 0;
    while (count < changes.size() && count < tuning::batchChanges) {
        bytes += changes[count].size();
        if (count > 0 && bytes > tuning::batchBytes)
            break;
        ++count;
    }
    return count;
}

} // namespace staffroom::sync
