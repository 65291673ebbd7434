// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/login.h"
#include "tests/support/catch.hpp"

using namespace staffroom;
using domain::checkLogin;
using domain::foldedLogin;
using domain::loginInFileName;

TEST_CASE("a login is of small letters and digits of any script, with dots, dashes and underscores inside")
{
    const std::string most(64, 'x'), longest = "李" + std::string(63, '1');
    for (const std::string& good :
         {std::string("li"), std::string("li.meiling"), std::string("li-meiling_2"), std::string("李美玲"),
          std::string("7"), std::string("ئالىم"), std::string("བཀྲ་ཤིས").substr(0, 9), std::string("é"), most, longest}) {
        CAPTURE(good);
        CHECK(checkLogin(good).ok());
    }
    const std::vector<std::string> wrong{"",
                                         " ",
                                         "li meiling",
                                         " li",
                                         "li ",
                                         "Li",
                                         "li,wang",
                                         "a/b",
                                         "a\\b",
                                         "../li",
                                         ".li",
                                         "li.",
                                         "..",
                                         "-li",
                                         "_li",
                                         "li\n",
                                         "l\ti",
                                         "a:b",
                                         "a@b",
                                         "e\xcc\x81" /* not composed */,
                                         "李　美",
                                         "\x01li",
                                         "li\xff",
                                         most + "x",
                                         longest + "1",
                                         std::string("li\0x", 4)};
    for (const std::string& bad : wrong) {
        CAPTURE(bad);
        const auto checked = checkLogin(bad);
        REQUIRE_FALSE(checked.ok());
        CHECK(checked.error().code == base::ErrorCode::invalidArgument);
        CHECK(checked.error().detail.find("1 to 64 small letters and digits of any script") != std::string::npos);
    }
}

TEST_CASE("what is typed at sign-in is taken without blanks around it, in small letters, composed")
{
    CHECK(foldedLogin("  Li.Meiling\t") == "li.meiling");
    CHECK(foldedLogin("　李美玲　") == "李美玲"); // the blanks of a Chinese keyboard
    CHECK(foldedLogin("E\xcc\x81MILE") == "émile");
    CHECK(foldedLogin("") == "");
    CHECK(foldedLogin("li meiling") == "li meiling"); // of an old store
}

TEST_CASE("a login of any old store becomes a part of a file's name that stays in its folder")
{
    CHECK(loginInFileName("li.meiling") == "li.meiling");
    CHECK(loginInFileName("Li_2-x") == "Li_2-x");
    CHECK(loginInFileName("../../etc/passwd") == "_._.._etc_passwd");
    CHECK(loginInFileName("-rf") == "_rf");
    CHECK(loginInFileName("") == "_");
    CHECK(loginInFileName(std::string("a\0b\nc", 5)) == "a_b_c");
    CHECK(loginInFileName("李") == "___");
    CHECK(loginInFileName(std::string(500, 'x')).size() == 64);
}
