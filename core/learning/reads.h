// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/domain/kinds.h"

#include <optional>
#include <string>
#include <vector>

namespace staffroom::learning {

using base::RecordId;
using base::Result;

struct Plan
{
    RecordId id;
    std::string title;
    std::string starts, ends; ///< "YYYY-MM-DD", empty where not set
    std::int64_t targetMinutes = 0;
    std::string state; ///< draft, submitted, in-review, active, completed, archived
    std::string notes;
};

struct PlanItem
{
    RecordId id;
    RecordId plan;
    std::string goal;
    std::string title;
    std::string notes;
    std::string due; ///< "YYYY-MM-DD" or empty
    std::int64_t targetMinutes = 0;
    std::int64_t spentMinutes = 0; ///< entered by hand plus studied in the course
    std::string state;             ///< open or done
    std::optional<RecordId> course;
    std::int64_t position = 0;
    bool hasAlternatives = false; ///< two versions of some field wait for a decision
};

struct Activity
{
    RecordId id;
    std::string title;
    std::string file; ///< path inside the package
    std::string type; ///< html, pdf
    std::int64_t minutes = 0;
    bool completed = false;
};

struct Module
{
    RecordId id;
    std::string title;
    std::string sort; ///< knowledge, activities, guidance, cases, evaluation or empty
    std::vector<Activity> activities;
};

struct CourseSummary
{
    RecordId id;
    std::string title;
    std::string summary;
    std::string language, subject, stage, licence, provider;
    std::int64_t minutes = 0;
    std::int64_t packageBytes = 0;
    base::Bytes packageHash;    ///< BLAKE2b-256 of the package
    std::int64_t published = 0; ///< ms since 1970
    bool enrolled = false;
    std::int64_t activities = 0, completed = 0;
    std::int64_t studied = 0; ///< ms since 1970 of the last statement or position, 0 where none
};

struct CourseDetail
{
    CourseSummary summary;
    std::vector<Module> modules;
    /// Where the person stopped: activity and "fraction" or "page" inside it.
    std::optional<RecordId> resumeActivity;
    std::string resumeLocation;
};

/// What core/storage answers about learning. Every query is for one person and reads only the local store.
class Reads
{
public:
    virtual ~Reads() = default;
    /// Newest first.
    virtual Result<std::vector<Plan>> plans(const RecordId& person) const = 0;
    /// By goal as the goals first appear, then position, then due date.
    virtual Result<std::vector<PlanItem>> planItems(const RecordId& plan) const = 0;
    virtual Result<std::optional<PlanItem>> planItem(const RecordId& item) const = 0;
    /// Open items of the person due up to the day "YYYY-MM-DD", overdue ones first.
    virtual Result<std::vector<PlanItem>> dueItems(const RecordId& person, const std::string& untilDay) const = 0;
    /// Enrolled ones first, by when last studied; then the catalogue by title.
    virtual Result<std::vector<CourseSummary>> courses(const RecordId& person) const = 0;
    virtual Result<std::optional<CourseDetail>> course(const RecordId& person, const RecordId& course) const = 0;
};

} // namespace staffroom::learning
