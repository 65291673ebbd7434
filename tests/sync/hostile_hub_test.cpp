// SPDX-License-Identifier: GPL-3.0-or-later
// A hub can delay and withhold. It can't forge, and what it withholds shows.
#include "tests/sync/lab.h"

using namespace staffroom;
using namespace staffroom::test;
using base::ErrorCode;

namespace {

/// Both teachers have what is at the server; A has written more and B waits for it.
struct Settled : Lab
{
    RecordId first, second;
    Settled()
    {
        first = direct->post(group, "first");
        direct->mustSync();
        settle();
        second = direct->post(group, "second");
        direct->mustSync();
        later();
        mustExchange();
    }
    /// A session in which every answer to a request for that is changed.
    SyncEnd altered(Pc& pc, std::string_view path, const std::function<void(Bytes&)>& change)
    {
        Wire wire;
        wire.alter = [=](std::size_t, const sync::Request& request, Bytes& body) {
            if (!request.path.starts_with(path) || body.empty())
                return;
            Bytes message = must(sync::unwrap(body));
            change(message);
            body = sync::wrap(message);
        };
        return pc.sync(hub.wire(wire));
    }
    void requireUnharmed()
    {
        settle();
        CHECK(a->text(second, f::post::body) == "second");
        requireLevelEverywhere();
    }
};

/// Leaves out the first entries of a page.
void leaveOut(sync::Page& page, std::size_t entries)
{
    REQUIRE(page.entries.size() > entries); // else there is nothing to see
    page.entries.erase(page.entries.begin(), page.entries.begin() + static_cast<std::ptrdiff_t>(entries));
}

/// The page with the entries that it has now, at the place that the server signed for it.
Bytes encodedAgain(const sync::Page& page)
{
    std::vector<Bytes> entries;
    for (const sync::Entry& entry : page.entries) {
        const std::vector<Bytes> changes(entry.changes.begin(), entry.changes.end());
        entries.push_back(sync::encodeEntry(entry.incarnation, entry.first, changes));
    }
    const std::vector<BytesView> views(entries.begin(), entries.end());
    return sync::encodePage(page, views, page.place);
}

} // namespace

TEST_CASE("any bit that a hub flips on the way down is noticed, and nothing of it is taken")
{
    for (const std::string_view path : {"/v1/pull/", "/v1/heads"}) {
        auto lab = std::make_unique<Settled>();
        auto before = must(lab->a->replica().digests());
        std::size_t refused = 0, hints = 0, longest = 1;
        for (std::size_t at = 0; at < longest; at += 5) { // each byte's turn comes with another bit
            const SyncEnd end = lab->altered(*lab->a, path, [&](Bytes& message) {
                longest = std::max(longest, message.size());
                if (at < message.size())
                    message[at] = static_cast<char>(message[at] ^ 1 << at % 8);
            });
            INFO(path << " byte " << at << " of " << longest);
            if (end.error) {
                ++refused;
                CHECK(must(lab->a->replica().digests()) == before);
                continue;
            }
            // A flipped "more" is only a hint: what came is whole. The next bits meet a PC that waits again.
            ++hints;
            CHECK(lab->a->text(lab->second, f::post::body) == "second");
            lab->requireUnharmed();
            lab = std::make_unique<Settled>();
            before = must(lab->a->replica().digests());
        }
        INFO(path << ": " << refused << " refused, " << hints << " only hints, of " << longest << " bytes");
        CHECK(refused > 20);
        CHECK(hints <= 1);
        lab->requireUnharmed();
    }
}

