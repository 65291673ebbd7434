// SPDX-License-Identifier: GPL-3.0-or-later
// The server put back to a backup, where a PC has only sticks: it ends level, and no old stick takes it back.
#include "core/sync/tuning.h"
#include "tests/sync/stick.h"
#include "tests/sync/two_teachers.h"

using namespace staffroom;
using namespace staffroom::test;
using base::ErrorCode;
using What = sync::CourierNote::What;

namespace {

bool isHalfHere(Pc& pc, const ScopeId& scope)
{
    for (const sync::HeldScope& held : must(pc.replica().scopes()))
        if (held.scope == scope)
            return held.rebasing;
    return false;
}

} // namespace

TEST_CASE("a PC on sticks ends level where the server was put back and its log has grown past the PC's place since")
{
    Group group;
    for (Pc* pc : {group.a.get(), group.b.get()})
        pc->mustSync();
    must(group.school.store().snapshot(group.group)); // what there will be to hand out ends before that place
    const School::Backup backup = group.school.backup();
    const RecordId lost = group.b->post(group.group, "after the backup");
    group.b->mustSync();
    roundTrip(group.school, *group.a);
    REQUIRE(group.a->cursor(group.group).seq == 7);
    group.school.restore(backup);
    const auto other = group.school.pc(group.bo);
    RecordId last;
    for (int number = 0; number < 3; ++number)
        last = other->post(group.group, "another history");
    other->mustSync();
    const auto taken = roundTrip(group.school, *group.a);
    CHECK(taken.notes.empty());
    CHECK(group.a->cursor(group.group).seq == 9);
    CHECK(group.a->text(last, f::post::body) == "another history");
    CHECK(group.a->state(lost).empty());
    requireLevel(group.school, {group.a.get()});
    group.b->mustSync(); // sends again what the server lost
    roundTrip(group.school, *group.a);
    CHECK(group.a->text(lost, f::post::body) == "after the backup");
    requireLevel(group.school, {group.a.get(), group.b.get()});
}

TEST_CASE("half a snapshot from before the server was put back makes way for the one that the next stick brings")
{
    Group group;
    for (Pc* pc : {group.a.get(), group.b.get()})
        pc->mustSync();
    const auto late = group.school.pc(group.anna);
    const School::Backup backup = group.school.backup();
    for (std::uint64_t number = 0; number < sync::tuning::snapshotAfter + 10; ++number)
        group.b->post(group.group, "after the backup");
    group.b->mustSync();
    const auto cut = takeDown(group.school, *late, writeDown(group.school, *late), nullptr,
                              [&](std::uint64_t, std::uint64_t) { return !isHalfHere(*late, group.group); });
    REQUIRE_FALSE(cut.ok());
    REQUIRE(cut.error().code == ErrorCode::cancelled);
    REQUIRE(isHalfHere(*late, group.group));
    group.school.restore(backup);
    const auto taken = roundTrip(group.school, *late);
    CHECK(taken.notes.empty());
    CHECK_FALSE(isHalfHere(*late, group.group));
    CHECK(late->text(group.fromB, f::post::body) == "from B");
    requireLevel(group.school, {late.get(), group.a.get()});
}

TEST_CASE("a PC that is further than the server's last snapshot gets by stick what came since, though that is longer")
{
    Group group;
    const auto second = group.school.pc(group.bo);
    const RecordId item = group.school.id();
    const auto edit = [&](std::uint64_t number) {
        must(group.b->write(item, Kind::planItem, group.b->work(),
                            {{f::plan_item::title, Value::text("edit " + std::to_string(number))}}));
    };
    edit(0);
    group.b->mustSync();
    must(group.school.store().snapshot(group.b->work()));
    edit(1);
    group.b->mustSync();
    second->mustSync();
    for (std::uint64_t number = 0; number <= sync::tuning::snapshotAfter; ++number)
        edit(2 + number);
    group.b->mustSync();
    must(takeUp(group.school, writeUp(group.school, *second)));
    sync::DownWritten what;
    const auto taken = must(takeDown(group.school, *second, writeDown(group.school, *second, {}, &what)));
    CHECK(what.records == 0);
    CHECK(what.changes == sync::tuning::snapshotAfter + 1);
    CHECK(taken.notes.empty());
    requireLevel(group.school, {second.get(), group.b.get()});
}

TEST_CASE("a stick from before the server was put back takes no PC back that has met it since")
{
    Group group;
    group.a->mustSync();
    const auto desk = group.school.pc(group.anna);
    desk->mustSync();
    must(takeUp(group.school, writeUp(group.school, *group.a)));
    const School::Backup backup = group.school.backup();
    const auto retitle = [&](Pc& pc, std::string_view title) {
        must(pc.write(group.item, Kind::planItem, pc.work(), {{f::plan_item::title, Value::text(title)}}));
    };
    for (std::uint64_t number = 0; number <= sync::tuning::snapshotAfter; ++number)
        retitle(*desk, "of the history that is over, " + std::to_string(number));
    desk->mustSync();
    sync::DownWritten what;
    const Bytes before = writeDown(group.school, *group.a, {}, &what);
    REQUIRE(what.records == 1); // the one item, in a snapshot
    group.school.restore(backup);
    const auto other = group.school.pc(group.anna);
    other->mustSync();
    retitle(*other, "since");
    other->mustSync();
    group.school.clock().advance(60'000);
    group.a->mustSync();
    const sync::Cursor level = group.a->cursor(group.a->work());
    const auto taken = must(takeDown(group.school, *group.a, before));
    CHECK_FALSE(taken.rights);
    CHECK(hasNote(taken, What::otherHistory));
    CHECK(group.a->cursor(group.a->work()) == level);
    CHECK(group.a->text(group.item, f::plan_item::title) == "since");
    requireLevel(group.school, {group.a.get()});
}

TEST_CASE("a PC on sticks gets back what it alone had made where the server was put back to a scope without a word")
{
    Group group;
    const School::Backup backup = group.school.backup();
    roundTrip(group.school, *group.a);
    REQUIRE(must(group.a->replica().counts()).waiting == 0);
    group.school.restore(backup);
    for (int trip = 0; trip < 3; ++trip)
        roundTrip(group.school, *group.a);
    CHECK(must(group.a->replica().counts()).waiting == 0);
    CHECK(group.a->cursor(group.a->work()).seq == 2);
    CHECK(group.a->text(group.item, f::plan_item::title) == "two");
    requireLevel(group.school, {group.a.get()});
}

TEST_CASE("a stick that is behind the PC is passed over without a word of another history")
{
    Group group;
    const auto late = group.school.pc(group.anna);
    for (Pc* pc : {group.a.get(), group.b.get()})
        pc->mustSync();
    late->mustSync();
    late->post(group.group, "own, so that the file has the whole scope");
    late->mustSync();
    sync::DownWritten what;
    const Bytes file = writeDown(group.school, *late, {}, &what);
    REQUIRE(what.records > 0);
    group.b->post(group.group, "since");
    group.school.clock().advance(60'000);
    for (Pc* pc : {group.b.get(), late.get()})
        pc->mustSync();
    const auto taken = must(takeDown(group.school, *late, file));
    CHECK_FALSE(taken.rights);
    CHECK_FALSE(hasNote(taken, What::otherHistory));
    requireLevel(group.school, {late.get()});
}
