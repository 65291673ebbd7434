// SPDX-License-Identifier: GPL-3.0-or-later
// A PC that was away for longer than the lease, and what the server has forgotten by then.
#include "core/storage/central_verify.h"
#include "core/sync/tuning.h"
#include "tests/sync/two_teachers.h"

using namespace staffroom;
using namespace staffroom::test;
using base::ErrorCode;

namespace {

constexpr std::int64_t dayMs = 24LL * 60 * 60 * 1000;

struct Lease : Group
{
    Lease()
    {
        a->mustSync();
        b->mustSync();
        a->mustSync();
    }
    void pass(std::int64_t days)
    {
        school.clock().advance(days * dayMs);
        for (Pc* pc : {a.get(), b.get()})
            pc->clock().advance(days * dayMs);
    }
    /// So many days go by, and the server looks once a week for what is old.
    void live(std::int64_t days)
    {
        for (std::int64_t day = 0; day < days; day += 7) {
            pass(7);
            must(school.store().forgetOld());
        }
    }
    /// The server starts anew and looks.
    std::uint64_t forgottenAtStart()
    {
        school.restart();
        return must(school.store().forgetOld()).changes;
    }
    void setServerWall(std::int64_t days) { school.clock().setWall(school.clock().wallMs() + days * dayMs); }
    /// A post that both have, and that is deleted on both.
    RecordId deletedPost()
    {
        const RecordId post = a->post(group, "soon gone");
        a->mustSync();
        b->mustSync();
        remove(*a, post);
        a->mustSync();
        b->mustSync();
        return post;
    }
    void remove(Pc& pc, const RecordId& post)
    {
        must(pc.write(post, Kind::post, group, {{f::deleted, Value::boolean(true)}}));
    }
    std::int64_t rows(const std::string& table)
    {
        return school.store().writer().connection().execAndGet("SELECT count(*) FROM " + table).getInt64();
    }
    bool atServer(const RecordId& record) { return must(school.store().records().find(record)).has_value(); }
    void requireSound(std::initializer_list<Pc*> pcs)
    {
        requireLevel(school, pcs);
        must(storage::verifyBatches(school.store()));
    }
};

} // namespace

TEST_CASE("a deletion is forgotten everywhere after the lease, and not before")
{
    Lease lease;
    const RecordId post = lease.a->post(lease.group, "soon gone");
    lease.a->mustSync();
    lease.b->mustSync();
    lease.remove(*lease.a, post);
    for (Pc* pc : {lease.a.get(), lease.b.get()})
        pc->mustSync();
    lease.live(sync::tuning::leaseDays - 7);
    CHECK(lease.atServer(post));
    for (Pc* pc : {lease.a.get(), lease.b.get()})
        pc->mustSync();
    lease.requireSound({lease.a.get(), lease.b.get()});
    CHECK(lease.b->state(post).deleted());
    lease.live(21);
    CHECK_FALSE(lease.atServer(post));
    for (Pc* pc : {lease.a.get(), lease.b.get()})
        pc->mustSync();
    lease.requireSound({lease.a.get(), lease.b.get()});
    for (Pc* pc : {lease.a.get(), lease.b.get()}) {
        CHECK(pc->state(post).empty());
        CHECK(pc->text(lease.fromB, f::post::body) == "from B"); // what nobody deleted stays, however old
        CHECK(must(pc->replica().counts()).rejected == 0);
    }
}

