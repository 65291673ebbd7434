// SPDX-License-Identifier: GPL-3.0-or-later
// What a person sees whose rights change while the PC is offline: moved to another organisation, no moderator any more,
// the PC taken off the list. Scopes left and come back to are in scopes_and_limits_test.cpp.
#include "tests/sync/two_teachers.h"

using namespace staffroom;
using namespace staffroom::test;
using base::ErrorCode;

namespace {

/// The line of own work about that record.
storage::Replica::OwnLine lineOf(Pc& pc, const RecordId& record)
{
    for (const auto& line : must(pc.replica().own(1'000)))
        if (line.record == record)
            return line;
    FAIL("it isn't listed");
    return {};
}

bool holds(Pc& pc, const ScopeId& scope)
{
    for (const auto& held : must(pc.replica().scopes()))
        if (held.scope == scope)
            return held.roles != 0;
    return false;
}

} // namespace

TEST_CASE(
    "a person moved to another organisation keeps all own work, loses the old one's records and gets the new one's")
{
    Group group;
    School& school = group.school;
    const ScopeId before{ScopeType::org, school.id()};
    const ScopeId after{ScopeType::org, school.id()};
    const ScopeId newGroup{ScopeType::group, school.id()};
    const RecordId old = school.id(), fresh = school.id();
    for (const auto& [scope, record] : {std::pair{before, old}, std::pair{after, fresh}}) {
        const domain::Edit edit{record, Kind::organisation, scope, {{f::organisation::name, Value::text("a school")}}};
        must(school.store().commit(std::span(&edit, 1)));
    }
    school.allow(group.anna, before, domain::only(domain::Role::member));
    group.a->mustSync();
    CHECK_FALSE(group.a->state(old).empty());
    const RecordId sent = group.a->post(group.group, "sent before the move");
    group.a->mustSync();
    // Offline, while the office moves her.
    constexpr std::string_view lateWords = "for the old group, too late";
    const RecordId late = group.a->post(group.group, lateWords);
    must(group.a->write(group.item, Kind::planItem, group.a->work(), {{f::plan_item::title, Value::text("three")}}));
    for (const ScopeId& scope : {before, group.group})
        school.allow(group.anna, scope, 0);
    for (const ScopeId& scope : {after, newGroup})
        school.allow(group.anna, scope, domain::only(domain::Role::member));
    group.a->mustSync();
    CHECK(group.a->text(group.item, f::plan_item::title) == "three");
    CHECK(group.a->state(old).empty());
    CHECK_FALSE(group.a->state(fresh).empty());
    CHECK_FALSE(holds(*group.a, before));
    CHECK_FALSE(holds(*group.a, group.group));
    CHECK(holds(*group.a, newGroup));
    CHECK(group.a->state(group.fromB).empty());
    const auto refused = lineOf(*group.a, late);
    CHECK(refused.rejected);
    CHECK(refused.reason == ErrorCode::forbidden);
    CHECK(refused.kind == static_cast<std::uint32_t>(Kind::post));
    CHECK(domain::textOf(refused.words.at(f::post::body)) == lateWords); // her own words are here to be read
    CHECK_FALSE(lineOf(*group.a, sent).rejected);
    CHECK(must(group.a->replica().contested()).empty());
    const RecordId there = group.a->post(newGroup, "in the new group");
    group.a->mustSync();
    group.b->mustSync();
    CHECK(group.b->text(sent, f::post::body) == "sent before the move"); // it stays with the old group
    CHECK(group.b->state(late).empty());
    CHECK(group.a->text(there, f::post::body) == "in the new group");
    requireLevel(school, {group.a.get(), group.b.get()});
}

TEST_CASE("work of a group that was left is refused once, not at each sync, and goes up when the right is back")
{
    Group group;
    const auto pc =
        group.school.pc(group.anna); // one that never wrote to the group: else the server settles it at once
    const auto synced = [&] {
        std::size_t pushes = 0;
        Wire wire;
        wire.before = [&](std::size_t, const sync::Request& request) { pushes += request.path == "/v1/push"; };
        const SyncEnd end = pc->sync(wire);
        CHECK_FALSE(end.error);
        return pushes;
    };
    const auto rejected = [&] { return must(pc->replica().counts()).rejected; };
    pc->mustSync();
    const RecordId late = pc->post(group.group, "too late");
    group.school.allow(group.anna, group.group, 0);
    CHECK(synced() == 1);
    REQUIRE(lineOf(*pc, late).rejected);
    CHECK(rejected() == 1);
    must(pc->replica().setRejectionSeen(late, true));
    CHECK(rejected() == 0);
    CHECK(synced() == 0);
    CHECK(pc->text(late, f::post::body).empty());
    CHECK(domain::textOf(lineOf(*pc, late).words.at(f::post::body)) == "too late");

    group.school.allow(group.anna, group.group, domain::only(domain::Role::member));
    CHECK(synced() == 1);
    group.b->mustSync();
    CHECK(group.b->text(late, f::post::body) == "too late");
    CHECK_FALSE(lineOf(*pc, late).rejected);
    // What was seen then says nothing about what is refused now.
    must(pc->write(late, Kind::post, group.group, {{f::deleted, Value::boolean(true)}}));
    group.school.allow(group.anna, group.group, 0);
    CHECK(synced() == 1);
    CHECK(rejected() == 1);
    CHECK_FALSE(lineOf(*pc, late).seen);
}

TEST_CASE(
    "a moderator who no longer is one, and deleted offline: the post stays, and the deletion is shown as not accepted")
{
    Group group;
    group.a->mustSync();
    group.school.allow(group.anna, group.group, domain::Role::member | domain::Role::moderator);
    group.a->mustSync();
    must(group.a->write(group.fromB, Kind::post, group.group, {{f::deleted, Value::boolean(true)}}));
    CHECK(group.a->state(group.fromB).deleted());
    group.school.allow(group.anna, group.group, domain::only(domain::Role::member));
    group.a->mustSync();
    group.b->mustSync();
    CHECK(group.a->text(group.fromB, f::post::body) == "from B");
    CHECK_FALSE(group.a->state(group.fromB).deleted());
    CHECK(lineOf(*group.a, group.fromB).rejected);
    CHECK(lineOf(*group.a, group.fromB).reason == ErrorCode::forbidden);
    requireLevel(group.school, {group.a.get(), group.b.get()});
}

TEST_CASE("a PC taken off the list sends and gets nothing, keeps everything, gets no new name, and goes on once let in")
{
    Group group;
    group.a->mustSync();
    const auto twin = group.a->clone();
    group.a->post(group.group, "makes the copy's name doubtful");
    group.a->mustSync();
    const RecordId waiting = twin->post(group.group, "waits on the copy");
    const auto revoke = [&](bool revoked) {
        SQLite::Statement set(group.school.store().writer().connection(),
                              "UPDATE device SET revoked = ? WHERE incarnation = ?");
        const Bytes name(twin->replica().incarnation().view());
        set.bind(1, revoked ? 1 : 0);
        set.bind(2, name.data(), static_cast<int>(name.size()));
        REQUIRE(set.exec() == 1);
    };
    revoke(true);
    const auto digests = must(twin->replica().digests());
    const SyncEnd end = twin->sync();
    REQUIRE(end.error);
    CHECK(end.error->code == ErrorCode::revoked);
    CHECK(end.renewals == 0);
    CHECK(must(twin->replica().digests()) == digests);
    CHECK(lineOf(*twin, waiting).waiting);
    revoke(false);
    const SyncEnd again = twin->sync();
    CHECK(again.clean());
    CHECK(again.renewals == 1);
    group.b->mustSync();
    CHECK(group.b->text(waiting, f::post::body) == "waits on the copy");
}

TEST_CASE("a PC revoked just before it asks for a new name is refused one")
{
    Group group;
    group.a->mustSync();
    const auto twin = group.a->clone();
    group.a->post(group.group, "first");
    group.a->mustSync();
    const RecordId waiting = twin->post(group.group, "second");
    Wire wire;
    wire.before = [&](std::size_t, const sync::Request& request) {
        if (request.path == "/v1/incarnation")
            group.school.store().writer().connection().exec("UPDATE device SET revoked = 1");
    };
    const SyncEnd end = twin->sync(wire);
    REQUIRE(end.error);
    CHECK(end.error->code == ErrorCode::revoked);
    CHECK(lineOf(*twin, waiting).waiting);
}

TEST_CASE("work that was rejected waits and is shown again where the server was put back to before its word on it")
{
    Group group;
    group.a->mustSync();
    const School::Backup backup = group.school.backup();
    const RecordId post = group.school.id();
    must(group.a->write(post, Kind::post, group.group,
                        {{f::post::author, Value::id(group.bo)}, {f::post::body, Value::text("in another's name")}}));
    group.a->mustSync();
    CHECK(lineOf(*group.a, post).rejected);
    CHECK(group.a->text(post, f::post::body).empty());
    group.school.restore(backup);
    Wire offBeforeSending;
    offBeforeSending.fault = [](std::size_t, const sync::Request& request) {
        return request.path == "/v1/push" ? Fault::dropBefore : Fault::none;
    };
    CHECK(group.a->sync(offBeforeSending).dropped);
    CHECK(lineOf(*group.a, post).waiting);
    CHECK(group.a->text(post, f::post::body) == "in another's name");
    group.a->mustSync();
    CHECK(lineOf(*group.a, post).rejected);
    CHECK(group.a->text(post, f::post::body).empty());
    group.b->mustSync();
    requireLevel(group.school, {group.a.get(), group.b.get()});
}
