// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/learning_reads.h"

#include "core/domain/scope.h"
#include "core/storage/rows.h"
#include "staffroom_sql.h"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

namespace staffroom::storage {

namespace {

namespace s = sql::learning;
using base::RecordId;
using learning::CourseDetail;
using learning::CourseSummary;
using learning::Plan;
using learning::PlanItem;

struct Studied
{
    std::int64_t durationMs = 0;
    std::int64_t latest = 0;
};
using StudiedByCourse = std::unordered_map<RecordId, Studied>;

StudiedByCourse studiedBy(Database& reader, base::BytesView person)
{
    StudiedByCourse studied;
    Query query = reader.query(s::studied);
    query.blob(person);
    while (query.step())
        studied[idAt(query, 0)] = {query.asInteger(1), query.asInteger(2)};
    return studied;
}

std::optional<std::int64_t> workScope(Database& reader, const RecordId& person)
{
    Query query = reader.query(s::scope);
    query.blob(domain::ScopeId(domain::ScopeType::personWork, person).view());
    return query.step() ? std::optional(query.asInteger(0)) : std::nullopt;
}

/// Without the minutes studied: withStudied adds them.
PlanItem itemOf(const Query& query, const std::unordered_set<std::int64_t>& alternatives)
{
    PlanItem item;
    item.id = idAt(query, 0);
    item.plan = idAt(query, 1);
    item.goal = textAt(query, 2);
    item.title = textAt(query, 3);
    item.notes = textAt(query, 4);
    item.due = textAt(query, 5);
    item.targetMinutes = query.asInteger(6);
    item.spentMinutes = query.asInteger(7);
    item.state = query.asBytes(8).empty() ? "open" : textAt(query, 8);
    item.course = optionalIdAt(query, 9);
    item.position = query.asInteger(10);
    item.hasAlternatives = alternatives.contains(query.asInteger(11));
    return item;
}

void withStudied(PlanItem& item, const StudiedByCourse& studied)
{
    if (!item.course)
        return;
    if (const auto found = studied.find(*item.course); found != studied.end())
        item.spentMinutes += found->second.durationMs / 60'000;
}

/// The items and, where one is of a course, what their owner (the person of their scope) has studied.
std::vector<PlanItem> itemsOf(Database& reader, Query& query)
{
    std::vector<PlanItem> items;
    std::unordered_set<std::int64_t> alternatives; // few, whatever the number of items
    {
        Query rows = reader.query(s::alternatives);
        while (rows.step())
            alternatives.insert(rows.asInteger(0));
    }
    std::int64_t sid = 0;
    bool ofCourse = false;
    while (query.step()) {
        items.push_back(itemOf(query, alternatives));
        sid = query.asInteger(12);
        ofCourse = ofCourse || items.back().course;
    }
    if (!ofCourse)
        return items;
    Query owner = reader.query(s::owner);
    if (!owner.integer(sid).step())
        return items;
    const StudiedByCourse studied = studiedBy(reader, owner.asBytes(0));
    for (PlanItem& item : items)
        withStudied(item, studied);
    return items;
}

CourseSummary summaryOf(const Query& query)
{
    CourseSummary summary;
    summary.id = idAt(query, 0);
    summary.title = textAt(query, 1);
    summary.summary = textAt(query, 2);
    summary.language = textAt(query, 3);
    summary.subject = textAt(query, 4);
    summary.stage = textAt(query, 5);
    summary.licence = textAt(query, 6);
    summary.provider = textAt(query, 7);
    summary.minutes = query.asInteger(8);
    summary.packageBytes = query.asInteger(9);
    summary.packageHash = textAt(query, 10);
    summary.published = query.asInteger(11);
    return summary;
}

/// What a person has to do with courses, read once for all of them.
struct Progress
{
    struct Enrolment
    {
        std::int64_t studied = 0;
        std::optional<RecordId> activity;
        std::string location;
    };
    std::unordered_map<RecordId, Enrolment> enrolments;
    StudiedByCourse studied;
    std::unordered_map<RecordId, std::int64_t> activities;
    std::unordered_map<RecordId, std::unordered_set<RecordId>> completed;
};

Progress progressOf(Database& reader, const RecordId& person)
{
    Progress progress;
    progress.studied = studiedBy(reader, person.view());
    {
        Query query = reader.query(s::enrolments);
        query.blob(person.view());
        while (query.step())
            progress.enrolments[idAt(query, 0)] = {query.asInteger(1), optionalIdAt(query, 2), textAt(query, 3)};
    }
    {
        Query query = reader.query(s::count_activities);
        while (query.step())
            progress.activities[idAt(query, 0)] = query.asInteger(1);
    }
    Query query = reader.query(s::completed);
    query.blob(person.view());
    while (query.step())
        progress.completed[idAt(query, 0)].insert(idAt(query, 1));
    return progress;
}

void withProgress(CourseSummary& summary, const Progress& progress)
{
    if (const auto found = progress.enrolments.find(summary.id); found != progress.enrolments.end()) {
        summary.enrolled = true;
        summary.studied = found->second.studied;
    }
    if (const auto found = progress.studied.find(summary.id); found != progress.studied.end())
        summary.studied = std::max(summary.studied, found->second.latest);
    if (const auto found = progress.activities.find(summary.id); found != progress.activities.end())
        summary.activities = found->second;
    if (const auto found = progress.completed.find(summary.id); found != progress.completed.end())
        summary.completed = static_cast<std::int64_t>(found->second.size());
}

std::vector<learning::Module> modulesOf(Database& reader, const RecordId& course, const Progress& progress)
{
    std::vector<learning::Module> modules;
    std::unordered_map<RecordId, std::size_t> places;
    {
        Query query = reader.query(s::modules);
        query.blob(course.view());
        while (query.step()) {
            places.emplace(idAt(query, 0), modules.size());
            modules.push_back({idAt(query, 0), textAt(query, 1), textAt(query, 2), {}});
        }
    }
    const auto completed = progress.completed.find(course);
    learning::Module rest;
    Query query = reader.query(s::activities);
    query.blob(course.view());
    while (query.step()) {
        learning::Activity activity{idAt(query, 0),   textAt(query, 2),   textAt(query, 3),
                                    textAt(query, 4), query.asInteger(5), false};
        activity.completed = completed != progress.completed.end() && completed->second.contains(activity.id);
        const auto place = places.find(idAt(query, 1));
        (place == places.end() ? rest : modules[place->second]).activities.push_back(std::move(activity));
    }
    if (!rest.activities.empty())
        modules.push_back(std::move(rest));
    return modules;
}

} // namespace

Result<std::vector<Plan>> LearningReads::plans(const RecordId& person) const
{
    return guarded("reading the plans", [&] {
        std::vector<Plan> plans;
        const auto scope = workScope(m_reader, person);
        if (!scope)
            return plans;
        Query query = m_reader.query(s::plans);
        query.integer(*scope);
        while (query.step())
            plans.push_back({idAt(query, 0), textAt(query, 1), textAt(query, 2), textAt(query, 3), query.asInteger(4),
                             textAt(query, 5), textAt(query, 6)});
        return plans;
    });
}

Result<std::vector<PlanItem>> LearningReads::planItems(const RecordId& plan) const
{
    return guarded("reading a plan", [&] {
        std::vector<PlanItem> items;
        {
            Query query = m_reader.query(s::items_of_plan);
            query.blob(plan.view());
            items = itemsOf(m_reader, query);
        }
        std::unordered_map<std::string, std::size_t> goals; // in the order of their first items
        for (const PlanItem& item : items)
            goals.emplace(item.goal, goals.size());
        std::stable_sort(items.begin(), items.end(),
                         [&](const PlanItem& a, const PlanItem& b) { return goals.at(a.goal) < goals.at(b.goal); });
        return items;
    });
}

Result<std::optional<PlanItem>> LearningReads::planItem(const RecordId& item) const
{
    return guarded("reading a plan item", [&] {
        Query query = m_reader.query(s::item);
        query.blob(item.view());
        std::vector<PlanItem> items = itemsOf(m_reader, query);
        return items.empty() ? std::nullopt : std::optional(std::move(items.front()));
    });
}

Result<std::vector<PlanItem>> LearningReads::dueItems(const RecordId& person, const std::string& untilDay) const
{
    return guarded("reading what is due", [&] {
        std::vector<PlanItem> items;
        const auto scope = workScope(m_reader, person);
        if (!scope)
            return items;
        std::unordered_set<RecordId> current;
        {
            Query query = m_reader.query(s::plan_states);
            query.integer(*scope);
            while (query.step())
                if (query.asBytes(1) != "archived")
                    current.insert(idAt(query, 0));
        }
        Query query = m_reader.query(s::due_items);
        query.integer(*scope).text(untilDay);
        items = itemsOf(m_reader, query);
        std::erase_if(items, [&](const PlanItem& item) { return !current.contains(item.plan); });
        return items;
    });
}

Result<std::vector<CourseSummary>> LearningReads::courses(const RecordId& person) const
{
    return guarded("reading the courses", [&] {
        std::vector<CourseSummary> courses;
        const Progress progress = progressOf(m_reader, person);
        Query query = m_reader.query(s::courses);
        while (query.step()) {
            courses.push_back(summaryOf(query));
            withProgress(courses.back(), progress);
        }
        std::stable_sort(courses.begin(), courses.end(), [](const CourseSummary& a, const CourseSummary& b) {
            if (a.enrolled != b.enrolled)
                return a.enrolled;
            return a.enrolled && a.studied > b.studied;
        });
        return courses;
    });
}

Result<std::optional<CourseDetail>> LearningReads::course(const RecordId& person, const RecordId& course) const
{
    return guarded("reading a course", [&] {
        std::optional<CourseDetail> detail;
        {
            Query query = m_reader.query(s::course);
            if (!query.blob(course.view()).step())
                return detail;
            detail.emplace().summary = summaryOf(query);
        }
        const Progress progress = progressOf(m_reader, person);
        withProgress(detail->summary, progress);
        detail->modules = modulesOf(m_reader, course, progress);
        if (const auto found = progress.enrolments.find(course); found != progress.enrolments.end()) {
            detail->resumeActivity = found->second.activity;
            detail->resumeLocation = found->second.location;
        }
        return detail;
    });
}

} // namespace staffroom::storage
