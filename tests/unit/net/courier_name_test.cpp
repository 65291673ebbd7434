// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/net/courier_file.h"
#include "tests/support/catch.hpp"
#include "tests/support/temporary_folder.h"

#include <sys/stat.h>

using namespace staffroom;

TEST_CASE("whatever an old store calls a login, its courier files lie in the folder that was named")
{
    const test::TemporaryFolder folder;
    const base::IncarnationId device;
    for (const std::string& login : {std::string("../../elsewhere"), std::string("/etc/passwd"), std::string("..\\up"),
                                     std::string("-rf"), std::string("."), std::string(""), std::string(400, 'x'),
                                     std::string("a\0b", 3), std::string("li, wang\n")}) {
        for (const sync::CourierWay way : {sync::CourierWay::up, sync::CourierWay::down}) {
            const std::string name = net::courierName(way, login, device);
            CAPTURE(login, name);
            CHECK(name.find_first_of("/\\\n, ") == std::string::npos);
            CHECK(name.find('\0') == std::string::npos);
            CHECK_FALSE(name.starts_with('.'));
            CHECK_FALSE(name.starts_with('-'));
            const auto sink = net::CourierFileSink::create(folder.path() / name);
            REQUIRE(sink.ok());
            REQUIRE((*sink)->write("words").ok());
            CHECK((*sink)->publish().ok());
            CHECK(std::filesystem::exists(folder.path() / name));
        }
    }
    CHECK_FALSE(std::filesystem::exists(folder.path().parent_path() / "elsewhere"));
}

TEST_CASE("a courier file can be read by whoever gets the stick, also where files are made private")
{
    const test::TemporaryFolder folder;
    const mode_t before = ::umask(077);
    const auto sink = net::CourierFileSink::create(folder.path() / "li-to-server.courier");
    ::umask(before);
    REQUIRE(sink.ok());
    REQUIRE((*sink)->publish().ok());
    using std::filesystem::perms;
    CHECK((std::filesystem::status(folder.path() / "li-to-server.courier").permissions() & perms::mask) ==
          (perms::owner_read | perms::owner_write | perms::group_read | perms::others_read));
}