TEST_CASE("a hub can't make the server's words: pages, grants and verdicts signed by itself are refused by name")
{
    Settled lab;
    const base::KeyPair& own = lab.hub.key();
    SECTION("a page")
    {
        const SyncEnd end = lab.altered(*lab.a, "/v1/pull/", [&](Bytes& message) {
            sync::Page page = must(sync::decodePage(message, lab.school.store().key().publicKey()));
            sync::Change change{lab.school.id(), static_cast<std::uint32_t>(Kind::post), 1, {}};
            change.writes.push_back({f::post::author, Bytes(Value::id(lab.far).item()), 0, {}});
            change.writes.push_back({f::post::body, Bytes(Value::text("never written").item()), 0, {}});
            const Bytes encoded = sync::encode(change, lab.direct->replica().incarnation());
            const Bytes entry = sync::encodeEntry(lab.direct->replica().incarnation(), 2, {&encoded, 1});
            page.to = page.from + 1;
            page.after = sync::chained(page.before, base::Hash::of(entry));
            const BytesView view = entry;
            message = sync::encodePage(page, {&view, 1}, own);
        });
        REQUIRE(end.error);
        CHECK(end.error->code == ErrorCode::badSignature);
    }
    SECTION("a grant that gives more rights")
    {
        const SyncEnd end = lab.altered(*lab.a, "/v1/heads", [&](Bytes& message) {
            const auto member = lab.hub.store().member(lab.a->replica().incarnation());
            sync::Heads heads = member->heads;
            heads.serverMs += 1'000'000;
            heads.heads.push_back(
                {{ScopeType::personPrivate, lab.bo}, domain::only(domain::Role::owner), 1, {}, 0, {}});
            sync::RelayHeads relay{sync::encodeGrant(heads, lab.a->replica().incarnation(), own), {}};
            // Its own signature fits: the question is the one of a level PC.
            message = sync::encode(relay, lab.a->replica().incarnation(), lab.a->question(), own);
        });
        REQUIRE(end.error);
        CHECK(end.error->code == ErrorCode::badSignature);
    }
    SECTION("another device's grant")
    {
        const SyncEnd end = lab.altered(*lab.a, "/v1/heads", [&](Bytes& message) {
            const auto member = lab.hub.store().member(lab.b->replica().incarnation());
            message = sync::encode(sync::RelayHeads{member->grant, {}}, lab.a->replica().incarnation(),
                                   lab.a->question(), own);
        });
        REQUIRE(end.error);
        CHECK(end.error->code == ErrorCode::badSignature);
    }
    SECTION("a verdict on a batch that the server never saw")
    {
        lab.a->post(lab.group, "waits");
        lab.through(*lab.a);
        lab.later();
        lab.mustExchange();
        const SyncEnd end = lab.altered(*lab.a, "/v1/verdicts", [&](Bytes& message) {
            auto verdicts = must(sync::decodeVerdicts(message, lab.school.store().key().publicKey()));
            REQUIRE_FALSE(verdicts.empty());
            for (sync::Verdict& verdict : verdicts) {
                verdict.quarantined.push_back({verdict.first, ErrorCode::forbidden});
                verdict.signature = own.sign(sync::verdictClaim(verdict));
            }
            message = sync::encodeVerdicts(verdicts);
        });
        REQUIRE(end.error);
        CHECK(end.error->code == ErrorCode::badSignature);
        CHECK(must(lab.a->replica().counts()).rejected == 0);
    }
    lab.requireUnharmed();
}

TEST_CASE("somebody without the server's certificate is no hub")
{
    Settled lab;
    const base::KeyPair impostor = base::KeyPair::make(lab.school.random());
    const SyncEnd end = lab.altered(*lab.a, "/v1/session", [&](Bytes& message) {
        auto answer = must(sync::decodeSessionAnswer(message));
        if (!answer.hub.empty())
            answer.hub =
                sync::encode(sync::certifyHub(impostor.publicKey(), "hub", 1, lab.school.store().id(), impostor));
        message = sync::encode(answer);
    });
    REQUIRE(end.error);
    CHECK(end.error->code == ErrorCode::badSignature);
    lab.requireUnharmed();
}

TEST_CASE("what a PC signs to come in at a hub opens no door at the server")
{
    Settled lab;
    // The hub takes the server's challenge for its own: the PC's answer names the hub.
    const auto first =
        lab.school.exchange({"POST",
                             "/v1/session",
                             sync::wrap(sync::encode(sync::SessionRequest{1, lab.a->replica().incarnation(), {}, {}})),
                             {}});
    const Bytes challenge = must(sync::decodeSessionAnswer(must(sync::unwrap(first.body)))).challenge;
    Wire relayed;
    relayed.alter = [&](std::size_t number, const sync::Request&, Bytes& body) {
        if (number != 1)
            return;
        auto answer = must(sync::decodeSessionAnswer(must(sync::unwrap(body))));
        answer.challenge = challenge;
        answer.signature = lab.hub.key().sign(sync::timeClaim(challenge, answer.serverMs));
        body = sync::wrap(sync::encode(answer));
    };
    int status = 0;
    relayed.before = [&](std::size_t number, const sync::Request& request) {
        if (number == 2)
            status = lab.school.exchange(request).status;
    };
    CHECK_FALSE(lab.a->sync(lab.hub.wire(relayed)).error); // with the hub's own challenge it goes on
    CHECK(status == 401);
    lab.requireUnharmed();
}

