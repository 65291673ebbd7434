// SPDX-License-Identifier: GPL-3.0-or-later
// Scopes left and come back to, a full disk, and what is refused at once.
#include "core/sync/tuning.h"
#include "tests/sync/two_teachers.h"

using namespace staffroom;
using namespace staffroom::test;
using base::ErrorCode;
TEST_CASE("a scope that a person left is purged, unsent work is rejected visibly, and coming back restores all")
{
    Group group;
    group.a->mustSync();
    const RecordId unsent = group.a->post(group.group, "never sent");
    group.school.allow(group.anna, group.group, 0);
    group.a->mustSync();
    CHECK(group.a->state(group.fromB).empty());
    CHECK(group.a->cursor(group.group).seq == 0);
    for (const auto& [scope, digest] : must(group.a->replica().digests()))
        CHECK(scope != group.group);
    bool shown = false;
    for (const auto& line : must(group.a->replica().own(100)))
        shown = shown || (line.record == unsent && line.rejected && line.kind == static_cast<unsigned>(Kind::post) &&
                          domain::textOf(line.words.at(f::post::body)) == "never sent");
    CHECK(shown);
    group.school.allow(group.anna, group.group, domain::only(domain::Role::member));
    group.b->post(group.group, "meanwhile");
    group.b->mustSync();
    group.a->mustSync();
    requireLevel(group.school, {group.a.get(), group.b.get()});
    CHECK(group.a->text(group.fromB, f::post::body) == "from B");
}

TEST_CASE("work that waits while a person is out of a scope for a time is there again and sent on coming back")
{
    Group group;
    group.a->mustSync();
    group.school.allow(group.anna, group.group, 0);
    Wire cut; // hears of the leaving, and is switched off before anything is sent
    cut.fault = [](std::size_t, const sync::Request& request) {
        return request.path == "/v1/push" ? Fault::dropBefore : Fault::none;
    };
    const RecordId waiting = group.a->post(group.group, "waits");
    CHECK(group.a->sync(cut).dropped);
    CHECK(group.a->state(group.fromB).empty());
    group.school.allow(group.anna, group.group, domain::only(domain::Role::member));
    for (Pc* pc : {group.a.get(), group.b.get(), group.a.get()})
        pc->mustSync();
    requireLevel(group.school, {group.a.get(), group.b.get()});
    CHECK(group.b->text(waiting, f::post::body) == "waits");
    CHECK(group.a->text(waiting, f::post::body) == "waits");
}

TEST_CASE("the late word on work that was sent before its author left brings nothing of the scope back")
{
    Group group;
    group.a->mustSync();
    const RecordId sent = group.a->post(group.group, "sent, and the answer lost");
    const SyncEnd cut = group.a->sync({.fault = [](std::size_t, const sync::Request& request) {
        return request.path == "/v1/push" ? Fault::dropAfter : Fault::none;
    }});
    REQUIRE(cut.dropped);
    group.school.allow(group.anna, group.group, 0);
    group.a->mustSync();
    group.a->mustSync();
    CHECK(group.a->state(sent).empty());
    CHECK(must(group.a->replica().counts()).waiting == 0);
    group.school.allow(group.anna, group.group, domain::only(domain::Role::member));
    group.a->mustSync();
    group.b->mustSync();
    CHECK(group.a->text(sent, f::post::body) == "sent, and the answer lost");
    requireLevel(group.school, {group.a.get(), group.b.get()});
}

TEST_CASE("a full disk is said to be one, and nothing is half written")
{
    Group group;
    for (int number = 0; number < 60; ++number)
        group.b->post(group.group, std::string(8'000, 'x'));
    group.b->mustSync();
    group.a->mustSync();
    for (int number = 0; number < 60; ++number)
        group.b->post(group.group, std::string(8'000, 'y'));
    group.b->mustSync();
    const auto digests = must(group.a->replica().digests());
    const sync::Cursor before = group.a->cursor(group.group);
    SQLite::Database& connection = group.a->replica().writer().connection();
    const int pages = connection.execAndGet("PRAGMA page_count").getInt();
    connection.exec("PRAGMA max_page_count = " + std::to_string(pages));
    const SyncEnd end = group.a->sync();
    REQUIRE(end.error);
    CHECK(end.error->code == ErrorCode::diskFull);
    const auto refused = group.a->write(group.school.id(), Kind::planItem, group.a->work(),
                                        {{f::plan_item::notes, Value::text(std::string(200'000, 'z'))}});
    REQUIRE_FALSE(refused.ok());
    CHECK(refused.error().code == ErrorCode::diskFull);
    CHECK(must(group.a->replica().digests()) == digests);
    CHECK(group.a->cursor(group.group) == before);
    connection.exec("PRAGMA max_page_count = 1000000");
    group.a->mustSync();
    requireLevel(group.school, {group.a.get(), group.b.get()});
}

TEST_CASE("what nobody could take in is refused at once: a field twice, an unreadable value")
{
    Group group;
    const auto twice =
        group.a->write(group.school.id(), Kind::planItem, group.a->work(),
                       {{f::plan_item::title, Value::text("a")}, {f::plan_item::title, Value::text("b")}});
    CHECK_FALSE(twice.ok());
    const auto unreadable = group.a->write(group.school.id(), Kind::preference, {ScopeType::personPrivate, group.anna},
                                           {{f::preference::value, Value::fromItem("\x1c")}});
    CHECK_FALSE(unreadable.ok());
    group.a->mustSync();
    group.requireWhole();
}

TEST_CASE("a record that would grow past what a message holds is left as it was, and its author is told")
{
    Group group;
    group.a->mustSync();
    const auto grow = [&](domain::FieldNo field) {
        must(group.a->write(group.item, Kind::planItem, group.a->work(),
                            {{field, Value::text(std::string(200 * 1024, 'x'))}}));
    };
    for (domain::FieldNo field = 901; field <= 904; ++field)
        grow(field);
    CHECK(group.a->sync().complete);
    CHECK(must(group.a->replica().counts()).rejected == 1);
    CHECK(group.a->state(group.item).shown(903) != nullptr);
    CHECK(group.a->state(group.item).shown(904) == nullptr);
    const auto second = group.school.pc(group.anna);
    second->mustSync();
    requireLevel(group.school, {group.a.get(), second.get()});
    must(group.a->write(group.item, Kind::planItem, group.a->work(), {{901, Value::text("short")}}));
    group.a->mustSync(); // there is room again
    grow(904);
    group.a->mustSync();
    CHECK(group.a->state(group.item).shown(904) != nullptr);
}
