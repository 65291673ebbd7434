// SPDX-License-Identifier: GPL-3.0-or-later
// What a PC sent under names that it has no more, when the server loses it: nobody writes under those any more, unless
// a copy does, and yet it comes again.
#include "core/sync/serving.h"
#include "tests/sync/stick.h"
#include "tests/sync/two_teachers.h"

using namespace staffroom;
using namespace staffroom::test;
using base::ErrorCode;

namespace {

/// A has another name: it was put back to an older disk, after which the server had more under its name than it made.
/// After the backup it wrote under the name before.
struct Renamed : Group
{
    School::Backup backup;
    RecordId early, other, gone, plan = school.id();
    Pc::Image image;

    Renamed()
    {
        a->mustSync();
        b->mustSync();
        backup = school.backup();
        early = a->post(group, "early");
        other = a->post(group, "another");
        gone = a->post(group, "deleted again");
        must(a->write(plan, Kind::planItem, a->work(), {{f::plan_item::title, Value::text("mine")}}));
        must(a->write(gone, Kind::post, group, {{f::deleted, Value::boolean(true)}}));
        a->mustSync();
        image = a->image();
        rename();
    }
    void rename()
    {
        a->post(group, "later");
        a->mustSync();
        a->restore(image);
        a->post(group, "on the old disk");
        REQUIRE(a->sync().renewals == 1);
        image = a->image();
    }
    /// The server is put back to before what A wrote, or made anew.
    void lose(bool anew)
    {
        anew ? school.makeAnew(true) : school.restore(backup);
        if (anew) {
            for (const RecordId& person : {anna, bo})
                for (const ScopeId& scope : {group, ScopeId(ScopeType::personWork, person)})
                    school.allow(
                        person, scope,
                        domain::only(scope.type() == ScopeType::group ? domain::Role::member : domain::Role::owner));
            b->enrolAgain();
        }
        a->enrolAgain();
    }
    void settle(std::initializer_list<Pc*> pcs)
    {
        for (int round = 0; round < 2; ++round)
            for (Pc* pc : pcs)
                pc->mustSync();
        requireAll(pcs);
    }
    void requireAll(std::initializer_list<Pc*> pcs)
    {
        for (Pc* pc : pcs) {
            CHECK(pc->text(early, f::post::body) == "early");
            CHECK(pc->state(gone).deleted());
            const auto counts = must(pc->replica().counts());
            CHECK(counts.waiting == 0);
            CHECK(counts.rejected == 0);
            CHECK(must(pc->replica().contested()).empty());
        }
        CHECK(a->text(plan, f::plan_item::title) == "mine");
        requireLevel(school, pcs);
    }
    std::uint64_t seqOf(const ScopeId& scope)
    {
        for (const auto& report : must(school.store().digests()))
            if (report.scope == scope)
                return report.seq;
        return 0;
    }
};

} // namespace

TEST_CASE("what a PC had sent under an earlier name comes again from it when the server lost that")
{
    const bool anew = GENERATE(false, true);
    INFO((anew ? "made anew" : "put back"));
    Renamed renamed;
    SECTION("and nothing under the present one was sent") {}
    SECTION("before what was sent and what waits under the present one, on top of it")
    {
        must(renamed.a->write(renamed.plan, Kind::planItem, renamed.a->work(),
                              {{f::plan_item::notes, Value::text("sent")}}));
        renamed.a->mustSync();
        must(renamed.a->write(renamed.plan, Kind::planItem, renamed.a->work(),
                              {{f::plan_item::targetMinutes, Value::integer(45)}}));
        must(renamed.a->write(renamed.other, Kind::post, renamed.group, {{f::deleted, Value::boolean(true)}}));
    }
    SECTION("under two earlier names")
    {
        renamed.rename();
    }
    renamed.lose(anew);
    const SyncEnd end = renamed.a->sync();
    CHECK(end.clean());
    CHECK(must(renamed.a->replica().counts()).waiting == 0);
    renamed.settle({renamed.a.get(), renamed.b.get()});
}

