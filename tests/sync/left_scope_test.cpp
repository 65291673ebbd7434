// SPDX-License-Identifier: GPL-3.0-or-later
// What a person may not read any more is gone from the PC, also from the free pages of its files.
#include "core/storage/search_index.h"
#include "tests/sync/bytes_in_folder.h"
#include "tests/sync/lab.h"
#include "tests/sync/two_teachers.h"

using namespace staffroom;
using namespace staffroom::test;

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
