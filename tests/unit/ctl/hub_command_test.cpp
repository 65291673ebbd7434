// SPDX-License-Identifier: GPL-3.0-or-later
// A school's hub, from its kit to its members.
#include "tests/support/catch.hpp"
#include "tests/unit/ctl/command_runner.h"

#include <filesystem>

using namespace staffroom::ctl;
using namespace staffroom::ctl::testing;

TEST_CASE("a hub's kit is made once, its school's people are its members, also who comes later, and others may join")
{
    const TemporaryFolder folder;
    const std::string data = folder.path("server"), kit = folder.path("hub.kit");
    const std::string password = folder.write("password", "correct horse\n");
    const auto person = [&](const std::string& login, const std::string& school) {
        return staffroomctl({"user", "add", "--data", data, "--login", login, "--name", login, "--school", school,
                             "--role", "teacher", "--password-file", password})
            .code;
    };
    const auto members = [&] { return number(data, "SELECT count(*) FROM hub_member"); };
    REQUIRE(
        staffroomctl({"init", "--data", data, "--name", "县", "--admin", "chen", "--password-file", password}).code ==
        ExitCode::done);
    REQUIRE(staffroomctl({"organisation", "add", "--data", data, "--slug", "shimen", "--name", "石门乡学校"}).code ==
            ExitCode::done);
    REQUIRE(person("li", "shimen") == ExitCode::done);
    REQUIRE(person("wang", "office") == ExitCode::done);
    const std::vector<std::string> add{"hub", "add", "--data", data, "--org", "shimen", "--name", "机房", "--kit", kit};
    REQUIRE(staffroomctl(add).code == ExitCode::done);
    CHECK((std::filesystem::status(kit).permissions() & std::filesystem::perms::others_read) ==
          std::filesystem::perms::none);
    CHECK(members() == 1);
    const auto again = staffroomctl(add); // the kit is there: nobody loses one to a slip
    CHECK(again.code == ExitCode::failed);
    CHECK(again.errors.find("name another file, or move this one away first") != std::string::npos);
    CHECK(again.errors.find("--help") == std::string::npos);
    CHECK(person("zhao", "shimen") == ExitCode::done);
    CHECK(members() == 2);
    CHECK(staffroomctl({"hub", "join", "--data", data, "--name", "机房", "--logins", "wang"}).code == ExitCode::done);
    CHECK(members() == 3);
    CHECK(staffroomctl({"hub", "leave", "--data", data, "--name", "机房", "--logins", "li,wang"}).code ==
          ExitCode::done);
    CHECK(members() == 1);
    CHECK(staffroomctl({"hub", "join", "--data", data, "--name", "机房", "--logins", "nobody"}).code ==
          ExitCode::failed);
    CHECK(staffroomctl({"hub", "list", "--data", data}).out == "机房  1 member\n");
    CHECK(staffroomctl({"verify", "hub", folder.path("nothing")}).code == ExitCode::failed);
}