TEST_CASE("what was sent under an earlier name comes again though the right is missing at first")
{
    Renamed renamed;
    renamed.school.restore(renamed.backup);
    renamed.school.allow(renamed.anna, renamed.group, 0);
    SECTION("and the PC signs in again")
    {
        renamed.a->enrolAgain();
    }
    SECTION("and the server knows the PC")
    {
        must(renamed.school.store().addDevice(
            {renamed.a->replica().incarnation(), renamed.a->key(), renamed.anna, false}, "PC", 0));
    }
    renamed.a->mustSync();
    CHECK(renamed.a->state(renamed.early).empty());
    renamed.school.allow(renamed.anna, renamed.group, domain::only(domain::Role::member));
    renamed.settle({renamed.a.get(), renamed.b.get()});
}

TEST_CASE(
    "what waits under the present name comes behind what was sent under an earlier one, though the server's log has "
    "grown past the PC's place")
{
    Renamed renamed;
    renamed.b->mustSync();
    renamed.school.restore(renamed.backup);
    const auto other = renamed.school.pc(renamed.bo);
    for (int number = 0; number < 20; ++number)
        other->post(renamed.group, "another history");
    other->mustSync();
    must(renamed.a->write(renamed.other, Kind::post, renamed.group, {{f::deleted, Value::boolean(true)}}));
    renamed.a->enrolAgain();
    REQUIRE(renamed.a->cursor(renamed.group).seq < renamed.seqOf(renamed.group));
    renamed.settle({renamed.a.get(), renamed.b.get(), other.get()});
    CHECK(other->state(renamed.other).deleted());
    CHECK_FALSE(renamed.a->state(renamed.other).empty());
}

TEST_CASE("what the server had of an earlier name from a copy's hand comes again from the PC that made it")
{
    Group group;
    group.a->mustSync();
    const auto backup = group.school.backup();
    const RecordId early = group.a->post(group.group, "early");
    const RecordId second = group.a->post(group.group, "second");
    const auto twin = group.a->clone();
    group.a->mustSync(); // the copy hears with its new name that these are at the server
    twin->post(group.group, "the copy's");
    REQUIRE(twin->sync().renewals == 1);
    group.school.restore(backup);
    twin->enrolAgain();
    twin->mustSync(); // A's PC is gone for good
    group.b->mustSync();
    for (Pc* pc : {twin.get(), group.b.get()}) {
        CHECK(pc->text(early, f::post::body) == "early");
        CHECK(pc->text(second, f::post::body) == "second");
    }
    requireLevel(group.school, {twin.get(), group.b.get()});
}

TEST_CASE("where a copy has the earlier name still, nothing comes twice and nobody is asked to decide")
{
    for (const bool copyFirst : {false, true}) {
        INFO((copyFirst ? "the copy" : "the PC") << " comes first");
        Group group;
        group.a->mustSync();
        group.b->mustSync();
        const auto backup = group.school.backup();
        const RecordId early = group.a->post(group.group, "early");
        const RecordId plan = group.school.id();
        must(group.a->write(plan, Kind::planItem, group.a->work(), {{f::plan_item::title, Value::text("mine")}}));
        group.a->mustSync();
        const auto twin = group.a->clone();
        group.a->post(group.group, "under the name that stays");
        must(group.a->write(plan, Kind::planItem, group.a->work(), {{f::plan_item::title, Value::text("changed")}}));
        group.a->mustSync();
        twin->post(group.group, "the copy's");
        REQUIRE(twin->sync().renewals == 1);
        group.a->post(group.group, "offline");
        group.school.restore(backup);
        twin->enrolAgain();
        std::initializer_list<Pc*> order = {twin.get(), group.a.get(), group.b.get()};
        std::initializer_list<Pc*> other = {group.a.get(), twin.get(), group.b.get()};
        for (int round = 0; round < 3; ++round)
            for (Pc* pc : copyFirst ? other : order)
                pc->sync();
        for (Pc* pc : order) {
            pc->mustSync();
            CHECK(pc->text(early, f::post::body) == "early");
            CHECK(must(pc->replica().counts()).rejected == 0);
            CHECK(must(pc->replica().contested()).empty());
        }
        CHECK(group.a->text(plan, f::plan_item::title) == "changed");
        requireLevel(group.school, order);
    }
}

