// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/catch.hpp"
#include "tests/unit/ctl/command_runner.h"

#include <algorithm>
#include <filesystem>

using namespace staffroom::ctl;
using namespace staffroom::ctl::testing;

TEST_CASE("help names every command, and each command's help names each of its options")
{
    const Outcome all = staffroomctl({"--help"});
    CHECK(all.code == ExitCode::done);
    for (const auto& command : commands()) {
        CHECK(all.out.find(std::string(command->name())) != std::string::npos);
        std::vector<std::string> words;
        std::string name(command->name());
        if (const std::size_t blank = name.find(' '); blank != std::string::npos) {
            words.push_back(name.substr(0, blank));
            name = name.substr(blank + 1);
        }
        words.insert(words.end(), {name, "--help"});
        const Outcome one = staffroomctl(words);
        CHECK(one.code == ExitCode::done);
        for (const Option& option : command->options())
            CHECK(one.out.find("--" + std::string(option.name)) != std::string::npos);
    }
}

TEST_CASE("what isn't understood ends with code 2 and one line that says what to do")
{
    const std::vector<std::vector<std::string>> wrong = {
        {"sed"},
        {"seed"},
        {"seed", "--data"},
        {"seed", "--data", "x", "--colour", "red"},
        {"seed", "--data", "x", "--data", "y"},
        {"seed", "--data", "x", "extra"},
        {"seed", "--data", "x", "--scale", "0"},
        {"seed", "--data", "x", "--today", "2026-02-30"},
        {"seed", "-d", "x"},
        {"init", "--data", "x", "--admin", "me"},
        {"import", "course", "--data", "x"},
    };
    for (const auto& words : wrong) {
        const Outcome outcome = staffroomctl(words);
        CAPTURE(words.back(), outcome.errors);
        CHECK(outcome.code == ExitCode::usage);
        CHECK(std::count(outcome.errors.begin(), outcome.errors.end(), '\n') == 1);
        CHECK(outcome.errors.find(": ") != std::string::npos);
    }
}

TEST_CASE("a store that isn't there fails with code 1")
{
    const TemporaryFolder folder;
    const Outcome outcome = staffroomctl({"verify", "--data", folder.path("nothing")});
    CHECK(outcome.code == ExitCode::failed);
    CHECK(outcome.errors.starts_with("staffroomctl verify: opening the server's store: "));
}

TEST_CASE("init makes a store with an administrator, once")
{
    const TemporaryFolder folder;
    const std::string data = folder.path("server");
    const std::string password = folder.write("password", "correct horse\n");
    const std::vector<std::string> words{"init", "--data",          data,    "--name", "青溪县教育局", "--admin",
                                         "chen", "--password-file", password};
    const Outcome outcome = staffroomctl(words);
    CAPTURE(outcome.errors);
    REQUIRE(outcome.code == ExitCode::done);
    CHECK(number(data, "SELECT count(*) FROM account WHERE login = 'chen'") == 1);
    CHECK(number(data, "SELECT count(*) FROM right_of WHERE roles & 16") == 2);
    CHECK(staffroomctl({"verify", "--data", data}).code == ExitCode::done);
    CHECK(staffroomctl(words).code == ExitCode::failed);
    CHECK(seed(data).code == ExitCode::failed);
}

TEST_CASE("sync doesn't send a password in clear outside the local network, and says what to write instead")
{
    const TemporaryFolder folder;
    const std::string password = folder.write("password", "correct horse\n");
    const auto sync = [&](const std::string& server, const std::vector<std::string>& more = {}) {
        std::vector<std::string> words{"sync", "--profile-root",  folder.path("pc"), "--server", server, "--login",
                                       "li",   "--password-file", password};
        words.insert(words.end(), more.begin(), more.end());
        return staffroomctl(words);
    };
    for (const Outcome& refused : {sync("http://staffroom.example"), sync("http://8.8.8.8:8440"),
                                   sync("staffroom.example", {"--through", "http://8.8.8.8:8440"})}) {
        CAPTURE(refused.errors);
        CHECK(refused.code == ExitCode::usage);
        CHECK(refused.errors.find("would send the password unprotected, so nothing was sent: write https://") !=
              std::string::npos);
    }
}

TEST_CASE("sync says where nothing encrypts the way, and takes an address without a scheme for https")
{
    const TemporaryFolder folder;
    const std::string password = folder.write("password", "correct horse\n");
    // The folder of profiles is a file: it fails before anything is asked.
    const auto sync = [&](const std::string& server, const std::vector<std::string>& more = {}) {
        std::vector<std::string> words{"sync", "--profile-root",  password, "--server", server, "--login",
                                       "li",   "--password-file", password};
        words.insert(words.end(), more.begin(), more.end());
        return staffroomctl(words).out;
    };
    CHECK(sync("http://192.168.1.4:8440").starts_with("note: nothing encrypts the way to http://192.168.1.4:8440"));
    CHECK(sync("staffroom.example", {"--through", "192.168.1.20:8440"})
              .starts_with("note: nothing encrypts the way to 192.168.1.20:8440"));
    CHECK(sync("192.168.1.4:8440").empty());
    CHECK(sync("staffroom.example").empty());
    CHECK(sync("http://127.0.0.1:8440").empty());
}

TEST_CASE("of two commands that begin alike the one with more words is run")
{
    const Outcome profile = staffroomctl({"verify", "profile", "/nowhere"});
    CHECK(profile.code == ExitCode::failed);
    CHECK(profile.errors.find("reading the profile") != std::string::npos);
    const Outcome help = staffroomctl({"verify", "profile", "--help"});
    CHECK(help.code == ExitCode::done);
    CHECK(help.out.find("FOLDER") != std::string::npos);
}
