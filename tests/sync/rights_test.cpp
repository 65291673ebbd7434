// SPDX-License-Identifier: GPL-3.0-or-later
// What somebody without the right to it, or with bad intentions, can do to others: nothing.
#include "tests/sync/two_teachers.h"

using namespace staffroom;
using namespace staffroom::test;
using base::ErrorCode;

namespace {

/// B moderates the group; A's post is on both PCs.
struct Moderated : Group
{
    RecordId unfriendly;
    Moderated()
    {
        a->mustSync();
        school.allow(bo, group, domain::Role::member | domain::Role::moderator);
        b->mustSync();
        unfriendly = a->post(group, "unfriendly");
        a->mustSync();
        b->mustSync();
    }
};

} // namespace

TEST_CASE("what a moderator deleted its author can't bring back, nor by deleting it again first")
{
    Moderated group;
    const RecordId post = group.unfriendly;
    const auto setDeleted = [&](Pc& pc, bool deleted) {
        must(pc.write(post, Kind::post, group.group, {{f::deleted, Value::boolean(deleted)}}));
    };
    setDeleted(*group.b, true);
    group.b->mustSync();
    group.a->mustSync();
    CHECK(group.a->state(post).deleted());
    setDeleted(*group.a, false);
    group.a->mustSync();
    CHECK(group.a->state(post).deleted());
    setDeleted(*group.a, true);
    setDeleted(*group.a, false);
    group.a->mustSync();
    group.b->mustSync();
    CHECK(group.a->state(post).deleted());
    CHECK(group.b->state(post).deleted());
    CHECK(must(group.a->replica().counts()).rejected == 1); // one record, shown as rejected
    // Who deleted may take it back.
    setDeleted(*group.b, false);
    group.b->mustSync();
    group.a->mustSync();
    CHECK_FALSE(group.a->state(post).deleted());
    requireLevel(group.school, {group.a.get(), group.b.get()});
}

TEST_CASE("a restore by the author loses against a moderator's deletion that came to the server first")
{
    Moderated group;
    const RecordId post = group.unfriendly;
    for (const bool deleted : {true, false}) // offline: it names its own deletion only
        must(group.a->write(post, Kind::post, group.group, {{f::deleted, Value::boolean(deleted)}}));
    must(group.b->write(post, Kind::post, group.group, {{f::deleted, Value::boolean(true)}}));
    group.b->mustSync();
    group.a->mustSync();
    group.b->mustSync();
    CHECK(group.a->state(post).deleted());
    CHECK(group.b->state(post).deleted());
    requireLevel(group.school, {group.a.get(), group.b.get()});
}

TEST_CASE("nobody fills the log of a scope that they never could write to")
{
    Group group;
    group.a->mustSync();
    const ScopeId foreign{ScopeType::personWork, group.bo};
    const RecordId there = group.school.id();
    must(group.a->write(there, Kind::planItem, foreign, {{f::plan_item::title, Value::text("x")}}));
    group.a->mustSync();
    for (const auto& report : must(group.school.store().digests()))
        if (report.scope == foreign)
            CHECK(report.seq == 0);
    const auto counts = must(group.a->replica().counts());
    CHECK(counts.waiting == 0);
    CHECK(counts.rejected == 1);
    for (const auto& line : must(group.a->replica().own(100)))
        if (line.record == there)
            CHECK((line.rejected && line.reason == ErrorCode::forbidden));
}

TEST_CASE("what was rejected counts until its author has seen that, and again once more of it is rejected")
{
    Moderated group;
    const RecordId post = group.unfriendly;
    const auto setDeleted = [&](Pc& pc, bool deleted) {
        must(pc.write(post, Kind::post, group.group, {{f::deleted, Value::boolean(deleted)}}));
        pc.mustSync();
    };
    const auto rejected = [&] { return must(group.a->replica().counts()).rejected; };
    setDeleted(*group.b, true);
    group.a->mustSync();
    setDeleted(*group.a, false);
    REQUIRE(rejected() == 1);
    const RecordId newer = group.a->post(group.group, "made after it");
    REQUIRE(must(group.a->replica().own(1)).front().record == post); // what nobody has seen comes first
    must(group.a->replica().setRejectionSeen(post, true));
    CHECK(rejected() == 0);
    CHECK(must(group.a->replica().own(1)).front().record == newer);
    const auto seen = [&] {
        const auto lines = must(group.a->replica().own(100));
        const auto line = std::ranges::find(lines, post, &storage::Replica::OwnLine::record);
        REQUIRE(line != lines.end());
        CHECK(line->rejected);
        return line->seen;
    };
    CHECK(seen());
    group.a->restart();
    CHECK(rejected() == 0);
    CHECK(seen());
    must(group.a->replica().setRejectionSeen(post, false)); // undone
    CHECK(rejected() == 1);
    must(group.a->replica().setRejectionSeen(post, true));
    setDeleted(*group.a, true);
    setDeleted(*group.a, false);
    CHECK(rejected() == 1);
    CHECK_FALSE(seen());
}

