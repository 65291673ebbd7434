// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sync/change.h"

namespace staffroom::sync {

/// The changes of one incarnation after a number go on as those of another, from 1: what was made on a PC under a name
/// that a copy of it uses too.
struct Renaming
{
    IncarnationId from;
    std::uint64_t after = 0;
    IncarnationId to;

    Dot operator()(const Dot& dot) const
    {
        return dot.incarnation == from && dot.dseq > after ? Dot{to, dot.dseq - after} : dot;
    }
};

/// The same change under the new name: what it supersedes and what a deletion in it knew of is renamed with it.
Change renamed(Change change, const Renaming& renaming);

} // namespace staffroom::sync
