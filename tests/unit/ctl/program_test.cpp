// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/examples.h"
#include "tests/support/catch.hpp"
#include "tests/unit/ctl/command_runner.h"

#include <algorithm>
#include <filesystem>
#include <span>

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

namespace {

/// As a shell splits them, of quotes only the double ones.
std::vector<std::string> wordsOf(std::string_view line)
{
    std::vector<std::string> words(1);
    bool quoted = false;
    for (const char c : line)
        if (c == '"')
            quoted = !quoted;
        else if (c == ' ' && !quoted)
            words.emplace_back();
        else
            words.back() += c;
    return words;
}

} // namespace

TEST_CASE("each command's help has an example that the command understands")
{
    for (const auto& command : commands()) {
        const std::vector<std::string> words = wordsOf(exampleOf(command->name()));
        const std::vector<std::string> name = wordsOf("staffroomctl " + std::string(command->name()));
        CAPTURE(command->name());
        REQUIRE(words.size() > name.size());
        CHECK(std::equal(name.begin(), name.end(), words.begin()));
        const std::span rest = std::span(words).subspan(name.size());
        CHECK(Arguments::parse(rest, command->options(), command->operands().size()).ok());
        std::vector<std::string> help = name;
        help.front() = "help";
        const Outcome told = staffroomctl(help);
        CHECK(told.code == ExitCode::done);
        CHECK(told.out.find(exampleOf(command->name())) != std::string::npos);
    }
}

