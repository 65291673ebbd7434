// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learning/learning.h"

namespace staffroom::learning {

using domain::Edit;
using domain::Kind;
using domain::Value;
namespace f = domain::field;

Result<void> Learning::commit(const RecordId& id, Kind kind, std::vector<std::pair<domain::FieldNo, Value>> fields)
{
    const Edit edit{id, kind, work(), std::move(fields)};
    return m_journal.commit(std::span(&edit, 1));
}

Result<RecordId> Learning::addPlan(const std::string& title, const std::string& starts, const std::string& ends,
                                   std::int64_t targetMinutes)
{
    const RecordId id = m_ids.record();
    STAFFROOM_TRY(commit(id, Kind::plan,
                         {{f::plan::title, Value::text(title)},
                          {f::plan::starts, Value::text(starts)},
                          {f::plan::ends, Value::text(ends)},
                          {f::plan::targetMinutes, Value::integer(targetMinutes)},
                          {f::plan::state, Value::text("draft")}}));
    return id;
}

Result<void> Learning::changePlan(const RecordId& plan, domain::FieldNo field, const Value& value)
{
    return commit(plan, Kind::plan, {{field, value}});
}

Result<RecordId> Learning::addItem(const RecordId& plan, const std::string& goal, const std::string& title)
{
    const auto items = m_reads.planItems(plan);
    if (!items)
        return items.error();
    std::int64_t position = 0;
    for (const PlanItem& item : *items)
        position = std::max(position, item.position + 1);
    const RecordId id = m_ids.record();
    STAFFROOM_TRY(commit(id, Kind::planItem,
                         {{f::plan_item::plan, Value::id(plan)},
                          {f::plan_item::goal, Value::text(goal)},
                          {f::plan_item::title, Value::text(title)},
                          {f::plan_item::state, Value::text("open")},
                          {f::plan_item::position, Value::integer(position)}}));
    return id;
}

Result<void> Learning::changeItem(const RecordId& item, domain::FieldNo field, const Value& value)
{
    return commit(item, Kind::planItem, {{field, value}});
}

Result<void> Learning::setDone(const RecordId& item, bool done)
{
    return changeItem(item, f::plan_item::state, Value::text(done ? "done" : "open"));
}

Result<void> Learning::deleteItem(const RecordId& item)
{
    return changeItem(item, f::deleted, Value::boolean(true));
}

Result<void> Learning::restoreItem(const RecordId& item)
{
    return changeItem(item, f::deleted, Value::boolean(false));
}

Result<void> Learning::enrol(const RecordId& course)
{
    return commit(domain::enrolmentId(m_person, course), Kind::enrolment,
                  {{f::enrolment::person, Value::id(m_person)},
                   {f::enrolment::course, Value::id(course)},
                   {f::enrolment::state, Value::text("active")},
                   {f::enrolment::enrolled, Value::integer(m_clock.wallMs())}});
}

Result<void> Learning::withdraw(const RecordId& course)
{
    return commit(domain::enrolmentId(m_person, course), Kind::enrolment,
                  {{f::enrolment::state, Value::text("withdrawn")}});
}

Result<void> Learning::record(const Progress& progress)
{
    const auto course = m_reads.course(m_person, progress.course);
    if (!course)
        return course.error();
    if (!*course)
        return base::Error{base::ErrorCode::notFound, "recording progress",
                           "no such course: " + progress.course.text()};
    const std::int64_t now = m_clock.wallMs();
    std::vector<Edit> edits;
    Edit position{domain::enrolmentId(m_person, progress.course), Kind::enrolment, work(), {}};
    if (!(*course)->summary.enrolled)
        position.fields = {{f::enrolment::person, Value::id(m_person)},
                           {f::enrolment::course, Value::id(progress.course)},
                           {f::enrolment::state, Value::text("active")},
                           {f::enrolment::enrolled, Value::integer(now)}};
    position.fields.emplace_back(f::enrolment::activity, Value::id(progress.activity));
    position.fields.emplace_back(f::enrolment::location, Value::text(progress.location));
    position.fields.emplace_back(f::enrolment::studied, Value::integer(now));
    edits.push_back(std::move(position));
    if (progress.verb != domain::verb::progressed || progress.durationMs >= 60'000)
        edits.push_back({m_ids.record(),
                         Kind::statement,
                         work(),
                         {{f::statement::actor, Value::id(m_person)},
                          {f::statement::verb, Value::text(progress.verb)},
                          {f::statement::object, Value::id(progress.activity)},
                          {f::statement::course, Value::id(progress.course)},
                          {f::statement::timestamp, Value::integer(now)},
                          {f::statement::durationMs, Value::integer(progress.durationMs)},
                          {f::statement::location, Value::text(progress.location)}}});
    return m_journal.commit(edits);
}

} // namespace staffroom::learning
