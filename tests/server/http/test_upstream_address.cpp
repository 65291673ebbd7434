// SPDX-License-Identifier: GPL-3.0-or-later
// A hub hands passwords of first sign-ins on to its server.
#include "app/server/http/client.h"
#include "core/base/advice.h"
#include "tests/support/catch.hpp"

using namespace staffroom;

namespace {

base::Result<std::unique_ptr<server::Client>> clientOf(const std::string& url)
{
    return server::Client::make({url, {}});
}

} // namespace

TEST_CASE("a hub takes plain http to its server only for this machine or for numbers of the local network")
{
    for (const char* good : {"https://staffroom.example", "staffroom.example:8440", "http://127.0.0.1:8440",
                             "localhost:1", "http://192.168.1.4:8440", "http://[fe80::1]:8440"}) {
        CAPTURE(good);
        CHECK(clientOf(good).ok());
    }
    for (const char* bad : {"http://staffroom.example", "http://8.8.8.8:8440"}) {
        CAPTURE(bad);
        const auto client = clientOf(bad);
        REQUIRE_FALSE(client.ok());
        CHECK(base::adviceFor(client.error()).find("write https://") != std::string::npos);
    }
}

TEST_CASE("a server's address without a scheme is asked over TLS")
{
    const auto client = server::Client::make({"staffroom.example", "/nowhere/certificate.pem"});
    REQUIRE_FALSE(client.ok()); // the certificate matters only where TLS is spoken
    CHECK(client.error().code == base::ErrorCode::badCertificate);
    CHECK(server::Client::make({"127.0.0.1:1", "/nowhere/certificate.pem"}).ok());
}
