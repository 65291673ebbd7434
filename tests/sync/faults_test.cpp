// SPDX-License-Identifier: GPL-3.0-or-later
// What must hold when the link, the server's answers or the disk fail.
#include "core/sync/tuning.h"
#include "tests/sync/two_teachers.h"

using namespace staffroom;
using namespace staffroom::test;
using base::ErrorCode;

namespace {

std::size_t requestsOfAWholeSync()
{
    Group group;
    const SyncEnd end = group.a->sync();
    REQUIRE(end.clean());
    group.requireWhole();
    return end.requests;
}

void garble(Bytes& body, std::size_t at)
{
    auto message = sync::unwrap(body);
    if (!message) { // a segment: the frame itself
        body[at % body.size()] = static_cast<char>(body[at % body.size()] ^ 0x10);
        return;
    }
    (*message)[at % message->size()] = static_cast<char>((*message)[at % message->size()] ^ 0x10);
    body = sync::wrap(*message);
}

} // namespace

TEST_CASE("a session dropped at any step is completed by the next one, with nothing lost or doubled")
{
    const std::size_t whole = requestsOfAWholeSync();
    for (const Fault fault : {Fault::dropBefore, Fault::dropAfter})
        for (std::size_t step = 1; step <= whole; ++step) {
            Group group;
            const SyncEnd cut =
                group.a->sync({.fault = [&](std::size_t at, const auto&) { return at == step ? fault : Fault::none; }});
            REQUIRE(cut.dropped);
            group.a->restart();
            group.a->mustSync();
            group.requireWhole();
        }
}

TEST_CASE("a request or an answer lost at any step is made good within the session")
{
    const std::size_t whole = requestsOfAWholeSync();
    for (const Fault fault : {Fault::requestLost, Fault::answerLost, Fault::twice})
        for (std::size_t step = 1; step <= whole; ++step) {
            Group group;
            const SyncEnd end =
                group.a->sync({.fault = [&](std::size_t at, const auto&) { return at == step ? fault : Fault::none; }});
            REQUIRE(end.clean());
            group.requireWhole();
        }
}

TEST_CASE("a link that stays cut ends the session with the reason after a bounded number of tries")
{
    Group group;
    const SyncEnd end = group.a->sync({.fault = [](std::size_t, const auto&) { return Fault::requestLost; }});
    REQUIRE(end.error);
    CHECK(end.error->code == ErrorCode::linkCut);
    CHECK(end.requests <= sync::tuning::retries + 1);
    group.a->mustSync();
    group.requireWhole();
}

TEST_CASE("a batch sent again gets the very same verdict")
{
    Group group;
    std::vector<Bytes> verdicts;
    Wire wire;
    wire.fault = [](std::size_t, const sync::Request& request) {
        return request.path == "/v1/push" ? Fault::dropAfter : Fault::none;
    };
    wire.before = [&](std::size_t, const sync::Request& request) {
        if (request.path == "/v1/push")
            verdicts.push_back(group.school.exchange(request).body);
    };
    for (int times = 0; times < 3; ++times)
        CHECK(group.a->sync(wire).dropped);
    REQUIRE(verdicts.size() == 3);
    CHECK(verdicts[0] == verdicts[1]);
    CHECK(verdicts[1] == verdicts[2]);
    group.a->mustSync();
    group.requireWhole();
}

TEST_CASE("a rejected change is quarantined alone, shown with its reason, and the queue behind it goes on")
{
    Group group;
    group.a->mustSync();
    const RecordId allowed = group.a->post(group.group, "allowed before");
    // Another's post isn't hers to change; and a post is written once.
    must(group.a->write(group.fromB, Kind::post, group.group, {{f::post::body, Value::text("changed by A")}}));
    const RecordId forged = group.school.id();
    must(group.a->write(forged, Kind::post, group.group,
                        {{f::post::author, Value::id(group.bo)}, {f::post::body, Value::text("in B's name")}}));
    const RecordId announcement = group.school.id();
    const ScopeId org{ScopeType::org, group.school.id()};
    group.school.allow(group.anna, org, domain::only(domain::Role::member));
    must(group.a->write(announcement, Kind::announcement, org, {{f::announcement::title, Value::text("no right")}}));
    const RecordId after = group.a->post(group.group, "allowed after");
    group.a->mustSync();
    group.b->mustSync();
    requireLevel(group.school, {group.a.get(), group.b.get()});
    CHECK(group.b->text(allowed, f::post::body) == "allowed before");
    CHECK(group.b->text(after, f::post::body) == "allowed after");
    CHECK(group.a->text(group.fromB, f::post::body) == "from B");
    CHECK(group.a->state(forged).empty());
    CHECK(group.b->state(forged).empty());
    std::map<RecordId, ErrorCode> rejected;
    for (const auto& line : must(group.a->replica().own(100)))
        if (line.rejected)
            rejected[line.record] = line.reason;
    REQUIRE(rejected.size() == 3);
    CHECK(rejected[group.fromB] == ErrorCode::schemaViolation);
    CHECK(rejected[forged] == ErrorCode::forbidden);
    CHECK(rejected[announcement] == ErrorCode::forbidden);
    CHECK(must(group.a->replica().counts()).waiting == 0);
    CHECK(must(group.a->replica().counts()).rejected == 3);
}

