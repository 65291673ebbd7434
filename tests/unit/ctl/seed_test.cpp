// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/sample_scale.h"
#include "core/base/crypto.h"
#include "core/storage/central.h"
#include "core/storage/learning_reads.h"
#include "tests/support/catch.hpp"
#include "tests/unit/ctl/command_runner.h"

using namespace staffroom;
using namespace staffroom::ctl;
using namespace staffroom::ctl::testing;

namespace {

std::vector<std::string> digestsOf(const std::string& data)
{
    const Outcome verified = staffroomctl({"verify", "--data", data});
    CAPTURE(verified.errors, verified.out);
    REQUIRE(verified.code == ExitCode::done);
    return linesFrom(verified.out, "digest ");
}

} // namespace

TEST_CASE("the sample county has what the issue says")
{
    const TemporaryFolder folder;
    const std::string data = folder.path("server");
    const Outcome seeded = seed(data);
    CAPTURE(seeded.errors);
    REQUIRE(seeded.code == ExitCode::done);
    CHECK(number(data, "SELECT count(*) FROM organisation WHERE sort = 'office'") == 1);
    CHECK(number(data, "SELECT count(*) FROM organisation WHERE sort = 'school'") == 6);
    CHECK(number(data, "SELECT count(*) FROM community_group WHERE sort = 'cooperative'") == 2);
    CHECK(number(data, "SELECT count(*) FROM person WHERE role = 'teacher'") == 60);
    CHECK(number(data, "SELECT count(*) FROM person WHERE role = 'mentor'") == 8);
    CHECK(number(data, "SELECT count(*) FROM account") == 70);
    CHECK(number(data, "SELECT count(*) FROM course") == 12);
    CHECK(number(data, "SELECT (SELECT count(*) FROM post) + (SELECT count(*) FROM reply)") >= 1500);
    CHECK(number(data, "SELECT count(*) FROM plan") >= 68);
    // Nobody is without a plan, and each mentor has two to four mentees.
    CHECK(number(data, "SELECT count(DISTINCT sid) FROM plan") == 68);
    CHECK(number(data, "SELECT count(DISTINCT person) FROM right_of WHERE roles = 2") == 8);
    CHECK(number(data, "SELECT max(n) FROM (SELECT count(*) n FROM right_of WHERE roles = 2 GROUP BY person)") <= 4);
    CHECK(number(data, "SELECT min(n) FROM (SELECT count(*) n FROM right_of WHERE roles = 2 GROUP BY person)") >= 2);
    SECTION("threads are in order, within ninety days, and end the day before")
    {
        const std::string today = "1795276800000"; // 2026-11-22 in China
        CHECK(number(data, "SELECT count(*) FROM reply r JOIN record t ON t.id = r.thread JOIN post p ON p.rid = t.rid "
                           "WHERE r.created <= p.created") == 0);
        CHECK(number(data,
                     "SELECT count(*) FROM reply r JOIN record t ON t.id = r.answers JOIN reply b ON b.rid = t.rid "
                     "WHERE r.created <= b.created OR r.author = b.author") == 0);
        CHECK(number(data, "SELECT count(*) FROM post WHERE latest >= " + today) == 0);
        CHECK(number(data, "SELECT count(*) FROM post WHERE latest >= " + today + " - 86400000") > 0);
        CHECK(number(data, "SELECT count(*) FROM post WHERE created < " + today + " - 90 * 86400000") == 0);
        CHECK(number(data,
                     "SELECT count(*) FROM reply WHERE NOT EXISTS (SELECT 1 FROM record t WHERE t.id = thread)") == 0);
    }
    SECTION("everybody who speaks in a group belongs to it")
    {
        CHECK(number(data, "SELECT count(*) FROM reply r WHERE NOT EXISTS (SELECT 1 FROM membership m JOIN scope s ON "
                           "s.sid = r.sid WHERE m.person = r.author AND m.of = substr(s.scope, 2))") == 0);
    }
    SECTION("the same password for all")
    {
        const base::SystemClock clock;
        base::SystemRandom random;
        auto store = storage::SqliteCentral::open({data, clock, random}, false);
        REQUIRE(store.ok());
        const auto account = (*store)->account("li.meiling");
        REQUIRE(account.ok());
        REQUIRE(account->has_value());
        CHECK(base::passwordFits((*account)->passwordHash, "staffroom"));
        auto reader = storage::Database::openReader((*store)->folder() / "server.db");
        REQUIRE(reader.ok());
        const storage::LearningReads reads(**reader);
        // The first teacher has a full life.
        CHECK(reads.dueItems((*account)->person, "2026-11-28").value().size() >= 3);
        const auto courses = reads.courses((*account)->person);
        REQUIRE(courses.ok());
        std::size_t enrolled = 0;
        std::size_t half = 0;
        for (const learning::CourseSummary& course : *courses) {
            enrolled += course.enrolled ? 1 : 0;
            half += course.enrolled && course.completed > 0 && course.completed < course.activities ? 1 : 0;
        }
        CHECK(enrolled == 3);
        CHECK(half >= 1);
    }
    SECTION("the first teacher's posts are answered, and there is something she hasn't read")
    {
        const std::string her = "(SELECT person FROM account WHERE login = 'li.meiling')";
        CHECK(number(data, "SELECT count(*) FROM post WHERE replies > 0 AND author = " + her) >= 4);
        const std::string hers =
            "SELECT count(*) FROM post p JOIN scope g ON g.sid = p.sid JOIN membership m ON m.of = "
            "substr(g.scope, 2) AND m.person = " +
            her + " WHERE p.last_author <> " + her;
        const std::int64_t unread =
            number(data, hers +
                             " AND p.latest > coalesce((SELECT until FROM read_marker r JOIN scope s ON s.sid = "
                             "r.sid WHERE substr(s.scope, 2) = " +
                             her + " AND r.thread = p.id), 0)");
        CHECK(unread >= 5);
        CHECK(unread * 2 < number(data, hers));
    }
    SECTION("it can't be seeded twice, and the refusal changes nothing")
    {
        const auto before = digestsOf(data);
        const Outcome again = seed(data);
        CHECK(again.code == ExitCode::failed);
        CHECK(again.errors.find("has a county already") != std::string::npos);
        CHECK(digestsOf(data) == before);
    }
}

