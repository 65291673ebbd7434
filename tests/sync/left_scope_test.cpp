// SPDX-License-Identifier: GPL-3.0-or-later
// What a person may not read any more is gone from the PC, also from the free pages of its files; and what becomes of
// what they had written there.
#include "core/storage/search_index.h"
#include "tests/sync/bytes_in_folder.h"
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

} // namespace

TEST_CASE("of a scope that was left no byte is in any file of the profile, but one's own words")
{
    Group group;
    const std::string words = "canary" + std::string(3'000, 'x') + "canary"; // longer than a page holds beside others
    for (int number = 0; number < 40; ++number)
        group.b->post(group.group, words);
    group.b->post(group.group, "quietcanary");
    group.b->mustSync();
    group.a->post(group.group, "my own words");
    group.a->mustSync();
    storage::SearchIndex index(group.a->replica().writer());
    while (must(index.step(1'000))) {
    }
    must(group.a->replica().checkpoint());
    const std::filesystem::path folder = group.a->replica().file().parent_path();
    REQUIRE(found(folder, "canary") > 80);

    group.school.allow(group.a->person(), group.group, 0);
    group.a->mustSync();
    must(group.a->replica().checkpoint());
    CHECK(found(folder, "canary") == 0);
    CHECK(found(folder, "my own words") > 0);
}

TEST_CASE("where a right comes back, what waits there is shown again before anything else has come")
{
    Group group;
    group.a->mustSync();
    const RecordId late = group.a->post(group.group, "written when the right was gone already");
    Wire offBeforeSending;
    offBeforeSending.fault = [](std::size_t, const sync::Request& request) {
        return request.path == "/v1/push" ? Fault::dropBefore : Fault::none;
    };
    group.school.allow(group.anna, group.group, 0);
    CHECK(group.a->sync(offBeforeSending).dropped);
    CHECK(group.a->text(group.fromB, f::post::body).empty());
    group.school.allow(group.anna, group.group, domain::only(domain::Role::member));
    CHECK(group.a->sync(offBeforeSending).dropped);
    CHECK(group.a->text(late, f::post::body) == "written when the right was gone already");
    CHECK(group.a->text(group.fromB, f::post::body).empty()); // nothing else is here so far
    CHECK(must(group.a->replica().counts()).waiting == 1);
    group.a->mustSync();
    group.b->mustSync();
    CHECK(group.b->text(late, f::post::body) == "written when the right was gone already");
    requireLevel(group.school, {group.a.get(), group.b.get()});
}

TEST_CASE("of a scope that no member may read any more no byte is in any file of the hub")
{
    Lab lab;
    const std::string words = "canary" + std::string(3'000, 'x') + "canary";
    for (int number = 0; number < 40; ++number)
        lab.a->post(lab.group, words);
    lab.settle();
    CHECK(found(lab.hub.folder(), "canary") > 80);
    SECTION("with nothing left to be judged") {}
    SECTION("with work that came to the hub too late")
    {
        lab.b->post(lab.group, words);
        lab.through(*lab.b);
    }
    for (const RecordId& person : {lab.anna, lab.bo})
        lab.school.allow(person, lab.group, 0);
    for (int round = 0; round < 2; ++round) {
        lab.later();
        lab.mustExchange();
    }
    must(lab.hub.store().checkpoint());
    CHECK(found(lab.hub.folder(), "canary") == 0);
}

TEST_CASE("a PC that meets only a hub says of work that never left it that its group was left, and sends it once the "
          "right is back")
{
    Lab lab;
    lab.settle();
    const RecordId post = lab.a->post(lab.group, "written before it was heard");
    const auto allow = [&](domain::Roles roles) {
        lab.school.allow(lab.anna, lab.group, roles);
        lab.later();
        lab.mustExchange();
    };
    allow(0);
    for (int again = 0; again < 2; ++again) {
        lab.through(*lab.a);
        CHECK(countsOf(*lab.a).waiting == 0);
        CHECK(countsOf(*lab.a).rejected == 1);
    }
    allow(domain::only(domain::Role::member));
    lab.settle();
    CHECK(countsOf(*lab.a).rejected == 0);
    CHECK(lab.b->text(post, f::post::body) == "written before it was heard");
    lab.requireLevelEverywhere();
}

TEST_CASE("work whose receipt was lost is not said to be refused by a hub's session after the group was left")
{
    Lab lab;
    lab.settle();
    const RecordId post = lab.a->post(lab.group, "taken by the server");
    const SyncEnd cut = lab.a->sync({.fault = [](std::size_t, const sync::Request& request) {
        return request.path == "/v1/push" ? Fault::dropAfter : Fault::none;
    }});
    REQUIRE(cut.dropped);
    lab.school.allow(lab.anna, lab.group, 0);
    lab.later();
    lab.mustExchange();
    lab.through(*lab.a);
    CHECK(countsOf(*lab.a).rejected == 0);
    lab.a->mustSync();
    CHECK(countsOf(*lab.a).rejected == 0);
    CHECK(countsOf(*lab.a).waiting == 0);
    lab.direct->mustSync();
    CHECK(lab.direct->text(post, f::post::body) == "taken by the server");
}

TEST_CASE("the word on work that was sent to a group before it was left comes from the hub too")
{
    Lab lab;
    lab.a->post(lab.group, "early");
    lab.settle();
    const RecordId late = lab.a->post(lab.group, "late");
    lab.school.allow(lab.anna, lab.group, 0);
    lab.through(*lab.a);
    lab.later();
    lab.mustExchange();
    for (int round = 0; round < 2; ++round) {
        lab.through(*lab.a);
        lab.later();
        lab.mustExchange();
    }
    CHECK(countsOf(*lab.a).rejected == 1);
    CHECK(countsOf(*lab.a).waiting == 0);
    for (const auto& line : must(lab.a->replica().own(100)))
        if (line.record == late)
            CHECK((line.rejected && line.reason == ErrorCode::forbidden));
}

TEST_CASE("the word on work that was sent to a group before all members of the hub left it comes from the hub too")
{
    Lab lab;
    lab.a->post(lab.group, "early");
    lab.settle();
    const RecordId late = lab.a->post(lab.group, "late");
    lab.through(*lab.a);
    for (const RecordId& person : {lab.anna, lab.bo})
        lab.school.allow(person, lab.group, 0);
    lab.later();
    lab.mustExchange();
    CHECK(lab.hub.store().log(lab.group, 1, 0, {}, 1'000'000).error().code == ErrorCode::notFound); // it let go of it
    lab.through(*lab.a);
    CHECK(countsOf(*lab.a).rejected == 1);
    CHECK(countsOf(*lab.a).waiting == 0);
    for (const auto& line : must(lab.a->replica().own(100)))
        if (line.record == late)
            CHECK((line.rejected && line.reason == ErrorCode::forbidden));
    // Nor is a kept word in the way when the group comes back.
    for (const RecordId& person : {lab.anna, lab.bo})
        lab.school.allow(person, lab.group, domain::only(domain::Role::member));
    for (int round = 0; round < 3; ++round) {
        lab.later();
        lab.mustExchange();
        for (Pc* pc : {lab.a.get(), lab.b.get()})
            static_cast<void>(pc->sync(lab.hub.wire())); // the hub may have to fetch a snapshot first
    }
    lab.settle();
    lab.requireLevelEverywhere();
}

TEST_CASE("work of a group that the server doesn't know any more is refused once and shown so")
{
    Group group;
    const ScopeId unknown{ScopeType::group, group.school.id()};
    group.a->post(unknown, "for nobody");
    std::size_t pushes = 0;
    Wire wire;
    wire.before = [&](std::size_t, const sync::Request& request) { pushes += request.path == "/v1/push"; };
    group.a->mustSync();
    group.a->sync(wire);
    CHECK(pushes == 0);
    CHECK(countsOf(*group.a).rejected == 1);
    CHECK(countsOf(*group.a).waiting == 0);
}
