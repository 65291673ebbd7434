// SPDX-License-Identifier: GPL-3.0-or-later
// A server that can't start says why and what to do.
#include "tests/end_to_end/county.h"
#include "tests/end_to_end/processes.h"
#include "tests/support/catch.hpp"

#include <QTcpServer>

#include <fstream>

using namespace staffroom;
using namespace staffroom::test;

namespace {

/// The server ends with that code and says it.
void refuses(int code, const std::vector<std::string>& words, std::string_view advice)
{
    const Ended ended = runProgram(STAFFROOM_SERVER_PROGRAM, words);
    CAPTURE(words, ended.errors);
    CHECK(ended.code == code);
    CHECK(ended.errors.find(advice) != std::string::npos);
}

} // namespace

TEST_CASE("a server that can't start says what to do")
{
    const TemporaryFolder folder;
    makeCounty(folder.path() / "server");
    const std::string data = folder.path("server");
    refuses(1, {"--data", folder.path("none"), "--listen", "127.0.0.1:0"}, "makes a new store");
    std::filesystem::create_directories(folder.path("empty"));
    std::ofstream(folder.path("empty/server.db"));
    refuses(1, {"--data", folder.path("empty"), "--listen", "127.0.0.1:0"}, "put the last backup in its place");
    QTcpServer other;
    REQUIRE(other.listen(QHostAddress::LocalHost));
    refuses(1, {"--data", data, "--listen", "127.0.0.1:" + std::to_string(other.serverPort())},
            "another program listens there, perhaps a server that already runs");
    refuses(1, {"--data", data, "--listen", "192.0.2.1:0"}, "this machine has no such address");
    refuses(1, {"--data", data, "--listen", "localhost:0"}, "takes an address in numbers and a port");
    refuses(1, {"--data", data, "--listen", "127.0.0.1:0", "--port-file", folder.path("none/port")},
            "name a file in a folder that this user may write into");
    refuses(1, {"--data", data, "--listen", "127.0.0.1:0", "--tls-key", "key.pem"}, "name both --tls-certificate");
    refuses(1, {"--data", folder.path("hub"), "--role", "hub", "--upstream", "https://staffroom.example"},
            "name it with --kit FILE");
    refuses(1,
            {"--data", folder.path("hub"), "--role", "hub", "--upstream", "https://staffroom.example", "--kit",
             folder.path("none")},
            "check the path behind --kit");
    refuses(1, {"--data", data, "--role", "hub", "--upstream", "https://staffroom.example"},
            "give the hub a folder of its own");
}

TEST_CASE("wrong options of the server are answered with what to write")
{
    refuses(2, {}, "name the server's folder: --data");
    refuses(2, {"--data", "x", "--colour", "red"}, "staffroom-server --help tells");
    refuses(2, {"--data", "x", "--listen"}, "staffroom-server --help tells");
    refuses(2, {"--data", "x", "--listen", "8440"}, "write 127.0.0.1:8440");
    refuses(2, {"--data", "x", "--listen", "127.0.0.1:many"}, "write 127.0.0.1:8440");
    refuses(2, {"--data", "x", "--log-level", "loud"}, "write debug, info, warning or error");
    refuses(2, {"--data", "x", "--role", "king"}, "write central or hub");
    refuses(2, {"--data", "x", "--role", "hub"}, "add --upstream");
    refuses(2, {"--data", "x", "--upstream", "https://staffroom.example"}, "add --role hub");
    refuses(2, {"--data", "x", "--every", "0"}, "write a whole number from 1");
}
