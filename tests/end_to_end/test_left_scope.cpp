// SPDX-License-Identifier: GPL-3.0-or-later
// What lies beside a PC's store when a group is left: nothing of that group.
#include "tests/end_to_end/county.h"
#include "tests/end_to_end/pc.h"
#include "tests/end_to_end/processes.h"
#include "tests/support/catch.hpp"

#include <algorithm>
#include <fstream>
#include <vector>

using namespace staffroom;
using namespace staffroom::test;

namespace {

const std::string titled = "只有小组里的人能看";

void write(const std::filesystem::path& file)
{
    std::filesystem::create_directories(file.parent_path());
    std::ofstream(file) << "x";
}

/// li's, in that scope; the server is down.
void setRoles(const std::filesystem::path& server, const County& county, const domain::ScopeId& scope,
              domain::Roles roles)
{
    const base::SystemClock clock;
    base::SystemRandom random;
    auto store = storage::SqliteCentral::open({server, clock, random}, false);
    REQUIRE(store.ok());
    REQUIRE((*store)->setRoles(county.li, scope, roles).ok());
}

bool isNamed(const node::Arrivals& arrivals)
{
    return std::ranges::any_of(arrivals.kinds, [](const node::Arrived& some) {
        return std::ranges::find(some.names, titled) != some.names.end();
    });
}

} // namespace

TEST_CASE("who left a group and a catalogue finds neither names nor packages nor older copies of it beside the store")
{
    TemporaryFolder folder;
    const std::filesystem::path data = folder.path() / "server";
    const County county = makeCounty(data);
    const domain::ScopeId group{domain::ScopeType::group, county.group};
    const domain::ScopeId catalogue{domain::ScopeType::catalogue, county.organisation};
    setRoles(data, county, catalogue, domain::only(domain::Role::member));
    ServerProcess server(data);
    server.start();
    Pc author(folder.path() / "wang", server.address(), "wang");
    REQUIRE(author->community().post(county.group, titled, "正文").ok());
    REQUIRE_FALSE(author.sync().problem.has_value());

    const std::string package(64, 'a'), download(64, 'b');
    Pc pc(folder.path() / "li", server.address(), "li");
    REQUIRE(isNamed(pc.sync().arrivals));
    const std::filesystem::path profile = pc.replica().file().parent_path();
    const std::vector beside{profile / "packages" / package / "index.html",
                             profile / "downloads" / (download + ".part")};
    for (const std::filesystem::path& file : beside)
        write(file);
    write(profile / "store.db.before-3");
    write(profile / "store.db.at-2026-11-27");
    const auto leaves = [&](const domain::ScopeId& scope) {
        server.stop();
        setRoles(data, county, scope, 0);
        server.start(server.port());
        const node::SyncStatus left = pc.sync();
        INFO((left.problem ? describe(*left.problem) : std::string()));
        REQUIRE_FALSE(left.problem.has_value());
        CHECK_FALSE(isNamed(left.arrivals));
        CHECK_FALSE(left.arrivals.kinds.empty()); // how many things came is still told
    };
    leaves(group);
    CHECK_FALSE(std::filesystem::exists(profile / "store.db.before-3"));
    for (const std::filesystem::path& file : beside)
        CHECK(std::filesystem::exists(file)); // of no group's
    leaves(catalogue);
    for (const std::filesystem::path& file : beside)
        CHECK_FALSE(std::filesystem::exists(file));
    CHECK(std::filesystem::exists(profile / "store.db.at-2026-11-27")); // all there is of a server that is gone
}