TEST_CASE("the same seed gives the same county, another seed another one")
{
    const TemporaryFolder folder;
    for (const auto& [data, number] : {std::pair("a", "7"), std::pair("b", "7"), std::pair("c", "8")})
        REQUIRE(seed(folder.path(data), {"--seed", number}).code == ExitCode::done);
    const auto a = digestsOf(folder.path("a"));
    CHECK(a.size() > 140);
    CHECK(a == digestsOf(folder.path("b")));
    CHECK(a != digestsOf(folder.path("c")));
}

TEST_CASE("on any day the plans have something open ahead")
{
    const TemporaryFolder folder;
    for (const std::string day : {"2025-03-01", "2026-11-22", "2031-08-15"}) {
        const std::string data = folder.path(day);
        REQUIRE(seed(data, {"--today", day}).code == ExitCode::done);
        CHECK(number(data, "SELECT count(*) FROM plan_item WHERE state = 'open' AND due >= '" + day + "'") > 100);
        CHECK(number(data, "SELECT count(*) FROM plan_item WHERE state = 'done' AND due < '" + day + "'") > 100);
    }
}

TEST_CASE("a scale multiplies people and threads, and no copied message is the same as its model")
{
    const TemporaryFolder folder;
    const std::string data = folder.path("server");
    REQUIRE(seed(data, {"--scale", "3"}).code == ExitCode::done);
    CHECK(number(data, "SELECT count(*) FROM person WHERE role = 'teacher'") == 180);
    CHECK(number(data, "SELECT count(*) FROM account") == 206);
    CHECK(number(data, "SELECT (SELECT count(*) FROM post) + (SELECT count(*) FROM reply)") >= 4500);
    CHECK(number(data, "SELECT count(*) - count(DISTINCT title) FROM post") == 0);
    // A page carries log entries whole: none may be larger than a page's limit.
    CHECK(number(data, "SELECT max(length(entry)) FROM log") < 192 * 1024);
    CHECK(staffroomctl({"verify", "--data", data}).code == ExitCode::done);
}

TEST_CASE("the first sentence of a text ends with its mark")
{
    CHECK(sample::firstSentence("我先试试。再说吧。") == "我先试试。");
    CHECK(sample::firstSentence("Why not? I did. Twice.") == "Why not?");
    CHECK(sample::firstSentence("no mark at all") == "no mark at all");
}
