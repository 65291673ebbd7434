// SPDX-License-Identifier: GPL-3.0-or-later
// Words that come late: a hub's picture from before the PC met the server itself, and refusals that are over.
#include "tests/sync/lab.h"
#include "tests/sync/two_teachers.h"

using namespace staffroom;
using namespace staffroom::test;
using base::ErrorCode;

namespace {

storage::Replica::Counts countsOf(Pc& pc)
{
    return must(pc.replica().counts());
}

std::int64_t shownPosts(Pc& pc, const RecordId& post)
{
    storage::Query query = pc.replica().writer().query("SELECT count(*) FROM post WHERE id = ? AND deleted = 0");
    query.blob(post.view()).step();
    return query.asInteger(0);
}

} // namespace

TEST_CASE("a refusal that a hub keeps is over once the server took the work by another way")
{
    Lab lab;
    const auto everywhere = [&] {
        lab.through(*lab.a);
        lab.later();
        lab.mustExchange();
    };
    lab.through(*lab.a);
    lab.a->post(lab.group, "one");
    lab.through(*lab.a);
    lab.school.allow(lab.anna, lab.group, 0);
    lab.later();
    lab.mustExchange();
    lab.school.allow(lab.anna, lab.group, domain::only(domain::Role::member));
    lab.a->mustSync();
    REQUIRE(countsOf(*lab.a).waiting == 0);
    lab.later();
    lab.mustExchange();
    const RecordId two = lab.a->post(lab.group, "two");
    everywhere();
    lab.a->post(lab.group, "three");
    lab.through(*lab.a); // says nothing of a refusal
    CHECK(countsOf(*lab.a).rejected == 0);
    everywhere();
    lab.settle();
    CHECK(countsOf(*lab.a).waiting == 0);
    CHECK(lab.b->text(two, f::post::body) == "two");
    lab.requireLevelEverywhere();
}

TEST_CASE("work that was refused for want of a right goes up by the hub alone once the right is there, without a word "
          "of the old refusal")
{
    Lab lab;
    lab.through(*lab.a);
    const RecordId one = lab.a->post(lab.group, "one");
    lab.through(*lab.a);
    for (const bool allowed : {false, true}) {
        lab.school.allow(lab.anna, lab.group, allowed ? domain::only(domain::Role::member) : domain::Roles(0));
        lab.later();
        lab.mustExchange();
    }
    lab.through(*lab.a);
    CHECK(countsOf(*lab.a).rejected == 0);
    lab.settle();
    CHECK(countsOf(*lab.a).waiting == 0);
    CHECK(lab.b->text(one, f::post::body) == "one");
    lab.requireLevelEverywhere();
}

TEST_CASE("a hub's picture from before the PC was level at the server itself takes nothing back")
{
    Lab lab;
    lab.settle();
    lab.a->mustSync();
    lab.later();
    lab.mustExchange();
    lab.later();
    const RecordId home = lab.a->post(lab.group, "from home");
    lab.a->mustSync(); // the server says that all is level, and takes it
    lab.hub.linked = false;
    const SyncEnd end = lab.a->sync(lab.hub.wire());
    CHECK(has(end.notes, ErrorCode::replayed));
    CHECK(countsOf(*lab.a).waiting == 0);
    CHECK_FALSE(lab.a->cursor(lab.group).chain.isNull());
    CHECK(lab.a->text(home, f::post::body) == "from home");
}

namespace {

/// A syncs at the server; between its heads and its first request of that path the hub gets a grant.
struct Between : Lab
{
    std::int64_t granted = 0; ///< the server's time of it

