// SPDX-License-Identifier: GPL-3.0-or-later
// Lab PCs see through the hub what colleagues wrote, marked as not confirmed, before the server has it.
#include "tests/sync/lab.h"

using namespace staffroom;
using namespace staffroom::test;

namespace {

/// No link to the server from here on; both know the group.
struct CutOff : Lab
{
    CutOff()
    {
        settle();
        hub.linked = false;
    }
    void again()
    {
        hub.linked = true;
        settle();
        settle();
    }
};

bool marked(Pc& pc, const RecordId& record)
{
    return must(pc.replica().isUnconfirmed(record));
}

} // namespace

TEST_CASE("lab PCs see each other's unconfirmed work through the hub, marked, and the mark goes with the server's page")
{
    CutOff lab;
    const auto before = must(lab.b->replica().digests());
    const RecordId post = lab.a->post(lab.group, "written while the line was dead");
    lab.through(*lab.a);
    lab.through(*lab.b);
    CHECK(lab.b->text(post, f::post::body) == "written while the line was dead");
    CHECK(marked(*lab.b, post));
    CHECK_FALSE(marked(*lab.a, post)); // one's own has its receipts
    CHECK(must(lab.b->replica().digests()) == before);
    lab.b->restart();
    CHECK(lab.b->text(post, f::post::body) == "written while the line was dead");
    lab.through(*lab.b); // nothing twice
    CHECK(lab.b->text(post, f::post::body) == "written while the line was dead");
    lab.again();
    CHECK(lab.b->text(post, f::post::body) == "written while the line was dead");
    CHECK_FALSE(marked(*lab.b, post));
    lab.requireLevelEverywhere();
}

TEST_CASE("an answer to what isn't confirmed, and an edit of it, end the same everywhere")
{
    CutOff lab;
    const auto second = lab.school.pc(lab.anna); // A's other PC, known to the hub by the time the line died
    lab.hub.linked = true;
    lab.later();
    lab.mustExchange();
    lab.hub.linked = false;
    lab.through(*second);
    const RecordId item = lab.school.id();
    must(lab.a->write(item, Kind::planItem, lab.a->work(), {{f::plan_item::title, Value::text("one")}}));
    lab.through(*lab.a);
    lab.through(*second);
    CHECK(second->text(item, f::plan_item::title) == "one");
    must(second->write(item, Kind::planItem, second->work(), {{f::plan_item::title, Value::text("two")}}));
    CHECK(second->text(item, f::plan_item::title) == "two");
    CHECK(second->state(item).alternatives().empty()); // it knew of the first
    SECTION("the edit comes to the server behind what it edits")
    {
        lab.through(*second);
    }
    SECTION("the edit comes first, another way")
    {
        second->mustSync();
    }
    lab.again();
    lab.through(*second);
    lab.later();
    lab.mustExchange();
    lab.through(*second);
    lab.through(*lab.a);
    CHECK(lab.a->text(item, f::plan_item::title) == "two");
    CHECK(lab.a->state(item).alternatives().empty());
    second->mustSync();
    requireLevel(lab.school, {lab.a.get(), lab.b.get(), second.get()});
}

TEST_CASE("what the server takes nothing of vanishes where it was shown, and an edit of it ends the same everywhere")
{
    CutOff lab;
    const auto second = lab.school.pc(lab.anna);
    lab.hub.linked = true;
    lab.later();
    lab.mustExchange();
    lab.hub.linked = false;
    lab.through(*second);
    // Two devices of A; the right to the work is gone when it comes to the server.
    const RecordId item = lab.school.id();
    must(lab.a->write(item, Kind::planItem, lab.a->work(), {{f::plan_item::title, Value::text("one")}}));
    lab.through(*lab.a);
    lab.through(*second);
    CHECK(marked(*second, item));
    must(second->write(item, Kind::planItem, second->work(), {{f::plan_item::title, Value::text("two")}}));
    // A mentor's role reads and writes no plan items: the server quarantines.
    lab.school.allow(lab.anna, lab.a->work(), domain::only(domain::Role::mentor));
    lab.later();
    lab.hub.linked = true;
    lab.mustExchange();
    lab.through(*lab.a);
    lab.school.allow(lab.anna, lab.a->work(), domain::only(domain::Role::owner));
    second->mustSync(); // the edit of what was quarantined is taken
    for (int round = 0; round < 2; ++round) {
        lab.later();
        lab.mustExchange();
        lab.through(*lab.a);
        lab.through(*second);
    }
    CHECK_FALSE(marked(*second, item));
    CHECK(must(lab.a->replica().counts()).rejected == 1);
    const auto fresh = lab.school.pc(lab.anna);
    fresh->mustSync();
    second->mustSync();
    requireLevel(lab.school, {second.get(), fresh.get(), lab.a.get()});
}

