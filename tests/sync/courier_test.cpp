// SPDX-License-Identifier: GPL-3.0-or-later
// What must hold when a USB stick goes between a PC and the server in place of a network.
#include "core/base/compress.h"
#include "core/sync/tuning.h"
#include "tests/sync/stick.h"
#include "tests/sync/two_teachers.h"

#include <algorithm>

using namespace staffroom;
using namespace staffroom::test;
using base::ErrorCode;
using What = sync::CourierNote::What;

TEST_CASE("a PC that only ever meets a stick gets its work to the server and everybody's words back")
{
    Group group;
    sync::UpWritten written;
    const Bytes up = writeUp(group.school, *group.a, &written);
    CHECK(written.changes == 7);
    CHECK(written.tally.kinds().at(static_cast<std::uint32_t>(Kind::post)) == 5);
    CHECK(written.tally.kinds().at(static_cast<std::uint32_t>(Kind::planItem)) == 1);
    const auto taken = must(takeUp(group.school, up));
    CHECK(taken.changes == 7);
    CHECK(taken.quarantined == 0);
    const auto read = must(takeDown(group.school, *group.a, writeDown(group.school, *group.a)));
    CHECK(read.rights);
    CHECK(read.receipts == 7);
    CHECK(read.notes.empty());
    requireLevel(group.school, {group.a.get()});
    group.requireWhole();
}

TEST_CASE("the second time nothing is new, and the file says that the PC is level")
{
    Group group;
    group.a->mustSync();
    roundTrip(group.school, *group.a);
    sync::UpWritten up;
    must(takeUp(group.school, writeUp(group.school, *group.a, &up)));
    CHECK(up.changes == 0);
    sync::DownWritten down;
    const auto taken = must(takeDown(group.school, *group.a, writeDown(group.school, *group.a, {}, &down)));
    CHECK(down.level());
    CHECK(taken.nothingNew());
    CHECK(taken.notes.empty());
    group.requireWhole();
}

TEST_CASE("receipts come back: accepted work is at the server, what may not be is shown as rejected")
{
    Group group;
    group.a->mustSync();
    const RecordId good = group.a->post(group.group, "good");
    const RecordId bad = group.school.id();
    must(group.a->write(bad, Kind::post, group.group,
                        {{f::post::author, Value::id(group.bo)}, // in somebody else's name
                         {f::post::title, Value::text("t")},
                         {f::post::body, Value::text("b")}}));
    const auto server = must(takeUp(group.school, writeUp(group.school, *group.a)));
    CHECK(server.changes == 2);
    CHECK(server.quarantined == 1);
    const auto taken = must(takeDown(group.school, *group.a, writeDown(group.school, *group.a)));
    CHECK(taken.receipts == 2);
    CHECK(taken.rejected == 1);
    CHECK(must(group.a->replica().counts()).waiting == 0);
    CHECK(must(group.a->replica().counts()).rejected == 1);
    CHECK(group.a->state(bad).empty());
    group.b->mustSync();
    CHECK(group.b->text(good, f::post::body) == "good");
    requireLevel(group.school, {group.a.get(), group.b.get()});
}

TEST_CASE("reading any file again changes nothing, on either side")
{
    Group group;
    group.a->mustSync();
    group.a->post(group.group, "by stick");
    group.b->post(group.group, "from B");
    group.b->mustSync();
    const Bytes up = writeUp(group.school, *group.a);
    must(takeUp(group.school, up));
    const Bytes down = writeDown(group.school, *group.a);
    must(takeDown(group.school, *group.a, down));
    const auto server = must(group.school.store().digests());
    const auto digests = must(group.a->replica().digests());
    const sync::Cursor cursor = group.a->cursor(group.group);
    for (int again = 0; again < 3; ++again) {
        const auto taken = must(takeUp(group.school, up));
        CHECK(taken.changes == 0);
        CHECK(taken.already == 1);
        const auto read = must(takeDown(group.school, *group.a, down));
        CHECK(read.nothingNew());
        CHECK(read.notes.empty());
    }
    CHECK(must(group.a->replica().digests()) == digests);
    CHECK(group.a->cursor(group.group) == cursor);
    const auto after = must(group.school.store().digests());
    REQUIRE(after.size() == server.size());
    for (std::size_t at = 0; at < after.size(); ++at) {
        CHECK(after[at].digest == server[at].digest);
        CHECK(after[at].seq == server[at].seq);
    }
    group.a->mustSync();
    requireLevel(group.school, {group.a.get()});
}

