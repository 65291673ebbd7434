// SPDX-License-Identifier: GPL-3.0-or-later
// Devices that a hub doesn't know: made up by somebody, or at the server since a moment ago.
#include "core/sync/questions.h"
#include "core/sync/relay.h"
#include "tests/sync/lab.h"

using namespace staffroom;
using namespace staffroom::test;

namespace {

/// The status that a device gets that begins a session with the hub.
int comes(Lab& lab, const base::KeyPair& device)
{
    const base::IncarnationId self = base::incarnationOf(device.publicKey());
    const sync::Response asked = lab.hub.answer(sync::challengeQuestion(self));
    REQUIRE(asked.status == 200);
    const sync::SessionAnswer answer = must(sync::decodeSessionAnswer(must(sync::unwrap(asked.body))));
    const base::StoreId hub = sync::storeOfHub(lab.hub.key().publicKey());
    return lab.hub.answer(sync::proof(self, hub, answer.challenge, device)).status;
}

base::KeyPair madeUp(Lab& lab)
{
    return base::KeyPair::make(lab.school.random());
}

} // namespace

TEST_CASE("devices that somebody makes up have a hub ask the server at most once in ten seconds")
{
    Lab lab;
    const std::size_t before = lab.hub.woken();
    for (int number = 0; number < 20; ++number) {
        CHECK(comes(lab, madeUp(lab)) == 503);
        lab.later(400);
    }
    CHECK(lab.hub.woken() == before + 1);
    lab.later(2'000);
    CHECK(comes(lab, madeUp(lab)) == 503);
    CHECK(lab.hub.woken() == before + 2);
}

TEST_CASE("a PC that is new at the server is let in by the hub's next exchange, whoever made others up before")
{
    Lab lab;
    CHECK(comes(lab, madeUp(lab)) == 503);
    const auto late = lab.school.pc(lab.anna);
    CHECK(comes(lab, late->device()) == 503);
    lab.later(10'000);
    const std::size_t before = lab.hub.woken();
    CHECK(comes(lab, late->device()) == 503);
    CHECK(lab.hub.woken() == before + 1);
    lab.mustExchange();
    lab.through(*late);
}

TEST_CASE("a PC that is enrolled through the hub is asked about at once, whoever made others up before")
{
    Lab lab;
    must(lab.school.store().setAccount({lab.anna, "anna", "Anna", must(base::hashPassword("secret"))}));
    CHECK(comes(lab, madeUp(lab)) == 503);
    const base::KeyPair device = madeUp(lab);
    sync::EnrolRequest enrolment{"anna", "secret", "PC", device.publicKey(), {}};
    enrolment.signature = device.sign(sync::enrolClaim(enrolment));
    REQUIRE(lab.hub.answer({"POST", "/v1/enrol", sync::wrap(sync::encode(enrolment)), {}}).status == 200);
    const std::size_t before = lab.hub.woken();
    CHECK(comes(lab, device) == 503);
    CHECK(lab.hub.woken() == before + 1);
    lab.later();
    lab.mustExchange();
    CHECK(comes(lab, device) == 200);
}
