// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/disk_reserve.h"
#include "tests/support/catch.hpp"
#include "tests/support/temporary_folder.h"

#include <sys/stat.h>

using namespace staffroom;

TEST_CASE("a reserve really takes its room on the disk, and gives it back once")
{
    const test::TemporaryFolder folder;
    base::DiskReserve reserve(folder.path() / "reserve", 1'000'000);
    CHECK_FALSE(reserve.release());
    reserve.hold();
    reserve.hold();
    struct stat facts = {};
    REQUIRE(::stat(folder.path("reserve").c_str(), &facts) == 0);
    CHECK(facts.st_size == 1'000'000);
    CHECK(facts.st_blocks * 512 >= 1'000'000); // a file with a hole would keep nothing
    CHECK(reserve.release());
    CHECK_FALSE(std::filesystem::exists(folder.path() / "reserve"));
    CHECK_FALSE(reserve.release());
}

TEST_CASE("where the room isn't there, nothing is left of a reserve")
{
    const test::TemporaryFolder folder;
    base::DiskReserve reserve(folder.path() / "reserve", std::int64_t(1) << 60);
    reserve.hold();
    CHECK_FALSE(std::filesystem::exists(folder.path() / "reserve"));
    base::DiskReserve(folder.path() / "no such folder" / "reserve", 10).hold();
    CHECK(std::filesystem::is_empty(folder.path()));
}
