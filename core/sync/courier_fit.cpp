// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/courier_fit.h"

#include "core/sync/retry.h"

#include <algorithm>

namespace staffroom::sync::courier_fit {

using base::ErrorCode;

bool endsAll(const base::Error& error)
{
    return isStoresTrouble(error.code) || error.code == ErrorCode::forked;
}

bool dropHeld(Page& page, const Cursor& cursor)
{
    std::size_t drop = 0;
    for (; drop < page.entries.size() && page.from < cursor.seq; ++drop) {
        page.from += page.entries[drop].count;
        page.before = chained(page.before, page.entries[drop].hash);
    }
    page.entries.erase(page.entries.begin(), page.entries.begin() + static_cast<std::ptrdiff_t>(drop));
    return page.from == cursor.seq && page.before == cursor.chain;
}

bool sameSnapshot(const Manifest& a, const Manifest& b)
{
    return a.epoch == b.epoch && a.seq == b.seq && a.chain == b.chain &&
           std::equal(a.segments.begin(), a.segments.end(), b.segments.begin(), b.segments.end(),
                      [](const SegmentInfo& one, const SegmentInfo& other) { return one.hash == other.hash; });
}

bool wasPutBack(const Head& head, const CourierStanding::Place& told)
{
    const bool otherLog = told.seq != 0 && (told.seq > head.seq || (told.seq == head.seq && told.chain != head.chain));
    return otherLog || head.through < told.acknowledged;
}

} // namespace staffroom::sync::courier_fit
