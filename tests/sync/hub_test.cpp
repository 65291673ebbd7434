// SPDX-License-Identifier: GPL-3.0-or-later
// Lab PCs that only ever talk to their school's hub.
#include "core/sync/tuning.h"
#include "tests/sync/lab.h"

using namespace staffroom;
using namespace staffroom::test;
using base::ErrorCode;

TEST_CASE("lab PCs that only talk to the hub end level with everybody, by three receipts")
{
    Lab lab;
    const RecordId fromA = lab.a->post(lab.group, "from A");
    const RecordId fromFar = lab.direct->post(lab.group, "from far away");
    lab.direct->mustSync();
    const RecordId plan = lab.school.id();
    must(lab.a->write(plan, Kind::planItem, lab.a->work(), {{f::plan_item::title, Value::text("mine")}}));
    const auto line = [&] {
        for (const auto& some : must(lab.a->replica().own(10)))
            if (some.record == fromA)
                return some;
        FAIL("not in the list");
        return storage::Replica::OwnLine();
    };
    CHECK((line().waiting && !line().atHub)); // on this PC
    CHECK(must(lab.a->replica().counts()).waiting == 2);
    CHECK(must(lab.a->replica().counts()).atHub == 0);
    lab.through(*lab.a);
    CHECK((line().waiting && line().atHub)); // at the hub
    CHECK(must(lab.a->replica().counts()).waiting == 2);
    CHECK(must(lab.a->replica().counts()).atHub == 2);
    CHECK(lab.hub.woken() > 0);
    // A new change of the same record is on this PC alone again.
    must(lab.a->write(plan, Kind::planItem, lab.a->work(), {{f::plan_item::notes, Value::text("more")}}));
    CHECK(must(lab.a->replica().counts()).atHub == 1);
    lab.through(*lab.a);
    CHECK(must(lab.a->replica().counts()).atHub == 2);
    lab.later();
    lab.mustExchange();
    lab.through(*lab.a);
    CHECK_FALSE(line().waiting); // at the server
    CHECK(must(lab.a->replica().counts()).waiting == 0);
    lab.settle();
    CHECK(lab.b->text(fromA, f::post::body) == "from A");
    CHECK(lab.b->text(fromFar, f::post::body) == "from far away");
    lab.requireLevelEverywhere();
    CHECK(lab.direct->text(fromA, f::post::body) == "from A");
    CHECK(must(lab.hub.store().waitingCount()).batches == 0);
}

TEST_CASE("a lab PC knows how old its picture is: the server's time of the grant in use")
{
    Lab lab;
    lab.through(*lab.a);
    const std::int64_t first = lab.a->asOf();
    CHECK(first > 0);
    lab.later(3'600'000);
    lab.hub.linked = false;
    CHECK(lab.hub.exchange().error);
    lab.through(*lab.a);
    CHECK(lab.a->asOf() == first); // an hour old, and says so
    lab.hub.linked = true;
    lab.mustExchange();
    lab.through(*lab.a);
    CHECK(lab.a->asOf() >= first + 3'600'000);
}

TEST_CASE("a hub that vanishes for good loses nothing: the same work goes to the server, or to another hub")
{
    Lab lab;
    const RecordId one = lab.a->post(lab.group, "at the hub that burned");
    lab.through(*lab.a);
    SECTION("straight to the server")
    {
        lab.a->mustSync();
    }
    SECTION("to another hub")
    {
        Hub other(lab.school, "another");
        other.join(lab.anna);
        lab.later();
        REQUIRE_FALSE(other.exchange().error);
        REQUIRE_FALSE(lab.a->sync(other.wire()).error);
        CHECK(must(other.store().waitingCount()).batches == 1);
        lab.later();
        REQUIRE_FALSE(other.exchange().error);
        REQUIRE_FALSE(lab.a->sync(other.wire()).error);
    }
    CHECK(must(lab.a->replica().counts()).waiting == 0);
    // A year later it is back, with what it held then: it arrives a second time without harm.
    lab.later(std::int64_t(365) * 24 * 3600 * 1000);
    lab.settle();
    CHECK(lab.b->text(one, f::post::body) == "at the hub that burned");
    lab.requireLevelEverywhere();
    for (const auto& report : must(lab.school.store().digests()))
        if (report.scope == lab.group)
            CHECK(report.seq == 1);
}

TEST_CASE("a hub that was restored or replaced gets again what it lost, and its PCs end level")
{
    Lab lab;
    TemporaryFolder kept{TemporaryFolder::Place::memory};
    lab.through(*lab.a);
    lab.hub.backUp(kept.path() / "copy");
    const RecordId post = lab.a->post(lab.group, "written after the backup");
    lab.through(*lab.a);
    CHECK(must(lab.a->replica().counts()).atHub == 1);
    SECTION("restored before the server had it")
    {
        lab.hub.restore(kept.path() / "copy");
    }
    SECTION("restored after the server had it")
    {
        lab.later();
        lab.mustExchange();
        lab.through(*lab.b);
        lab.hub.restore(kept.path() / "copy");
    }
    SECTION("replaced by an empty one")
    {
        lab.hub.replace();
        lab.later();
        lab.mustExchange();
    }
    lab.through(*lab.a);
    lab.settle();
    CHECK(must(lab.a->replica().counts()).waiting == 0);
    CHECK(lab.b->text(post, f::post::body) == "written after the backup");
    lab.requireLevelEverywhere();
}

