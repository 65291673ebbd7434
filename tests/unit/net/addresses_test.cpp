// SPDX-License-Identifier: GPL-3.0-or-later
// What a typed address becomes, and where a password may go.
#include "core/net/http_peer.h"
#include "tests/support/catch.hpp"

using namespace staffroom;
using net::PasswordWay;
using net::Peer;

namespace {

std::string read(const std::string& text, Peer peer)
{
    const auto address = net::readAddress(text, peer);
    return address ? address->toString().toStdString() : std::string("no address");
}

PasswordWay wayTo(const std::string& text, Peer peer)
{
    const auto address = net::readAddress(text, peer);
    REQUIRE(address.ok());
    return net::passwordWay(*address, peer);
}

} // namespace

TEST_CASE("a server's address without a scheme is https, but this machine's, and a hub's is http")
{
    CHECK(read("staffroom.example", Peer::server) == "https://staffroom.example");
    CHECK(read(" staffroom.example:8440/ ", Peer::server) == "https://staffroom.example:8440");
    CHECK(read("192.168.1.4:8440", Peer::server) == "https://192.168.1.4:8440");
    CHECK(read("localhost:8440", Peer::server) == "http://localhost:8440");
    CHECK(read("127.0.0.1:8440", Peer::server) == "http://127.0.0.1:8440");
    CHECK(read("[::1]:8440", Peer::server) == "http://[::1]:8440");
    CHECK(read("http://192.168.1.4", Peer::server) == "http://192.168.1.4");
    CHECK(read("192.168.1.20:8440", Peer::hub) == "http://192.168.1.20:8440");
    CHECK(read("hub:8440", Peer::hub) == "http://hub:8440");
    CHECK(read("https://hub:8440", Peer::hub) == "https://hub:8440");
    for (const char* wrong : {"", "http://", "ftp://staffroom.example", "two words"})
        CHECK(read(wrong, Peer::server) == "no address");
}

TEST_CASE("a password goes in clear to a server only within the local network, and never outside")
{
    CHECK(wayTo("staffroom.example", Peer::server) == PasswordWay::safe);
    CHECK(wayTo("localhost", Peer::server) == PasswordWay::safe);
    CHECK(wayTo("http://192.168.1.4:8440", Peer::server) == PasswordWay::plain);
    CHECK(wayTo("http://[fe80::1]", Peer::server) == PasswordWay::plain);
    CHECK(wayTo("http://staffroom.example", Peer::server) == PasswordWay::refused);
    CHECK(wayTo("http://8.8.8.8", Peer::server) == PasswordWay::refused);
    CHECK(wayTo("192.168.1.20:8440", Peer::hub) == PasswordWay::plain);
    CHECK(wayTo("hub:8440", Peer::hub) == PasswordWay::plain);
    CHECK(wayTo("https://hub:8440", Peer::hub) == PasswordWay::safe);
    CHECK(wayTo("8.8.8.8:8440", Peer::hub) == PasswordWay::refused);
}