TEST_CASE("a PC away for 420 days sends its own work first, then starts from a snapshot, and revives nothing")
{
    Lease lease;
    const RecordId gone = lease.b->post(lease.group, "deleted while the other was away");
    const RecordId item = lease.school.id();
    lease.b->mustSync();
    const auto away = lease.school.pc(lease.anna);
    must(away->write(item, Kind::planItem, away->work(), {{f::plan_item::title, Value::text("a plan item")}}));
    for (Pc* pc : {away.get(), lease.a.get()})
        pc->mustSync();
    // It goes away with these, and writes on without a link.
    CHECK(away->text(gone, f::post::body) == "deleted while the other was away");
    const RecordId written = away->post(lease.group, "written while away");
    must(away->write(item, Kind::planItem, away->work(),
                     {{f::plan_item::notes, Value::text("an edit of what is gone")}}));
    must(lease.a->write(item, Kind::planItem, lease.a->work(), {{f::deleted, Value::boolean(true)}}));
    lease.remove(*lease.b, gone);
    lease.a->mustSync();
    lease.b->mustSync();
    for (int month = 0; month < 15; ++month) {
        lease.live(28);
        lease.b->post(lease.group, "a month later");
        lease.b->mustSync();
    }
    CHECK_FALSE(lease.atServer(gone));
    CHECK_FALSE(lease.atServer(item));
    away->clock().advance(420 * dayMs);
    std::vector<std::string> asked;
    Wire wire;
    wire.before = [&](std::size_t, const sync::Request& request) { asked.push_back(request.path.substr(0, 9)); };
    const SyncEnd end = away->sync(wire);
    REQUIRE(end.clean());
    const auto sent = std::find(asked.begin(), asked.end(), "/v1/push");
    const auto fetched = std::find(asked.begin(), asked.end(), "/v1/snaps");
    REQUIRE(sent != asked.end());
    REQUIRE(fetched != asked.end());
    CHECK(sent < fetched);
    for (Pc* pc : {lease.a.get(), lease.b.get(), away.get()})
        pc->mustSync();
    lease.requireSound({lease.a.get(), lease.b.get(), away.get()});
    for (Pc* pc : {lease.a.get(), lease.b.get(), away.get()}) {
        CHECK(pc->text(written, f::post::body) == "written while away");
        CHECK(pc->state(gone).empty());
        CHECK(pc->state(item).empty());
    }
    // Its author is told of the edit that came too late.
    bool told = false;
    for (const auto& line : must(away->replica().own(100)))
        told = told || (line.record == item && line.rejected && line.reason == ErrorCode::notFound);
    CHECK(told);
    CHECK(must(away->replica().counts()).waiting == 0);
}

TEST_CASE("an edit that waits on a PC when the record is forgotten is rejected in sight of its author, level or not")
{
    Lease lease;
    const RecordId item = lease.school.id();
    const auto other = lease.school.pc(lease.anna);
    must(lease.a->write(item, Kind::planItem, lease.a->work(), {{f::plan_item::title, Value::text("item")}}));
    lease.a->mustSync();
    other->mustSync();
    must(lease.a->write(item, Kind::planItem, lease.a->work(), {{f::deleted, Value::boolean(true)}}));
    lease.a->mustSync();
    other->mustSync();
    lease.live(sync::tuning::leaseDays + 14);
    must(other->write(item, Kind::planItem, other->work(), {{f::deleted, Value::boolean(false)}}));
    CHECK_FALSE(other->state(item).deleted()); // here it is back
    other->mustSync();
    other->mustSync();
    lease.a->mustSync();
    lease.requireSound({lease.a.get(), other.get()});
    CHECK(other->state(item).empty());
    CHECK(must(other->replica().counts()).rejected == 1);
}

TEST_CASE("a deletion that an edit contests is not forgotten, and one that was taken back isn't either")
{
    Lease lease;
    const RecordId contested = lease.school.id();
    const RecordId restored = lease.school.id();
    for (const RecordId& id : {contested, restored})
        must(lease.a->write(id, Kind::planItem, lease.a->work(), {{f::plan_item::title, Value::text("kept")}}));
    lease.a->mustSync();
    const auto other = lease.school.pc(lease.anna);
    other->mustSync();
    for (const RecordId& id : {contested, restored})
        must(lease.a->write(id, Kind::planItem, lease.a->work(), {{f::deleted, Value::boolean(true)}}));
    must(lease.a->write(restored, Kind::planItem, lease.a->work(), {{f::deleted, Value::boolean(false)}}));
    must(other->write(contested, Kind::planItem, other->work(), {{f::plan_item::title, Value::text("still needed")}}));
    for (Pc* pc : {lease.a.get(), other.get(), lease.a.get()})
        pc->mustSync();
    lease.live(2 * sync::tuning::leaseDays);
    for (Pc* pc : {lease.a.get(), other.get()}) {
        pc->mustSync();
        CHECK(pc->text(contested, f::plan_item::title) == "still needed");
        CHECK(pc->text(restored, f::plan_item::title) == "kept");
        CHECK(must(pc->replica().contested()).size() == 1);
    }
    lease.requireSound({lease.a.get(), other.get()});
}

