// SPDX-License-Identifier: GPL-3.0-or-later
// What must hold when one person writes on two PCs, in whatever order they sync.
#include "core/sync/tuning.h"
#include "tests/sync/school.h"

#include <algorithm>

using namespace staffroom;
using namespace staffroom::test;
namespace f = staffroom::domain::field;

namespace {

/// One person with two PCs that hold the same plan item, and a group.
struct TwoPcs
{
    School school;
    RecordId person = school.person();
    ScopeId group{ScopeType::group, school.id()};
    std::unique_ptr<Pc> a, b;
    RecordId item = school.id();

    TwoPcs()
    {
        school.allow(person, group, domain::only(domain::Role::member));
        a = school.pc(person);
        b = school.pc(person);
        must(a->write(item, Kind::planItem, a->work(),
                      {{f::plan_item::title, Value::text("听三节课")}, {f::plan_item::notes, Value::text("none")}}));
        settle();
    }
    void set(Pc& pc, domain::FieldNo field, std::string_view text) const
    {
        must(pc.write(item, Kind::planItem, pc.work(), {{field, Value::text(text)}}));
    }
    void remove(Pc& pc) const { must(pc.write(item, Kind::planItem, pc.work(), {{f::deleted, Value::boolean(true)}})); }
    void settle() const
    {
        for (Pc* pc : {a.get(), b.get(), a.get()})
            pc->mustSync();
    }
    /// Syncs in the order that the bits say, then until all is quiet.
    void syncInOrder(unsigned bits) const
    {
        for (unsigned at = 0; at < 4; ++at)
            ((bits >> at & 1U) == 0 ? a : b)->mustSync();
        settle();
    }
};

constexpr unsigned orders = 16;

} // namespace

TEST_CASE("different fields edited on two PCs are both there, in every order of syncing")
{
    for (unsigned order = 0; order < orders; ++order) {
        TwoPcs two;
        two.set(*two.a, f::plan_item::title, "听四节课");
        two.set(*two.b, f::plan_item::notes, "带笔记");
        two.syncInOrder(order);
        requireLevel(two.school, {two.a.get(), two.b.get()});
        for (Pc* pc : {two.a.get(), two.b.get()}) {
            CHECK(pc->text(two.item, f::plan_item::title) == "听四节课");
            CHECK(pc->text(two.item, f::plan_item::notes) == "带笔记");
            CHECK(must(pc->replica().counts()).alternatives == 0);
            CHECK(must(pc->replica().counts()).waiting == 0);
        }
    }
}

TEST_CASE("the same field edited on two PCs shows both versions on both, until one decision removes them everywhere")
{
    for (unsigned order = 0; order < orders; ++order) {
        TwoPcs two;
        two.set(*two.a, f::plan_item::title, "from A");
        two.set(*two.b, f::plan_item::title, "from B");
        two.syncInOrder(order);
        requireLevel(two.school, {two.a.get(), two.b.get()});
        std::string shown;
        for (Pc* pc : {two.a.get(), two.b.get()}) {
            const auto contested = must(pc->replica().contested());
            REQUIRE(contested.size() == 1);
            CHECK(contested[0].field == f::plan_item::title);
            REQUIRE(contested[0].versions.size() == 2);
            const std::string first(domain::textOf(contested[0].versions[0].item).value_or(""));
            CHECK((shown.empty() || shown == first)); // the same is shown everywhere
            shown = first;
            CHECK(contested[0].versions[0].item != contested[0].versions[1].item);
        }
        two.set((order & 1U) == 0 ? *two.a : *two.b, f::plan_item::title, "decided");
        two.syncInOrder(order);
        requireLevel(two.school, {two.a.get(), two.b.get()});
        for (Pc* pc : {two.a.get(), two.b.get()}) {
            CHECK(must(pc->replica().contested()).empty());
            CHECK(pc->text(two.item, f::plan_item::title) == "decided");
            CHECK(pc->state(two.item).writes().size() == 2);
        }
    }
}

TEST_CASE("deciding for one of the versions as it stands removes the other everywhere")
{
    TwoPcs two;
    two.set(*two.a, f::plan_item::title, "from A");
    two.set(*two.b, f::plan_item::title, "from B");
    two.settle();
    const std::string shown = two.a->text(two.item, f::plan_item::title);
    two.set(*two.a, f::plan_item::title, shown);
    two.settle();
    requireLevel(two.school, {two.a.get(), two.b.get()});
    CHECK(must(two.b->replica().contested()).empty());
    CHECK(two.b->text(two.item, f::plan_item::title) == shown);
}

TEST_CASE("an edit made without knowing of a deletion stays visible on both until it is decided")
{
    for (unsigned order = 0; order < orders; ++order) {
        TwoPcs two;
        two.remove(*two.a);
        two.set(*two.b, f::plan_item::title, "still needed");
        two.syncInOrder(order);
        requireLevel(two.school, {two.a.get(), two.b.get()});
        for (Pc* pc : {two.a.get(), two.b.get()}) {
            CHECK_FALSE(pc->state(two.item).deleted());
            const auto contested = must(pc->replica().contested());
            REQUIRE(contested.size() == 1);
            CHECK(contested[0].field == f::deleted);
        }
        if ((order & 1U) == 0)
            two.remove(*two.b);
        else
            must(two.b->write(two.item, Kind::planItem, two.b->work(), {{f::deleted, Value::boolean(false)}}));
        two.syncInOrder(order);
        requireLevel(two.school, {two.a.get(), two.b.get()});
        for (Pc* pc : {two.a.get(), two.b.get()}) {
            CHECK(pc->state(two.item).deleted() == ((order & 1U) == 0));
            CHECK(must(pc->replica().contested()).empty());
        }
    }
}

