// SPDX-License-Identifier: GPL-3.0-or-later
// How long a session goes on asking where nobody answers.
#include "core/sync/tuning.h"
#include "tests/sync/school.h"

using namespace staffroom;
using namespace staffroom::test;
using base::ErrorCode;

namespace {

/// Requests that a session sends when the first `heard` are answered and then each ends like that.
int requestsUntilTold(ErrorCode end, int heard)
{
    School school;
    const auto pc = school.pc(school.person());
    base::KeyPair key = base::KeyPair::make(school.random());
    sync::Session session(pc->replica(),
                          {base::incarnationOf(key.publicKey()), school.store().id(), school.store().key().publicKey()},
                          key, {});
    int sent = 0;
    sync::Next next = session.start();
    while (next.what != sync::Next::What::done) {
        if (next.what == sync::Next::What::wait) {
            next = session.resume();
            continue;
        }
        REQUIRE(++sent < 100);
        next = session.answered(sent <= heard ? school.exchange(next.request)
                                              : sync::Response{0, {}, {end, "asking the server", {}}});
    }
    REQUIRE(next.error.has_value());
    CHECK(next.error->code == end);
    return sent - heard;
}

} // namespace

TEST_CASE("where nobody answers at all, the person is told after two silences, and a link that was cut is tried longer")
{
    CHECK(requestsUntilTold(ErrorCode::timedOut, 0) == 1 + sync::tuning::retriesInSilence);
    CHECK(requestsUntilTold(ErrorCode::timedOut, 1) == 1 + sync::tuning::retries);
    CHECK(requestsUntilTold(ErrorCode::hostUnreachable, 0) == 1 + sync::tuning::retries);
    CHECK(requestsUntilTold(ErrorCode::linkCut, 0) == 1 + sync::tuning::retries);
}
