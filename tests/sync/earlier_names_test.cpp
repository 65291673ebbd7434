// SPDX-License-Identifier: GPL-3.0-or-later
// What was sent under a name that a PC has no more, when the server loses it.
#include "tests/sync/two_teachers.h"

using namespace staffroom;
using namespace staffroom::test;

TEST_CASE("what a PC had sent under an earlier name comes again from it when the server lost that")
{
    for (const bool anew : {false, true}) {
        INFO((anew ? "made anew" : "put back"));
        Group group;
        group.a->mustSync();
        group.b->mustSync();
        const auto backup = group.school.backup();
        const RecordId early = group.a->post(group.group, "early");
        const RecordId gone = group.a->post(group.group, "deleted again");
        const RecordId plan = group.school.id();
        must(group.a->write(plan, Kind::planItem, group.a->work(), {{f::plan_item::title, Value::text("mine")}}));
        must(group.a->write(gone, Kind::post, group.group, {{f::deleted, Value::boolean(true)}}));
        group.a->mustSync();
        const auto image = group.a->image();
        group.a->post(group.group, "later");
        group.a->mustSync();
        group.a->restore(image);
        group.a->post(group.group, "on the old copy");
        REQUIRE(group.a->sync().renewals == 1);
        must(group.a->write(plan, Kind::planItem, group.a->work(), {{f::plan_item::notes, Value::text("later")}}));
        group.a->mustSync();

        anew ? group.school.makeAnew(true) : group.school.restore(backup);
        if (anew) {
            for (const RecordId& person : {group.anna, group.bo})
                for (const ScopeId& scope : {group.group, ScopeId(ScopeType::personWork, person)})
                    group.school.allow(
                        person, scope,
                        domain::only(scope.type() == ScopeType::group ? domain::Role::member : domain::Role::owner));
            group.b->enrolAgain();
        }
        group.a->enrolAgain();
        for (Pc* pc : {group.a.get(), group.b.get(), group.a.get(), group.b.get()})
            pc->mustSync();
        for (Pc* pc : {group.a.get(), group.b.get()}) {
            CHECK(pc->text(early, f::post::body) == "early");
            CHECK(pc->state(gone).deleted());
        }
        CHECK(group.a->text(plan, f::plan_item::title) == "mine");
        CHECK(group.a->text(plan, f::plan_item::notes) == "later");
        CHECK(must(group.a->replica().counts()).waiting == 0);
        CHECK(must(group.a->replica().counts()).rejected == 0);
        CHECK(must(group.a->replica().contested()).empty());
        requireLevel(group.school, {group.a.get(), group.b.get()});
    }
}
