// SPDX-License-Identifier: GPL-3.0-or-later
// Made-up histories of one record, for laws about merging.
#pragma once

#include "tests/support/catch.hpp"
#include "tests/unit/sync/inventor.h"

#include <map>

namespace staffroom::test {

namespace f = staffroom::domain::field;

/// One replica of one record, taking each incarnation's changes in their order.
struct Place
{
    sync::RecordState state;
    sync::VersionVector through;

    void take(const IncarnationId& who, std::uint64_t dseq, const sync::Change& change)
    {
        if (dseq <= through[who])
            return;
        REQUIRE(dseq == through[who] + 1);
        through[who] = dseq;
        state.apply(change, {who, dseq}, [&](const Dot& dot) {
            const auto held = through.find(dot.incarnation);
            return held != through.end() && dot.dseq <= held->second;
        });
    }
};

using Log = std::map<IncarnationId, std::vector<sync::Change>>;

/// A made-up history of one record: several incarnations edit, delete, restore, decide, and hear of each other now and
/// then.
struct History
{
    RecordId record;
    Log log;
    std::map<IncarnationId, Place> places;
    std::vector<IncarnationId> writers;

    explicit History(std::uint64_t seed)
    {
        Inventor some(seed);
        record = some.id<RecordId>();
        for (std::uint64_t count = 2 + some.below(3); writers.size() < count;)
            writers.push_back(some.id<IncarnationId>());
        for (std::uint64_t steps = 2 + some.below(25), step = 1; step <= steps; ++step) {
            const IncarnationId& who = writers[some.below(writers.size())];
            if (some.below(3) == 0) { // hears of a part of another's log
                const IncarnationId& other = writers[some.below(writers.size())];
                hear(places[who], other, places[who].through[other] + some.below(3));
                continue;
            }
            edit(who, some, step << 16U);
        }
    }

    void edit(const IncarnationId& who, Inventor& some, std::uint64_t time)
    {
        sync::Change change{record, 6, time, {}};
        std::set<domain::FieldNo> fields;
        for (std::uint64_t count = 1 + some.below(2); fields.size() < count;)
            fields.insert(static_cast<domain::FieldNo>(some.below(3)));
        for (const domain::FieldNo field : fields) {
            sync::FieldWrite write{field, {}, 0, {}};
            base::cbor::Writer item;
            item.uint(some.below(4));
            write.item = item.take();
            if (field == f::deleted)
                write.item = some.below(3) == 0 ? Bytes("\xf4") : places[who].state.deletionItem();
            places[who].state.supersede(write);
            change.writes.push_back(std::move(write));
        }
        log[who].push_back(change);
        places[who].take(who, log[who].size(), change);
    }

    void hear(Place& place, const IncarnationId& of, std::uint64_t through)
    {
        for (std::uint64_t dseq = place.through[of] + 1; dseq <= std::min<std::uint64_t>(through, log[of].size());
             ++dseq)
            place.take(of, dseq, log[of][dseq - 1]);
    }

    /// All of it, in some order that keeps each incarnation's own.
    Place inOrder(std::uint64_t seed)
    {
        Inventor some(seed);
        Place place;
        for (;;) {
            std::vector<IncarnationId> open;
            for (const auto& [who, changes] : log)
                if (place.through[who] < changes.size())
                    open.push_back(who);
            if (open.empty())
                return place;
            const IncarnationId& who = open[some.below(open.size())];
            hear(place, who, place.through[who] + 1 + some.below(3));
        }
    }
};

} // namespace staffroom::test