TEST_CASE("an author's own deletion is the author's to take back")
{
    Group group;
    group.a->mustSync();
    const RecordId post = group.a->post(group.group, "hasty");
    for (const bool deleted : {true, false}) {
        must(group.a->write(post, Kind::post, group.group, {{f::deleted, Value::boolean(deleted)}}));
        group.a->mustSync();
    }
    group.b->mustSync();
    CHECK(group.b->text(post, f::post::body) == "hasty");
    CHECK_FALSE(group.b->state(post).deleted());
    CHECK(must(group.a->replica().counts()).rejected == 0);
    requireLevel(group.school, {group.a.get(), group.b.get()});
}

TEST_CASE("a change that claims to replace a quarantined one leaves all replicas the same")
{
    School school;
    const ScopeId group{ScopeType::group, school.id()};
    const RecordId anna = school.person(), mallory = school.person();
    for (const RecordId& person : {anna, mallory})
        school.allow(person, group, domain::only(domain::Role::member));
    const auto a = school.pc(anna);
    const auto reader = school.pc(anna);
    a->mustSync();
    reader->mustSync();
    // A's rejected membership is the last of A's numbers; nobody else ever sees its content.
    const RecordId rejected = school.id();
    must(a->write(rejected, Kind::membership, group, {{f::membership::person, Value::id(mallory)}}));
    a->mustSync();
    REQUIRE(must(a->replica().counts()).rejected == 1);
    const base::KeyPair key = base::KeyPair::make(school.random());
    const sync::Device device{base::incarnationOf(key.publicKey()), key.publicKey(), mallory, false};
    must(school.store().addDevice(device, "PC", 0));
    sync::Change change{school.id(), static_cast<std::uint32_t>(Kind::post), 1, {}};
    change.writes.push_back({f::post::author, Bytes(Value::id(mallory).item()), 0, {}});
    change.writes.push_back(
        {f::post::body, Bytes(Value::text("replaces what nobody saw").item()), 1, {{a->replica().incarnation(), 1}}});
    std::sort(change.writes.begin(), change.writes.end(),
              [](const auto& one, const auto& other) { return one.field < other.field; });
    const Bytes encoded = sync::encode(change, device.incarnation);
    const sync::Verdict verdict =
        must(school.store().take(sync::sealBatch(key, group, 1, {}, std::span(&encoded, 1)), device));
    CHECK(verdict.quarantined.empty());
    reader->mustSync();
    a->mustSync();
    requireLevel(school, {a.get(), reader.get()});
}

TEST_CASE("a scope that can't be read holds no other back, and the session's end tells of it")
{
    Group group;
    const std::string broken = base::toHex(group.a->work().view());
    const auto newer = group.school.pc(group.anna);
    newer->mustSync();
    group.a->mustSync();
    const RecordId item = group.school.id();
    must(group.a->write(item, Kind::planItem, group.a->work(), {{f::plan_item::title, Value::text("plan")}}));
    group.a->mustSync();
    const RecordId word = group.b->post(group.group, "later in the order of lanes");
    group.b->mustSync();
    Wire wire;
    wire.alter = [&](std::size_t, const sync::Request& request, Bytes& body) {
        if (request.path.find(broken) != std::string::npos)
            body = "no frame";
    };
    const SyncEnd end = newer->sync(wire);
    REQUIRE(end.error);
    CHECK(end.complete);
    CHECK(newer->text(word, f::post::body) == "later in the order of lanes");
    CHECK(newer->state(item).empty());
    newer->mustSync();
    group.a->mustSync();
    requireLevel(group.school, {newer.get(), group.a.get(), group.b.get()});
}

TEST_CASE("a store under another device's key is not written on")
{
    const TemporaryFolder folder;
    const base::ManualClock clock;
    base::SeededRandom random(3);
    const base::StoreId server;
    const auto open = [&](const base::KeyPair& key) {
        return storage::Replica::open({folder.path(), key, server, {}, clock});
    };
    const base::KeyPair key = base::KeyPair::make(random);
    must(open(key));
    must(open(key));
    const auto other = open(base::KeyPair::make(random));
    REQUIRE_FALSE(other.ok());
    CHECK(other.error().code == ErrorCode::storageDamaged);
}
