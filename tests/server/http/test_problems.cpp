// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/server/http/message.h"
#include "tests/support/catch.hpp"

using namespace staffroom;
using base::ErrorCode;

TEST_CASE("trouble with the server's own disk is told as the server's, as whoever asks has a disk of their own")
{
    for (const auto& [inside, outside, status] :
         {std::tuple{ErrorCode::diskFull, "server-full", 507}, std::tuple{ErrorCode::storageBusy, "server-busy", 503},
          std::tuple{ErrorCode::storageFailed, "server-failed", 500},
          std::tuple{ErrorCode::storageDamaged, "server-failed", 500},
          std::tuple{ErrorCode::newerStore, "server-failed", 500},
          std::tuple{ErrorCode::forbidden, "forbidden", 403}}) {
        const server::Response response = server::problem({inside, "reading a log", "/srv/staffroom: why"});
        INFO(base::errorName(inside));
        CHECK(response.status == status);
        CHECK(response.body.find(std::string("urn:staffroom:error:") + outside + '"') != std::string::npos);
        CHECK(response.body.find("/srv") == std::string::npos);
        CHECK(response.logDetail == base::describe({inside, "reading a log", "/srv/staffroom: why"}));
    }
}
