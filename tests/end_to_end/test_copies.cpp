// SPDX-License-Identifier: GPL-3.0-or-later
// A profile's folder copied to another PC, as a disk image or a backup is: real profiles, the real server.
#include "core/node/device_keys.h"
#include "core/node/profile.h"
#include "tests/end_to_end/county.h"
#include "tests/end_to_end/pc.h"
#include "tests/end_to_end/processes.h"
#include "tests/support/catch.hpp"

#include <algorithm>

using namespace staffroom;
using namespace staffroom::test;

namespace {

base::RecordId post(Pc& pc, const County& county, const std::string& title)
{
    const auto made = pc->community().post(county.group, title, "正文 text");
    REQUIRE(made.ok());
    return *made;
}

bool told(Pc& pc, std::string_view what)
{
    const auto events = pc->events();
    return std::any_of(events.begin(), events.end(),
                       [&](const node::SyncEvent& event) { return event.text.find(what) != std::string::npos; });
}

std::filesystem::path profileIn(const std::filesystem::path& root, const std::string& server)
{
    return node::profileFolder(root, server, "li");
}

} // namespace

TEST_CASE("a profile's folder copied to a second PC: both write, both are told nothing is lost, and both end level")
{
    TemporaryFolder folder;
    const County county = makeCounty(folder.path() / "server", 10);
    ServerProcess server(folder.path() / "server");
    server.start();
    const std::filesystem::path first = folder.path() / "first";
    const std::filesystem::path second = folder.path() / "second";
    {
        Pc pc(first, server.address(), "li");
        post(pc, county, "before the copy");
        REQUIRE_FALSE(pc.sync().problem.has_value());
    }
    std::filesystem::copy(first, second, std::filesystem::copy_options::recursive);
    Pc a(first, server.address(), "li");
    const base::RecordId fromA = post(a, county, "from the first");
    CHECK_FALSE(a.sync().copyFound);
    base::IncarnationId name;
    base::RecordId fromB;
    {
        Pc b(second, server.address(), "li");
        fromB = post(b, county, "from the second");
        const node::SyncStatus status = b.sync();
        CHECK_FALSE(status.problem.has_value());
        CHECK(status.copyFound);
        CHECK(status.waiting == 0);
        CHECK(told(b, "another copy of this profile was found"));
        name = b.replica().incarnation();
        CHECK(name != a.replica().incarnation());
        CHECK_FALSE(b.sync().copyFound); // told once
    }
    // The key is the profile's now, and the one that was begun with is gone.
    const auto profile = node::readProfile(profileIn(second, server.address()));
    REQUIRE(profile.ok());
    CHECK(base::incarnationOf(base::KeyPair::fromSeed(profile->deviceSeed)->publicKey()) == name);
    CHECK_FALSE(node::begunKey(profile->folder).has_value());
    Pc b(second, server.address(), "li");
    CHECK(b.replica().incarnation() == name);
    REQUIRE_FALSE(b.sync().problem.has_value());
    REQUIRE_FALSE(a.sync().problem.has_value());
    CHECK(a.digests() == b.digests());
    for (Pc* pc : {&a, &b})
        for (const base::RecordId& id : {fromA, fromB}) {
            const auto shown = pc->replica().shown(id);
            REQUIRE(shown.ok());
            CHECK(shown->has_value());
        }
}

TEST_CASE("a profile whose store took the new name before its key was put in place opens with that key")
{
    TemporaryFolder folder;
    makeCounty(folder.path() / "server");
    ServerProcess server(folder.path() / "server");
    server.start();
    const std::filesystem::path root = folder.path() / "pc";
    base::Bytes old;
    {
        Pc pc(root, server.address(), "li");
        REQUIRE_FALSE(pc.sync().problem.has_value());
        old = node::readProfile(profileIn(root, server.address()))->deviceSeed;
    }
    const std::filesystem::path profile = profileIn(root, server.address());
    base::SystemRandom random;
    const auto next = node::beginKey(profile, random);
    REQUIRE(next.ok());
    CHECK(node::beginKey(profile, random)->seed() == next->seed()); // the same until it is taken
    {
        Pc pc(root, server.address(), "li"); // begun, and the server has not heard of it
        CHECK_FALSE(pc.sync().problem.has_value());
        CHECK(pc.replica().renew(*next, {}).ok()); // … and off
        CHECK(node::begunKey(profile).has_value());
    }
    Pc pc(root, server.address(), "li");
    CHECK(pc.replica().incarnation() == base::incarnationOf(next->publicKey()));
    CHECK_FALSE(node::begunKey(profile).has_value());
    CHECK(node::readProfile(profile)->deviceSeed == next->seed());
    CHECK(node::readProfile(profile)->deviceSeed != old);
}
