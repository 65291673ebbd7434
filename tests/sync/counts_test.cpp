// SPDX-License-Identifier: GPL-3.0-or-later
// What waits and what was rejected is counted as it happens; that must be what a count of everything gives.
#include "tests/sync/two_teachers.h"

using namespace staffroom;
using namespace staffroom::test;

namespace {

/// The running count, which must be that of a program that was just started.
storage::Replica::Counts counted(Pc& pc)
{
    const auto running = must(pc.replica().counts());
    pc.restart();
    const auto anew = must(pc.replica().counts());
    CHECK(running.waiting == anew.waiting);
    CHECK(running.rejected == anew.rejected);
    CHECK(must(pc.replica().counts()).waiting == anew.waiting); // now it runs on from there
    return running;
}

} // namespace

TEST_CASE("an edit counts once for each thing it is about, and reading marks don't count")
{
    Group group;
    Pc& a = *group.a;
    CHECK(counted(a).waiting == 6);
    must(a.write(group.item, Kind::planItem, a.work(), {{f::plan_item::title, Value::text("three")}}));
    CHECK(counted(a).waiting == 6);
    const ScopeId own{ScopeType::personPrivate, a.person()};
    const RecordId mark = domain::preferenceId(a.person(), "read/x");
    must(a.write(mark, Kind::preference, own,
                 {{f::preference::name, Value::text("read/x")}, {f::preference::value, Value::integer(1)}}));
    CHECK(counted(a).waiting == 6);
    a.post(group.group, "one more");
    CHECK(counted(a).waiting == 7);
    a.mustSync();
    CHECK(counted(a).waiting == 0);
}

TEST_CASE("a failed edit counts for nothing, and what others send leaves the count alone")
{
    Group group;
    Pc& a = *group.a;
    REQUIRE(counted(a).waiting == 6);
    CHECK_FALSE(a.write(group.item, Kind::planItem, group.group, {{f::plan_item::title, Value::text("moved")}}).ok());
    CHECK(counted(a).waiting == 6);
    Wire cut;
    cut.fault = [](std::size_t, const sync::Request& request) {
        return request.path.starts_with("/v1/push") ? Fault::requestLost : Fault::none;
    };
    a.sync(cut);
    CHECK(counted(a).waiting == 6);
    a.mustSync();
    a.post(group.group, "after");
    group.b->post(group.group, "from B again");
    group.b->mustSync();
    CHECK(counted(a).waiting == 1);
}

TEST_CASE("rejected work is counted apart, and an edit to it waits again")
{
    Group group;
    Pc& a = *group.a;
    const RecordId foreign = group.school.id(); // in another's name
    must(a.write(foreign, Kind::post, group.group,
                 {{f::post::author, Value::id(group.bo)}, {f::post::body, Value::text("one")}}));
    CHECK(counted(a).waiting == 7);
    a.mustSync();
    const auto after = counted(a);
    CHECK(after.waiting == 0);
    CHECK(after.rejected == 1);
    must(a.write(foreign, Kind::post, group.group,
                 {{f::post::author, Value::id(group.bo)}, {f::post::body, Value::text("again")}}));
    CHECK(counted(a).waiting == 1);
    group.school.allow(a.person(), group.group, 0);
    a.sync();
    const auto left = counted(a);
    CHECK(left.waiting == 0);
    CHECK(left.rejected == 1); // one record, refused twice
}
