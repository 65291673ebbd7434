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

TEST_CASE("what a hub still has of what a server lost it sends again by itself")
{
    Lab lab;
    lab.settle();
    const School::Backup backup = lab.school.backup();
    const RecordId post = lab.a->post(lab.group, "A went home after this");
    lab.through(*lab.a);
    lab.later();
    Wire offBeforePages;
    offBeforePages.fault = [](std::size_t, const sync::Request& request) {
        return request.path.starts_with("/v1/relay/pull/") ? Fault::dropBefore : Fault::none;
    };
    CHECK(lab.hub.exchange(offBeforePages).dropped); // the word on it is here, its page isn't
    lab.school.restore(backup);
    for (int round = 0; round < 2; ++round) {
        lab.later();
        lab.mustExchange();
    }
    lab.direct->mustSync();
    CHECK(lab.direct->text(post, f::post::body) == "A went home after this");
    lab.settle();
    lab.requireLevelEverywhere();
}

namespace {

/// A lab PC that has one post more than the snapshot that the server has at hand.
struct AheadOfSnapshot : Lab
{
    School::Backup backup;

    AheadOfSnapshot()
    {
        for (int at = 0; at < 2; ++at)
            direct->post(group, "both histories have this");
        direct->mustSync();
        must(school.store().snapshot(group));
        backup = school.backup();
        direct->post(group, "the first history alone has this");
        direct->mustSync();
        later();
        mustExchange();
        through(*a);
        CHECK(a->cursor(group).seq == 3);
    }
};

} // namespace

TEST_CASE("a PC takes an older snapshot from its hub where signed pages show that the server's history is another one")
{
    AheadOfSnapshot lab;
    lab.school.restore(lab.backup);
    const auto other = lab.school.pc(lab.far);
    RecordId last;
    for (int at = 0; at < 3; ++at)
        last = other->post(lab.group, "the other history has this");
    other->mustSync();
    for (int round = 0; round < 3; ++round) {
        lab.later();
        lab.mustExchange();
        static_cast<void>(lab.a->sync(lab.hub.wire()));
    }
    lab.through(*lab.a);
    CHECK(lab.a->text(last, f::post::body) == "the other history has this");
    lab.direct->mustSync(); // sends again what the server lost
    lab.later();
    lab.settle();
    other->mustSync();
    lab.requireLevelEverywhere();
}

TEST_CASE("a PC takes no older snapshot where the hub alone says that the history is another one")
{
    AheadOfSnapshot lab;
    const RecordId fourth = lab.direct->post(lab.group, "comes later");
    lab.direct->mustSync();
    lab.later();
    lab.mustExchange();
    const Bytes old = must(lab.school.store().snapshot(lab.group));
    Wire wire;
    wire.answer = [&](const sync::Request& request) {
        if (request.path.starts_with("/v1/snapshot/"))
            return sync::Response{200, sync::wrap(old), {}, 0, 0};
        if (request.path.starts_with("/v1/pull/") && request.path.find("seq=3") != std::string::npos)
            return sync::Response{412, {}, {ErrorCode::epochChanged, "asking", {}}, 0, 0};
        return lab.hub.answer(request);
    };
    const SyncEnd end = lab.a->sync(wire);
    CHECK(end.complete);
    CHECK(has(end.notes, ErrorCode::replayed));
    CHECK(lab.a->cursor(lab.group).seq == 3); // nothing went back
    lab.through(*lab.a);
    CHECK(lab.a->text(fourth, f::post::body) == "comes later");
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

TEST_CASE("what a kill left of a segment that was being written goes when hub and server start again")
{
    Lab lab;
    const auto killedAt = [](const std::filesystem::path& folder) {
        for (const char* name : {"whole", "half.new"})
            std::ofstream(folder / "snapshots" / name) << "segment";
    };
    killedAt(lab.hub.folder());
    lab.hub.restart();
    lab.school.closed(killedAt);
    for (const std::filesystem::path& folder : {lab.hub.folder(), lab.school.store().folder()}) {
        CHECK(std::filesystem::exists(folder / "snapshots" / "whole"));
        CHECK_FALSE(std::filesystem::exists(folder / "snapshots" / "half.new"));
    }
    lab.settle();
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
