// SPDX-License-Identifier: GPL-3.0-or-later
// Servers put back and profiles copied, where the PCs only ever talk to their school's hub.
#include "core/storage/hub_verify.h"
#include "core/sync/tuning.h"
#include "tests/sync/lab.h"

#include <fstream>

using namespace staffroom;
using namespace staffroom::test;
using base::ErrorCode;

TEST_CASE("a server put back to a backup behind a hub gets again what its lab PCs had sent, and all end level")
{
    Lab lab;
    const RecordId before = lab.a->post(lab.group, "before the backup");
    lab.settle();
    const School::Backup backup = lab.school.backup();
    const RecordId lostA = lab.a->post(lab.group, "A, after the backup");
    const RecordId lostB = lab.b->post(lab.group, "B, after the backup");
    lab.settle();
    CHECK(must(lab.a->replica().counts()).waiting == 0);
    lab.school.restore(backup);
    SECTION("noticed at once") {}
    SECTION("noticed when others have written on")
    {
        for (int at = 0; at < 6; ++at)
            lab.direct->post(lab.group, "from far away " + std::to_string(at));
        lab.direct->mustSync();
    }
    SECTION("with work that was written since and not sent")
    {
        lab.a->post(lab.group, "not sent yet");
    }
    lab.later();
    lab.mustExchange();
    lab.settle();
    lab.settle();
    for (Pc* pc : {lab.a.get(), lab.b.get()}) {
        CHECK(must(pc->replica().counts()).waiting == 0);
        CHECK(must(pc->replica().counts()).rejected == 0);
        CHECK(pc->text(lostA, f::post::body) == "A, after the backup");
        CHECK(pc->text(lostB, f::post::body) == "B, after the backup");
        CHECK(pc->text(before, f::post::body) == "before the backup");
    }
    lab.requireLevelEverywhere();
    CHECK(must(storage::verifyHub(lab.hub.store())).batches == 0);
}

TEST_CASE("two copies of a profile behind one hub get their own names through it, with all that was written on both")
{
    Lab lab;
    lab.settle();
    const auto twin = lab.a->clone();
    const RecordId fromFirst = lab.a->post(lab.group, "the first's");
    const RecordId fromTwin = twin->post(lab.group, "the copy's");
    lab.through(*lab.a);
    SECTION("the first's work is at the server")
    {
        lab.later();
        lab.mustExchange();
        lab.through(*lab.a);
    }
    SECTION("the first's work is at the hub alone") {}
    const base::IncarnationId name = twin->replica().incarnation();
    static_cast<void>(twin->sync(lab.hub.wire())); // the hub may say that it holds another's: its word alone
    for (int round = 0; round < 3; ++round) {
        lab.later();
        lab.mustExchange();
        for (Pc* pc : {lab.a.get(), lab.b.get(), twin.get()})
            static_cast<void>(pc->sync(lab.hub.wire())); // the new name is known to the hub after its next exchange
    }
    CHECK(twin->replica().incarnation() != name);
    for (Pc* pc : {lab.a.get(), lab.b.get(), twin.get()}) {
        CHECK(pc->text(fromFirst, f::post::body) == "the first's");
        CHECK(pc->text(fromTwin, f::post::body) == "the copy's");
        CHECK(must(pc->replica().counts()).waiting == 0);
    }
    lab.direct->mustSync();
    requireLevel(lab.school, {lab.a.get(), lab.b.get(), twin.get(), lab.direct.get()});
}

TEST_CASE("a hub's word alone gives nobody another name")
{
    Lab lab;
    lab.settle();
    const base::IncarnationId name = lab.a->replica().incarnation();
    lab.a->post(lab.group, "waits");
    Wire wire;
    wire.alter = [&](std::size_t, const sync::Request& request, Bytes& body) {
        if (request.path != "/v1/push")
            return;
        auto receipts = must(sync::decodeReceipts(must(sync::unwrap(body)), lab.hub.key().publicKey()));
        for (sync::Receipt& receipt : receipts)
            receipt.refused = ErrorCode::forked;
        body = sync::wrap(sync::encodeReceipts(receipts, lab.hub.key()));
    };
    const SyncEnd end = lab.a->sync(lab.hub.wire(wire));
    CHECK(end.clean());
    CHECK(end.renewals == 0);
    CHECK(has(end.notes, ErrorCode::forked));
    CHECK(lab.a->replica().incarnation() == name);
    lab.settle();
    lab.requireLevelEverywhere();
}

TEST_CASE("a device that leaves too much at a hub is told that it is full, and what is there goes up")
{
    Lab lab;
    lab.hub.linked = false;
    const std::string page(200 * 1024, 'x');
    for (std::size_t bytes = 0; bytes <= sync::tuning::hubWaitingMost; bytes += page.size())
        must(lab.a->write(lab.school.id(), Kind::planItem, lab.a->work(), {{901, Value::text(page)}}));
    bool full = false;
    for (int round = 0; round < 100 && !full; ++round) {
        const SyncEnd end = lab.a->sync(lab.hub.wire());
        full = end.error && end.error->code == ErrorCode::serverFull;
    }
    CHECK(full);
    CHECK(static_cast<std::uint64_t>(must(lab.hub.store().waitingCount()).bytes) <= sync::tuning::hubWaitingMost);
    lab.hub.linked = true;
    lab.later();
    lab.mustExchange();
    lab.settle();
    CHECK(must(lab.a->replica().counts()).waiting == 0);
    lab.requireLevelEverywhere();
}

TEST_CASE("a part of a snapshot that the hub's disk changed or lost is fetched again")
{
    Lab lab;
    for (std::size_t at = 0; at < sync::tuning::snapshotAfter + 10; ++at)
        lab.a->post(lab.group, "post " + std::to_string(at));
    lab.settle();
    const auto first = lab.school.pc(lab.bo);
    lab.later();
    lab.mustExchange();
    static_cast<void>(first->sync(lab.hub.wire()));
    lab.later();
    lab.mustExchange();
    lab.through(*first);
    std::size_t segments = 0;
    for (const auto& entry : std::filesystem::directory_iterator(lab.hub.folder() / "snapshots")) {
        if (segments++ % 2 == 0) {
            std::fstream file(entry.path(), std::ios::binary | std::ios::in | std::ios::out);
            file.seekp(30);
            file.put('X');
        } else {
            std::filesystem::remove(entry.path());
        }
    }
    REQUIRE(segments > 0);
    const auto second = lab.school.pc(lab.bo);
    for (int round = 0; round < 3; ++round) {
        lab.later();
        lab.mustExchange();
        static_cast<void>(second->sync(lab.hub.wire()));
    }
    lab.through(*second);
    requireLevel(lab.school, {lab.a.get(), lab.b.get(), first.get(), second.get()});
}