TEST_CASE("half a command is answered with its other halves, their options and an example, on one screen")
{
    for (const char* word : {"courier", "user", "hub", "group", "organisation", "import", "verify"}) {
        CAPTURE(word);
        const Outcome asked = staffroomctl({"help", word});
        CHECK(asked.code == ExitCode::done);
        CHECK(std::count(asked.out.begin(), asked.out.end(), '\n') <= 50);
        std::size_t named = 0;
        for (const auto& command : commands())
            if (command->name().starts_with(word)) {
                ++named;
                CHECK(asked.out.find("staffroomctl " + std::string(command->name())) != std::string::npos);
                CHECK(asked.out.find(exampleOf(command->name())) != std::string::npos);
                for (const Option& option : command->options())
                    CHECK(asked.out.find("--" + std::string(option.name)) != std::string::npos);
            }
        CHECK(named > 0);
    }
    CHECK(staffroomctl({"courier", "--help"}).out == staffroomctl({"help", "courier"}).out);
    const Outcome half = staffroomctl({"courier"});
    CHECK(half.code == ExitCode::usage);
    CHECK(half.errors == staffroomctl({"help", "courier"}).out);
    CHECK(staffroomctl({"help", "courier", "write"}).out == staffroomctl({"courier", "write", "--help"}).out);
    const Outcome slip = staffroomctl({"courier", "wirte"});
    CHECK(slip.code == ExitCode::usage);
    CHECK(slip.errors ==
          "staffroomctl: no such command: courier wirte: staffroomctl help courier lists those that there are\n");
    CHECK(staffroomctl({"help", "sed"}).code == ExitCode::usage);
    CHECK(staffroomctl({"help"}).out == staffroomctl({"--help"}).out);
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

TEST_CASE("no store is made among other things, and what a try before left is no hindrance")
{
    const TemporaryFolder folder;
    folder.write("home/letters.txt", "Dear colleagues");
    for (const char* command : {"init", "seed"}) {
        const Outcome refused = staffroomctl({command, "--data", folder.path("home")});
        CAPTURE(command, refused.errors);
        CHECK(refused.code == ExitCode::failed);
        CHECK(refused.errors.find("there is letters.txt: name a new or an empty folder with --data") !=
              std::string::npos);
        CHECK(std::distance(std::filesystem::directory_iterator(folder.path("home")), {}) == 1);
    }
    std::filesystem::create_directories(folder.path("disk/lost+found"));
    std::filesystem::create_directories(folder.path("disk/snapshots"));
    CHECK(staffroomctl({"init", "--data", folder.path("disk")}).code == ExitCode::done);
}

TEST_CASE("verify prints the id that init printed")
{
    const TemporaryFolder folder;
    const Outcome made = staffroomctl({"init", "--data", folder.path("server")});
    REQUIRE(made.out.starts_with("store "));
    const std::string id = made.out.substr(6, made.out.find(' ', 6) - 6);
    const Outcome verified = staffroomctl({"verify", "--data", folder.path("server")});
    CHECK(linesFrom(verified.out, "server ") == std::vector{"server " + id});
}

TEST_CASE("a folder that can't be written is answered with whose it must be")
{
    const Outcome outcome = staffroomctl({"init", "--data", "/proc/staffroom"});
    CHECK(outcome.code == ExitCode::failed);
    CHECK(outcome.errors.find("it must belong to the user that runs this") != std::string::npos);
}

TEST_CASE("what isn't there is answered with what to do about it, and not with a path where there is none")
{
    const TemporaryFolder folder;
    const std::string data = folder.path("server"), password = folder.write("password", "correct horse\n");
    REQUIRE(
        staffroomctl({"init", "--data", data, "--name", "县", "--admin", "chen", "--password-file", password}).code ==
        ExitCode::done);
    std::filesystem::create_directories(folder.path("stick"));
    const auto user = [&](const std::string& school, const std::string& file) {
        return std::vector<std::string>{
            "user",     "add",  "--data", data,      "--login",         "li", "--name", "Li",
            "--school", school, "--role", "teacher", "--password-file", file};
    };
    const std::vector<std::pair<std::vector<std::string>, std::string>> wrong = {
        {user("nowhere", password), "there are office: write one of these"},
        {user("office", folder.path("none")), "check the path behind --password-file"},
        {{"group", "join", "--data", data, "--group", "none", "--logins", "chen"},
         "\"staffroomctl group add\" makes one"},
        {{"hub", "join", "--data", data, "--name", "none", "--logins", "chen"}, "\"staffroomctl hub list\" shows all"},
        {{"courier", "write", "--data", data, "--login", "li", "--to", folder.path("stick")},
         "a PC is enrolled when its person signs in on it with a connection"},
        {{"courier", "write", "--data", data, "--to", folder.path("stick")}, "name people with --login"},
        {{"courier", "write", "--data", data, "--with-courses", "none", "--login", "chen", "--to",
          folder.path("stick")},
         "is enrolled"},
        {{"courier", "read", folder.path("stick"), "--data", data}, "with staffroomctl courier write"},
        {{"courier", "read", folder.path("none"), "--data", data}, "check where the stick is mounted"},
        {{"courier", "read", folder.path("stick"), "--data", data, "--answer", folder.path("stick"), "--with-courses",
          "x"},
         "a course's slug is what its import printed"},
        {{"courier", "inspect", folder.path("stick"), "--profile", folder.path("none")}, "Settings shows as Kept in"},
        {{"verify", "profile", folder.path("none")}, "Settings shows as Kept in"},
        {{"verify", "hub", folder.path("none")}, "FOLDER is what the hub runs with as --data"},
        {{"verify", "--data", folder.path("none")}, "makes a new store"},
        {{"import", "course", folder.path("none"), "--data", data}, "name the folder that holds the course's pages"},
        {{"sync", "--profile-root", password, "--server", "127.0.0.1:1", "--login", "li", "--password-file", password},
         "name a folder that you may write into with --profile-root"},
    };
    for (const auto& [words, advice] : wrong) {
        const Outcome outcome = staffroomctl(words);
        CAPTURE(words, outcome.errors);
        CHECK(outcome.code == ExitCode::failed);
        CHECK(outcome.errors.find(advice) != std::string::npos);
        CHECK(outcome.errors.find("check the name and the path") == std::string::npos);
    }
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
