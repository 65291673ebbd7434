// SPDX-License-Identifier: GPL-3.0-or-later
// The hub's address that a person sets, with a real profile and the real server; a hub itself is in lab/.
#include "tests/end_to_end/county.h"
#include "tests/end_to_end/pc.h"
#include "tests/end_to_end/processes.h"
#include "tests/support/catch.hpp"

using namespace staffroom;
using namespace staffroom::test;

TEST_CASE(
    "a profile keeps the address of its school's hub, talks to it alone, and to the server again when it is cleared")
{
    TemporaryFolder folder;
    const County county = makeCounty(folder.path() / "server");
    ServerProcess server(folder.path() / "server");
    server.start();
    const std::filesystem::path root = folder.path() / "pc";
    {
        Pc pc(root, server.address(), "li");
        REQUIRE_FALSE(pc.sync().problem.has_value());
        const auto refused = pc->setHub("not an address");
        REQUIRE_FALSE(refused.ok());
        CHECK(refused.error().code == base::ErrorCode::invalidArgument);
        CHECK(pc->hub().empty());
        REQUIRE(pc->setHub("127.0.0.1:1").ok()); // nobody listens there
        CHECK(pc->hub() == "http://127.0.0.1:1");
        REQUIRE(pc->community().post(county.group, "waits for the hub", "正文 text").ok());
    }
    Pc pc(root, server.address(), "li");
    CHECK(pc->hub() == "http://127.0.0.1:1");
    const node::SyncStatus off = pc.sync();
    REQUIRE(off.problem.has_value());
    CHECK(off.problem->code == base::ErrorCode::hostUnreachable);
    CHECK(off.waiting == 1);
    REQUIRE(pc->setHub({}).ok());
    const node::SyncStatus on = pc.sync();
    CHECK_FALSE(on.problem.has_value());
    CHECK(on.waiting == 0);
}
