// SPDX-License-Identifier: GPL-3.0-or-later
// USB sticks between real processes: staffroomctl at the PC and at the server, a folder for the stick.
#include "core/node/profile.h"
#include "tests/end_to_end/county.h"
#include "tests/end_to_end/pc.h"
#include "tests/end_to_end/processes.h"
#include "tests/support/catch.hpp"

#include <algorithm>
#include <fstream>

using namespace staffroom;
using namespace staffroom::test;

namespace {

struct Outcome
{
    int code = -1;
    std::string out, errors;
    bool says(std::string_view text) const { return out.find(text) != std::string::npos; }
};

Outcome ctl(const std::vector<std::string>& words)
{
    QProcess process;
    QStringList list;
    for (const std::string& word : words)
        list.append(QString::fromStdString(word));
    process.start(QStringLiteral(STAFFROOM_CTL_PROGRAM), list);
    REQUIRE(process.waitForFinished(120'000));
    Outcome outcome{process.exitCode(), process.readAllStandardOutput().toStdString(),
                    process.readAllStandardError().toStdString()};
    INFO(outcome.out << outcome.errors);
    CHECK(process.exitStatus() == QProcess::NormalExit);
    return outcome;
}

Outcome mustCtl(const std::vector<std::string>& words)
{
    Outcome outcome = ctl(words);
    INFO(words[0] << ' ' << words[1] << ": " << outcome.out << outcome.errors);
    REQUIRE(outcome.code == 0);
    return outcome;
}

/// "digest SCOPE HEX SEQ" by scope.
std::map<std::string, std::string> digestsIn(const std::string& text)
{
    std::map<std::string, std::string> digests;
    std::istringstream lines(text);
    for (std::string line; std::getline(lines, line);)
        if (std::istringstream words(line); line.starts_with("digest ")) {
            std::string word, scope, hex;
            words >> word >> scope >> hex;
            digests[scope] = hex;
        }
    return digests;
}

/// The sample county with its server, which is there only while people enrol; after that there is no network.
struct Village
{
    TemporaryFolder folder;
    std::string data = folder.path("server"), stick = folder.path("stick");
    std::map<std::string, std::string> profiles; ///< by login

    Village()
    {
        mustCtl({"init", "--data", data});
        mustCtl({"seed", "--data", data, "--password", "password"});
        std::filesystem::create_directories(stick);
        ServerProcess server(data);
        server.start();
        for (const std::string login : {"li.meiling", "wang.jianguo"}) {
            const std::string root = folder.path("pc of " + login);
            Pc pc(root, server.address(), login);
            REQUIRE_FALSE(pc.sync().problem.has_value());
            for (const auto& entry : std::filesystem::directory_iterator(root))
                if (entry.path().filename().string().starts_with(login))
                    profiles[login] = entry.path().string();
        }
    }
    /// Signs in without a network, as a teacher does in the village, and writes.
    base::RecordId post(const std::string& login, const std::string& title)
    {
        const auto profile = node::readProfile(profiles[login]);
        REQUIRE(profile.ok());
        Pc pc(std::filesystem::path(profiles[login]).parent_path(), profile->server, login);
        const auto groups = pc->community().reads().groups(pc->account().person);
        REQUIRE((groups.ok() && !groups->empty()));
        const auto made = pc->community().post(groups->front().id, title, "正文 " + title);
        REQUIRE(made.ok());
        return *made;
    }
    std::string file(const std::string& beginning)
    {
        for (const auto& entry : std::filesystem::directory_iterator(stick))
            if (entry.path().filename().string().starts_with(beginning))
                return entry.path().string();
        FAIL("no file " + beginning);
        return {};
    }
    /// What the PC holds is what the server holds, and both are sound.
    void requireLevel(const std::string& login)
    {
        const auto server = digestsIn(mustCtl({"verify", "--data", data}).out);
        const auto pc = digestsIn(mustCtl({"verify", "profile", profiles[login]}).out);
        CHECK(pc.size() > 3);
        for (const auto& [scope, digest] : pc) {
            INFO(login << ' ' << scope);
            CHECK(digest == server.at(scope));
        }
    }
};

} // namespace

TEST_CASE("two teachers without a network exchange their words over one stick, and a course comes with them")
{
    Village village;
    const std::string source = village.folder.path("little");
    std::filesystem::create_directories(source);
    std::ofstream(source + "/01-first.md") << "# First\n\nWords.\n";
    mustCtl({"import", "course", source, "--data", village.data, "--title", "Small steps"});
    village.post("li.meiling", "李的帖子");
    village.post("wang.jianguo", "王的帖子");
    for (const std::string login : {"li.meiling", "wang.jianguo"}) {
        const Outcome written =
            mustCtl({"courier", "write", "--profile", village.profiles[login], "--to", village.stick});
        CHECK(written.says("of yours: 1 post (1 change)"));
    }
    const Outcome seen = mustCtl({"courier", "inspect", village.stick});
    CHECK(seen.says("from the PC of li.meiling, file 1"));
    CHECK(seen.says("from the PC of wang.jianguo, file 1"));
    CHECK_FALSE(seen.says("inside"));
    CHECK(std::count(seen.out.begin(), seen.out.end(), '\n') == 2); // a line a PC, however many a school has
    CHECK(seen.says(", for the server, whole\n"));
    const Outcome own = mustCtl({"courier", "inspect", village.stick, "--profile", village.profiles["li.meiling"]});
    CHECK(own.says("  whole, and signed by its sender's key\n"));
    const std::string of = own.out.substr(own.out.find("wang.jianguo-")); // the last one: what is of Wang
    CHECK(std::count(of.begin(), of.end(), '\n') == 1);
    CHECK(mustCtl({"courier", "inspect", village.stick, "--data", village.data}).says("inside: work of its person: 1"));

    const Outcome server = mustCtl(
        {"courier", "read", village.stick, "--data", village.data, "--answer", village.stick, "--with-courses", "all"});
    CHECK(server.says("taken: 1 post (1 change)"));
    CHECK(server.says("written for li.meiling"));
    CHECK(server.says("written for wang.jianguo"));

    const Outcome li = mustCtl({"courier", "read", village.stick, "--profile", village.profiles["li.meiling"]});
    CHECK(li.says(".courier: not for here: it is for wang.jianguo\n"));
    CHECK(li.says("1 receipt"));
    const Outcome wang = mustCtl({"courier", "read", village.stick, "--profile", village.profiles["wang.jianguo"]});
    CHECK(wang.says("1 receipt"));
    CHECK(std::filesystem::exists(village.profiles["wang.jianguo"] + "/packages"));
    CHECK_FALSE(std::filesystem::is_empty(village.profiles["wang.jianguo"] + "/packages"));
    CHECK(std::filesystem::is_empty(village.profiles["wang.jianguo"] + "/downloads"));
    // Li's file was answered before Wang's words were there, or the other way round: one more turn makes both level.
    for (const std::string login : {"li.meiling", "wang.jianguo"})
        mustCtl({"courier", "write", "--profile", village.profiles[login], "--to", village.stick});
    mustCtl({"courier", "read", village.stick, "--data", village.data, "--answer", village.stick});
    for (const std::string login : {"li.meiling", "wang.jianguo"}) {
        mustCtl({"courier", "read", village.stick, "--profile", village.profiles[login]});
        village.requireLevel(login);
    }
    // Four files, however often the stick goes round; and a direct sync has nothing left to do.
    CHECK(std::distance(std::filesystem::directory_iterator(village.stick), {}) == 4);
    ServerProcess direct(village.data);
    const auto profile = node::readProfile(village.profiles["li.meiling"]);
    direct.start(static_cast<std::uint16_t>(std::stoi(profile->server.substr(profile->server.rfind(':') + 1))));
    Pc pc(std::filesystem::path(village.profiles["li.meiling"]).parent_path(), profile->server, "li.meiling");
    const auto status = pc.sync();
    CHECK_FALSE(status.problem.has_value());
    CHECK(status.received == 0);
    CHECK(status.sent == 0);
}

TEST_CASE("broken, foreign and missing files are told apart, in words and by the exit code")
{
    Village village;
    village.post("li.meiling", "李的帖子");
    const std::string li = village.profiles["li.meiling"];
    CHECK(ctl({"courier", "read", village.stick, "--profile", li}).code == 1); // an empty stick
    CHECK(ctl({"courier", "read", village.stick}).code == 2);
    CHECK(ctl({"courier", "write", "--profile", li, "--data", village.data, "--to", village.stick}).code == 2);
    CHECK(ctl({"courier", "write", "--profile", li, "--to", village.folder.path("nowhere")}).code == 1);
    CHECK(ctl({"courier", "write", "--data", village.data, "--to", village.stick}).code == 1); // nobody came yet

    mustCtl({"courier", "write", "--profile", li, "--to", village.stick});
    const std::string whole = village.file("li.meiling");
    const std::string cut = village.folder.path("cut.courier");
    std::filesystem::copy_file(whole, cut);
    std::filesystem::resize_file(cut, std::filesystem::file_size(cut) - 100);
    const Outcome broken = ctl({"courier", "read", cut, "--data", village.data});
    CHECK(broken.code == 1);
    CHECK(broken.says("not taken: cut off"));
    CHECK(broken.errors.find("copy or write those files again") != std::string::npos);
    CHECK(ctl({"courier", "inspect", cut}).code == 1);
    const std::string damaged = village.folder.path("damaged.courier");
    std::filesystem::copy_file(whole, damaged);
    {
        std::fstream file(damaged, std::ios::in | std::ios::out | std::ios::binary);
        file.seekp(400);
        file.put('!');
    }
    const Outcome flipped = ctl({"courier", "read", damaged, "--data", village.data});
    CHECK(flipped.code == 1);
    CHECK(flipped.says("damaged since it was written"));
    const Outcome none = ctl({"courier", "read", village.folder.path("empty"), "--profile", li});
    CHECK(none.code == 1);
    CHECK(none.errors.find("staffroomctl courier write") != std::string::npos);
    // The server writes to Wang first, who never came by stick: for Li that is somebody else's file.
    mustCtl({"courier", "write", "--data", village.data, "--login", "wang.jianguo", "--to", village.stick});
    const Outcome foreign = ctl({"courier", "read", village.file("server-to-wang"), "--profile", li});
    CHECK(foreign.code == 1);
    CHECK(foreign.says("not for here: it is for wang.jianguo"));
    mustCtl({"courier", "read", village.stick, "--profile", village.profiles["wang.jianguo"]});
    village.requireLevel("wang.jianguo");
}

TEST_CASE("a program killed while it writes leaves the last whole file, and what it left over is written over")
{
    Village village;
    const std::string li = village.profiles["li.meiling"];
    mustCtl({"courier", "write", "--profile", li, "--to", village.stick});
    mustCtl({"courier", "read", village.stick, "--data", village.data, "--answer", village.stick});
    const std::string answer = village.file("server-to-li");
    // A package that takes a while to write.
    const std::string source = village.folder.path("large");
    std::filesystem::create_directories(source);
    std::ofstream(source + "/01-first.md") << "# First\n";
    {
        std::ofstream large(source + "/film.pdf", std::ios::binary);
        large << "%PDF-1.4\n";
        std::string noise(1 << 20, '\0');
        std::uint64_t state = 88172645463325252ULL;
        for (int piece = 0; piece < 48; ++piece) {
            for (char& byte : noise) {
                state ^= state << 13;
                state ^= state >> 7;
                state ^= state << 17;
                byte = static_cast<char>(state);
            }
            large << noise;
        }
    }
    mustCtl({"import", "course", source, "--data", village.data, "--title", "A film"});
    const std::string part = answer + ".part";
    const auto partSize = [&] {
        std::error_code gone;
        const auto size = std::filesystem::file_size(part, gone);
        return gone ? 0 : size;
    };
    const auto before = std::filesystem::file_size(answer);
    std::filesystem::copy_file(answer, village.folder.path("last whole"));
    bool killed = false;
    for (int tries = 0; tries < 20 && !killed; ++tries) {
        if (tries > 0) { // came too late, or too early
            std::filesystem::copy_file(village.folder.path("last whole"), answer,
                                       std::filesystem::copy_options::overwrite_existing);
            std::filesystem::remove(part);
        }
        QProcess process;
        process.start(QStringLiteral(STAFFROOM_CTL_PROGRAM),
                      {QStringLiteral("courier"), QStringLiteral("write"), QStringLiteral("--data"),
                       QString::fromStdString(village.data), QStringLiteral("--with-courses"), QStringLiteral("all"),
                       QStringLiteral("--to"), QString::fromStdString(village.stick)});
        REQUIRE(process.waitForStarted());
        for (int waited = 0; waited < 30'000 && partSize() == 0; ++waited)
            if (process.waitForFinished(1))
                break;
        process.kill();
        process.waitForFinished();
        killed = process.exitStatus() == QProcess::CrashExit && partSize() > 0 && partSize() < 40'000'000;
    }
    if (!killed)
        FAIL("in no try the program was killed while it wrote");
    CHECK(std::filesystem::file_size(answer) == before);
    mustCtl({"courier", "inspect", answer});
    mustCtl({"courier", "read", village.stick, "--profile", li});
    mustCtl({"courier", "write", "--data", village.data, "--with-courses", "all", "--to", village.stick});
    CHECK_FALSE(std::filesystem::exists(part));
    CHECK(std::filesystem::file_size(answer) > 40'000'000);
    CHECK(mustCtl({"courier", "read", village.stick, "--profile", li}).says("courses"));
    village.requireLevel("li.meiling");
}