TEST_CASE("a rejected batch whose verdict was lost is known as rejected when several batches are sent again")
{
    Group group;
    group.a->mustSync();
    // Two batches in one request: the second holds what will be rejected.
    const RecordId good = group.a->post(group.group, "good");
    must(group.a->replica().outgoing(group.group, 0, 1));
    must(group.a->write(group.fromB, Kind::post, group.group, {{f::post::body, Value::text("changed by A")}}));
    const SyncEnd cut = group.a->sync({.fault = [](std::size_t, const sync::Request& request) {
        return request.path == "/v1/push" ? Fault::dropAfter : Fault::none;
    }});
    REQUIRE(cut.dropped);
    group.a->mustSync();
    group.b->mustSync();
    requireLevel(group.school, {group.a.get(), group.b.get()});
    CHECK(must(group.a->replica().counts()).rejected == 1);
    CHECK(group.a->text(group.fromB, f::post::body) == "from B");
    CHECK(group.b->text(good, f::post::body) == "good");
}

TEST_CASE("an edit on top of a rejected one stands on its own, the same everywhere")
{
    School school;
    const RecordId anna = school.person();
    const auto a = school.pc(anna);
    const auto b = school.pc(anna);
    const RecordId item = school.id();
    must(a->write(item, Kind::planItem, a->work(), {{f::plan_item::title, Value::text("first")}}));
    a->mustSync();
    b->mustSync();
    // The right goes and comes back between two syncs; what was sent meanwhile is rejected.
    must(a->write(item, Kind::planItem, a->work(), {{f::plan_item::title, Value::text("rejected")}}));
    must(a->replica().outgoing(a->work(), 0, 1));
    school.allow(anna, a->work(), domain::only(domain::Role::mentor));
    a->mustSync();
    school.allow(anna, a->work(), domain::only(domain::Role::owner));
    CHECK(a->text(item, f::plan_item::title) == "first");
    must(a->write(item, Kind::planItem, a->work(), {{f::plan_item::title, Value::text("third")}}));
    for (Pc* pc : {a.get(), b.get(), a.get()})
        pc->mustSync();
    requireLevel(school, {a.get(), b.get()});
    CHECK(b->text(item, f::plan_item::title) == "third");
    CHECK(must(a->replica().contested()).empty());
}

TEST_CASE("a page, a verdict or a snapshot altered by one byte on the wire is refused, and a clean session completes")
{
    for (const char* what : {"/v1/push", "/v1/pull/", "/v1/snapshot/"})
        for (std::size_t at = 0; at < 400; at += 7) {
            Group group;
            if (std::string_view(what) == "/v1/snapshot/") // who comes back to a scope starts from a snapshot
                for (std::uint64_t number = 0; number <= sync::tuning::snapshotAfter; ++number)
                    group.b->post(group.group, "post " + std::to_string(number));
            group.b->mustSync();
            bool altered = false;
            bool inGroup = false;
            Group* const all = &group;
            sync::Cursor before;
            Wire wire;
            wire.alter = [&](std::size_t, const sync::Request& request, Bytes& body) {
                if (!altered && request.path.starts_with(what)) {
                    altered = true;
                    inGroup = request.path.find(base::toHex(all->group.view())) != std::string::npos;
                    before = group.a->cursor(group.group);
                    garble(body, at);
                }
            };
            const SyncEnd end = group.a->sync(wire);
            REQUIRE(altered);
            INFO(what << " at " << at);
            REQUIRE(end.error);
            CHECK((end.error->code == ErrorCode::badSignature || end.error->code == ErrorCode::badHash ||
                   end.error->code == ErrorCode::malformed || end.error->code == ErrorCode::truncated ||
                   end.error->code == ErrorCode::brokenChain || end.error->code == ErrorCode::tooLarge ||
                   end.error->code == ErrorCode::scopeMismatch));
            if (std::string_view(what) != "/v1/push") // there it was the word on another scope
                CHECK((group.a->cursor(group.group) == before || !inGroup));
            group.a->mustSync();
            group.b->mustSync();
            requireLevel(group.school, {group.a.get(), group.b.get()});
            if (std::string_view(what) == "/v1/snapshot/" && at > 60)
                break; // a thousand records each: fewer will do
        }
}

