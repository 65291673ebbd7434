// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/learning_reads.h"
#include "tests/support/catch.hpp"
#include "tests/unit/storage/reads_store.h"

using namespace staffroom;
using namespace staffroom::storage;
using namespace staffroom::storage::test;

namespace {

namespace f = domain::field;

const RecordId me = numbered(1), other = numbered(2), plan = numbered(10), county = numbered(90);
const RecordId fractions = numbered(20), reading = numbered(21);

void putPlan(Store& store, const RecordId& id, const std::string& title, const std::string& starts,
             const std::string& state = "active")
{
    store.put(id, Kind::plan, workScope(me),
              {{f::plan::title, Value::text(title)},
               {f::plan::starts, Value::text(starts)},
               {f::plan::state, Value::text(state)}});
}

void putItem(Store& store, std::uint32_t id, const std::string& goal, std::int64_t position, const std::string& due,
             const std::string& state = "open", std::optional<RecordId> course = {})
{
    store.put(numbered(id), Kind::planItem, workScope(me),
              {{f::plan_item::plan, Value::id(plan)},
               {f::plan_item::goal, Value::text(goal)},
               {f::plan_item::title, Value::text("item " + std::to_string(id))},
               {f::plan_item::due, due.empty() ? Value() : Value::text(due)},
               {f::plan_item::state, Value::text(state)},
               {f::plan_item::course, course ? Value::id(*course) : Value()},
               {f::plan_item::position, Value::integer(position)},
               {f::plan_item::spentMinutes, Value::integer(5)}});
}

void putCourse(Store& store, const RecordId& id, const std::string& title)
{
    store.put(id, Kind::course, {ScopeType::catalogue, county},
              {{f::course::title, Value::text(title)}, {f::course::packageHash, Value::bytes("hash")}});
}

void putActivity(Store& store, std::uint32_t id, const RecordId& course, std::optional<RecordId> module,
                 std::int64_t position)
{
    store.put(numbered(id), Kind::activity, {ScopeType::catalogue, county},
              {{f::activity::course, Value::id(course)},
               {f::activity::module, module ? Value::id(*module) : Value()},
               {f::activity::title, Value::text("activity " + std::to_string(id))},
               {f::activity::position, Value::integer(position)}});
}

void putStatement(Store& store, std::uint32_t id, const RecordId& who, std::string_view verb, const RecordId& object,
                  std::int64_t minutes, std::int64_t when)
{
    store.put(numbered(id), Kind::statement, workScope(who),
              {{f::statement::actor, Value::id(who)},
               {f::statement::verb, Value::text(verb)},
               {f::statement::object, Value::id(object)},
               {f::statement::course, Value::id(fractions)},
               {f::statement::timestamp, Value::integer(when)},
               {f::statement::durationMs, Value::integer(minutes * 60'000)}});
}

void putEnrolment(Store& store, const RecordId& course, const std::string& state, std::int64_t studied)
{
    store.put(domain::enrolmentId(me, course), Kind::enrolment, workScope(me),
              {{f::enrolment::person, Value::id(me)},
               {f::enrolment::course, Value::id(course)},
               {f::enrolment::state, Value::text(state)},
               {f::enrolment::enrolled, Value::integer(100)},
               {f::enrolment::activity, Value::id(numbered(41))},
               {f::enrolment::location, Value::text("0.5")},
               {f::enrolment::studied, Value::integer(studied)}});
}

} // namespace

TEST_CASE("plans are those of the person, newest first")
{
    Store store;
    putPlan(store, plan, "spring", "2026-02-01");
    putPlan(store, numbered(11), "autumn", "2026-09-01");
    store.put(numbered(12), Kind::plan, workScope(other), {{f::plan::title, Value::text("another's")}});
    const LearningReads reads(store.reader());
    const auto plans = reads.plans(me);
    REQUIRE(plans.ok());
    REQUIRE(plans->size() == 2);
    CHECK((*plans)[0].title == "autumn");
    CHECK((*plans)[1].id == plan);
    CHECK(reads.plans(numbered(77))->empty());
    store.remove(plan);
    CHECK(reads.plans(me)->size() == 1);
}

TEST_CASE("items of a plan stand by goal, position and due date, whichever came first")
{
    Store store;
    putItem(store, 33, "B", 3, "");
    putItem(store, 32, "A", 2, "2026-11-05");
    putItem(store, 31, "B", 1, "2026-11-03");
    putItem(store, 34, "B", 3, "2026-11-01");
    putPlan(store, plan, "late", "2026-09-01"); // after its items
    const LearningReads reads(store.reader());
    const auto items = reads.planItems(plan);
    REQUIRE(items.ok());
    std::string order;
    for (const auto& item : *items)
        order += item.title.substr(5) + ' ';
    CHECK(order == "31 34 33 32 ");
}

TEST_CASE("an item's minutes are those entered and those studied in its course by its owner")
{
    Store store;
    putPlan(store, plan, "plan", "2026-09-01");
    putItem(store, 31, "A", 1, "", "open", fractions);
    putItem(store, 32, "A", 2, "", "open", reading);
    putStatement(store, 51, me, domain::verb::launched, numbered(41), 12, 500);
    putStatement(store, 52, me, domain::verb::completed, numbered(41), 8, 600);
    putStatement(store, 53, other, domain::verb::completed, numbered(41), 100, 600);
    const LearningReads reads(store.reader());
    CHECK((*reads.planItem(numbered(31)))->spentMinutes == 25);
    CHECK((*reads.planItem(numbered(32)))->spentMinutes == 5);
    CHECK((*reads.planItems(plan))[0].spentMinutes == 25);
    store.remove(numbered(51));
    CHECK((*reads.planItem(numbered(31)))->spentMinutes == 13);
    CHECK_FALSE(reads.planItem(numbered(99))->has_value());
}

TEST_CASE("an item with two versions of a field says so")
{
    Store store;
    putPlan(store, plan, "plan", "2026-09-01");
    putItem(store, 31, "A", 1, "");
    const LearningReads reads(store.reader());
    CHECK_FALSE((*reads.planItem(numbered(31)))->hasAlternatives);
    store.writer().execute("INSERT INTO alternative SELECT rid FROM plan_item");
    CHECK((*reads.planItem(numbered(31)))->hasAlternatives);
}

TEST_CASE("what is due is open, up to the day, overdue first, of plans that count")
{
    Store store;
    putPlan(store, plan, "plan", "2026-09-01");
    putItem(store, 31, "A", 1, "2026-11-22");
    putItem(store, 32, "A", 2, "2026-10-01");
    putItem(store, 33, "A", 3, "2026-11-23");
    putItem(store, 34, "A", 4, "2026-10-02", "done");
    putItem(store, 35, "A", 5, "");
    const LearningReads reads(store.reader());
    const auto due = reads.dueItems(me, "2026-11-22");
    REQUIRE(due.ok());
    REQUIRE(due->size() == 2);
    CHECK((*due)[0].id == numbered(32));
    CHECK((*due)[1].id == numbered(31));
    CHECK(reads.dueItems(other, "2026-11-22")->empty());
    putPlan(store, plan, "plan", "2026-09-01", "archived");
    CHECK(reads.dueItems(me, "2026-11-22")->empty());
}

TEST_CASE("courses: enrolled ones by when last studied, then the catalogue by title")
{
    Store store;
    putActivity(store, 41, fractions, {}, 1); // before its course
    putActivity(store, 42, fractions, {}, 2);
    putCourse(store, fractions, "Fractions");
    putCourse(store, reading, "Reading aloud");
    putCourse(store, numbered(22), "Zoo");
    putCourse(store, numbered(23), "Algebra");
    putEnrolment(store, fractions, "active", 300);
    putEnrolment(store, reading, "active", 400);
    putEnrolment(store, numbered(22), "withdrawn", 900);
    putStatement(store, 51, me, domain::verb::completed, numbered(41), 1, 500);
    putStatement(store, 52, me, domain::verb::completed, numbered(41), 1, 510); // twice the same
    putStatement(store, 53, me, domain::verb::completed, numbered(49), 1, 520); // no such activity any more
    const LearningReads reads(store.reader());
    const auto courses = reads.courses(me);
    REQUIRE(courses.ok());
    std::string order;
    for (const auto& course : *courses)
        order += course.title + (course.enrolled ? "* " : " ");
    CHECK(order == "Fractions* Reading aloud* Algebra Zoo ");
    CHECK((*courses)[0].activities == 2);
    CHECK((*courses)[0].completed == 1);
    CHECK((*courses)[0].studied == 520);
    CHECK((*courses)[0].packageHash == "hash");
    CHECK(reads.courses(other)->front().title == "Algebra");
}

TEST_CASE("a course has its modules and activities in order and knows where the person stopped")
{
    Store store;
    putCourse(store, fractions, "Fractions");
    putActivity(store, 42, fractions, numbered(60), 2);
    putActivity(store, 41, fractions, numbered(60), 1);
    putActivity(store, 43, fractions, numbered(69), 3); // of a module that isn't here
    store.put(numbered(60), Kind::module, {ScopeType::catalogue, county},
              {{f::module::course, Value::id(fractions)}, {f::module::title, Value::text("One")}});
    putEnrolment(store, fractions, "active", 300);
    putStatement(store, 51, me, domain::verb::completed, numbered(42), 1, 500);
    const LearningReads reads(store.reader());
    const auto course = reads.course(me, fractions);
    REQUIRE(course.ok());
    REQUIRE(course->has_value());
    REQUIRE((*course)->modules.size() == 2);
    const auto& activities = (*course)->modules[0].activities;
    REQUIRE(activities.size() == 2);
    CHECK(activities[0].id == numbered(41));
    CHECK_FALSE(activities[0].completed);
    CHECK(activities[1].completed);
    CHECK((*course)->modules[1].activities[0].id == numbered(43));
    CHECK((*course)->resumeActivity == numbered(41));
    CHECK((*course)->resumeLocation == "0.5");
    CHECK_FALSE(reads.course(me, numbered(99))->has_value());
}