TEST_CASE("what a hub drops again is shown no more")
{
    CutOff lab;
    TemporaryFolder kept{TemporaryFolder::Place::memory};
    lab.hub.backUp(kept.path() / "copy");
    const RecordId post = lab.a->post(lab.group, "soon gone");
    lab.through(*lab.a);
    lab.through(*lab.b);
    CHECK_FALSE(lab.b->state(post).empty());
    lab.hub.restore(kept.path() / "copy");
    lab.through(*lab.b);
    CHECK(lab.b->state(post).empty());
    CHECK(must(lab.b->replica().unconfirmed(lab.group)).empty());
    lab.through(*lab.a); // its author still has it
    lab.again();
    CHECK(lab.b->text(post, f::post::body) == "soon gone");
    lab.requireLevelEverywhere();
}

TEST_CASE("an edit of what isn't confirmed comes to the server behind it, whichever PC made which")
{
    Lab lab;
    const auto second = lab.school.pc(lab.anna);
    lab.later();
    lab.mustExchange();
    lab.settle();
    const bool swapped = GENERATE(false, true);
    Pc& first = swapped ? *second : *lab.a;
    Pc& other = swapped ? *lab.a : *second;
    lab.through(other);
    const ScopeId own{ScopeType::personPrivate, lab.anna};
    const RecordId preference = domain::preferenceId(lab.anna, "theme");
    const auto set = [&](Pc& pc, std::string_view value) {
        must(pc.write(preference, Kind::preference, own,
                      {{f::preference::name, Value::text("theme")}, {f::preference::value, Value::text(value)}}));
        lab.through(pc);
    };
    set(first, "dark");
    lab.through(other);
    REQUIRE(other.text(preference, f::preference::value) == "dark");
    set(other, "light");
    lab.later();
    lab.mustExchange();
    lab.through(other);
    lab.through(first);
    CHECK(first.text(preference, f::preference::value) == "light");
    CHECK(other.text(preference, f::preference::value) == "light");
    requireLevel(lab.school, {&first, &other});
}

TEST_CASE("an edit of what isn't confirmed is taken also where its PC comes to the server before the hub does")
{
    Lab lab;
    const auto second = lab.school.pc(lab.anna);
    lab.later();
    lab.mustExchange();
    lab.settle();
    lab.through(*second);
    const ScopeId own{ScopeType::personPrivate, lab.anna};
    const RecordId preference = domain::preferenceId(lab.anna, "theme");
    const auto set = [&](Pc& pc, std::string_view value) {
        must(pc.write(preference, Kind::preference, own,
                      {{f::preference::name, Value::text("theme")}, {f::preference::value, Value::text(value)}}));
    };
    set(*lab.a, "dark");
    lab.through(*lab.a);
    lab.through(*second);
    REQUIRE(second->text(preference, f::preference::value) == "dark");
    set(*second, "light");
    second->mustSync(); // at home
    CHECK(must(second->replica().counts()).rejected == 0);
    CHECK(second->text(preference, f::preference::value) == "light");
    lab.later();
    lab.mustExchange();
    lab.through(*lab.a);
    second->mustSync();
    CHECK(must(lab.a->replica().counts()).rejected == 0);
    CHECK(lab.a->text(preference, f::preference::value) == "light");
    requireLevel(lab.school, {lab.a.get(), second.get()});
}

