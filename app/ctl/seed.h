// SPDX-License-Identifier: GPL-3.0-or-later
// Puts the sample county into an empty store.
#pragma once

#include "app/ctl/county.h"
#include "app/ctl/course_records.h"
#include "app/ctl/edit_queue.h"
#include "app/ctl/sample_county.h"

#include <map>

namespace staffroom::ctl {

struct SeedOptions
{
    std::uint64_t seed = 1;
    std::int64_t today = 0; ///< days since 1970: posts end on the day before
    std::string password;   ///< of every account
};

struct SeedCounts
{
    std::size_t people = 0, courses = 0, activities = 0, announcements = 0, threads = 0, messages = 0;
    std::size_t plans = 0, items = 0, enrolments = 0, statements = 0, markers = 0;
    std::uint64_t packageBytes = 0;
    std::size_t records = 0;
};

/// Everything follows from the sample, the options and the ids of the store. The store has no county yet; its clock
/// stands still or is driven by the caller.
Result<SeedCounts> seedCounty(SqliteCentral& store, const sample::County& sample, const SeedOptions& options,
                              const base::Clock& clock);

/// The moment that a seeding's clock stands at: ids and stamps begin here.
inline constexpr std::int64_t seedingStartMs = 1'788'220'800'000; // 2026-09-01T00:00Z

namespace seeding {

struct Member
{
    NewPerson person;
    std::string login;
    std::vector<std::string> groups; ///< slugs
};

/// A thread as it lies in the store.
struct SeededThread
{
    RecordId id;
    std::string group;                                       ///< slug
    std::vector<std::pair<std::int64_t, RecordId>> messages; ///< (created, author), ascending; the opening first
};

/// What the parts of a seeding share.
struct Ground
{
    SqliteCentral& store;
    County county;
    const sample::County& sample;
    SeedOptions options;
    base::Random& random;
    base::IdMaker ids;
    EditQueue edits;
    SeedCounts counts;
    std::vector<Member> people;
    std::map<std::string, CatalogueCourse> courses; ///< by slug
    std::vector<SeededThread> threads;

    bool chance(std::uint64_t percent) { return random.below(100) < percent; }
    /// Uniform from least to most.
    std::int64_t between(std::int64_t least, std::int64_t most)
    {
        return least + static_cast<std::int64_t>(random.below(static_cast<std::uint64_t>(most - least + 1)));
    }
};

// In this order.
Result<void> addPeople(Ground& ground);
Result<void> addCatalogue(Ground& ground);
Result<void> addThreads(Ground& ground);
Result<void> addWork(Ground& ground);
Result<void> addReadMarkers(Ground& ground);

/// Days back over which posts and study are spread.
inline constexpr std::int64_t daysBack = 90;
/// Minutes of a day in which somebody writes: from half past six to half past ten.
inline constexpr std::int64_t minutesADay = 960;
/// The moment of the n-th such minute since daysBack days before today; the last is yesterday evening's.
std::int64_t moment(const Ground& ground, std::int64_t minute, std::int64_t second);

/// The teacher whose account the tour of the program uses: a full plan, courses, posts with answers.
bool isFirstTeacher(const Ground& ground, const Member& member);

} // namespace seeding

} // namespace staffroom::ctl
