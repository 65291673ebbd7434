// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/content/names.h"
#include "tests/support/catch.hpp"

using namespace staffroom;
using namespace staffroom::content;

TEST_CASE("names of package files have one form")
{
    CHECK(*normalName("a/b.html") == "a/b.html");
    CHECK(*normalName("./a//./b.html") == "a/b.html");
    CHECK(*normalName("a\\b.html") == "a/b.html");
    CHECK(*normalName("课程/第一讲.html") == "课程/第一讲.html");
    CHECK(*normalName("a/") == "a");
    CHECK(*normalName("a..b/...c") == "a..b/...c");
}

TEST_CASE("names that would leave the package are refused as unsafe")
{
    for (const std::string name : {"/etc/passwd", "../x", "a/../../x", "a/..", "C:\\x", "c:x", "\\\\server\\x", "..\\x",
                                   "", "/", "././", "a\nb", "a\x7f", "\xFF\xFE"}) {
        INFO(name);
        REQUIRE_FALSE(normalName(name).ok());
        CHECK(normalName(name).error().code == base::ErrorCode::archiveUnsafe);
    }
    CHECK_FALSE(normalName(std::string("a\0b", 3)).ok());
    CHECK_FALSE(normalName(std::string(300, 'x')).ok());
    CHECK_FALSE(normalName(std::string(2000, '/') + "x").ok());
}

TEST_CASE("references lead from file to file and never out")
{
    CHECK(nameFrom("a/b.html", "c.html") == "a/c.html");
    CHECK(nameFrom("a/b.html", "../c.html") == "c.html");
    CHECK(nameFrom("a/b.html", "/d/c.html") == "d/c.html");
    CHECK_FALSE(nameFrom("a/b.html", "../../c.html"));
    CHECK(referenceTo("a/b/c.html", "a/d/e.png") == "../d/e.png");
    CHECK(referenceTo("c.html", "a/d.png") == "a/d.png");
    CHECK(referenceTo("a/c.html", "a/d.png") == "d.png");
    CHECK(referenceTo("a/c.html", "d.png") == "../d.png");
}

TEST_CASE("percent-encoding comes back as it was")
{
    CHECK(percentEncoded("图/a b.png") == "%E5%9B%BE/a%20b.png");
    CHECK(percentDecoded("%E5%9B%BE/a%20b.png") == "图/a b.png");
    CHECK_FALSE(percentDecoded("%zz"));
    CHECK_FALSE(percentDecoded("%0"));
    CHECK_FALSE(percentDecoded("a%00b"));
    CHECK_FALSE(percentDecoded("%FF"));
}
