// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/discussion_dump.h"
#include "app/ctl/html_text.h"
#include "tests/support/catch.hpp"
#include "tests/unit/ctl/command_runner.h"

#include <cstdlib>
#include <filesystem>
#include <fstream>

using namespace staffroom::ctl;
using namespace staffroom::ctl::testing;

namespace {

std::string county(const TemporaryFolder& folder)
{
    std::string data = folder.path("server");
    REQUIRE(staffroomctl({"init", "--data", data, "--name", "County", "--admin", "chen", "--password-file",
                          folder.write("password", "secret")})
                .code == ExitCode::done);
    return data;
}

std::string fixtures()
{
    const char* given = std::getenv("STAFFROOM_FIXTURES");
    return given ? given : STAFFROOM_SOURCE_DIR "/../shared/fixtures";
}

const std::string messages = "SELECT (SELECT count(*) FROM post) + (SELECT count(*) FROM reply)";

} // namespace

TEST_CASE("a folder becomes a course: the same folder again changes nothing, another content updates it")
{
    const TemporaryFolder folder;
    const std::string data = county(folder);
    folder.write("little/01-first.md", "# First\n\nWords.\n");
    folder.write("little/02-second.md", "# Second\n\nMore words.\n");
    const std::vector<std::string> words{"import",  "course",      folder.path("little"), "--data",  data,
                                         "--title", "Small steps", "--licence",           "CC0-1.0", "--language",
                                         "en"};
    const Outcome first = staffroomctl(words);
    CAPTURE(first.errors, first.out);
    REQUIRE(first.code == ExitCode::done);
    CHECK(number(data, "SELECT count(*) FROM course WHERE title = 'Small steps' AND licence = 'CC0-1.0'") == 1);
    CHECK(number(data, "SELECT count(*) FROM activity") == 2);
    CHECK(number(data, "SELECT count(*) FROM blob b JOIN course c ON c.package_hash = b.hash AND c.package_bytes = "
                       "b.bytes") == 1);
    CHECK(first.out.find("2 activities") != std::string::npos);

    const std::int64_t changes = number(data, "SELECT sum(seq) FROM scope");
    const Outcome again = staffroomctl(words);
    CHECK(again.out.find(" 0 records changed") != std::string::npos);
    CHECK(number(data, "SELECT sum(seq) FROM scope") == changes);

    std::filesystem::remove(folder.path("little/02-second.md"));
    folder.write("little/03-third.md", "# Third\n\nOther words.\n");
    CHECK(staffroomctl(words).code == ExitCode::done);
    CHECK(number(data, "SELECT count(*) FROM course") == 1);
    CHECK(number(data, "SELECT group_concat(title) = 'First,Third' FROM (SELECT title FROM activity ORDER BY "
                       "position)") == 1);

    // What went comes back.
    folder.write("little/02-second.md", "# Second\n\nMore words.\n");
    CHECK(staffroomctl(words).code == ExitCode::done);
    CHECK(number(data, "SELECT count(*) FROM activity") == 3);
    CHECK(staffroomctl({"verify", "--data", data}).code == ExitCode::done);
}

TEST_CASE("of a course.json without a slug the folder's name tells which course it is")
{
    const TemporaryFolder folder;
    const std::string data = county(folder);
    const std::int64_t before = number(data, "SELECT count(*) FROM course");
    for (const char* name : {"one", "two"}) {
        folder.write(std::string(name) + "/course.json",
                     R"({"title":"T","modules":[{"title":"M","activities":[{"file":"a.md"}]}]})");
        folder.write(std::string(name) + "/a.md", "# A\n\nWords.\n");
        CHECK(staffroomctl({"import", "course", folder.path(name), "--data", data}).code == ExitCode::done);
    }
    CHECK(number(data, "SELECT count(*) FROM course") == before + 2);
}

