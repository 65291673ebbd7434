// SPDX-License-Identifier: GPL-3.0-or-later
// The server put back to a backup, or made anew in the place of one that is gone: what people made comes back from
// their PCs, and nobody is left with something that others don't have.
#include "core/sync/tuning.h"
#include "tests/sync/two_teachers.h"

#include <fstream>

using namespace staffroom;
using namespace staffroom::test;
using base::ErrorCode;

namespace {

/// Everybody level; a backup was made; since then both wrote, and all is at the server.
struct Restored : Group
{
    School::Backup backup;
    RecordId lostA, lostB;

    Restored()
    {
        a->mustSync();
        b->mustSync();
        backup = school.backup();
        lostA = a->post(group, "A, after the backup");
        must(a->write(item, Kind::planItem, a->work(), {{f::plan_item::title, Value::text("three")}}));
        lostB = b->post(group, "B, after the backup");
        for (Pc* pc : {a.get(), b.get(), a.get()})
            pc->mustSync();
    }
    void settle()
    {
        for (Pc* pc : {a.get(), b.get(), a.get()})
            pc->mustSync();
        requireLevel(school, {a.get(), b.get()});
    }
    void requireAll()
    {
        for (Pc* pc : {a.get(), b.get()}) {
            CHECK(pc->text(lostA, f::post::body) == "A, after the backup");
            CHECK(pc->text(lostB, f::post::body) == "B, after the backup");
            CHECK(must(pc->replica().counts()).waiting == 0);
            CHECK(must(pc->replica().counts()).rejected == 0);
            CHECK(must(pc->replica().contested()).empty());
        }
        CHECK(a->text(item, f::plan_item::title) == "three");
        for (const auto& report : must(school.store().digests()))
            if (report.scope == group)
                CHECK(report.seq == 8); // nothing doubled, nothing lost
    }
};

bool isWaiting(Pc& pc, const RecordId& record)
{
    for (const auto& line : must(pc.replica().own(100)))
        if (line.record == record)
            return line.waiting;
    return false;
}

std::size_t snapshotsAsked(Pc& pc)
{
    std::size_t asked = 0;
    Wire wire;
    wire.before = [&](std::size_t, const sync::Request& request) {
        asked += request.path.starts_with("/v1/snapshot/") && request.path.size() < 60;
    };
    REQUIRE(pc.sync(wire).clean());
    return asked;
}

} // namespace

TEST_CASE(
    "a server put back to a backup gets what its people sent since, each time one of them comes, and nothing twice")
{
    Restored restored;
    restored.school.restore(restored.backup);
    CHECK_FALSE(isWaiting(*restored.a, restored.lostA)); // nobody told it yet
    restored.a->mustSync();
    CHECK_FALSE(isWaiting(*restored.a, restored.lostA));
    CHECK(restored.a->text(restored.lostA, f::post::body) == "A, after the backup");
    CHECK(restored.a->state(restored.lostB).empty()); // until its author comes
    restored.settle();
    restored.requireAll();
}

TEST_CASE("work that was written after the backup and not sent goes up behind what is sent again")
{
    Restored restored;
    const RecordId unsent = restored.a->post(restored.group, "not sent yet");
    must(restored.a->write(restored.item, Kind::planItem, restored.a->work(),
                           {{f::plan_item::title, Value::text("four")}}));
    restored.school.restore(restored.backup);
    restored.settle();
    CHECK(restored.b->text(unsent, f::post::body) == "not sent yet");
    CHECK(restored.a->text(restored.item, f::plan_item::title) == "four");
    CHECK(restored.a->state(restored.item).writes().size() == 1); // what it replaced stays replaced
}

TEST_CASE("switched off at any step of sending again, a PC goes on, and the server ends with everything once")
{
    std::size_t whole = 0;
    {
        Restored restored;
        restored.school.restore(restored.backup);
        const SyncEnd end = restored.a->sync();
        REQUIRE(end.clean());
        whole = end.requests;
    }
    for (const Fault fault : {Fault::dropBefore, Fault::dropAfter})
        for (std::size_t step = 1; step <= whole; ++step) {
            Restored restored;
            restored.school.restore(restored.backup);
            const SyncEnd cut = restored.a->sync(
                {.fault = [&](std::size_t at, const auto&) { return at == step ? fault : Fault::none; }});
            REQUIRE(cut.dropped);
            restored.a->restart();
            restored.settle();
            restored.requireAll();
        }
}