    Between()
    {
        settle();
        a->mustSync();
        later();
    }
    void passes()
    {
        later();
        a->clock().advance(60'000);
    }
    void syncWhile(std::string_view path, const std::function<void()>& meanwhile)
    {
        Wire wire;
        wire.before = [&](std::size_t, const sync::Request& request) {
            if (granted != 0 || !request.path.starts_with(path))
                return;
            passes();
            mustExchange();
            granted = school.clock().wallMs();
            passes();
            meanwhile();
        };
        REQUIRE(a->sync(wire).clean());
        REQUIRE(granted != 0);
    }
    void requireNothingTakenBack()
    {
        hub.linked = false;
        const SyncEnd end = a->sync(hub.wire());
        CHECK(end.clean());
        CHECK(has(end.notes, ErrorCode::replayed));
        CHECK(countsOf(*a).waiting == 0);
        CHECK_FALSE(a->cursor(group).chain.isNull());
        hub.linked = true;
        later();
        mustExchange();
        CHECK_FALSE(has(a->sync(hub.wire()).notes, ErrorCode::replayed)); // the next one is newer
        settle();
        requireLevelEverywhere();
    }
};

} // namespace

TEST_CASE("a hub's picture from between a PC's heads and its push takes nothing of the push back")
{
    Between lab;
    const RecordId home = lab.a->post(lab.group, "from home");
    lab.syncWhile("/v1/push", [] {});
    CHECK(must(lab.a->replica().headsMs()) > lab.granted);
    lab.requireNothingTakenBack();
    CHECK(lab.a->text(home, f::post::body) == "from home");
}

TEST_CASE("a hub's picture from between a PC's heads and a page says nothing of what came with the page")
{
    Between lab;
    lab.direct->post(lab.group, "before the heads");
    lab.direct->mustSync();
    RecordId late;
    lab.syncWhile("/v1/pull/", [&] {
        late = lab.direct->post(lab.group, "behind the hub's picture");
        lab.direct->mustSync();
    });
    CHECK(lab.a->text(late, f::post::body) == "behind the hub's picture");
    lab.requireNothingTakenBack();
}

TEST_CASE("a hub's picture of a right that was gone for an hour doesn't take the group from a PC that has it back")
{
    Lab lab;
    const RecordId known = lab.b->post(lab.group, "of a colleague");
    lab.settle();
    lab.a->mustSync();
    REQUIRE(lab.a->text(known, f::post::body) == "of a colleague");
    lab.school.allow(lab.anna, lab.group, 0);
    lab.later();
    lab.mustExchange();
    lab.school.allow(lab.anna, lab.group, domain::only(domain::Role::member));
    lab.later();
    lab.a->mustSync();
    lab.hub.linked = false;
    lab.a->sync(lab.hub.wire());
    CHECK(lab.a->text(known, f::post::body) == "of a colleague");
}

TEST_CASE("a hub that hasn't met the server since it was put back takes no PC back that has")
{
    Lab lab;
    lab.direct->post(lab.group, "both histories have this");
    lab.direct->mustSync();
    lab.settle();
    const School::Backup backup = lab.school.backup();
    const auto goOn = [&] {
        for (int number = 0; number < 2; ++number)
            lab.direct->post(lab.group, "the history that is over has this");
        lab.direct->mustSync();
        lab.later();
        lab.mustExchange();
    };
    goOn();
    must(lab.hub.store().snapshot(lab.group)); // it has none yet, and fetches it
    lab.later();
    lab.mustExchange();
    goOn();
    lab.school.restore(backup);
    const auto other = lab.school.pc(lab.far);
    for (int number = 0; number < 3; ++number)
        other->post(lab.group, "written since");
    other->mustSync();
    lab.later();
    lab.a->mustSync();
    const sync::Cursor level = lab.a->cursor(lab.group);
    REQUIRE(level.seq == 4); // the hub's snapshot ends at 3, its log at 5
    Wire wire = lab.hub.wire();
    SECTION("it has another chain there") {}
    SECTION("it says that the place is too old")
    {
        wire.answer = [&](const sync::Request& request) {
            sync::Response answer = lab.hub.answer(request);
            if (answer.status == 412)
                answer = sync::Response{410, {}, {ErrorCode::cursorTooOld, "asking", {}}, 0, 0};
            return answer;
        };
    }
    const SyncEnd end = lab.a->sync(wire);
    CHECK(end.complete);
    CHECK(lab.a->cursor(lab.group) == level);
    requireLevel(lab.school, {lab.a.get()});
    lab.direct->mustSync(); // sends again what the server lost
    for (int round = 0; round < 3; ++round) {
        lab.later();
        lab.mustExchange();
        for (Pc* pc : {lab.a.get(), lab.b.get()})
            static_cast<void>(pc->sync(lab.hub.wire()));
    }
    lab.requireLevelEverywhere();
}

TEST_CASE("a hub from before doesn't put its snapshot in the place of the one that the server has begun to hand out")
{
    Lab lab;
    lab.settle();
    const School::Backup backup = lab.school.backup();
    for (int number = 0; number < 3; ++number)
        lab.direct->post(lab.group, "the history that is over has this");
    lab.direct->mustSync();
    lab.settle();
    must(lab.hub.store().snapshot(lab.group)); // it has none yet, and fetches it
    lab.later();
    lab.mustExchange();
    lab.school.restore(backup);
    const auto other = lab.school.pc(lab.far);
    for (int number = 0; number < 5; ++number)
        other->post(lab.group, "written since");
    other->mustSync();
    lab.later();
    const SyncEnd cut = lab.a->sync({.fault = [](std::size_t, const sync::Request& request) {
        const bool segment = request.path.starts_with("/v1/snapshot/") && request.path.size() > 60;
        return segment ? Fault::dropBefore : Fault::none;
    }});
    REQUIRE(cut.dropped);
    const auto begun = [&] { return must(lab.a->replica().rebase(lab.group))->manifest.seq; };
    REQUIRE(begun() == 5);
    static_cast<void>(lab.a->sync(lab.hub.wire()));
    CHECK(begun() == 5);
    lab.a->mustSync();
    requireLevel(lab.school, {lab.a.get()});
}

TEST_CASE(
    "what a server was heard to have lost waits, though a hub that hasn't heard of it has the word that it is there")
{
    Lab lab;
    lab.settle();
    const School::Backup backup = lab.school.backup();
    lab.a->post(lab.group, "after the backup");
    lab.settle();
    must(lab.hub.store().snapshot(lab.group));
    lab.later();
    lab.mustExchange();
    REQUIRE(countsOf(*lab.a).waiting == 0);
    lab.school.restore(backup);
    lab.later();
    Wire offBeforeSending;
    offBeforeSending.fault = [](std::size_t, const sync::Request& request) {
        return request.path == "/v1/push" ? Fault::dropBefore : Fault::none;
    };
    REQUIRE(lab.a->sync(offBeforeSending).dropped);
    REQUIRE(countsOf(*lab.a).waiting == 1);
    lab.through(*lab.a);
    CHECK(countsOf(*lab.a).waiting == 1);
    CHECK(lab.a->cursor(lab.group).chain.isNull()); // still to be put right by a snapshot
    lab.a->mustSync();
    CHECK(countsOf(*lab.a).waiting == 0);
    requireLevel(lab.school, {lab.a.get()});
}

TEST_CASE("what was seen refused and then accepted counts anew when more of it is rejected")
{
    Group group;
    const auto pc = group.school.pc(group.anna);
    pc->mustSync();
    const RecordId post = pc->post(group.group, "just in time");
    Wire wire; // the right goes between the heads and the push
    wire.before = [&](std::size_t, const sync::Request& request) {
        if (request.path == "/v1/push")
            group.school.allow(group.anna, group.group, 0);
    };
    pc->sync(wire);
    REQUIRE(countsOf(*pc).rejected == 1);
    must(pc->replica().setRejectionSeen(post, true));
    group.school.allow(group.anna, group.group, domain::only(domain::Role::member));
    pc->mustSync();
    REQUIRE(countsOf(*pc).rejected == 0);
    must(pc->write(post, Kind::post, group.group, {{f::post::body, Value::text("written twice")}}));
    pc->mustSync();
    CHECK(countsOf(*pc).rejected == 1);
}

TEST_CASE("a moderator's deletion holds where the server lost it and the post, and the moderator comes first")
{
    Group group;
    group.school.allow(group.bo, group.group, domain::Role::member | domain::Role::moderator);
    group.a->mustSync();
    group.b->mustSync();
    const auto backup = group.school.backup();
    const RecordId post = group.a->post(group.group, "unfriendly");
    group.a->mustSync();
    group.b->mustSync();
    const bool again = GENERATE(false, true); // taken back by the moderator
    for (const bool deletes : {true, false})
        if (deletes || again)
            must(group.b->write(post, Kind::post, group.group, {{f::deleted, Value::boolean(deletes)}}));
    for (Pc* pc : {group.b.get(), group.a.get()})
        pc->mustSync();
    group.school.restore(backup);
    group.b->mustSync();
    const auto reader = group.school.pc(group.bo); // sees nothing of what nobody made yet
    reader->mustSync();
    CHECK(shownPosts(*reader, post) == 0);
    for (Pc* pc : {group.a.get(), group.b.get(), group.a.get(), reader.get()})
        pc->mustSync();
    for (Pc* pc : {group.a.get(), group.b.get(), reader.get()}) {
        CHECK(pc->state(post).deleted() != again);
        CHECK(shownPosts(*pc, post) == (again ? 1 : 0));
        CHECK(pc->text(post, f::post::body) == "unfriendly"); // for who may bring it back
        CHECK(countsOf(*pc).rejected == 0);
        CHECK(countsOf(*pc).waiting == 0);
        CHECK(must(pc->replica().contested()).empty());
    }
    requireLevel(group.school, {group.a.get(), group.b.get(), reader.get()});
}

TEST_CASE("who is no moderator deletes nothing that the server doesn't have")
{
    Group group;
    group.a->mustSync();
    group.b->mustSync();
    const auto backup = group.school.backup();
    const RecordId post = group.a->post(group.group, "of A");
    group.a->mustSync();
    group.b->mustSync();
    group.school.restore(backup);
    must(group.b->write(post, Kind::post, group.group, {{f::deleted, Value::boolean(true)}}));
    for (Pc* pc : {group.b.get(), group.a.get(), group.b.get()})
        pc->mustSync();
    CHECK(group.b->text(post, f::post::body) == "of A");
    CHECK_FALSE(group.b->state(post).deleted());
    CHECK(countsOf(*group.b).rejected == 1);
    requireLevel(group.school, {group.a.get(), group.b.get()});
}
