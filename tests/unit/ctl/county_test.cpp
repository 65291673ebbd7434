// SPDX-License-Identifier: GPL-3.0-or-later
// A real county: from an empty folder to schools, groups and people.
#include "core/storage/central.h"
#include "tests/support/catch.hpp"
#include "tests/unit/ctl/command_runner.h"

using namespace staffroom::ctl;
using namespace staffroom::ctl::testing;

namespace {

class NewCounty
{
    TemporaryFolder m_folder; // before what lies in it

public:
    NewCounty() : data(m_folder.path("server")), m_password(m_folder.write("password", "correct horse\n"))
    {
        REQUIRE(init().code == ExitCode::done);
    }

    Outcome init() const
    {
        return staffroomctl(
            {"init", "--data", data, "--name", "青溪县教育局", "--admin", "chen", "--password-file", m_password});
    }
    Outcome addSchool(const std::string& slug, const std::vector<std::string>& more = {}) const
    {
        return run({"organisation", "add", "--data", data, "--slug", slug, "--name", "学校 " + slug}, more);
    }
    Outcome addGroup(const std::string& slug, const std::vector<std::string>& more = {}) const
    {
        return run({"group", "add", "--data", data, "--slug", slug, "--name", "小组 " + slug}, more);
    }
    Outcome addPerson(const std::string& login, const std::string& school,
                      const std::vector<std::string>& more = {}) const
    {
        std::vector<std::string> words{"user", "add",      "--data", data,     "--login",         login,     "--name",
                                       login,  "--school", school,   "--role", "--password-file", m_password};
        words.insert(words.begin() + 11, more.empty() ? "teacher" : more.front());
        return run(words, more.empty() ? more : std::vector<std::string>(more.begin() + 1, more.end()));
    }

    const std::string data;

private:
    static Outcome run(std::vector<std::string> words, const std::vector<std::string>& more)
    {
        words.insert(words.end(), more.begin(), more.end());
        return staffroomctl(words);
    }

    std::string m_password;
};

const std::string ofGroup = " JOIN scope s USING (sid) WHERE substr(s.scope, 2) = (SELECT r.id FROM community_group g "
                            "JOIN record r USING (rid))";

} // namespace

TEST_CASE("a county grows from an office to schools, groups and their members, and is clean")
{
    const NewCounty county;
    CHECK(county.addSchool("east", {"--name-en", "East School"}).code == ExitCode::done);
    CHECK(county.addSchool("hills", {"--sort", "cooperative"}).code == ExitCode::done);
    CHECK(county.addSchool("shimen", {"--parent", "hills"}).code == ExitCode::done);
    CHECK(county.addGroup("maths", {"--sort", "workshop", "--about", "Numbers."}).code == ExitCode::done);
    CHECK(county.addPerson("li", "shimen", {"teacher", "--groups", "maths"}).code == ExitCode::done);
    CHECK(county.addPerson("wang", "east", {"leader"}).code == ExitCode::done);
    const Outcome joined =
        staffroomctl({"group", "join", "--data", county.data, "--group", "maths", "--logins", "wang,li"});
    CAPTURE(joined.errors);
    CHECK(joined.code == ExitCode::done);
    CHECK(joined.out == "2 in maths, 1 of them changed\n"); // li was a member already

    CHECK(number(county.data, "SELECT count(*) FROM membership m" + ofGroup) == 2);
    CHECK(number(county.data, "SELECT count(*) FROM right_of" + ofGroup) == 3); // and the administrator
    CHECK(number(county.data, "SELECT count(*) FROM membership WHERE school_name = '学校 shimen'") == 2);
    CHECK(staffroomctl({"verify", "--data", county.data}).code == ExitCode::done);

    const Outcome list = staffroomctl({"organisation", "list", "--data", county.data});
    CHECK(list.out == "organisations\n"
                      "  office  office  青溪县教育局\n"
                      "    east  school  学校 east\n"
                      "    hills  cooperative  学校 hills\n"
                      "      shimen  school  学校 shimen\n"
                      "groups\n"
                      "  maths  workshop  小组 maths\n");
}

TEST_CASE("an administrator who comes later looks after the groups that are there")
{
    const NewCounty county;
    REQUIRE(county.addGroup("maths").code == ExitCode::done);
    REQUIRE(county.addPerson("zhao", "office", {"admin"}).code == ExitCode::done);
    CHECK(number(county.data, "SELECT count(*) FROM right_of" + ofGroup) == 2);
}