TEST_CASE("an old grant brings no right back, and tells how old it is")
{
    Settled lab;
    const auto old = lab.hub.store().member(lab.a->replica().incarnation());
    lab.school.allow(lab.anna, lab.group, 0);
    lab.later();
    lab.mustExchange();
    lab.through(*lab.a);
    CHECK(lab.a->state(lab.first).empty());
    const std::int64_t known = lab.a->asOf();
    const SyncEnd end = lab.altered(*lab.a, "/v1/heads", [&](Bytes& message) {
        message = sync::encode(sync::RelayHeads{old->grant, {}}, lab.a->replica().incarnation(), lab.a->question(),
                               lab.hub.key());
    });
    CHECK_FALSE(end.error);
    CHECK(has(end.notes, ErrorCode::replayed));
    CHECK(lab.a->asOf() == known);
    CHECK(lab.a->state(lab.first).empty());
}

TEST_CASE("a hub that drops batches loses none: they wait at their author until the server has spoken")
{
    Settled lab;
    const RecordId post = lab.a->post(lab.group, "dropped by the hub");
    lab.through(*lab.a);
    lab.hub.replace(); // it says so no more
    lab.later();
    lab.mustExchange();
    CHECK(must(lab.a->replica().counts()).atHub == 1); // the last that was heard
    lab.through(*lab.a);
    lab.settle();
    CHECK(lab.b->text(post, f::post::body) == "dropped by the hub");
    lab.requireUnharmed();
}

TEST_CASE("a hub that says it holds more than was made, or something else, is not believed")
{
    Settled lab;
    lab.a->post(lab.group, "not to be lost");
    const auto lying = [&](std::uint64_t held, const base::Hash& batch) {
        return lab.altered(*lab.a, "/v1/heads", [&, held, batch](Bytes& message) {
            auto relay = must(sync::decodeRelayHeads(message, lab.a->replica().incarnation(), lab.a->question(),
                                                     lab.hub.key().publicKey()));
            for (sync::RelayHead& head : relay.heads) {
                head.held = held;
                head.heldBatch = batch;
            }
            message = sync::encode(relay, lab.a->replica().incarnation(), lab.a->question(), lab.hub.key());
        });
    };
    CHECK(has(lying(1, {}).notes, ErrorCode::forked));
    CHECK(has(lying(99, base::Hash::of("something else")).notes, ErrorCode::forked));
    CHECK(must(lab.a->replica().counts()).waiting == 1);
    lab.requireUnharmed();
    CHECK(must(lab.a->replica().counts()).waiting == 0);
}

TEST_CASE("a page left out shows as a gap, an entry left out of a page as a broken chain")
{
    Settled lab;
    const RecordId third = lab.direct->post(lab.group, "third");
    lab.direct->mustSync();
    lab.later();
    lab.mustExchange();
    const auto before = must(lab.a->replica().digests());
    std::size_t changed = 0;
    const auto withhold = [&](const std::function<void(sync::Page&)>& change) {
        return lab.altered(*lab.a, "/v1/pull/", [&](Bytes& message) {
            sync::Page page = must(sync::decodePage(message, lab.school.store().key().publicKey()));
            REQUIRE(page.entries.size() == 2); // "second" and "third"
            change(page);
            message = encodedAgain(page);
            ++changed;
        });
    };
    const auto requireRefused = [&](const SyncEnd& end, ErrorCode code) {
        REQUIRE(changed == 1);
        REQUIRE(end.error);
        CHECK(end.error->code == code);
        CHECK(must(lab.a->replica().digests()) == before);
    };
    SECTION("the page that goes on here is left out, the one behind it comes as the server signed it")
    {
        const SyncEnd end = withhold([](sync::Page& page) {
            page.from += page.entries.front().count;
            page.before = sync::chained(page.before, page.entries.front().hash);
            leaveOut(page, 1);
        });
        requireRefused(end, ErrorCode::brokenChain);
        CHECK(end.error->detail.find("it does not go on at") != std::string::npos);
    }
    SECTION("an entry is left out")
    {
        requireRefused(withhold([](sync::Page& page) { leaveOut(page, 1); }), ErrorCode::brokenChain);
    }
    SECTION("an entry is left out and the numbers made to fit")
    {
        const SyncEnd end = withhold([](sync::Page& page) {
            page.to -= page.entries.front().count;
            leaveOut(page, 1);
        });
        requireRefused(end, ErrorCode::badSignature); // the place is another one than the server signed
    }
    SECTION("an entry is left out and another put in twice")
    {
        requireRefused(withhold([](sync::Page& page) { page.entries.front() = page.entries.back(); }),
                       ErrorCode::badSignature);
    }
    SECTION("all of it is left out")
    {
        requireRefused(withhold([](sync::Page& page) {
                           page.from = page.to; // nothing in it, though its place is signed
                           page.before = page.after;
                           page.entries.clear();
                       }),
                       ErrorCode::brokenChain);
    }
    lab.requireUnharmed();
    CHECK(lab.a->text(third, f::post::body) == "third");
}