TEST_CASE("the guides' example of a course.json is imported as it stands, and they name every field")
{
    for (const char* guide : {"course-folder.md", "course-folder.zh_CN.md"}) {
        CAPTURE(guide);
        std::ifstream in(std::string(STAFFROOM_SOURCE_DIR "/docs/guides/") + guide);
        const std::string text{std::istreambuf_iterator<char>(in), {}};
        const std::size_t begin = text.find("```json\n"), end = text.find("```", begin + 8);
        REQUIRE(end != std::string::npos);
        const std::string example = text.substr(begin + 8, end - begin - 8);
        const TemporaryFolder folder;
        const std::string data = county(folder);
        folder.write("c/course.json", example);
        folder.write("c/01-fair-shares.md", "# Fair shares\n\nWords.\n");
        folder.write("c/sheets/folding.pdf", "%PDF-1.4\n");
        const Outcome imported = staffroomctl({"import", "course", folder.path("c"), "--data", data});
        CAPTURE(imported.errors);
        CHECK(imported.code == ExitCode::done);
        CHECK(imported.out.find("1 modules, 2 activities") != std::string::npos);
        for (const char* field : {"slug", "title", "lang", "summary", "subject", "stage", "hours", "licence",
                                  "provider", "format", "modules", "kind", "activities", "file", "minutes"})
            CHECK(text.find("\n| `" + std::string(field) + "` |") != std::string::npos);
    }
}

TEST_CASE("a folder without a page, or none at all, is refused and changes nothing")
{
    const TemporaryFolder folder;
    const std::string data = county(folder);
    folder.write("empty/notes.bin", "x");
    const std::int64_t changes = number(data, "SELECT sum(seq) FROM scope");
    CHECK(staffroomctl({"import", "course", folder.path("empty"), "--data", data}).code == ExitCode::failed);
    CHECK(staffroomctl({"import", "course", folder.path("missing"), "--data", data}).code == ExitCode::failed);
    CHECK(number(data, "SELECT sum(seq) FROM scope") == changes);
}

TEST_CASE("a user is added once, with school and groups that exist")
{
    const TemporaryFolder folder;
    const std::string data = folder.path("server");
    REQUIRE(seed(data).code == ExitCode::done);
    const std::string password = folder.write("password", "secret");
    std::vector<std::string> words{
        "user",   "add",     "--data",          data,     "--login",  "wu.fan", "--name",   "吴凡",
        "--role", "teacher", "--password-file", password, "--school", "shimen", "--groups", "coop-east,math-workshop"};
    REQUIRE(staffroomctl(words).code == ExitCode::done);
    CHECK(number(data, "SELECT count(*) FROM right_of WHERE person = (SELECT person FROM account WHERE login = "
                       "'wu.fan')") == 6);
    CHECK(number(data, "SELECT count(*) FROM membership WHERE person_name = '吴凡' AND school_name <> ''") == 3);
    CHECK(staffroomctl(words).errors.find("is taken") != std::string::npos);
    words[5] = "wu.di";
    words[13] = "nowhere";
    CHECK(staffroomctl(words).errors.find("no school has the slug \"nowhere\"; there are office") != std::string::npos);
    words[13] = "shimen";
    words[15] = "coop-west";
    CHECK(staffroomctl(words).errors.find("no group has the slug \"coop-west\"; there") != std::string::npos);
    CHECK(number(data, "SELECT count(*) FROM account WHERE login = 'wu.di'") == 0);
}

TEST_CASE("a dump of 500 posts becomes a group with its authors and threads: a second import changes nothing")
{
    const std::string dump = fixtures() + "/text/matheducators-posts-500.xml";
    if (!std::filesystem::exists(dump)) {
        WARN("skipped: there is no " << dump);
        return;
    }
    const TemporaryFolder folder;
    const std::string data = county(folder);
    const std::vector<std::string> words{"import", "discussion", dump, "--data", data, "--group", "Maths teaching"};
    const Outcome first = staffroomctl(words);
    CAPTURE(first.errors, first.out);
    REQUIRE(first.code == ExitCode::done);
    CHECK(number(data, "SELECT count(*) FROM post") == 119);
    CHECK(number(data, "SELECT count(*) FROM reply") == 347);
    CHECK(number(data, "SELECT sum(replies) FROM post") == 347);
    CHECK(first.out.find("34 rows that are neither") != std::string::npos);
    CHECK(number(data, "SELECT count(*) FROM person WHERE role = 'guest'") ==
          number(data, "SELECT count(DISTINCT author) FROM (SELECT author FROM post UNION SELECT author FROM reply)"));
    CHECK(number(data, "SELECT count(*) FROM reply WHERE body LIKE '%<p>%' OR body LIKE '%&lt;%'") == 0);
    CHECK(number(data, "SELECT count(*) FROM right_of WHERE sid = (SELECT min(sid) FROM post)") == 1);
    const std::int64_t changes = number(data, "SELECT sum(seq) FROM scope");
    const Outcome again = staffroomctl(words);
    CHECK(again.out.find("\n0 records changed") != std::string::npos);
    CHECK(number(data, "SELECT sum(seq) FROM scope") == changes);
    CHECK(staffroomctl({"verify", "--data", data}).code == ExitCode::done);
}

