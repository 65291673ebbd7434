// SPDX-License-Identifier: GPL-3.0-or-later
// Which key may be enrolled by whom: only by who has it, and nobody gets another person's device.
#include "tests/sync/hub.h"

using namespace staffroom;
using namespace staffroom::test;
using base::ErrorCode;

namespace {

struct Enrolling
{
    School school;
    RecordId anna = school.person(), bo = school.person();
    base::KeyPair annasPc = base::KeyPair::make(school.random()), bosPc = base::KeyPair::make(school.random());

    Enrolling()
    {
        const std::string hash = must(base::hashPassword("secret"));
        must(school.store().setAccount({anna, "anna", "Anna", hash}));
        must(school.store().setAccount({bo, "bo", "Bo", hash}));
    }
    static sync::EnrolRequest enrolment(const std::string& login, const base::KeyPair& pc, const base::KeyPair& signer)
    {
        sync::EnrolRequest request{login, "secret", "PC", pc.publicKey(), {}};
        request.signature = signer.sign(sync::enrolClaim(request));
        return request;
    }
    static sync::Request message(const sync::EnrolRequest& enrolment)
    {
        return {"POST", "/v1/enrol", sync::wrap(sync::encode(enrolment)), {}};
    }
    bool isOf(const base::KeyPair& pc, const RecordId& person)
    {
        const auto device = must(school.store().device(base::incarnationOf(pc.publicKey())));
        return device && device->person == person;
    }
};

} // namespace

TEST_CASE("a key is enrolled only by who has it, and only for the login that it signed for")
{
    Enrolling some;
    const auto refused = [&](const sync::EnrolRequest& enrolment) {
        const sync::Response answer = some.school.exchange(Enrolling::message(enrolment));
        CHECK(answer.status == 422);
        CHECK(answer.error.code == ErrorCode::badSignature);
    };
    sync::EnrolRequest stolen = Enrolling::enrolment("bo", some.annasPc, some.bosPc);
    refused(stolen);
    const sync::EnrolRequest own = Enrolling::enrolment("anna", some.annasPc, some.annasPc);
    stolen.signature = own.signature; // as who stands between has seen it
    refused(stolen);
    CHECK_FALSE(some.isOf(some.annasPc, some.bo));
    CHECK(some.school.exchange(Enrolling::message(own)).status == 200);
    CHECK(some.isOf(some.annasPc, some.anna));
}

TEST_CASE("a key that is another person's device is refused, through a hub too, and the same person's may come again")
{
    Enrolling some;
    Hub hub(some.school);
    const auto own = Enrolling::message(Enrolling::enrolment("anna", some.annasPc, some.annasPc));
    const auto another = Enrolling::message(Enrolling::enrolment("bo", some.annasPc, some.annasPc));
    REQUIRE(some.school.exchange(own).status == 200);
    CHECK(some.school.exchange(own).status == 200);
    CHECK(hub.answer(own).status == 200);
    for (const sync::Response& answer : {some.school.exchange(another), hub.answer(another)}) {
        CHECK(answer.status == 403);
        CHECK(answer.error.code == ErrorCode::forbidden);
    }
    CHECK(some.isOf(some.annasPc, some.anna));
}
