// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/hosts.h"
#include "tests/support/catch.hpp"

using namespace staffroom::base;

TEST_CASE("how far a connection goes is told from an address in numbers, and a name but localhost tells nothing")
{
    for (const char* here :
         {"localhost", "LocalHost.", "127.0.0.1", "127.255.1.2", "::1", "[::1]", "::ffff:127.0.0.1"}) {
        CAPTURE(here);
        CHECK(reachOf(here) == HostReach::thisMachine);
        CHECK(schemeFor(here) == "http");
    }
    for (const char* inside : {"10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.4", "169.254.7.7", "fe80::1%eth0",
                               "[fd12:3456::1]", "::ffff:192.168.1.4"}) {
        CAPTURE(inside);
        CHECK(reachOf(inside) == HostReach::localNetwork);
        CHECK(schemeFor(inside) == "https");
    }
    for (const char* outside : {"9.255.255.255", "11.0.0.1", "172.15.0.1", "172.32.0.1", "192.169.0.1", "8.8.8.8",
                                "2001:db8::1", "::2", "::ffff:8.8.8.8", "::"}) {
        CAPTURE(outside);
        CHECK(reachOf(outside) == HostReach::anywhere);
    }
    for (const char* name : {"staffroom.example", "localhost.example", "127.0.0.1.example", "server", "10.0.0", ""}) {
        CAPTURE(name);
        CHECK(reachOf(name) == HostReach::named);
        CHECK(schemeFor(name) == "https");
    }
}
