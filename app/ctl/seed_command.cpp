// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/seed_command.h"

#include "app/ctl/days.h"
#include "app/ctl/sample_scale.h"
#include "app/ctl/seed.h"

#include <iomanip>

namespace staffroom::ctl {

std::vector<Option> SeedCommand::options() const
{
    return {dataOption,
            {"seed", "N", "what ids and chance follow from", false, "1"},
            {"scale", "N", "so many times the people and threads", false, "1"},
            {"password", "TEXT", "of every account", false, "staffroom"},
            {"today", "DAY", "posts end the day before, YYYY-MM-DD; else the day that it is in China"},
            {"resources", "DIR", "folder of the sample county; else it is found"}};
}

std::string_view SeedCommand::details() const
{
    return "Everything follows from --seed and --today, also the key of a store that is made here: a county to look "
           "at\n"
           "and to test with, never a server for real people.";
}

Result<void> SeedCommand::run(const Arguments& arguments, const Surroundings& world) const
{
    const std::int64_t started = world.clock.monotonicMs();
    const auto seed = arguments.number("seed", 0);
    if (!seed)
        return seed.error();
    const auto scale = arguments.number("scale", 1);
    if (!scale)
        return scale.error();
    std::int64_t today = dayInChina(world.clock.wallMs());
    if (arguments.has("today")) {
        const auto day = dayFromText(arguments.text("today"));
        if (!day)
            return Error{ErrorCode::invalidArgument, "reading the command line", "--today must be like 2026-11-22"};
        today = *day;
    }
    const auto folder = sample::find(arguments.text("resources"));
    if (!folder)
        return folder.error();
    auto sample = sample::read(*folder);
    if (!sample)
        return sample.error();
    const sample::County county = sample::multiplied(*std::move(sample), *scale);

    const base::ManualClock clock(seedingStartMs);
    base::SeededRandom keys(*seed);
    auto store = openStore(arguments.text("data"), clock, keys, true);
    if (!store)
        return store.error();
    const auto there = hasCounty(**store);
    if (!there)
        return there.error();
    if (*there)
        return Error{ErrorCode::forbidden, "seeding the county",
                     arguments.text("data") + " has a county already: seed into another folder or remove this one"};
    const auto counts = seedCounty(**store, county, {*seed, today, arguments.text("password")}, clock);
    if (!counts)
        return counts.error();
    world.out << "county: 1 office, " << county.schools.size() << " schools, " << county.groups.size() << " groups, "
              << counts->people << " people, " << counts->announcements << " announcements\n"
              << "catalogue: " << counts->courses << " courses, " << counts->activities << " activities, "
              << counts->packageBytes << " bytes of packages\n"
              << "community: " << counts->threads << " threads, " << counts->messages << " messages\n"
              << "work: " << counts->plans << " plans, " << counts->items << " items, " << counts->enrolments
              << " enrolments, " << counts->statements << " statements, " << counts->markers << " read markers\n"
              << counts->records << " records in " << std::fixed << std::setprecision(1)
              << static_cast<double>(world.clock.monotonicMs() - started) / 1000 << " s\n";
    return {};
}

} // namespace staffroom::ctl
