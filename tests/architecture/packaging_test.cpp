// SPDX-License-Identifier: GPL-3.0-or-later
// The services that the packages bring.
#include "tests/support/catch.hpp"

#include <fstream>
#include <set>
#include <sstream>
#include <string>

namespace {

std::string textOf(const std::string& file)
{
    std::ifstream in(STAFFROOM_SOURCES "/" + file);
    REQUIRE(in.good());
    return {std::istreambuf_iterator<char>(in), {}};
}

/// The lines of a unit that say how its service is shut in and run; not what it runs and where.
std::set<std::string> wallsOf(const std::string& unit)
{
    std::set<std::string> walls;
    std::istringstream lines(unit.substr(unit.find("[Service]")));
    for (std::string line; std::getline(lines, line);)
        if (!line.empty() && line[0] != '#' && !line.starts_with("ExecStart=") &&
            !line.starts_with("StateDirectory=") && !line.starts_with("RestartPreventExitStatus="))
            walls.insert(line);
    return walls;
}

bool says(const std::string& text, std::string_view words)
{
    return text.find(words) != std::string::npos;
}

} // namespace

TEST_CASE("a hub's service is shut in as the server's is, has a folder of its own, and comes with the package")
{
    const std::string server = textOf("packaging/staffroom-server.service"),
                      hub = textOf("packaging/staffroom-hub.service");
    CHECK(wallsOf(hub).size() > 15);
    CHECK(wallsOf(hub) == wallsOf(server));
    CHECK(says(hub, "\nStateDirectory=staffroom-hub\n"));
    CHECK(says(hub, "--role hub --data ${STATE_DIRECTORY} --upstream ${UPSTREAM} --listen"));
    CHECK(says(textOf("packaging/CPack.cmake"), "packaging/staffroom-hub.service"));
    for (const char* script : {"postinst", "prerm"}) {
        CAPTURE(script);
        CHECK(
            says(textOf(std::string("packaging/server/") + script), "staffroom-server.service staffroom-hub.service"));
    }
    for (const char* guide : {"administrator.md", "administrator.zh_CN.md"}) {
        CAPTURE(guide);
        const std::string text = textOf(std::string("docs/guides/") + guide);
        CHECK(says(text, "systemctl enable --now staffroom-hub"));
        CHECK(says(text, "Environment=UPSTREAM=https://NAME:8440"));
        CHECK(says(text, "/var/lib/staffroom-hub/hub.kit"));
    }
}
