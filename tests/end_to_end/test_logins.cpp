// SPDX-License-Identifier: GPL-3.0-or-later
// How a login is typed, with real profiles and the real server.
#include "tests/end_to_end/county.h"
#include "tests/end_to_end/pc.h"
#include "tests/end_to_end/processes.h"
#include "tests/support/catch.hpp"

#include <SQLiteCpp/SQLiteCpp.h>

using namespace staffroom;
using namespace staffroom::test;

namespace {

std::ptrdiff_t profilesIn(const std::filesystem::path& root)
{
    return std::distance(std::filesystem::directory_iterator(root), {});
}

} // namespace

TEST_CASE("capitals and blanks around a login don't matter at sign-in, and make no second profile")
{
    const TemporaryFolder folder;
    const County county = makeCounty(folder.path() / "server");
    ServerProcess server(folder.path() / "server");
    server.start();
    const std::filesystem::path root = folder.path() / "pc";
    for (const char* typed : {" LI ", "li", "Li\t"}) {
        Pc pc(root, server.address(), typed);
        CHECK(pc->account().login == "li");
        CHECK(pc->account().person == county.li);
        CHECK(profilesIn(root) == 1);
    }
}

TEST_CASE("who has a login with capitals in an old store goes on signing in, however it is typed")
{
    const TemporaryFolder folder;
    const County county = makeCounty(folder.path() / "server");
    SQLite::Database((folder.path() / "server" / "server.db").string(), SQLite::OPEN_READWRITE)
        .exec("UPDATE account SET login = 'Wang Jian, Guo' WHERE login = 'wang'");
    ServerProcess server(folder.path() / "server");
    server.start();
    for (const char* typed : {"Wang Jian, Guo", "wang jian, guo"}) {
        Pc pc(folder.path() / "pc", server.address(), typed);
        CHECK(pc->account().person == county.wang);
    }
    CHECK(profilesIn(folder.path() / "pc") == 1);
}

TEST_CASE("guesses for one account count together, however its login is written")
{
    const TemporaryFolder folder;
    makeCounty(folder.path() / "server");
    ServerProcess server(folder.path() / "server");
    server.start();
    std::string last;
    for (const char* typed : {"li", "Li", "LI", "lI", " li", "li "}) {
        // Another PC each time: the server itself has to count.
        const auto guess = node::BlockingDesktop::open(folder.path() / std::string("pc ").append(typed).append("."),
                                                       server.address(), typed, "wrong");
        REQUIRE_FALSE(guess.ok());
        last = base::errorName(guess.error().code);
    }
    CHECK(last == "too-many-attempts");
}