TEST_CASE("hostile and broken dumps are refused before the store is touched")
{
    const TemporaryFolder folder;
    const std::string data = county(folder);
    const std::string row = R"(<row Id="1" PostTypeId="1" CreationDate="2014-03-13T20:32:04.033" Title="T" Body="B"/>)";
    const std::vector<std::pair<std::string, std::string>> wrong = {
        {"entities.xml", R"(<!DOCTYPE posts [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">
            <!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]><posts>)" +
                             row + "<row Body=\"&c;\"/></posts>"},
        {"file.xml", R"(<!DOCTYPE posts [<!ENTITY f SYSTEM "file:///etc/passwd">]><posts>)" + row + "</posts>"},
        {"truncated.xml", "<posts>" + row + "<row Id=\"2\" Body=\"half"},
        {"open.xml", "<posts>" + row},
        {"other.xml", "<comments>" + row + "</comments>"},
        {"twice.xml", "<posts>" + row + row + "</posts>"},
        {"undated.xml", R"(<posts><row Id="1" PostTypeId="1" CreationDate="yesterday"/></posts>)"},
        {"bytes.xml", "<posts><row Id=\"\xff\xfe\"/></posts>"},
        {"empty.xml", ""},
    };
    for (const auto& [name, content] : wrong) {
        const Outcome outcome =
            staffroomctl({"import", "discussion", folder.write(name, content), "--data", data, "--group", "G"});
        CAPTURE(name, outcome.errors);
        CHECK(outcome.code == ExitCode::failed);
        CHECK(outcome.errors.find("reading the discussion") != std::string::npos);
    }
    CHECK(number(data, messages) == 0);
    CHECK(number(data, "SELECT count(*) FROM community_group") == 0);
}

TEST_CASE("HTML of messages becomes readable Markdown")
{
    CHECK(markdownFromHtml("<p>One &lt; two &amp; &#x4e09;.</p>\n\n<p>Next<br>line</p>\n") ==
          "One < two & 三.\n\nNext\nline");
    CHECK(markdownFromHtml("<p>Try:</p><ol><li>first</li><li>a <em>b</em> <strong>c</strong></li></ol><p>End</p>") ==
          "Try:\n\n1. first\n2. a *b* **c**\n\nEnd");
    CHECK(markdownFromHtml("<ul><li><p>one</p><p>more</p></li><li>two</li></ul>") == "- one\n\n  more\n- two");
    CHECK(markdownFromHtml("<blockquote><p>said</p><p>again</p></blockquote><p>so</p>") == "> said\n>\n> again\n\nso");
    CHECK(markdownFromHtml("<pre><code>a  b\n c</code></pre>") == "```\na  b\n c\n```");
    CHECK(markdownFromHtml("<h2>Head</h2><a href=\"https://example.org/x\">here</a>") ==
          "## Head\n\n[here](https://example.org/x)");
    CHECK(markdownFromHtml("<a href=\"javascript:alert(1)\">x</a><img src=\"file:///a\" alt=\"pic\">") == "xpic");
    CHECK(markdownFromHtml("$x<y$ and 3 < 4") == "$x<y$ and 3 < 4");
    CHECK(markdownFromHtml("&#0;&#xD800;&nosuch;&") == "\xEF\xBF\xBD\xEF\xBF\xBD&nosuch;&");
    CHECK(markdownFromHtml("").empty());
    std::string deep;
    for (int at = 0; at < 100'000; ++at)
        deep += "<blockquote>";
    CHECK(markdownFromHtml(deep + "x").size() < 100);
}