TEST_CASE("a server put back a second time, while the first sending again was under way, still gets everything")
{
    Restored restored;
    restored.school.restore(restored.backup);
    std::size_t pushes = 0;
    const SyncEnd cut = restored.a->sync({.fault = [&](std::size_t, const sync::Request& request) {
        return request.path == "/v1/push" && ++pushes == 2 ? Fault::dropAfter : Fault::none;
    }});
    CHECK(cut.dropped);
    restored.school.restore(restored.backup);
    restored.settle();
    restored.requireAll();
}

TEST_CASE("a PC whose cursor the backup has goes on with pages, one that is beyond it takes a snapshot")
{
    Group group;
    group.a->mustSync();
    group.b->mustSync();
    const auto behind = group.school.pc(group.bo);
    behind->mustSync();
    const School::Backup backup = group.school.backup();
    group.a->post(group.group, "after the backup");
    group.a->mustSync();
    group.b->mustSync(); // beyond it
    group.school.restore(backup);
    const RecordId fresh = group.b->post(group.group, "after the restore");
    CHECK(snapshotsAsked(*group.b) == 1);
    CHECK(snapshotsAsked(*behind) == 0);
    CHECK(behind->text(fresh, f::post::body) == "after the restore");
    for (Pc* pc : {group.a.get(), group.b.get(), behind.get()})
        pc->mustSync();
    requireLevel(group.school, {group.a.get(), group.b.get(), behind.get()});
}

TEST_CASE("a PC beyond the backup notices the other history, also when the log has grown past its cursor again")
{
    Restored restored;
    restored.school.restore(restored.backup);
    const auto other = restored.school.pc(restored.bo);
    for (int number = 0; number < 20; ++number)
        other->post(restored.group, "another history");
    other->mustSync();
    restored.settle();
    other->mustSync();
    requireLevel(restored.school, {restored.a.get(), restored.b.get(), other.get()});
    CHECK(other->text(restored.lostA, f::post::body) == "A, after the backup");
}

TEST_CASE("what the server wrote after a restore is not taken for what it wrote before it")
{
    School school;
    const ScopeId catalogue{ScopeType::catalogue, school.id()};
    const RecordId author = school.person();
    school.allow(author, catalogue, domain::only(domain::Role::author));
    const auto pc = school.pc(author);
    const RecordId course = school.id();
    const auto title = [&](std::string_view text) {
        const domain::Edit edit{course, Kind::course, catalogue, {{f::course::title, Value::text(text)}}};
        must(school.store().commit(std::span(&edit, 1)));
    };
    title("first");
    pc->mustSync();
    const School::Backup backup = school.backup();
    title("lost with the server");
    pc->mustSync();
    // The author's correction knows of the lost title alone, by its name.
    must(pc->write(course, Kind::course, catalogue, {{f::course::title, Value::text("corrected")}}));
    school.restore(backup);
    title("written anew");
    pc->mustSync();
    requireLevel(school, {pc.get()});
    const auto contested = must(pc->replica().contested());
    REQUIRE(contested.size() == 1); // the new title was not replaced unseen
    CHECK(contested[0].versions.size() == 2);
}

TEST_CASE("a PC that was enrolled after the backup keeps everything, and sends it once it is enrolled again")
{
    Group group;
    group.a->mustSync();
    const School::Backup backup = group.school.backup();
    const auto late = group.school.pc(group.anna);
    const RecordId sent = late->post(group.group, "sent to the server that was");
    late->mustSync();
    group.school.restore(backup);
    const SyncEnd end = late->sync();
    REQUIRE(end.error);
    CHECK(end.error->code == ErrorCode::unauthenticated);
    CHECK(late->text(sent, f::post::body) == "sent to the server that was");
    late->enrolAgain();
    late->mustSync();
    group.a->mustSync();
    group.b->mustSync();
    CHECK(group.b->text(sent, f::post::body) == "sent to the server that was");
    requireLevel(group.school, {group.a.get(), group.b.get(), late.get()});
}

