// SPDX-License-Identifier: GPL-3.0-or-later
// What a PC sent under names that it has no more, when the server loses it and a hub stands between.
#include "tests/sync/lab.h"

using namespace staffroom;
using namespace staffroom::test;

namespace {

/// A of the lab has another name; what it sent under the one before came to the server through the hub.
struct RenamedLab : Lab
{
    School::Backup backup;
    RecordId ofB, early;

    explicit RenamedLab(domain::Roles roles = domain::only(domain::Role::member))
    {
        settle();
        backup = school.backup();
        school.allow(anna, group, roles);
        later();
        mustExchange();
        ofB = b->post(group, "of B");
        early = a->post(group, "early");
        settle();
        if ((roles & domain::only(domain::Role::moderator)) != 0)
            must(a->write(ofB, Kind::post, group, {{f::deleted, Value::boolean(true)}}));
        settle();
        const auto image = a->image();
        a->post(group, "later");
        settle();
        a->restore(image);
        a->post(group, "on the old disk");
        REQUIRE(a->sync(hub.wire()).renewals == 1);
        later();
        mustExchange();
        settle();
    }
    void lose()
    {
        school.restore(backup);
        a->enrolAgain();
        later();
    }
    void heal()
    {
        for (int round = 0; round < 3; ++round) { // the hub asks for snapshots when it is asked for them
            for (Pc* pc : {b.get(), a.get()})
                pc->sync(hub.wire());
            later();
            mustExchange();
        }
        settle();
    }
};

} // namespace

TEST_CASE("a PC that meets only a hub brings what it sent under an earlier name")
{
    RenamedLab lab;
    lab.lose();
    lab.mustExchange();
    lab.heal();
    CHECK(lab.b->text(lab.early, f::post::body) == "early");
    CHECK(must(lab.a->replica().counts()).rejected == 0);
    lab.requireLevelEverywhere();
    const std::size_t before = lab.hub.woken();
    lab.through(*lab.a);
    CHECK(lab.hub.woken() == before); // it doesn't go up again
}

TEST_CASE(
    "a hub that can't reach the server gets what was sent under an earlier name once a run, and its word on what is "
    "rejected now is told")
{
    RenamedLab lab(domain::Role::member | domain::Role::moderator);
    lab.lose(); // A is no moderator there
    lab.mustExchange();
    lab.hub.linked = false;
    std::size_t pushes = 0;
    Wire wire;
    wire.before = [&](std::size_t, const sync::Request& request) { pushes += request.path == "/v1/push" ? 1 : 0; };
    const auto meet = [&] {
        pushes = 0;
        lab.a->sync(lab.hub.wire(wire));
        return pushes;
    };
    CHECK(meet() > 0);
    meet();
    CHECK(meet() == 0);
    SECTION("which then gets another disk")
    {
        lab.hub.replace();
        lab.hub.linked = true;
        lab.later();
        lab.mustExchange();
        lab.a->restart();
    }
    lab.hub.linked = true;
    lab.heal();
    CHECK(must(lab.a->replica().counts()).rejected == 1);
    CHECK(lab.b->text(lab.early, f::post::body) == "early");
    CHECK(lab.b->text(lab.ofB, f::post::body) == "of B");
    CHECK_FALSE(lab.b->state(lab.ofB).deleted());
    lab.requireLevelEverywhere();
}

TEST_CASE("an old word of a hub that hasn't heard of the loss doesn't keep earlier work back")
{
    RenamedLab lab;
    must(lab.a->write(lab.early, Kind::post, lab.group, {{f::deleted, Value::boolean(true)}}));
    lab.lose();
    const SyncEnd cut = lab.a->sync({.fault = [](std::size_t, const sync::Request& request) {
        return request.path == "/v1/push" ? Fault::dropBefore : Fault::none;
    }});
    REQUIRE(cut.dropped);
    static_cast<void>(lab.a->sync(lab.hub.wire()));
    lab.a->mustSync();
    CHECK(must(lab.a->replica().counts()).rejected == 0);
    lab.direct->mustSync();
    CHECK(lab.direct->text(lab.early, f::post::body) == "early");
    CHECK(lab.direct->state(lab.early).deleted());
    requireLevel(lab.school, {lab.a.get(), lab.direct.get()});
}