TEST_CASE("what is unique by nature can be made again after its deletion was forgotten, and only whole")
{
    Lease lease;
    const RecordId course = lease.school.id();
    const RecordId id = domain::enrolmentId(lease.anna, course);
    const auto enrol = [&](Pc& pc) {
        return pc.write(id, Kind::enrolment, pc.work(),
                        {{f::enrolment::person, Value::id(lease.anna)}, {f::enrolment::course, Value::id(course)}});
    };
    must(enrol(*lease.a));
    lease.a->mustSync();
    const auto away = lease.school.pc(lease.anna);
    away->mustSync();
    must(lease.a->write(id, Kind::enrolment, lease.a->work(), {{f::deleted, Value::boolean(true)}}));
    lease.a->mustSync();
    lease.live(sync::tuning::leaseDays + 14);
    CHECK_FALSE(lease.atServer(id));
    must(away->write(id, Kind::enrolment, away->work(), {{f::enrolment::location, Value::text("page 3")}}));
    away->mustSync();
    CHECK_FALSE(lease.atServer(id));
    lease.a->mustSync();
    must(enrol(*lease.a));
    lease.a->mustSync();
    away->mustSync();
    CHECK(lease.atServer(id));
    lease.requireSound({lease.a.get(), away.get()});
}

TEST_CASE("a cursor before the log's start is too old, one at it goes on with pages")
{
    Lease lease;
    const auto level = lease.school.pc(lease.bo);
    level->mustSync();
    const sync::Cursor old = level->cursor(lease.group);
    lease.live(sync::tuning::leaseDays + 14);
    const auto at = lease.school.store().log(lease.group, old.epoch, old.seq, old.chain, 1'000'000);
    CHECK(at.ok()); // the log is empty up to there, and this is its start
    const auto before = lease.school.store().log(lease.group, old.epoch, 0, {}, 1'000'000);
    REQUIRE_FALSE(before.ok());
    CHECK(before.error().code == ErrorCode::cursorTooOld);
    const auto elsewhere = lease.school.store().log(lease.group, old.epoch, old.seq, {}, 1'000'000);
    REQUIRE_FALSE(elsewhere.ok());
    CHECK(elsewhere.error().code == ErrorCode::epochChanged);
    lease.b->post(lease.group, "news");
    lease.b->mustSync();
    std::size_t snapshots = 0;
    Wire wire;
    wire.before = [&](std::size_t, const sync::Request& request) {
        snapshots += request.path.starts_with("/v1/snapshot/");
    };
    REQUIRE(level->sync(wire).clean());
    CHECK(snapshots == 0);
    const auto blank = lease.school.pc(lease.bo); // a new PC in a scope whose log doesn't begin at its beginning
    blank->mustSync();
    lease.requireSound({level.get(), blank.get()});
    CHECK(blank->text(lease.fromB, f::post::body) == "from B");
}