TEST_CASE("another server at the same address is told apart at once: nothing is sent to it, and nothing here changes")
{
    Group group;
    group.a->mustSync();
    const RecordId unsent = group.a->post(group.group, "for the right server only");
    const auto digests = must(group.a->replica().digests());
    group.school.makeAnew(false);
    std::size_t pushes = 0;
    Wire wire;
    wire.before = [&](std::size_t, const sync::Request& request) { pushes += request.path == "/v1/push"; };
    for (int times = 0; times < 2; ++times) {
        const SyncEnd end = group.a->sync(wire);
        REQUIRE(end.error);
        CHECK(end.error->code == ErrorCode::otherServer);
    }
    CHECK(pushes == 0);
    CHECK(must(group.a->replica().digests()) == digests);
    CHECK(isWaiting(*group.a, unsent));
}

TEST_CASE("a server made anew in the place of one that is gone gets everything that its people made, from their PCs")
{
    Restored restored;
    const RecordId unsent = restored.a->post(restored.group, "not sent yet");
    restored.school.makeAnew(true);
    for (Pc* pc : {restored.a.get(), restored.b.get()}) {
        const SyncEnd end = pc->sync();
        REQUIRE(end.error);
        CHECK(end.error->code == ErrorCode::otherServer); // its key is another one: a person has to sign in again
        CHECK(pc->text(restored.lostA, f::post::body) == "A, after the backup");
        // The same people and groups have the same ids there, which follow from the store's.
        restored.school.allow(pc->person(), pc->work(), domain::only(domain::Role::owner));
        restored.school.allow(pc->person(), {ScopeType::personPrivate, pc->person()},
                              domain::only(domain::Role::owner));
        restored.school.allow(pc->person(), restored.group, domain::only(domain::Role::member));
        pc->enrolAgain();
    }
    restored.settle();
    for (Pc* pc : {restored.a.get(), restored.b.get()}) {
        CHECK(pc->text(restored.lostA, f::post::body) == "A, after the backup");
        CHECK(pc->text(restored.lostB, f::post::body) == "B, after the backup");
        CHECK(pc->text(unsent, f::post::body) == "not sent yet");
        CHECK(pc->text(restored.fromB, f::post::body) == "from B");
        CHECK(must(pc->replica().counts()).waiting == 0);
        CHECK(must(pc->replica().counts()).rejected == 0);
    }
    CHECK(restored.a->text(restored.item, f::plan_item::title) == "three");
}

TEST_CASE("a snapshot that was under way when the server was made anew is begun again with the new one")
{
    School school;
    const RecordId anna = school.person();
    const auto first = school.pc(anna);
    std::vector<domain::Edit> edits;
    for (std::size_t number = 0; number < 2 * sync::tuning::segmentRecords; ++number)
        edits.push_back({school.id(), Kind::planItem, first->work(), {{f::plan_item::title, Value::text("item")}}});
    must(first->replica().commit(edits));
    first->mustSync();
    const auto second = school.pc(anna);
    std::size_t segments = 0;
    const SyncEnd cut = second->sync({.fault = [&](std::size_t, const sync::Request& request) {
        const bool segment = request.path.starts_with("/v1/snapshot/") && request.path.size() > 60;
        return segment && ++segments == 2 ? Fault::dropBefore : Fault::none;
    }});
    REQUIRE(cut.dropped);
    school.makeAnew(true);
    for (Pc* pc : {first.get(), second.get()}) {
        for (const ScopeType own : {ScopeType::personWork, ScopeType::personPrivate})
            school.allow(anna, {own, anna}, domain::only(domain::Role::owner));
        pc->enrolAgain();
        pc->mustSync();
    }
    second->mustSync();
    requireLevel(school, {first.get(), second.get()});
    for (const domain::Edit& edit : edits)
        CHECK_FALSE(second->state(edit.id).empty());
}

