// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/catch.hpp"
#include "tests/unit/ctl/command_runner.h"

#include <fstream>

using namespace staffroom::ctl;
using namespace staffroom::ctl::testing;

TEST_CASE("verify finds each sort of damage in a store that was clean")
{
    const TemporaryFolder folder;
    const std::string data = folder.path("server");
    REQUIRE(seed(data).code == ExitCode::done);
    const Outcome clean = staffroomctl({"verify", "--data", data});
    CAPTURE(clean.errors);
    REQUIRE(clean.code == ExitCode::done);
    REQUIRE(clean.out.find("clean: ") != std::string::npos);

    std::string damage;
    std::string says;
    SECTION("a flipped byte in a log entry")
    {
        damage = "UPDATE log SET entry = CAST(substr(entry, 1, 500) || x'00' || substr(entry, 502) AS BLOB) WHERE seq "
                 "= 1 AND "
                 "length(entry) = (SELECT max(length(entry)) FROM log WHERE seq = 1)";
    }
    SECTION("a log entry that is missing")
    {
        damage = "DELETE FROM log WHERE rowid = (SELECT max(rowid) FROM log)";
        says = "its head is not where its log ends";
    }
    SECTION("a flipped byte in a record")
    {
        damage = "UPDATE record SET state = CAST(replace(CAST(state AS TEXT), '分数', '小数') AS BLOB) WHERE kind = 12";
        says = "its records are not what its log makes";
    }
    SECTION("another word in a read model")
    {
        damage = "UPDATE reply SET body = body || '!' WHERE rid = (SELECT min(rid) FROM reply)";
        says = "reply not as the records make it";
    }
    SECTION("a row that a read model lacks")
    {
        damage = "DELETE FROM person WHERE rid = (SELECT min(rid) FROM person)";
        says = "person not as the records make it";
    }
    SECTION("a count that is wrong")
    {
        damage = "UPDATE post SET replies = replies + 1 WHERE rid = (SELECT max(rid) FROM post)";
        says = "post not as the records make it";
    }
    SECTION("a batch that isn't what was signed")
    {
        damage = "UPDATE received SET hash = zeroblob(32) WHERE first = 1 AND sid = (SELECT min(sid) FROM received)";
        says = "is not what was signed";
    }
    REQUIRE_FALSE(damage.empty());
    execute(data, damage);
    const Outcome damaged = staffroomctl({"verify", "--data", data});
    CAPTURE(damaged.errors);
    CHECK(damaged.code == ExitCode::failed);
    CHECK(damaged.errors.find(says) != std::string::npos);
    CHECK(damaged.out.find("clean: ") == std::string::npos);
    // It looks and changes nothing: the second look finds the same.
    CHECK(staffroomctl({"verify", "--data", data}).errors == damaged.errors);
}

TEST_CASE("verify finds a package that was altered or lost")
{
    const TemporaryFolder folder;
    const std::string data = folder.path("server");
    REQUIRE(seed(data).code == ExitCode::done);
    const std::filesystem::path blob = std::filesystem::directory_iterator(data + "/blobs")->path();
    SECTION("altered")
    {
        std::fstream file(blob, std::ios::binary | std::ios::in | std::ios::out);
        file.seekp(100);
        file.put('#');
    }
    SECTION("lost")
    {
        std::filesystem::remove(blob);
    }
    const Outcome damaged = staffroomctl({"verify", "--data", data});
    CHECK(damaged.code == ExitCode::failed);
    CHECK(damaged.errors.find("verifying the packages") != std::string::npos);
}

TEST_CASE("pack makes the snapshots that new PCs fetch, and a second time finds them made")
{
    const TemporaryFolder folder;
    const std::string data = folder.path("server");
    REQUIRE(seed(data).code == ExitCode::done);
    const Outcome first = staffroomctl({"pack", "--data", data});
    CAPTURE(first.errors);
    REQUIRE(first.code == ExitCode::done);
    const Outcome again = staffroomctl({"pack", "--data", data});
    CHECK(again.out == first.out);
    const Outcome clean = staffroomctl({"verify", "--data", data});
    CHECK(clean.code == ExitCode::done);
    CHECK(clean.out.find(" 0 snapshots") == std::string::npos);
    CHECK(staffroomctl({"pack", "--data", folder.path("nowhere")}).code != ExitCode::done);
}