TEST_CASE("a deletion that knew of every edit hides the record everywhere, and nothing brings it back")
{
    TwoPcs two;
    two.set(*two.b, f::plan_item::title, "seen by A");
    two.settle();
    two.remove(*two.a);
    two.settle();
    requireLevel(two.school, {two.a.get(), two.b.get()});
    for (Pc* pc : {two.a.get(), two.b.get()})
        CHECK(pc->state(two.item).deleted());
    two.a->restart();
    two.settle();
    CHECK(two.a->state(two.item).deleted());
}

TEST_CASE("two deletions that knew of different edits agree: nothing is left to decide")
{
    TwoPcs two;
    two.set(*two.a, f::plan_item::title, "A's own");
    two.remove(*two.a);
    two.set(*two.b, f::plan_item::notes, "B's own");
    two.remove(*two.b);
    two.settle();
    requireLevel(two.school, {two.a.get(), two.b.get()});
    for (Pc* pc : {two.a.get(), two.b.get()}) {
        CHECK(pc->state(two.item).deleted());
        CHECK(must(pc->replica().contested()).empty());
    }
}

TEST_CASE("posts written on both PCs are on both, once")
{
    for (unsigned order = 0; order < orders; ++order) {
        TwoPcs two;
        const RecordId fromA = two.a->post(two.group, "A 的帖子");
        const RecordId fromB = two.b->post(two.group, "B 的帖子");
        two.syncInOrder(order);
        requireLevel(two.school, {two.a.get(), two.b.get()});
        for (Pc* pc : {two.a.get(), two.b.get()}) {
            CHECK(pc->text(fromA, f::post::body) == "A 的帖子");
            CHECK(pc->text(fromB, f::post::body) == "B 的帖子");
        }
    }
}

TEST_CASE("an own enrolment begun on two PCs is one record: its id is its natural key")
{
    TwoPcs two;
    const RecordId course = two.school.id();
    const RecordId id = domain::enrolmentId(two.person, course);
    for (Pc* pc : {two.a.get(), two.b.get()})
        must(pc->write(id, Kind::enrolment, pc->work(),
                       {{f::enrolment::person, Value::id(two.person)}, {f::enrolment::course, Value::id(course)}}));
    two.settle();
    requireLevel(two.school, {two.a.get(), two.b.get()});
    CHECK(must(two.a->replica().contested()).empty()); // the same said twice is no alternative
}

TEST_CASE("a PC that believes in 2010 or in 2099 gives the same result as one with the right time")
{
    constexpr std::int64_t in2010 = 1'262'304'000'000;
    constexpr std::int64_t in2099 = 4'070'908'800'000;
    for (const std::int64_t wrong : {in2010, in2099}) {
        TwoPcs two;
        two.b->clock().setWall(wrong);
        two.set(*two.a, f::plan_item::title, "first, by the right clock");
        two.settle();
        two.set(*two.b, f::plan_item::title, "second, by the wrong clock");
        two.settle();
        two.set(*two.a, f::plan_item::title, "third, by the right clock");
        two.set(*two.b, f::plan_item::notes, "unrelated");
        two.settle();
        requireLevel(two.school, {two.a.get(), two.b.get()});
        CHECK(must(two.a->replica().contested()).empty());
        CHECK(two.b->text(two.item, f::plan_item::title) == "third, by the right clock");
        CHECK(two.a->text(two.item, f::plan_item::notes) == "unrelated");
        // The stamps of a PC that runs ahead don't carry the other's clock away.
        two.set(*two.a, f::plan_item::state, "done");
        const sync::RecordState after = two.a->state(two.item);
        const sync::LiveWrite* write = after.shown(f::plan_item::state);
        REQUIRE(write != nullptr);
        CHECK(sync::millisecondsOf(write->time) <= two.a->clock().wallMs() + sync::tuning::clockCapMs);
    }
}

TEST_CASE("a blank PC of the same person gets everything back, unfinished progress too")
{
    TwoPcs two;
    const RecordId course = two.school.id();
    const RecordId enrolment = domain::enrolmentId(two.person, course);
    must(two.a->write(enrolment, Kind::enrolment, two.a->work(),
                      {{f::enrolment::person, Value::id(two.person)},
                       {f::enrolment::course, Value::id(course)},
                       {f::enrolment::location, Value::text("page 12")}}));
    two.a->post(two.group, "一个帖子");
    must(two.a->write(domain::preferenceId(two.person, "language"), Kind::preference,
                      {ScopeType::personPrivate, two.person},
                      {{f::preference::name, Value::text("language")}, {f::preference::value, Value::text("zh")}}));
    two.settle();
    const auto blank = two.school.pc(two.person);
    blank->mustSync();
    requireLevel(two.school, {two.a.get(), two.b.get(), blank.get()});
    CHECK(must(blank->replica().digests()) == must(two.a->replica().digests()));
    CHECK(blank->text(enrolment, f::enrolment::location) == "page 12");
}

TEST_CASE("when all is level a session is three requests, and one with a token")
{
    TwoPcs two;
    const SyncEnd end = two.a->sync();
    CHECK(end.clean());
    CHECK(end.requests == 3);
}