TEST_CASE("a file that is lost on the way up, or the answer on its way back, is made good by the next")
{
    Group group;
    group.a->mustSync();
    const RecordId one = group.a->post(group.group, "one");
    (void)writeUp(group.school, *group.a); // lost
    const RecordId two = group.a->post(group.group, "two");
    must(takeUp(group.school, writeUp(group.school, *group.a)));
    (void)writeDown(group.school, *group.a); // lost
    const RecordId three = group.a->post(group.group, "three");
    const auto server = must(takeUp(group.school, writeUp(group.school, *group.a)));
    CHECK(server.already == 2); // sent again, for the PC had heard nothing
    CHECK(server.changes == 1);
    const auto taken = must(takeDown(group.school, *group.a, writeDown(group.school, *group.a)));
    CHECK(taken.receipts == 3);
    group.b->mustSync();
    for (const RecordId& post : {one, two, three})
        CHECK_FALSE(group.b->state(post).empty());
    requireLevel(group.school, {group.a.get(), group.b.get()});
}

TEST_CASE("of two answers read in the wrong order the older one is noted and does no harm")
{
    Group group;
    group.a->mustSync();
    group.b->post(group.group, "first");
    group.b->mustSync();
    must(takeUp(group.school, writeUp(group.school, *group.a)));
    const Bytes older = writeDown(group.school, *group.a);
    const RecordId second = group.b->post(group.group, "second");
    group.b->mustSync();
    const Bytes newer = writeDown(group.school, *group.a);
    CHECK(must(takeDown(group.school, *group.a, newer)).records == 2);
    const auto taken = must(takeDown(group.school, *group.a, older));
    CHECK(taken.nothingNew());
    CHECK(hasNote(taken, What::olderRights));
    CHECK_FALSE(group.a->state(second).empty());
    requireLevel(group.school, {group.a.get()});
}

