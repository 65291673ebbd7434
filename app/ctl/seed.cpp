// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/seed.h"

#include "app/ctl/days.h"

namespace staffroom::ctl {

namespace seeding {

std::int64_t moment(const Ground& ground, std::int64_t minute, std::int64_t second)
{
    constexpr std::int64_t wakesAt = 6 * 60 + 30;
    const std::int64_t day = ground.options.today - daysBack + minute / minutesADay;
    return midnightInChina(day) + (wakesAt + minute % minutesADay) * 60'000 + second * 1'000;
}

bool isFirstTeacher(const Ground& ground, const Member& member)
{
    return member.login == ground.people.front().login;
}

} // namespace seeding

Result<SeedCounts> seedCounty(SqliteCentral& store, const sample::County& sample, const SeedOptions& options,
                              const base::Clock& clock)
{
    base::SeededRandom random(options.seed);
    seeding::Ground ground{
        store, County(store), sample, options, random, base::IdMaker(clock, random), EditQueue(store), {}, {}, {}, {}};
    // A seeding that is cut short is thrown away whole, so nothing has to be safe on the disk before its end.
    store.writer().setDurable(false);
    for (const auto part :
         {seeding::addPeople, seeding::addCatalogue, seeding::addThreads, seeding::addWork, seeding::addReadMarkers}) {
        STAFFROOM_TRY(part(ground));
        STAFFROOM_TRY(ground.edits.flush());
    }
    store.writer().setDurable(true);
    STAFFROOM_TRY(store.checkpoint());
    ground.counts.records = ground.edits.committed();
    return ground.counts;
}

} // namespace staffroom::ctl