TEST_CASE("what a copy of a PC left at the hub vanishes where the server has something else under its number")
{
    Lab lab;
    lab.settle();
    const auto twin = lab.a->clone();
    const RecordId fromTwin = twin->post(lab.group, "the copy's");
    static_cast<void>(twin->sync(lab.hub.wire()));
    lab.through(*lab.b);
    CHECK(lab.b->text(fromTwin, f::post::body) == "the copy's");
    const RecordId first = lab.a->post(lab.group, "the first's");
    lab.a->mustSync();
    lab.later();
    lab.mustExchange();
    lab.through(*lab.b);
    CHECK(lab.b->text(first, f::post::body) == "the first's");
    CHECK(lab.b->state(fromTwin).empty());
    CHECK_FALSE(marked(*lab.b, fromTwin));
    requireLevel(lab.school, {lab.a.get(), lab.b.get()});
}

TEST_CASE("nobody speaks in another's name before the server has looked, nor without its certificate")
{
    CutOff lab;
    const auto forge = [&](const RecordId& author) {
        const RecordId id = lab.school.id();
        must(lab.a->write(id, Kind::post, lab.group,
                          {{f::post::author, Value::id(author)}, {f::post::body, Value::text("I never said this")}}));
        lab.through(*lab.a);
        lab.through(*lab.b);
        return id;
    };
    CHECK(lab.b->state(forge(lab.bo)).empty());
    CHECK(lab.b->state(forge(lab.far)).empty());
    CHECK_FALSE(lab.b->state(forge(lab.anna)).empty());
    const RecordId later = lab.a->post(lab.group, "altered on the way");
    lab.through(*lab.a);
    Wire wire;
    wire.alter = [&](std::size_t, const sync::Request& request, Bytes& body) {
        if (!request.path.starts_with("/v1/unconfirmed/"))
            return;
        auto answer = must(sync::decodeUnconfirmed(must(sync::unwrap(body))));
        for (Bytes& batch : answer.batches)
            batch[batch.size() - 100] ^= 1;
        body = sync::wrap(sync::encode(answer));
    };
    const SyncEnd end = lab.b->sync(lab.hub.wire(wire));
    REQUIRE(end.error);
    CHECK(end.complete);
    CHECK(lab.b->state(later).empty());
    lab.again();
    CHECK(lab.b->text(later, f::post::body) == "altered on the way");
    lab.requireLevelEverywhere();
}

TEST_CASE("unconfirmed work of a scope that was left leaves with it")
{
    CutOff lab;
    const RecordId post = lab.a->post(lab.group, "canary");
    lab.through(*lab.a);
    lab.through(*lab.b);
    CHECK_FALSE(lab.b->state(post).empty());
    lab.school.allow(lab.bo, lab.group, 0);
    lab.again();
    CHECK(lab.b->state(post).empty());
    CHECK(must(lab.b->replica().unconfirmed(lab.group)).empty());
}

TEST_CASE(
    "what a reader of somebody's plan writes into it, or makes another kind of thing of a post, is shown to nobody")
{
    CutOff lab;
    lab.school.allow(lab.bo, lab.a->work(), domain::only(domain::Role::mentor));
    const RecordId plan = lab.school.id();
    must(lab.a->write(plan, Kind::planItem, lab.a->work(), {{f::plan_item::title, Value::text("Anna's own")}}));
    const RecordId post = lab.b->post(lab.group, "from B");
    lab.again();
    lab.again();
    REQUIRE(lab.b->text(plan, f::plan_item::title) == "Anna's own");
    REQUIRE(lab.a->text(post, f::post::body) == "from B");
    must(lab.b->write(plan, Kind::planItem, lab.a->work(), {{f::plan_item::title, Value::text("the mentor's")}}));
    const base::Bytes before = lab.a->state(post).encode();
    static_cast<void>(lab.b->write(post, Kind::reply, lab.group, {{f::reply::body, Value::text("a reply to itself")}}));
    lab.through(*lab.b);
    lab.through(*lab.a);
    CHECK(lab.a->text(plan, f::plan_item::title) == "Anna's own");
    CHECK(lab.a->state(post).encode() == before);
    lab.again();
    lab.again();
    CHECK(lab.a->text(plan, f::plan_item::title) == "Anna's own");
    CHECK(must(lab.a->replica().contested()).empty());
}
