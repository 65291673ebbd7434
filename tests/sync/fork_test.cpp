// SPDX-License-Identifier: GPL-3.0-or-later
// One profile on two PCs, or an old copy of it put back: each goes on under a name of its own, and nothing that a
// person made on either is lost or doubled.
#include "core/sync/tuning.h"
#include "tests/sync/two_teachers.h"

using namespace staffroom;
using namespace staffroom::test;
using base::ErrorCode;

namespace {

/// Anna's PC, level with the server, and a copy of its disk in another PC. Bo reads along.
struct Cloned : Group
{
    std::unique_ptr<Pc> twin;
    RecordId shared = school.id();

    Cloned()
    {
        must(a->write(shared, Kind::planItem, a->work(), {{f::plan_item::title, Value::text("before the copy")}}));
        a->mustSync();
        twin = a->clone();
    }
    void title(Pc& pc, std::string_view text)
    {
        must(pc.write(shared, Kind::planItem, pc.work(), {{f::plan_item::title, Value::text(text)}}));
    }
    void settle()
    {
        for (int round = 0; round < 2; ++round)
            for (Pc* pc : {a.get(), twin.get(), b.get()})
                pc->mustSync();
        requireLevel(school, {a.get(), twin.get(), b.get()});
        for (Pc* pc : {a.get(), twin.get()}) {
            CHECK(must(pc->replica().counts()).waiting == 0);
            CHECK(must(pc->replica().counts()).rejected == 0);
        }
    }
    std::uint64_t numbered(const ScopeId& scope)
    {
        for (const auto& report : must(school.store().digests()))
            if (report.scope == scope)
                return report.seq;
        return 0;
    }
};

/// Of the lines of own work, how many have that outcome.
std::size_t lines(Pc& pc, bool waiting)
{
    const auto own = must(pc.replica().own(1'000));
    return static_cast<std::size_t>(
        std::count_if(own.begin(), own.end(), [&](const auto& line) { return line.waiting == waiting; }));
}

} // namespace

TEST_CASE(
    "a profile cloned to two PCs that both write: both have all posts once, and a field that both changed shows both")
{
    Cloned cloned;
    const RecordId fromA = cloned.a->post(cloned.group, "from the first PC");
    const RecordId fromTwin = cloned.twin->post(cloned.group, "from its copy");
    cloned.title(*cloned.a, "the first PC's");
    cloned.title(*cloned.twin, "the copy's");
    CHECK(cloned.a->sync().renewals == 0);
    const SyncEnd end = cloned.twin->sync();
    REQUIRE(end.clean());
    CHECK(end.renewals == 1);
    CHECK(end.renewed.again == 2);
    CHECK(cloned.a->replica().incarnation() != cloned.twin->replica().incarnation());
    cloned.settle();
    for (Pc* pc : {cloned.a.get(), cloned.twin.get(), cloned.b.get()}) {
        CHECK(pc->text(fromA, f::post::body) == "from the first PC");
        CHECK(pc->text(fromTwin, f::post::body) == "from its copy");
    }
    for (Pc* pc : {cloned.a.get(), cloned.twin.get()}) {
        const auto contested = must(pc->replica().contested());
        REQUIRE(contested.size() == 1);
        CHECK(contested[0].id == cloned.shared);
        CHECK(contested[0].field == f::plan_item::title);
        std::set<std::string> said;
        for (const sync::LiveWrite& write : contested[0].versions)
            said.emplace(domain::textOf(write.item).value_or(""));
        CHECK(said == std::set<std::string>{"the first PC's", "the copy's"});
        CHECK(lines(*pc, true) == 0); // what was made before the copy is still listed, as at the server
        CHECK(lines(*pc, false) == 8);
    }
    cloned.title(*cloned.twin, "decided");
    cloned.settle();
    for (Pc* pc : {cloned.a.get(), cloned.twin.get()}) {
        CHECK(must(pc->replica().contested()).empty());
        CHECK(pc->text(cloned.shared, f::plan_item::title) == "decided");
    }
}

TEST_CASE("work that waited when the disk was copied is at the server once, whichever copy sends it first")
{
    for (const bool sealed : {false, true}) {
        Cloned cloned;
        const RecordId waiting = cloned.a->post(cloned.group, "waited when the disk was copied");
        cloned.title(*cloned.a, "waited too");
        if (sealed)
            must(cloned.a->replica().outgoing(cloned.group, 0, 1));
        const auto twin = cloned.a->clone();
        const RecordId onlyA = cloned.a->post(cloned.group, "only on the first");
        const RecordId onlyTwin = twin->post(cloned.group, "only on the copy");
        const std::uint64_t before = cloned.numbered(cloned.group);
        cloned.a->mustSync();
        const SyncEnd end = twin->sync();
        REQUIRE(end.clean());
        CHECK(end.renewals == 1);
        CHECK(end.renewed.again == 1); // its own post; what waited is there
        CHECK(end.renewed.held == 2);  // one in each scope
        for (Pc* pc : {cloned.a.get(), twin.get(), cloned.b.get()})
            pc->mustSync();
        requireLevel(cloned.school, {cloned.a.get(), twin.get(), cloned.b.get()});
        CHECK(cloned.numbered(cloned.group) == before + 3);
        for (Pc* pc : {cloned.a.get(), twin.get(), cloned.b.get()})
            for (const RecordId& post : {waiting, onlyA, onlyTwin})
                CHECK_FALSE(pc->state(post).empty());
        CHECK(must(twin->replica().counts()).rejected == 0); // no post was made a second time
        CHECK(must(twin->replica().contested()).empty());
    }
}

TEST_CASE(
    "what was made on a copy on top of its own unsent work keeps its order and what it replaces under the new name")
{
    Cloned cloned;
    cloned.title(*cloned.a, "the first PC's");
    cloned.a->mustSync();
    const RecordId item = cloned.school.id();
    const auto write = [&](std::vector<std::pair<domain::FieldNo, Value>> fields) {
        must(cloned.twin->write(item, Kind::planItem, cloned.twin->work(), std::move(fields)));
    };
    write({{f::plan_item::title, Value::text("one")}, {f::plan_item::notes, Value::text("notes")}});
    write({{f::plan_item::title, Value::text("two")}});
    write({{f::plan_item::title, Value::text("three")}});
    const RecordId gone = cloned.school.id();
    must(cloned.twin->write(gone, Kind::planItem, cloned.twin->work(), {{f::plan_item::title, Value::text("gone")}}));
    must(cloned.twin->write(gone, Kind::planItem, cloned.twin->work(), {{f::deleted, Value::boolean(true)}}));
    const SyncEnd end = cloned.twin->sync();
    REQUIRE(end.clean());
    CHECK(end.renewed.again == 5);
    cloned.settle();
    for (Pc* pc : {cloned.a.get(), cloned.twin.get()}) {
        CHECK(pc->text(item, f::plan_item::title) == "three");
        CHECK(pc->text(item, f::plan_item::notes) == "notes");
        CHECK(pc->state(item).writes().size() == 2); // what was replaced stays replaced
        CHECK(pc->state(gone).deleted());            // and the deletion knows of what it deleted
        CHECK(must(pc->replica().contested()).empty());
    }
}

TEST_CASE("a PC put back to an old copy gets what it had sent since, and goes on under a name of its own")
{
    Group group;
    group.a->mustSync();
    const Pc::Image old = group.a->image();
    const base::IncarnationId name = group.a->replica().incarnation();
    const RecordId since = group.a->post(group.group, "after the copy was made");
    must(group.a->write(group.item, Kind::planItem, group.a->work(), {{f::plan_item::title, Value::text("three")}}));
    group.a->mustSync();
    for (const bool writes : {false, true}) {
        group.a->restore(old);
        CHECK(group.a->state(since).empty());
        RecordId more;
        if (writes) {
            more = group.a->post(group.group, "before the first sync of the old copy");
            must(group.a->write(group.item, Kind::planItem, group.a->work(),
                                {{f::plan_item::notes, Value::text("written on the old copy")}}));
        }
        const SyncEnd end = group.a->sync();
        REQUIRE(end.clean());
        CHECK(end.renewals == 1);
        CHECK(group.a->replica().incarnation() != name);
        group.b->mustSync();
        group.a->mustSync();
        requireLevel(group.school, {group.a.get(), group.b.get()});
        CHECK(group.a->text(since, f::post::body) == "after the copy was made");
        CHECK(group.a->text(group.item, f::plan_item::title) == "three");
        CHECK(must(group.a->replica().contested()).empty());
        CHECK(must(group.a->replica().counts()).waiting == 0);
        if (writes) {
            CHECK(group.b->text(more, f::post::body) == "before the first sync of the old copy");
            CHECK(group.a->text(group.item, f::plan_item::notes) == "written on the old copy");
        }
    }
}

TEST_CASE("switched off at any step of getting another name, a PC goes on, and nothing is lost or doubled")
{
    enum class Off { beforeAsking, afterAdmitted, afterStored, answerLost, twice };
    for (const Off off : {Off::beforeAsking, Off::afterAdmitted, Off::afterStored, Off::answerLost, Off::twice}) {
        Cloned cloned;
        cloned.title(*cloned.a, "the first PC's");
        cloned.a->mustSync();
        cloned.title(*cloned.twin, "the copy's");
        const RecordId post = cloned.twin->post(cloned.group, "the copy's post");
        const std::uint64_t before = cloned.numbered(cloned.group);
        Wire wire;
        wire.dropAfterRenewal = off == Off::afterStored;
        bool done = false;
        wire.fault = [&](std::size_t, const sync::Request& request) {
            if (request.path != "/v1/incarnation" || std::exchange(done, true))
                return Fault::none;
            switch (off) {
            case Off::beforeAsking:
                return Fault::dropBefore;
            case Off::afterAdmitted:
                return Fault::dropAfter;
            case Off::answerLost:
                return Fault::answerLost;
            case Off::twice:
                return Fault::twice;
            case Off::afterStored:
                break;
            }
            return Fault::none;
        };
        const SyncEnd cut = cloned.twin->sync(wire);
        CHECK(cut.dropped == (off != Off::answerLost && off != Off::twice));
        if (cut.dropped) {
            cloned.twin->restart();
            CHECK(cloned.twin->text(post, f::post::body) == "the copy's post");
            // And what is made in between counts too.
            must(cloned.twin->write(cloned.shared, Kind::planItem, cloned.twin->work(),
                                    {{f::plan_item::notes, Value::text("after the cut")}}));
        }
        cloned.settle();
        CHECK(cloned.numbered(cloned.group) == before + 1);
        CHECK(cloned.b->text(post, f::post::body) == "the copy's post");
        CHECK(must(cloned.a->replica().contested()).size() == 1);
        if (cut.dropped)
            CHECK(cloned.a->text(cloned.shared, f::plan_item::notes) == "after the cut");
    }
}

TEST_CASE("a full disk while a PC gets another name leaves it as it was, and the next try succeeds")
{
    Cloned cloned;
    // What was acknowledged moves to where earlier names' work is kept: that is what there must be room for.
    for (int number = 0; number < 20; ++number)
        cloned.a->post(cloned.group, std::string(3'000, 'y'));
    cloned.a->mustSync();
    cloned.twin = cloned.a->clone();
    cloned.title(*cloned.a, "the first PC's");
    cloned.a->mustSync();
    for (int number = 0; number < 20; ++number)
        cloned.twin->post(cloned.group, std::string(3'000, 'x'));
    const base::IncarnationId name = cloned.twin->replica().incarnation();
    SQLite::Database& connection = cloned.twin->replica().writer().connection();
    Wire wire;
    wire.after = [&](const sync::Request& request, const sync::Response&) {
        if (request.path == "/v1/incarnation")
            connection.exec("PRAGMA max_page_count = " +
                            std::to_string(connection.execAndGet("PRAGMA page_count").getInt()));
    };
    const auto digests = must(cloned.twin->replica().digests());
    const SyncEnd end = cloned.twin->sync(wire);
    REQUIRE(end.error);
    CHECK(end.error->code == ErrorCode::diskFull);
    CHECK(end.renewals == 0);
    CHECK(must(cloned.twin->replica().digests()) == digests);
    CHECK(cloned.twin->replica().incarnation() == name);
    CHECK(must(cloned.twin->replica().counts()).waiting == 20);
    connection.exec("PRAGMA max_page_count = 1000000");
    cloned.settle();
    CHECK_FALSE(cloned.twin->replica().incarnation() == name);
}

TEST_CASE("a copy that only a middleman told of a new name keeps its own: the word must be the server's")
{
    Cloned cloned;
    cloned.title(*cloned.a, "the first PC's");
    cloned.a->mustSync();
    cloned.title(*cloned.twin, "the copy's");
    const base::IncarnationId name = cloned.twin->replica().incarnation();
    Wire wire;
    wire.alter = [](std::size_t, const sync::Request& request, Bytes& body) {
        if (request.path != "/v1/incarnation")
            return;
        auto answer = must(sync::decodeIncarnationAnswer(must(sync::unwrap(body))));
        answer.held.clear(); // hides that something is there
        answer.serverMs += 1;
        body = sync::wrap(sync::encode(answer));
    };
    const SyncEnd end = cloned.twin->sync(wire);
    REQUIRE(end.error);
    CHECK(end.error->code == ErrorCode::badSignature);
    CHECK(cloned.twin->replica().incarnation() == name);
    cloned.settle();
}

TEST_CASE("nobody gets a name into somebody else's possession: both keys have to speak")
{
    Group group;
    group.a->mustSync();
    const auto ask = [&](const base::KeyPair& old, const base::KeyPair& next, const base::IncarnationId& before) {
        sync::IncarnationRequest request;
        request.before = before;
        request.key = next.publicKey();
        request.deviceName = "PC";
        const Bytes claim = sync::incarnationClaim(group.school.store().id(), request);
        request.byBefore = old.sign(claim);
        request.byNext = next.sign(claim);
        return group.school.exchange({"POST", "/v1/incarnation", sync::wrap(sync::encode(request)), {}}).status;
    };
    const base::KeyPair stranger = base::KeyPair::make(group.school.random());
    const base::KeyPair next = base::KeyPair::make(group.school.random());
    CHECK(ask(stranger, next, group.a->replica().incarnation()) == 401);
    CHECK(ask(stranger, next, base::incarnationOf(stranger.publicKey())) == 401);
    CHECK_FALSE(must(group.school.store().device(base::incarnationOf(next.publicKey()))).has_value());
}

TEST_CASE("a person's devices get no more than a hundred new names in a day, and one that has its name keeps it")
{
    Group group;
    group.a->mustSync();
    storage::SqliteCentral& store = group.school.store();
    const base::IncarnationId before = group.a->replica().incarnation();
    std::optional<sync::Device> first;
    const auto renew = [&](const sync::Device& device, std::int64_t ms) {
        const auto done = store.renewDevice(device, before, "PC", ms);
        return done.ok() || done.error().code != ErrorCode::tooManyAttempts;
    };
    const auto made = [&] {
        const base::PublicKey key = base::KeyPair::make(group.school.random()).publicKey();
        return sync::Device{base::incarnationOf(key), key, group.anna, false};
    };
    constexpr std::int64_t day = 24LL * 3600 * 1000;
    for (std::size_t at = 0; at < sync::tuning::renewalsPerDay; ++at) {
        const sync::Device device = made();
        REQUIRE(renew(device, 100 * day));
        first = first ? first : std::optional(device);
    }
    CHECK_FALSE(renew(made(), 100 * day + 1));
    CHECK(renew(*first, 100 * day + 1)); // asked again after a cut
    CHECK(renew(made(), 101 * day));
    sync::Device another = made();
    another.person = group.bo;
    CHECK(renew(another, 100 * day + 1));
}

TEST_CASE("what the server judged otherwise once it was put back is so at a copy, too, that had fetched nothing yet")
{
    Group group;
    group.school.allow(group.bo, group.group, domain::Role::member | domain::Role::moderator);
    const auto first = group.school.pc(group.bo);
    const School::Backup backup = group.school.backup();
    const RecordId about = group.school.id();
    must(first->write(about, Kind::group, group.group, {{f::group::name, Value::text("accepted, and then not")}}));
    REQUIRE(first
                ->sync({.fault =
                            [](std::size_t, const sync::Request& request) {
                                return request.path.starts_with("/v1/pull/") ? Fault::dropBefore : Fault::none;
                            }})
                .dropped);
    const auto twin = first->clone();
    group.school.restore(backup);
    group.school.allow(group.bo, group.group, domain::only(domain::Role::member));
    first->post(group.group, "the first's");
    first->sync(); // all of it goes up again
    CHECK(first->state(about).empty());
    const RecordId post = twin->post(group.group, "the copy's");
    CHECK(twin->sync().renewals == 1);
    for (int round = 0; round < 2; ++round)
        for (Pc* pc : {first.get(), twin.get()})
            pc->mustSync();
    requireLevel(group.school, {first.get(), twin.get()});
    CHECK(twin->state(about).empty());
    CHECK(first->text(post, f::post::body) == "the copy's");
}