TEST_CASE("a page made for its writer is no use to another reader: nothing is skipped")
{
    Group group;
    group.b->mustSync();
    // B's page of the group leaves B's own words out. A relay gives it to A.
    std::optional<Bytes> pageForB;
    auto other = group.school.pc(group.bo);
    const RecordId words = other->post(group.group, "more from B");
    Wire listen;
    listen.after = [&](const sync::Request& request, const sync::Response& response) {
        if (request.path.starts_with("/v1/pull/" + base::toHex(group.group.view())))
            pageForB = response.body;
    };
    REQUIRE(other->sync(listen).clean());
    REQUIRE(pageForB);
    Group* const all = &group;
    const auto fresh = group.school.pc(group.anna);
    const sync::Cursor before = fresh->cursor(group.group);
    Wire relay;
    relay.alter = [&](std::size_t, const sync::Request& request, Bytes& body) {
        if (request.path.starts_with("/v1/pull/" + base::toHex(all->group.view())))
            body = *pageForB;
    };
    const SyncEnd end = fresh->sync(relay);
    REQUIRE(end.error);
    CHECK(end.error->code == ErrorCode::brokenChain);
    CHECK(fresh->cursor(group.group).seq == before.seq);
    fresh->mustSync();
    requireLevel(group.school, {fresh.get(), other.get()});
    CHECK(fresh->text(words, f::post::body) == "more from B");
}

TEST_CASE("replaying recorded answers to a later session changes nothing")
{
    Group group;
    std::vector<std::pair<std::string, Bytes>> recorded;
    Wire record;
    record.after = [&](const sync::Request& request, const sync::Response& response) {
        if (request.path.starts_with("/v1/pull/") || request.path == "/v1/push")
            recorded.emplace_back(request.path.substr(0, 44), response.body);
    };
    REQUIRE(group.a->sync(record).clean());
    group.b->post(group.group, "later");
    group.b->mustSync();
    const auto digests = must(group.a->replica().digests());
    for (const auto& [path, body] : recorded) {
        Wire replay;
        replay.alter = [&, path = path, body = body](std::size_t, const sync::Request& request, Bytes& answer) {
            if (request.path.starts_with(path) && path != "/v1/push")
                answer = body;
        };
        const SyncEnd end = group.a->sync(replay);
        if (end.error)
            CHECK((end.error->code == ErrorCode::replayed || end.error->code == ErrorCode::brokenChain));
        if (!end.clean())
            CHECK(must(group.a->replica().digests()) == digests);
        group.a->restart();
    }
    group.a->mustSync();
    requireLevel(group.school, {group.a.get(), group.b.get()});
}

TEST_CASE("pushed batches that are recorded and sent again by somebody else change nothing")
{
    Group group;
    std::vector<sync::Request> pushes;
    Wire record;
    record.before = [&](std::size_t, const sync::Request& request) {
        if (request.path == "/v1/push")
            pushes.push_back(request);
    };
    REQUIRE(group.a->sync(record).clean());
    REQUIRE_FALSE(pushes.empty());
    const auto before = must(group.school.store().digests());
    for (const sync::Request& push : pushes)
        CHECK(group.school.exchange(push).status == 200);
    const auto after = must(group.school.store().digests());
    REQUIRE(before.size() == after.size());
    for (std::size_t at = 0; at < before.size(); ++at) {
        CHECK(before[at].seq == after[at].seq);
        CHECK(before[at].digest == after[at].digest);
    }
}