TEST_CASE("an answer that goes on behind one that was never read here is said to, and the next file heals it")
{
    Group group;
    group.a->mustSync();
    group.b->post(group.group, "first");
    group.b->mustSync();
    // The server was told of a place that this PC hasn't: as if its profile were put back to before the last file.
    auto standing = must(takeUp(group.school, writeUp(group.school, *group.a))).standing;
    const sync::Device device = *must(group.school.store().device(group.a->replica().incarnation()));
    for (const sync::Head& head : must(group.school.store().heads(device)).heads)
        for (auto& place : standing.places)
            if (place.scope == head.scope)
                place.seq = head.seq, place.chain = head.chain;
    sync::UpTaken ahead;
    ahead.device = device;
    ahead.standing = standing;
    sync::CourierOutside outside;
    outside.number = 2;
    outside.madeMs = group.a->clock().wallMs();
    must(storage::keepStanding(group.school.store(), ahead, outside));
    group.b->post(group.group, "second");
    group.b->mustSync();
    const sync::Cursor before = group.a->cursor(group.group);
    const auto taken = must(takeDown(group.school, *group.a, writeDown(group.school, *group.a)));
    CHECK(hasNote(taken, What::missingBefore));
    CHECK(group.a->cursor(group.group) == before);
    group.a->clock().advance(60'000);
    const auto healed = roundTrip(group.school, *group.a);
    CHECK(healed.notes.empty());
    CHECK(healed.records == 2);
    requireLevel(group.school, {group.a.get()});
}

TEST_CASE("a page that begins before the cursor and ends behind it is taken from the cursor on")
{
    Group group;
    group.a->mustSync();
    must(takeUp(group.school, writeUp(group.school, *group.a)));
    for (int number = 0; number < 3; ++number) {
        group.b->post(group.group, "early");
        group.b->mustSync();
    }
    group.a->mustSync(); // by link, which the server's stick side doesn't know of
    for (int number = 0; number < 3; ++number) {
        group.b->post(group.group, "late");
        group.b->mustSync();
    }
    const auto taken = must(takeDown(group.school, *group.a, writeDown(group.school, *group.a)));
    CHECK(taken.notes.empty());
    CHECK(taken.records == 3);
    requireLevel(group.school, {group.a.get()});
}

TEST_CASE("a PC that was away for long, and a blank one, get whole scopes instead of history")
{
    Group group;
    group.a->mustSync();
    must(takeUp(group.school, writeUp(group.school, *group.a)));
    const RecordId item = group.school.id();
    std::vector<domain::Edit> edits;
    for (std::size_t number = 0; number < 3 * sync::tuning::snapshotAfter; ++number)
        must(group.b->write(item, Kind::planItem, group.b->work(),
                            {{f::plan_item::title, Value::text("edit " + std::to_string(number))}}));
    for (std::size_t number = 0; number < sync::tuning::segmentRecords + 50; ++number)
        group.b->post(group.group, "post " + std::to_string(number));
    group.b->mustSync();
    const auto second = group.school.pc(group.bo); // another PC of Bo's, for whom one record has a long history
    sync::DownWritten what;
    const auto blank = must(takeDown(group.school, *second, writeDown(group.school, *second, {}, &what)));
    CHECK(what.records >= sync::tuning::segmentRecords + 50);
    CHECK(blank.notes.empty());
    CHECK(second->text(item, f::plan_item::title) == "edit " + std::to_string(3 * sync::tuning::snapshotAfter - 1));
    const auto away = must(takeDown(group.school, *group.a, writeDown(group.school, *group.a)));
    CHECK(away.notes.empty());
    requireLevel(group.school, {group.a.get(), second.get()});
    group.a->post(group.group, "goes on");
    second->post(group.group, "goes on too");
    for (Pc* pc : {group.a.get(), second.get(), group.b.get(), group.a.get()})
        pc->mustSync();
    requireLevel(group.school, {group.a.get(), second.get(), group.b.get()});
}

TEST_CASE("a scope that was left is not brought back by an old file, and rejoining by stick restores it")
{
    Group group;
    group.a->mustSync();
    must(takeUp(group.school, writeUp(group.school, *group.a)));
    group.b->post(group.group, "secret of later");
    group.b->mustSync();
    const Bytes old = writeDown(group.school, *group.a);
    group.school.allow(group.anna, group.group, 0);
    const auto left = roundTrip(group.school, *group.a);
    CHECK(left.rights);
    CHECK(group.a->state(group.fromB).empty());
    const auto taken = must(takeDown(group.school, *group.a, old));
    CHECK(hasNote(taken, What::olderRights));
    CHECK(hasNote(taken, What::noRight));
    CHECK(group.a->cursor(group.group).seq == 0);
    CHECK(group.a->state(group.fromB).empty());
    group.school.allow(group.anna, group.group, domain::only(domain::Role::member));
    roundTrip(group.school, *group.a);
    CHECK(group.a->text(group.fromB, f::post::body) == "from B");
    requireLevel(group.school, {group.a.get(), group.b.get()});
}

TEST_CASE("a server that was put back to a backup gets by stick what it lost, and the PCs what is left of the rest")
{
    Group group;
    for (Pc* pc : {group.a.get(), group.b.get(), group.a.get()})
        pc->mustSync();
    const auto backup = group.school.backup();
    const RecordId lostA = group.a->post(group.group, "A, after the backup");
    const RecordId lostB = group.b->post(group.group, "B, after the backup");
    for (Pc* pc : {group.a.get(), group.b.get(), group.a.get(), group.b.get()})
        roundTrip(group.school, *pc);
    requireLevel(group.school, {group.a.get(), group.b.get()});
    CHECK(must(group.a->replica().counts()).waiting == 0);
    group.school.restore(backup);
    group.school.clock().advance(60'000);
    group.a->clock().advance(60'000);
    group.b->clock().advance(60'000);
    // An answer that was made without hearing of the PC again proves nothing; the next one does.
    const auto unheard = must(takeDown(group.school, *group.a, writeDown(group.school, *group.a)));
    CHECK(hasNote(unheard, What::holdsLess));
    CHECK(must(group.a->replica().counts()).waiting == 0);
    const auto heard = roundTrip(group.school, *group.a);
    CHECK(hasNote(heard, What::holdsLess));
    CHECK(must(group.a->replica().counts()).waiting == 1);
    CHECK(group.a->text(lostA, f::post::body) == "A, after the backup");
    for (int round = 0; round < 3; ++round)
        for (Pc* pc : {group.a.get(), group.b.get()})
            roundTrip(group.school, *pc);
    requireLevel(group.school, {group.a.get(), group.b.get()});
    for (Pc* pc : {group.a.get(), group.b.get()}) {
        CHECK(pc->text(lostA, f::post::body) == "A, after the backup");
        CHECK(pc->text(lostB, f::post::body) == "B, after the backup");
        CHECK(must(pc->replica().counts()).waiting == 0);
    }
    for (const auto& report : must(group.school.store().digests()))
        if (report.scope == group.group)
            CHECK(report.seq == 8); // nothing doubled, nothing lost
}
