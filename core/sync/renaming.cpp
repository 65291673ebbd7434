// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/renaming.h"

#include "core/sync/state.h"

#include <algorithm>

namespace staffroom::sync {

Change renamed(Change change, const Renaming& renaming)
{
    for (FieldWrite& write : change.writes) {
        for (Dot& dot : write.supersedes)
            dot = renaming(dot);
        std::sort(write.supersedes.begin(), write.supersedes.end());
        if (write.field != domain::field::deleted)
            continue;
        if (auto known = deletedDots(write.item)) {
            for (Dot& dot : *known)
                dot = renaming(dot);
            std::sort(known->begin(), known->end());
            write.item = deletionOf(*known);
        }
    }
    return change;
}

} // namespace staffroom::sync
