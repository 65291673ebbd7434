// SPDX-License-Identifier: GPL-3.0-or-later
// Who may read what the programs make.
#include "tests/end_to_end/processes.h"
#include "tests/support/catch.hpp"
#include "tests/support/temporary_folder.h"

#include <sys/stat.h>

using namespace staffroom;
using namespace staffroom::test;

namespace {

/// What lies in that folder, itself too, and may be read by others than its owner.
std::vector<std::string> openTo(const std::filesystem::path& folder)
{
    using std::filesystem::perms;
    std::vector<std::string> open;
    const auto look = [&](const std::filesystem::path& path) {
        if ((std::filesystem::status(path).permissions() & (perms::group_all | perms::others_all)) != perms::none)
            open.push_back(path.string());
    };
    look(folder);
    std::error_code aFile; // has nothing in it
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder, aFile))
        if (entry.path().filename() != "port") // which somebody asked for
            look(entry.path());
    return open;
}

/// As most people have it, while this is there.
class UsualMask
{
public:
    UsualMask() : m_before(::umask(022)) {}
    UsualMask(const UsualMask&) = delete;
    UsualMask& operator=(const UsualMask&) = delete;
    ~UsualMask() { ::umask(m_before); }

private:
    mode_t m_before;
};

} // namespace

TEST_CASE("what staffroomctl, the server and a hub make is their user's alone, also under a mask that lets others read")
{
    const UsualMask usual;
    const TemporaryFolder folder;
    const std::string data = folder.path("server"), root = folder.path("pc"), kit = folder.path("hub.kit"),
                      hub = folder.path("hub"), password = folder.write("password", "password\n");
    REQUIRE(runProgram(STAFFROOM_CTL_PROGRAM,
                       {"init", "--data", data, "--name", "县", "--admin", "chen", "--password-file", password})
                .code == 0);
    REQUIRE(runProgram(STAFFROOM_CTL_PROGRAM,
                       {"hub", "add", "--data", data, "--org", "office", "--name", "机房", "--kit", kit})
                .code == 0);
    ServerProcess server(data);
    server.start();
    REQUIRE(runProgram(STAFFROOM_CTL_PROGRAM, {"sync", "--profile-root", root, "--server", server.address(), "--login",
                                               "chen", "--password-file", password})
                .code == 0);
    ServerProcess school(hub, {QStringLiteral("--role"), QStringLiteral("hub"), QStringLiteral("--upstream"),
                               QString::fromStdString(server.address()), QStringLiteral("--kit"),
                               QString::fromStdString(kit)});
    school.start();
    for (const std::string& made : {data, root, hub, kit})
        CHECK(openTo(made) == std::vector<std::string>{});
    std::string profile;
    for (const auto& entry : std::filesystem::directory_iterator(root))
        profile = entry.path().string();
    CHECK((std::filesystem::status(profile + "/device.key").permissions() & std::filesystem::perms::mask) ==
          (std::filesystem::perms::owner_read | std::filesystem::perms::owner_write));
    // What travels is for others.
    std::filesystem::create_directories(folder.path("stick"));
    REQUIRE(runProgram(STAFFROOM_CTL_PROGRAM, {"courier", "write", "--profile", profile, "--to", folder.path("stick")})
                .code == 0);
    CHECK(openTo(folder.path("stick")).size() == 2); // the stick, and the file on it
}
