// SPDX-License-Identifier: GPL-3.0-or-later
// Plans with their items, and what has been studied.
#include "app/ctl/days.h"
#include "app/ctl/seed.h"

#include <algorithm>
#include <cmath>

namespace staffroom::ctl::seeding {

using domain::Kind;
using domain::Value;
namespace f = domain::field;

namespace {

constexpr std::string_view termStarts = "2026-09-01";
constexpr std::string_view termEnds = "2027-01-20";
/// The day for which the plans of the sample were written.
constexpr std::string_view writtenFor = "2026-11-22";

/// How many days the term of the sample is moved: not at all within it, else by whole weeks so that today falls where
/// the plans were written for.
std::int64_t shiftOf(std::int64_t today)
{
    if (today >= dayFromText(termStarts).value_or(0) && today <= dayFromText(termEnds).value_or(0))
        return 0;
    const std::int64_t days = today - dayFromText(writtenFor).value_or(0);
    return (days >= 0 ? days / 7 : (days - 6) / 7) * 7;
}

std::string shifted(const Ground& ground, std::string_view day)
{
    const auto number = dayFromText(day);
    return number ? textFromDay(*number + shiftOf(ground.options.today)) : std::string();
}

std::int64_t roundedMinutes(double minutes)
{
    return std::llround(minutes / 5) * 5;
}

/// What is known of an item besides its text.
struct ItemState
{
    std::string due;
    bool done = false;
    std::int64_t spent = 0;
};

ItemState stateOf(Ground& ground, const sample::PlanItem& item)
{
    ItemState state{shifted(ground, item.due), false, 0};
    const bool past = state.due < textFromDay(ground.options.today);
    state.done = ground.chance(past ? 86 : 5);
    // What is studied in a course is counted there; by hand comes only what was done beside it.
    const double share = item.course.empty() ? 1.0 : 0.3;
    const double minutes = item.hours * 60 * share;
    if (state.done)
        state.spent = roundedMinutes(minutes * static_cast<double>(ground.between(70, 125)) / 100);
    else if (past || ground.chance(25))
        state.spent = roundedMinutes(minutes * static_cast<double>(ground.between(0, 50)) / 100);
    return state;
}

/// The first teacher's: what is past is done but for the last of it, and the next three are due within the week.
std::vector<ItemState> statesOfFirstTeacher(Ground& ground, const sample::Plan& plan)
{
    std::vector<ItemState> states;
    std::int64_t upcoming = 0;
    std::size_t lastPast = plan.items.size();
    const std::string today = textFromDay(ground.options.today);
    for (std::size_t at = 0; at < plan.items.size(); ++at) {
        ItemState state{shifted(ground, plan.items[at].due), false, 0};
        state.done = state.due < today;
        if (state.done)
            lastPast = at;
        else if (++upcoming <= 3)
            state.due = textFromDay(ground.options.today + 2 * upcoming - 1);
        state.spent = roundedMinutes(plan.items[at].hours * (state.done ? 55 : upcoming == 1 ? 20 : 0));
        states.push_back(std::move(state));
    }
    if (lastPast < states.size())
        states[lastPast].done = false;
    return states;
}

Result<void> addPlan(Ground& ground, const Member& member, const sample::Plan& plan)
{
    const RecordId id = ground.ids.record();
    const bool first = isFirstTeacher(ground, member);
    STAFFROOM_TRY(
        ground.edits.add(Edit{id,
                              Kind::plan,
                              workScope(member.person.id),
                              {{f::plan::title, Value::text(plan.title)},
                               {f::plan::starts, Value::text(shifted(ground, termStarts))},
                               {f::plan::ends, Value::text(shifted(ground, termEnds))},
                               {f::plan::targetMinutes, Value::integer(std::llround(plan.hours * 60))},
                               {f::plan::state, Value::text(first || ground.chance(85) ? "active" : "submitted")}}}));
    ++ground.counts.plans;
    std::vector<ItemState> states;
    if (first)
        states = statesOfFirstTeacher(ground, plan);
    else
        for (const sample::PlanItem& item : plan.items)
            states.push_back(stateOf(ground, item));
    for (std::size_t at = 0; at < plan.items.size(); ++at) {
        const sample::PlanItem& item = plan.items[at];
        Edit edit{ground.ids.record(),
                  Kind::planItem,
                  workScope(member.person.id),
                  {{f::plan_item::plan, Value::id(id)},
                   {f::plan_item::goal, Value::text(item.goal)},
                   {f::plan_item::title, Value::text(item.title)},
                   {f::plan_item::notes, Value::text(item.notes)},
                   {f::plan_item::due, Value::text(states[at].due)},
                   {f::plan_item::targetMinutes, Value::integer(std::llround(item.hours * 60))},
                   {f::plan_item::state, Value::text(states[at].done ? "done" : "open")},
                   {f::plan_item::position, Value::integer(static_cast<std::int64_t>(at))},
                   {f::plan_item::spentMinutes, Value::integer(states[at].spent)}}};
        if (const auto course = ground.courses.find(item.course); course != ground.courses.end())
            edit.fields.emplace_back(f::plan_item::course, Value::id(course->second.id));
        STAFFROOM_TRY(ground.edits.add(std::move(edit)));
        ++ground.counts.items;
    }
    return {};
}

Edit statementEdit(Ground& ground, const Member& member, std::string_view verb, const RecordId& activity,
                   const RecordId& course, std::int64_t when, std::int64_t durationMs, std::string_view location)
{
    ++ground.counts.statements;
    return Edit{ground.ids.record(),
                Kind::statement,
                workScope(member.person.id),
                {{f::statement::actor, Value::id(member.person.id)},
                 {f::statement::verb, Value::text(verb)},
                 {f::statement::object, Value::id(activity)},
                 {f::statement::course, Value::id(course)},
                 {f::statement::timestamp, Value::integer(when)},
                 {f::statement::durationMs, Value::integer(durationMs)},
                 {f::statement::location, Value::text(location)}}};
}

/// An enrolment with so many activities finished, in the weeks before today, and the next one begun.
Result<void> study(Ground& ground, const Member& member, const CatalogueCourse& course, std::size_t finished)
{
    const std::int64_t last = daysBack * minutesADay - 1;
    std::int64_t minute = last - ground.between(18, 60) * minutesADay;
    const std::int64_t enrolled = moment(ground, minute, ground.between(0, 59));
    const std::size_t begun =
        std::min(finished + (finished < course.activities.size() ? 1 : 0), course.activities.size());
    const std::int64_t step = (last - 120 - minute) / static_cast<std::int64_t>(begun + 1);
    std::int64_t studied = enrolled;
    std::string location;
    for (std::size_t at = 0; at < begun; ++at) {
        const CatalogueCourse::Activity& activity = course.activities[at];
        minute += std::max<std::int64_t>(step * ground.between(50, 100) / 100, 1);
        const std::int64_t opened = moment(ground, minute, ground.between(0, 59));
        const std::int64_t full = std::max(activity.minutes, 5) * 600 * ground.between(60, 150);
        STAFFROOM_TRY(ground.edits.add(
            statementEdit(ground, member, domain::verb::launched, activity.id, course.id, opened, 0, "0")));
        if (at < finished) {
            STAFFROOM_TRY(ground.edits.add(statementEdit(ground, member, domain::verb::completed, activity.id,
                                                         course.id, opened + full, full, "1")));
            studied = opened + full;
            location = "1";
        } else {
            location = "0." + std::to_string(ground.between(15, 75));
            STAFFROOM_TRY(ground.edits.add(statementEdit(ground, member, domain::verb::progressed, activity.id,
                                                         course.id, opened + full / 3, full / 3, location)));
            studied = opened + full / 3;
        }
    }
    Edit enrolment{domain::enrolmentId(member.person.id, course.id),
                   Kind::enrolment,
                   workScope(member.person.id),
                   {{f::enrolment::person, Value::id(member.person.id)},
                    {f::enrolment::course, Value::id(course.id)},
                    {f::enrolment::state, Value::text("active")},
                    {f::enrolment::enrolled, Value::integer(enrolled)}}};
    if (begun > 0) {
        enrolment.fields.emplace_back(f::enrolment::activity, Value::id(course.activities[begun - 1].id));
        enrolment.fields.emplace_back(f::enrolment::location, Value::text(location));
        enrolment.fields.emplace_back(f::enrolment::studied, Value::integer(studied));
    }
    ++ground.counts.enrolments;
    return ground.edits.add(std::move(enrolment));
}

bool suits(const sample::Plan& plan, const Member& member)
{
    if (plan.forSubject != "any" && plan.forSubject != member.person.subject)
        return false;
    return plan.lang == "zh" || member.person.subject == "英语";
}

Result<void> addWorkOfFirstTeacher(Ground& ground, const Member& member)
{
    STAFFROOM_TRY(addPlan(ground, member, ground.sample.plans.front()));
    // One course half finished, one finished, one just begun.
    for (const auto& [slug, part] :
         {std::pair("multigrade-teaching", 0.5), std::pair("reading-aloud", 1.0), std::pair("rural-english", 0.15)})
        if (const auto course = ground.courses.find(slug); course != ground.courses.end())
            STAFFROOM_TRY(study(
                ground, member, course->second,
                static_cast<std::size_t>(std::lround(part * static_cast<double>(course->second.activities.size())))));
    return {};
}

Result<void> addWorkOf(Ground& ground, const Member& member)
{
    std::vector<const sample::Plan*> suitable;
    for (const sample::Plan& plan : ground.sample.plans)
        if (suits(plan, member))
            suitable.push_back(&plan);
    std::vector<std::string> slugs;
    const std::size_t plans = ground.chance(25) ? 2 : 1;
    for (std::size_t made = 0; made < plans && !suitable.empty(); ++made) {
        // Plans of one's own subject come first.
        std::size_t at = static_cast<std::size_t>(ground.random.below(suitable.size()));
        if (suitable[at]->forSubject == "any")
            at = static_cast<std::size_t>(ground.random.below(suitable.size()));
        STAFFROOM_TRY(addPlan(ground, member, *suitable[at]));
        for (const sample::PlanItem& item : suitable[at]->items)
            if (!item.course.empty())
                slugs.push_back(item.course);
        suitable.erase(suitable.begin() + static_cast<std::ptrdiff_t>(at));
    }
    if (ground.chance(40) && !ground.courses.empty())
        slugs.push_back(
            std::next(ground.courses.begin(), static_cast<std::ptrdiff_t>(ground.random.below(ground.courses.size())))
                ->first);
    std::sort(slugs.begin(), slugs.end());
    slugs.erase(std::unique(slugs.begin(), slugs.end()), slugs.end());
    for (const std::string& slug : slugs)
        if (const auto course = ground.courses.find(slug); course != ground.courses.end() && ground.chance(80))
            STAFFROOM_TRY(study(ground, member, course->second,
                                static_cast<std::size_t>(ground.random.below(course->second.activities.size() + 1))));
    return {};
}

} // namespace

Result<void> addWork(Ground& ground)
{
    for (const Member& member : ground.people) {
        if (member.person.role != "teacher" && member.person.role != "mentor")
            continue;
        STAFFROOM_TRY(isFirstTeacher(ground, member) ? addWorkOfFirstTeacher(ground, member)
                                                     : addWorkOf(ground, member));
    }
    return {};
}

} // namespace staffroom::ctl::seeding