TEST_CASE("a slug that nobody has is answered with those that there are")
{
    const NewCounty county;
    REQUIRE(county.addSchool("east").code == ExitCode::done);
    const Outcome school = county.addPerson("li", "esat");
    CHECK(school.code == ExitCode::failed);
    CHECK(school.errors.find("no school has the slug \"esat\"; there are office, east") != std::string::npos);
    const Outcome none = county.addPerson("li", "east", {"teacher", "--groups", "maths"});
    CHECK(none.errors.find("no group has the slug \"maths\"; there is none yet") != std::string::npos);
    REQUIRE(county.addGroup("physics").code == ExitCode::done);
    const Outcome group = county.addPerson("li", "east", {"teacher", "--groups", "maths"});
    CHECK(group.errors.find("there are physics") != std::string::npos);
    CHECK(county.addSchool("west", {"--parent", "nowhere"}).errors.find("there are office, east") != std::string::npos);
    CHECK(number(county.data, "SELECT count(*) FROM account") == 1); // a refused person leaves nothing behind
    const Outcome stranger =
        staffroomctl({"group", "join", "--data", county.data, "--group", "physics", "--logins", "li"});
    CHECK(stranger.errors.find("nobody signs in as li: ") != std::string::npos);
}

TEST_CASE("a slug belongs to one place, and is one that can be typed anywhere")
{
    const NewCounty county;
    REQUIRE(county.addSchool("east").code == ExitCode::done);
    CHECK(county.addSchool("east").errors.find("east is 学校 east: choose another one") != std::string::npos);
    CHECK(county.addSchool("office").code == ExitCode::failed);
    for (const char* wrong : {"", "East", "two words", "学校", "-east"})
        CHECK(county.addSchool(wrong).code == ExitCode::usage);
    CHECK(county.addSchool("west", {"--sort", "shop"}).code == ExitCode::usage);
    CHECK(county.addGroup("maths", {"--sort", "shop"}).code == ExitCode::usage);
}

TEST_CASE("a login that can't be typed or listed is refused with what is allowed, and leaves nothing behind")
{
    const NewCounty county;
    for (const char* wrong : {"Li", "li meiling", "li,wang", "../li", "li.", ".li", "li/1", ""}) {
        const Outcome refused = county.addPerson(wrong, "office");
        CAPTURE(wrong, refused.errors);
        CHECK(refused.code == ExitCode::usage);
        if (*wrong != '\0') // an empty one is a missing one
            CHECK(refused.errors.find("small letters and digits of any script") != std::string::npos);
    }
    CHECK(number(county.data, "SELECT count(*) FROM account") == 1);
    CHECK(number(county.data, "SELECT count(*) FROM person") == 1);
    CHECK(county.addPerson("李美玲", "office").code == ExitCode::done);

    const TemporaryFolder folder;
    const std::string password = folder.write("password", "correct horse\n");
    const Outcome init = staffroomctl(
        {"init", "--data", folder.path("other"), "--name", "县", "--admin", "Chen Wei", "--password-file", password});
    CHECK(init.code == ExitCode::usage);
    CHECK(init.errors.find("small letters and digits of any script") != std::string::npos);
    CHECK_FALSE(std::filesystem::exists(folder.path("other")));
}

TEST_CASE("a login that an old store has in capitals is taken for its small letters too")
{
    const NewCounty county;
    execute(county.data, "UPDATE account SET login = 'Chen'");
    CHECK(county.addPerson("chen", "office").errors.find("Chen is taken: choose another login") != std::string::npos);
}

TEST_CASE("init of a county that is there says what comes next")
{
    const NewCounty county;
    const Outcome again = county.init();
    CHECK(again.code == ExitCode::failed);
    for (const char* next : {"user add", "organisation add", "group add", county.data.c_str()})
        CHECK(again.errors.find(next) != std::string::npos);
}

TEST_CASE("a store in use is refused in words that say what to stop")
{
    const NewCounty county;
    const staffroom::base::SystemClock clock;
    staffroom::base::SystemRandom random;
    const auto server = staffroom::storage::SqliteCentral::open({county.data, clock, random}, false);
    REQUIRE(server.ok());
    for (const Outcome& refused : {county.addPerson("li", "office"), county.init(), county.addSchool("east")}) {
        CHECK(refused.code == ExitCode::failed);
        CHECK(refused.errors.find("in use by a running staffroom-server") != std::string::npos);
        CHECK(refused.errors.find("stop the program that uses this folder") != std::string::npos);
        CHECK(refused.errors.find("profile") == std::string::npos);
    }
}
