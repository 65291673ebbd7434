// SPDX-License-Identifier: GPL-3.0-or-later
// What the server tells for somebody else to carry: verdicts again, devices of a person, grants.
#include "core/sync/relayed.h"
#include "tests/sync/two_teachers.h"

using namespace staffroom;
using namespace staffroom::test;

TEST_CASE("verdicts that are listed later are the words that were given")
{
    Group group;
    group.a->mustSync();
    group.a->post(group.group, "one");
    must(group.a->write(group.school.id(), Kind::post, group.group, // in another's name: quarantined
                        {{f::post::author, Value::id(group.bo)}, {f::post::body, Value::text("two")}}));
    std::vector<sync::Verdict> given;
    Wire wire;
    wire.after = [&](const sync::Request& request, const sync::Response& response) {
        if (!request.path.starts_with("/v1/push"))
            return;
        for (sync::Verdict& verdict :
             must(sync::decodeVerdicts(must(sync::unwrap(response.body)), group.school.store().key().publicKey())))
            given.push_back(std::move(verdict));
    };
    group.a->sync(wire);
    REQUIRE(given.size() == 1);
    REQUIRE(given.front().quarantined.size() == 1);
    const auto listed = must(group.school.store().verdictsOf(group.a->replica().incarnation(), group.group, 6));
    REQUIRE(listed.size() == 1);
    CHECK(sync::verdictClaim(listed.front()) == sync::verdictClaim(given.front()));
    CHECK(must(group.school.store().verdictsOf(group.a->replica().incarnation(), group.group, 8)).empty());
    CHECK(must(group.school.store().verdictsOf(group.b->replica().incarnation(), group.a->work(), 1)).empty());
}

TEST_CASE("a person's devices are listed, and heads are remembered by the server's time")
{
    Group group;
    CHECK(must(group.a->replica().headsMs()) == 0);
    group.a->mustSync();
    CHECK(must(group.a->replica().headsMs()) == group.school.clock().wallMs());
    const auto second = group.school.pc(group.a->person());
    const auto devices = must(group.school.store().devicesOf(group.a->person()));
    CHECK(devices.size() == 2);
    CHECK(must(group.school.store().devicesOf(group.school.id())).empty());
}