TEST_CASE("logs and what is left of deletions stay bounded over four years of writing and deleting")
{
    Lease lease;
    std::vector<std::int64_t> log, records;
    std::vector<RecordId> posts;
    for (int week = 0; week < 4 * 52; ++week) {
        lease.live(7);
        for (int number = 0; number < 4; ++number)
            posts.push_back(lease.b->post(lease.group, "a word"));
        if (posts.size() > 20)
            for (int number = 0; number < 4; ++number) {
                lease.remove(*lease.b, posts.front());
                posts.erase(posts.begin());
            }
        lease.b->mustSync();
        if (week % 52 == 51) {
            log.push_back(lease.rows("log"));
            records.push_back(lease.rows("record"));
        }
    }
    REQUIRE(log.size() == 4);
    CHECK(log[3] <= log[2] + 4); // a year and a bit of writing, deleting and forgetting, whatever came before
    CHECK(records[3] <= records[2] + 8);
    CHECK(lease.rows("log_day") < 3 * 70); // three scopes
    lease.a->mustSync();
    lease.b->mustSync();
    lease.requireSound({lease.a.get(), lease.b.get()});
    lease.school.restart();
    const auto blank = lease.school.pc(lease.bo);
    blank->mustSync();
    lease.requireSound({blank.get(), lease.b.get()});
}

TEST_CASE("a server whose clock jumps ahead forgets nothing at once")
{
    Lease lease;
    lease.live(70);
    const std::int64_t before = lease.rows("log");
    lease.school.clock().advance(70LL * 365 * dayMs);
    CHECK(must(lease.school.store().forgetOld()).changes == 0);
    CHECK(lease.rows("log") == before);
    lease.school.clock().advance(-70LL * 365 * dayMs);
    CHECK(must(lease.school.store().forgetOld()).changes == 0);
    lease.school.clock().advance(7 * dayMs);
    CHECK(must(lease.school.store().forgetOld()).changes == 0);
    CHECK(lease.rows("log") == before);
}

TEST_CASE("a server that was off for longer than the lease gives its people two weeks, however often it is started")
{
    Lease lease;
    const RecordId post = lease.deletedPost();
    lease.live(7);
    lease.pass(sync::tuning::leaseDays + 100);
    for (std::int64_t day = 0; day < sync::tuning::leaseWaitDays; ++day) {
        for (int start = 0; start < 3; ++start)
            CHECK(lease.forgottenAtStart() == 0);
        lease.pass(1);
    }
    CHECK(lease.atServer(post));
    CHECK(lease.forgottenAtStart() > 0);
    CHECK_FALSE(lease.atServer(post));
    for (Pc* pc : {lease.a.get(), lease.b.get()})
        pc->mustSync();
    lease.requireSound({lease.a.get(), lease.b.get()});
    CHECK(lease.b->state(post).empty());
}

TEST_CASE("a clock that runs ahead for an hour while the server waits doesn't end the wait")
{
    for (const std::int64_t ahead : {std::int64_t(20), std::int64_t(70 * 365)}) {
        INFO(ahead << " days ahead");
        Lease lease;
        const RecordId post = lease.deletedPost();
        lease.live(7);
        lease.pass(sync::tuning::leaseDays + 100);
        CHECK(lease.forgottenAtStart() == 0);
        lease.setServerWall(ahead);
        CHECK(lease.forgottenAtStart() == 0);
        lease.setServerWall(-ahead);
        for (std::int64_t day = 0; day < sync::tuning::leaseWaitDays; ++day) {
            CHECK(lease.forgottenAtStart() == 0);
            lease.pass(1);
        }
        CHECK(lease.atServer(post));
        CHECK(lease.forgottenAtStart() > 0);
    }
}

TEST_CASE("what was deleted this week is not taken for old where the clock was years behind for an hour")
{
    Lease lease;
    lease.live(70);
    const RecordId post = lease.deletedPost();
    const std::int64_t notes = lease.rows("log_day");
    lease.setServerWall(-3 * 365);
    CHECK(lease.forgottenAtStart() == 0);
    lease.setServerWall(3 * 365);
    for (std::int64_t day = 0; day < sync::tuning::leaseWaitDays; ++day) {
        CHECK(lease.forgottenAtStart() == 0);
        CHECK(lease.rows("log_day") == notes);
        lease.pass(1);
    }
    for (int day = 0; day < 7; ++day) {
        CHECK(lease.forgottenAtStart() == 0);
        lease.pass(1);
    }
    CHECK(lease.rows("log_day") > notes);
    CHECK(lease.atServer(post));
}