TEST_CASE(
    "a copied profile and a restored server together: both copies end with their own names and all that was written")
{
    Restored restored;
    const auto twin = restored.a->clone();
    const RecordId fromA = restored.a->post(restored.group, "the first, after the copy");
    restored.a->mustSync();
    restored.school.restore(restored.backup);
    const RecordId fromTwin = twin->post(restored.group, "the copy, after the restore");
    twin->mustSync(); // it sends again what both had; and then writes on under the name
    REQUIRE(restored.a->sync().renewals == 1);
    for (int round = 0; round < 2; ++round)
        for (Pc* pc : {restored.a.get(), twin.get(), restored.b.get()})
            pc->mustSync();
    requireLevel(restored.school, {restored.a.get(), twin.get(), restored.b.get()});
    for (Pc* pc : {restored.a.get(), twin.get(), restored.b.get()}) {
        CHECK(pc->text(fromA, f::post::body) == "the first, after the copy");
        CHECK(pc->text(fromTwin, f::post::body) == "the copy, after the restore");
        CHECK(pc->text(restored.lostA, f::post::body) == "A, after the backup");
        CHECK(must(pc->replica().contested()).empty());
        CHECK(must(pc->replica().counts()).rejected == 0);
        CHECK(must(pc->replica().counts()).waiting == 0);
    }
}

TEST_CASE(
    "a PC switched off between taking back what the server lost and the snapshot that says what is left asks again")
{
    Group group;
    group.a->mustSync();
    const School::Backup backup = group.school.backup();
    must(group.a->write(group.item, Kind::planItem, group.a->work(), {{f::plan_item::title, Value::text("three")}}));
    const auto cutAt = [&](std::string_view path) {
        return group.a->sync({.fault = [&](std::size_t, const sync::Request& request) {
            return request.path.starts_with(path) ? Fault::dropBefore : Fault::none;
        }});
    };
    REQUIRE(cutAt("/v1/pull/").dropped); // sent and acknowledged; its cursor is one that the backup has
    group.school.restore(backup);
    REQUIRE(cutAt("/v1/snapshot/").dropped);
    group.a->restart();
    CHECK(snapshotsAsked(*group.a) == 1);
    group.b->mustSync();
    requireLevel(group.school, {group.a.get(), group.b.get()});
    CHECK(group.a->text(group.item, f::plan_item::title) == "three");
}

TEST_CASE("a copy that had fetched nothing yet when the server lost what it sent ends level under its own name")
{
    Group group;
    const auto first = group.school.pc(group.bo);
    const auto twin = first->clone();
    const School::Backup backup = group.school.backup();
    const RecordId mine = group.school.id();
    const RecordId others = group.school.id();
    must(first->write(mine, Kind::planItem, first->work(), {{f::plan_item::title, Value::text("the first's")}}));
    REQUIRE(first
                ->sync({.fault =
                            [](std::size_t, const sync::Request& request) {
                                return request.path.starts_with("/v1/pull/") ? Fault::dropBefore : Fault::none;
                            }})
                .dropped);
    group.school.restore(backup);
    must(twin->write(others, Kind::planItem, twin->work(), {{f::plan_item::title, Value::text("the copy's")}}));
    twin->mustSync();
    CHECK(first->sync().renewals == 1);
    for (int round = 0; round < 2; ++round)
        for (Pc* pc : {first.get(), twin.get()})
            pc->mustSync();
    requireLevel(group.school, {first.get(), twin.get()});
    CHECK(twin->text(mine, f::plan_item::title) == "the first's");
    CHECK(first->text(others, f::plan_item::title) == "the copy's");
}

TEST_CASE("a copy of a server's store that holds no county is told to be one, and no new county is made of it")
{
    School school;
    const TemporaryFolder folder(TemporaryFolder::Place::memory);
    std::ofstream(folder.path() / "server.db").close();
    const auto opened = storage::SqliteCentral::open({folder.path(), school.clock(), school.random()}, false);
    REQUIRE_FALSE(opened.ok());
    CHECK(opened.error().code == ErrorCode::storageDamaged);
    CHECK(storage::SqliteCentral::open({folder.path(), school.clock(), school.random()}, true).ok()); // init does
}
