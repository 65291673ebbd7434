// SPDX-License-Identifier: GPL-3.0-or-later
// Poke streams of devices that may not hear of it any more. That a stream ends when its owner is ended is tested where
// the streams are, in tests/server/http.
#include "tests/sync/lab.h"

using namespace staffroom;
using namespace staffroom::test;
using base::ErrorCode;

namespace {

using Owners = std::unordered_set<std::string>;

std::string nameOf(Pc& pc)
{
    return pc.replica().incarnation().text();
}

} // namespace

TEST_CASE("the streams of a device end at the server when it is found revoked, as it signs in or later in its session")
{
    for (const std::string_view when : {"/v1/session", "/v1/heads"}) {
        INFO("before " << when);
        Lab lab;
        lab.direct->mustSync();
        lab.school.poke().listen([] {});
        Wire wire;
        wire.before = [&](std::size_t, const sync::Request& request) {
            if (request.path == when)
                lab.school.store().writer().connection().exec("UPDATE device SET revoked = 1");
        };
        const SyncEnd end = lab.direct->sync(wire);
        REQUIRE(end.error);
        CHECK(end.error->code == ErrorCode::revoked);
        CHECK(lab.school.poke().take().endedOwners == Owners{nameOf(*lab.direct)});
    }
}

TEST_CASE("the streams of a device end at a hub with the exchange that takes a right or the hub from it, and no others")
{
    Lab lab;
    lab.settle();
    lab.hub.poke().listen([] {});
    lab.later();
    lab.mustExchange();
    CHECK(lab.hub.poke().take().endedOwners.empty());
    SECTION("a right to a scope is gone")
    {
        lab.school.allow(lab.anna, lab.group, 0);
    }
    SECTION("the person has left the hub")
    {
        lab.hub.leave(lab.anna);
    }
    SECTION("the device is revoked")
    {
        SQLite::Statement revoke(lab.school.store().writer().connection(),
                                 "UPDATE device SET revoked = 1 WHERE incarnation = ?");
        const Bytes name(lab.a->replica().incarnation().view());
        revoke.bind(1, name.data(), static_cast<int>(name.size()));
        REQUIRE(revoke.exec() == 1);
    }
    lab.later();
    lab.mustExchange();
    CHECK(lab.hub.poke().take().endedOwners == Owners{nameOf(*lab.a)});
    lab.later();
    lab.mustExchange();
    CHECK(lab.hub.poke().take().endedOwners.empty());
}

TEST_CASE("a new right ends no stream at a hub: its PC listens anew when it hears of the scope")
{
    Lab lab;
    lab.settle();
    lab.hub.poke().listen([] {});
    lab.school.allow(lab.anna, {ScopeType::group, lab.school.id()}, domain::only(domain::Role::member));
    lab.later();
    lab.mustExchange();
    CHECK(lab.hub.poke().take().endedOwners.empty());
}