TEST_CASE("a hub takes from nobody what they didn't sign or may not write")
{
    Settled lab;
    const auto member = lab.hub.store().member(lab.a->replica().incarnation());
    REQUIRE(member);
    const base::KeyPair other = base::KeyPair::make(lab.school.random());
    sync::Change change{lab.school.id(), static_cast<std::uint32_t>(Kind::post), 1, {}};
    change.writes.push_back({f::post::body, Bytes(Value::text("x").item()), 0, {}});
    const auto taken = [&](const base::KeyPair& key, const ScopeId& scope, std::uint64_t first) {
        const Bytes encoded = sync::encode(change, base::incarnationOf(key.publicKey()));
        const sync::Batch batch = sync::sealBatch(key, scope, first, {}, {&encoded, 1});
        base::cbor::Writer out;
        sync::encode(batch, out);
        return must(lab.hub.store().take(batch, out.view(), *member)).refused;
    };
    CHECK(taken(other, lab.group, 1) == ErrorCode::badSignature);
    CHECK(taken(lab.a->device(), {ScopeType::personPrivate, lab.bo}, 1) == ErrorCode::forbidden);
    CHECK(taken(lab.a->device(), lab.group, 5) == ErrorCode::brokenChain);
    CHECK(must(lab.hub.store().waitingCount()).batches == 0);
}

TEST_CASE("a hub serves nobody a scope that isn't theirs, nor does the server serve it more than its members")
{
    Settled lab;
    const auto status = [&](Pc& pc, const std::string& path) {
        int answered = 0;
        Wire wire;
        wire.alter = [&](std::size_t, const sync::Request& request, Bytes&) {
            if (request.path == "/v1/heads" && answered == 0)
                answered = lab.hub.answer({"GET", path, {}, request.token}).status;
        };
        pc.sync(lab.hub.wire(wire));
        return answered;
    };
    const std::string foreign = base::toHex(ScopeId(ScopeType::personPrivate, lab.bo).view());
    const std::string cursor = "?epoch=1&seq=0&hash=" + base::Hash().hex() + "&limit=10000";
    CHECK(status(*lab.a, "/v1/pull/" + foreign + cursor) == 403);
    CHECK(status(*lab.a, "/v1/snapshot/" + foreign) == 403);
    CHECK(status(*lab.a, "/v1/pull/" + base::toHex(lab.group.view()) + cursor) == 200);
    // The hub itself at the server.
    Wire wire;
    std::map<std::string, int> answers;
    const std::string outside = base::toHex(ScopeId(ScopeType::personWork, lab.far).view());
    const std::vector<std::string> paths{"/v1/relay/pull/" + outside + cursor, "/v1/relay/snapshot/" + outside,
                                         "/v1/pull/" + outside + cursor,
                                         "/v1/relay/pull/" + base::toHex(lab.group.view()) + cursor};
    wire.alter = [&](std::size_t, const sync::Request& request, Bytes&) {
        if (request.path == "/v1/relay/grants")
            for (const std::string& path : paths)
                answers[path] = lab.school.exchange({"GET", path, {}, request.token}).status;
    };
    REQUIRE_FALSE(lab.hub.exchange(wire).error);
    CHECK(answers["/v1/relay/pull/" + outside + cursor] == 403);
    CHECK(answers["/v1/relay/snapshot/" + outside] == 403);
    CHECK(answers["/v1/pull/" + outside + cursor] == 403);
    CHECK(answers["/v1/relay/pull/" + base::toHex(lab.group.view()) + cursor] == 200);
    // Nor is a teacher's PC a hub.
    Wire teacher;
    int asHub = 0;
    teacher.alter = [&](std::size_t, const sync::Request& request, Bytes&) {
        if (request.path == "/v1/heads")
            asHub = lab.school.exchange({"POST", "/v1/relay/grants", {}, request.token}).status;
    };
    REQUIRE_FALSE(lab.direct->sync(teacher).error);
    CHECK(asHub == 403);
}