TEST_CASE("a PC that meets only a stick brings what it sent under an earlier name")
{
    Renamed renamed;
    roundTrip(renamed.school, *renamed.a);
    renamed.lose(false);
    for (int trip = 0; trip < 3; ++trip)
        roundTrip(renamed.school, *renamed.a);
    renamed.b->mustSync();
    renamed.requireAll({renamed.a.get(), renamed.b.get()});
    sync::UpWritten up;
    writeUp(renamed.school, *renamed.a, &up);
    CHECK(up.batches == 0); // it doesn't go up again
}

TEST_CASE("a server that lost nothing of an earlier name, and whose snapshot is older, gets nothing twice")
{
    Renamed renamed;
    const std::uint64_t before = renamed.seqOf(renamed.group);
    const ScopeId scope = renamed.group;
    must(renamed.a->replica().takeBack(scope, 0)); // a snapshot follows
    renamed.settle({renamed.a.get(), renamed.b.get()});
    CHECK(renamed.seqOf(scope) == before);
    bool pushed = false;
    renamed.a->sync(
        {.before = [&](std::size_t, const sync::Request& request) { pushed = pushed || request.path == "/v1/push"; }});
    CHECK_FALSE(pushed);
}

TEST_CASE("an earlier name counts only by its own word for a name of the same person")
{
    School school;
    const RecordId anna = school.person(), bo = school.person();
    const auto key = [&] { return base::KeyPair::make(school.random()); };
    const base::KeyPair first = key(), second = key(), third = key(), others = key();
    const auto device = [&](const base::KeyPair& some, const RecordId& person) {
        return sync::Device{base::incarnationOf(some.publicKey()), some.publicKey(), person, false};
    };
    const auto named = [&](const base::KeyPair& some, const base::KeyPair& next) {
        return sync::earlierName(school.store().id(), some, base::incarnationOf(next.publicKey()));
    };
    const auto take = [&](std::vector<sync::EarlierName> names) {
        must(sync::takeEarlierNames(school.store(), device(third, anna), "PC", names, 0));
    };
    const auto personOf = [&](const base::KeyPair& some) {
        const auto known = must(school.store().device(base::incarnationOf(some.publicKey())));
        return known ? std::optional(known->person) : std::nullopt;
    };
    must(school.store().addDevice(device(third, anna), "PC", 0));
    must(school.store().addDevice(device(others, bo), "PC", 0));
    take({named(first, second)}); // nothing says that the second is Anna's
    CHECK_FALSE(personOf(first));
    sync::EarlierName forged = named(second, third);
    forged.signature = named(first, third).signature;
    take({forged});
    CHECK_FALSE(personOf(second));
    take({sync::earlierName(School(2).store().id(), second,
                            base::incarnationOf(third.publicKey()))}); // of another server
    CHECK_FALSE(personOf(second));
    take({named(others, third), named(first, others)});
    CHECK(personOf(others) == bo);
    CHECK_FALSE(personOf(first));
    take({named(second, third), named(first, second)});
    CHECK(personOf(second) == anna);
    CHECK(personOf(first) == anna);
}

TEST_CASE("a device sends what its person's other devices signed, and nobody else's")
{
    Group group;
    const auto encoded = [&](Pc& pc) {
        pc.post(group.group, "signed here");
        return must(pc.replica().outgoing(group.group, 0, 1)).front();
    };
    const auto device = must(group.school.store().device(group.a->replica().incarnation()));
    const auto another = group.school.pc(group.anna);
    another->mustSync();
    CHECK_FALSE(sync::judge(group.school.store(), device, encoded(*another)).verdict.refused);
    const auto judged = sync::judge(group.school.store(), device, encoded(*group.school.pc(group.bo)));
    CHECK(judged.verdict.refused == ErrorCode::badSignature);
    CHECK(judged.verdict.incarnation == device->incarnation);
}