TEST_CASE("a lab PC goes between hub and server as it likes")
{
    Lab lab;
    std::vector<RecordId> posts;
    for (int turn = 0; turn < 6; ++turn) {
        posts.push_back(lab.a->post(lab.group, "turn " + std::to_string(turn)));
        if (turn % 3 == 0)
            lab.a->mustSync();
        else
            lab.through(*lab.a);
        if (turn % 2 == 0) {
            lab.later();
            lab.mustExchange();
        }
    }
    lab.settle();
    lab.requireLevelEverywhere();
    CHECK(must(lab.a->replica().counts()).waiting == 0);
    for (const RecordId& post : posts)
        CHECK_FALSE(lab.direct->state(post).empty());
}

TEST_CASE("a new PC in the lab starts from the snapshot at the hub, and so does a person who joins a long scope")
{
    Lab lab;
    for (std::uint64_t number = 0; number <= sync::tuning::snapshotAfter; ++number)
        lab.direct->post(lab.group, "post " + std::to_string(number));
    lab.direct->mustSync();
    lab.later();
    lab.mustExchange();
    std::size_t segments = 0, pages = 0;
    Wire wire;
    wire.before = [&](std::size_t, const sync::Request& request) {
        const bool manifest = request.path.size() == std::string("/v1/snapshot/").size() + 34;
        segments += request.path.starts_with("/v1/snapshot/") && !manifest;
        pages += request.path.starts_with("/v1/pull/");
    };
    REQUIRE_FALSE(lab.a->sync(lab.hub.wire(wire)).error);
    CHECK(segments >= 1);
    CHECK(pages == 0);
    const RecordId late = lab.direct->post(lab.group, "behind the snapshot");
    lab.direct->mustSync();
    lab.settle();
    CHECK(lab.a->text(late, f::post::body) == "behind the snapshot");
    lab.requireLevelEverywhere();
}

TEST_CASE("a snapshot that the hub doesn't have is fetched when a PC asks for it")
{
    Lab lab;
    lab.a->post(lab.group, "from the PC before");
    lab.settle();
    const auto second = lab.school.pc(lab.anna); // the same teacher's new PC has written nothing: pages do
    lab.later();
    lab.mustExchange();
    lab.through(*second);
    // Leaving and coming back wants a snapshot: pages leave out what was written here.
    lab.school.allow(lab.anna, lab.group, 0);
    lab.settle();
    CHECK(must(lab.a->replica().digests()).size() == 2);
    lab.school.allow(lab.anna, lab.group, domain::only(domain::Role::member));
    lab.later();
    lab.mustExchange();
    const SyncEnd end = lab.a->sync(lab.hub.wire());
    REQUIRE(end.error);
    CHECK(end.error->code == ErrorCode::serverBusy); // "tries again by itself", not "isn't here any more"
    CHECK(end.complete);
    lab.mustExchange();
    lab.through(*lab.a);
    lab.later();
    lab.mustExchange();
    lab.through(*second);
    requireLevel(lab.school, {lab.a.get(), second.get()});
}

TEST_CASE("what the server quarantines or refuses is told through the hub in the same words")
{
    Lab lab;
    lab.through(*lab.a);
    const RecordId forbidden = lab.school.id();
    must(lab.a->write(forbidden, Kind::membership, lab.group, {{f::membership::person, Value::id(lab.anna)}}));
    const RecordId post = lab.a->post(lab.group, "and the queue goes on");
    lab.settle();
    const auto counts = must(lab.a->replica().counts());
    CHECK(counts.waiting == 0);
    CHECK(counts.rejected == 1);
    CHECK(lab.b->text(post, f::post::body) == "and the queue goes on");
    lab.requireLevelEverywhere();
}

TEST_CASE("a person who loses a right or leaves the hub keeps nothing they may not have, and neither does the hub")
{
    Lab lab;
    const RecordId secret = lab.direct->post(lab.group, "canary-of-the-group");
    lab.direct->mustSync();
    lab.settle();
    CHECK(lab.a->text(secret, f::post::body) == "canary-of-the-group");
    lab.school.allow(lab.anna, lab.group, 0);
    lab.settle();
    CHECK(lab.a->state(secret).empty());
    CHECK_FALSE(lab.b->state(secret).empty());
    lab.school.allow(lab.bo, lab.group, 0);
    lab.later();
    lab.mustExchange();
    CHECK(lab.hub.store().log(lab.group, 1, 0, {}, 1'000'000).error().code == ErrorCode::notFound);
    lab.hub.leave(lab.bo);
    lab.later();
    lab.mustExchange();
    SyncEnd end = lab.b->sync(lab.hub.wire());
    REQUIRE(end.error);
    CHECK(end.error->code == ErrorCode::serverBusy); // it may have come to the server a moment ago
    lab.mustExchange();
    end = lab.b->sync(lab.hub.wire());
    REQUIRE(end.error);
    CHECK(end.error->code == ErrorCode::unauthenticated);
}

TEST_CASE("the hub's exchange can be cut anywhere and goes on from there")
{
    for (std::size_t cut = 1; cut <= 12; ++cut) {
        for (const Fault fault :
             {Fault::requestLost, Fault::answerLost, Fault::twice, Fault::dropBefore, Fault::dropAfter}) {
            Lab lab;
            const RecordId post = lab.a->post(lab.group, "through all of it");
            lab.direct->post(lab.group, "down");
            lab.direct->mustSync();
            lab.through(*lab.a);
            lab.later();
            Wire wire;
            wire.fault = [&](std::size_t number, const sync::Request&) { return number == cut ? fault : Fault::none; };
            lab.hub.exchange(wire);
            lab.hub.restart();
            lab.settle();
            INFO("cut at " << cut << ", fault " << static_cast<int>(fault));
            CHECK(lab.b->text(post, f::post::body) == "through all of it");
            lab.requireLevelEverywhere();
        }
    }
}
