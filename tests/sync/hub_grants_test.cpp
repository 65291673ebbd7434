// SPDX-License-Identifier: GPL-3.0-or-later
// What a hub takes for the server's picture of its members: the answer to its own question, whatever time that says,
// and nothing else.
#include "tests/sync/lab.h"

using namespace staffroom;
using namespace staffroom::test;
using base::ErrorCode;

namespace {

constexpr std::int64_t fourYears = 4 * 365 * 86'400'000LL;

bool reads(Lab& lab, Pc& pc, const ScopeId& scope)
{
    const auto member = lab.hub.store().member(pc.replica().incarnation());
    return member && member->roles(scope) != 0;
}

} // namespace

TEST_CASE("a hub that met its server while its clock ran years ahead takes what is newer once the clock is right")
{
    Lab lab;
    lab.settle();
    const std::int64_t right = lab.school.clock().wallMs();
    lab.school.clock().setWall(right + fourYears);
    lab.mustExchange();
    lab.through(*lab.a);
    lab.school.clock().setWall(right);
    lab.later();
    const RecordId post = lab.direct->post(lab.group, "after the clock was put right");
    lab.direct->mustSync();
    const ScopeId joined{ScopeType::group, lab.school.id()};
    lab.school.allow(lab.bo, joined, domain::only(domain::Role::member));
    lab.mustExchange();
    CHECK(reads(lab, *lab.b, joined));
    CHECK(lab.hub.store().serverMs() < right + fourYears);
    lab.through(*lab.b);
    CHECK(lab.b->text(post, f::post::body) == "after the clock was put right");
    CHECK(lab.b->asOf() < right + fourYears);
    lab.a->mustSync(); // it had heard of that time too, through the hub
    lab.later();
    lab.mustExchange();
    lab.through(*lab.a);
    CHECK(lab.a->asOf() < right + fourYears);
    lab.settle();
    lab.requireLevelEverywhere();
}

TEST_CASE("an answer of before that somebody puts in the place of the server's brings a hub no right back")
{
    Lab lab;
    const std::int64_t right = lab.school.clock().wallMs();
    SECTION("of an hour ago") {}
    SECTION("of when the server's clock ran years ahead")
    {
        lab.school.clock().setWall(right + fourYears);
    }
    lab.hub.replace(); // so that all grants are in the answer whole
    Bytes before;
    Wire listening;
    listening.after = [&](const sync::Request& request, const sync::Response& response) {
        if (request.path == "/v1/relay/grants")
            before = response.body;
    };
    REQUIRE_FALSE(lab.hub.exchange(listening).error);
    REQUIRE(reads(lab, *lab.a, lab.group));
    lab.school.clock().setWall(right);
    lab.later(3'600'000);
    lab.school.allow(lab.anna, lab.group, 0);
    lab.mustExchange();
    CHECK_FALSE(reads(lab, *lab.a, lab.group));
    Wire replaying;
    replaying.alter = [&](std::size_t, const sync::Request& request, Bytes& body) {
        if (request.path == "/v1/relay/grants")
            body = before;
    };
    const SyncEnd end = lab.hub.exchange(replaying);
    REQUIRE(end.error);
    CHECK(end.error->code == ErrorCode::badSignature);
    CHECK_FALSE(reads(lab, *lab.a, lab.group));
    lab.mustExchange(); // and goes on as before
    CHECK_FALSE(reads(lab, *lab.a, lab.group));
}

TEST_CASE("a member that somebody leaves out of the server's answer stays a member of the hub")
{
    Lab lab;
    lab.later();
    Wire wire;
    wire.alter = [&](std::size_t, const sync::Request& request, Bytes& body) {
        if (request.path != "/v1/relay/grants")
            return;
        auto answer = must(sync::decodeGrantsAnswer(must(sync::unwrap(body))));
        REQUIRE(answer.devices.size() == 2);
        answer.devices.pop_back();
        body = sync::wrap(sync::encode(answer));
    };
    const SyncEnd end = lab.hub.exchange(wire);
    REQUIRE(end.error);
    CHECK(end.error->code == ErrorCode::badSignature);
    for (Pc* pc : {lab.a.get(), lab.b.get()})
        CHECK(reads(lab, *pc, lab.group));
}
