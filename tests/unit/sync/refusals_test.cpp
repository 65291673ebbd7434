// SPDX-License-Identifier: GPL-3.0-or-later
// Every way in which a batch, a page or a change can be wrong has an error of its own.
#include "core/base/compress.h"
#include "core/sync/hybrid_clock.h"
#include "core/sync/tuning.h"
#include "tests/support/catch.hpp"
#include "tests/unit/sync/inventor.h"

using namespace staffroom;
using namespace staffroom::test;
using base::ErrorCode;
using base::cbor::Writer;

namespace {

template <typename T>
ErrorCode codeOf(const base::Result<T>& result)
{
    REQUIRE_FALSE(result.ok());
    return result.error().code;
}

Bytes encoded(const sync::Batch& batch)
{
    Writer out;
    encode(batch, out);
    return out.take();
}

/// A chain of two batches of one device.
struct Chain
{
    Inventor some{42};
    base::KeyPair key = some.key();
    ScopeId scope = some.scope();
    IncarnationId self = base::incarnationOf(key.publicKey());
    std::vector<Bytes> changes = some.changes(self, 4);
    sync::Batch first = sync::sealBatch(key, scope, 1, {}, changes);
    sync::Batch second = sync::sealBatch(key, scope, first.last() + 1, first.hash(), changes);
};

} // namespace

TEST_CASE("batches that go on where the last one ended are taken")
{
    const Chain chain;
    CHECK(sync::checkChain(chain.first, 0, {}).ok());
    CHECK(sync::checkChain(chain.second, chain.first.last(), chain.first.hash()).ok());
}

TEST_CASE("a batch that was taken before is replayed")
{
    const Chain chain;
    CHECK(codeOf(sync::checkChain(chain.first, chain.first.last(), chain.first.hash())) == ErrorCode::replayed);
    CHECK(codeOf(sync::checkChain(chain.first, chain.second.last(), chain.second.hash())) == ErrorCode::replayed);
}

TEST_CASE("a batch that comes before its predecessor breaks the chain: reordered, or one is withheld")
{
    const Chain chain;
    CHECK(codeOf(sync::checkChain(chain.second, 0, {})) == ErrorCode::brokenChain);
    CHECK(codeOf(sync::checkChain(sync::sealBatch(chain.key, chain.scope, 1, chain.first.hash(), chain.changes), 0,
                                  {})) == ErrorCode::brokenChain);
}

TEST_CASE("two batches for one place are a fork: a copied profile")
{
    const Chain chain;
    Inventor other(43);
    const auto changes = other.changes(chain.self, 4);
    const sync::Batch copy = sync::sealBatch(chain.key, chain.scope, 1, {}, changes);
    const sync::Batch after = sync::sealBatch(chain.key, chain.scope, chain.first.last() + 1, copy.hash(), changes);
    CHECK(codeOf(sync::checkChain(after, chain.first.last(), chain.first.hash())) == ErrorCode::forked);
    std::vector<Bytes> longer = chain.changes;
    longer.push_back(chain.changes.front());
    CHECK(codeOf(sync::checkChain(sync::sealBatch(chain.key, chain.scope, 1, {}, longer), chain.first.last(),
                                  chain.first.hash())) == ErrorCode::forked);
}

TEST_CASE("a batch that another key signed, or that says it is another's, has a bad signature")
{
    Chain chain;
    const base::KeyPair thief = chain.some.key();
    sync::Batch forged = sync::sealBatch(thief, chain.scope, 1, {}, chain.changes);
    CHECK(codeOf(sync::verify(forged, chain.key.publicKey())) == ErrorCode::badSignature);
    forged.incarnation = chain.self;
    CHECK(codeOf(sync::verify(forged, chain.key.publicKey())) == ErrorCode::badSignature);
    CHECK(codeOf(sync::verify(forged, thief.publicKey())) == ErrorCode::badSignature);
    sync::Batch moved = chain.first;
    moved.scope = chain.some.scope();
    CHECK(codeOf(sync::verify(moved, chain.key.publicKey())) == ErrorCode::badSignature);
    sync::Batch swapped = sync::sealBatch(chain.key, chain.scope, 1, {}, std::vector<Bytes>{"\1", "\2"});
    std::swap(swapped.items[0], swapped.items[1]);
    CHECK(codeOf(sync::verify(swapped, chain.key.publicKey())) == ErrorCode::badSignature);
}

TEST_CASE("a batch of a scope of no known sort is refused as of a wrong scope")
{
    const Chain chain;
    Bytes bytes = encoded(chain.first);
    const std::size_t at = bytes.find(chain.scope.view());
    REQUIRE(at != Bytes::npos);
    bytes[at] = 99;
    CHECK(codeOf(sync::decodeBatch(bytes)) == ErrorCode::scopeMismatch);
}

TEST_CASE("a batch with too many changes, or too many bytes, is too large")
{
    const Chain chain;
    const std::vector<Bytes> many(sync::tuning::batchChanges + 1, chain.changes.front());
    CHECK(codeOf(sync::decodeBatch(encoded(sync::sealBatch(chain.key, chain.scope, 1, {}, many)))) ==
          ErrorCode::tooLarge);
    Writer item;
    item.text(Bytes(200'000, 'x'));
    const std::vector<Bytes> large(3, item.take());
    CHECK(codeOf(sync::decodeBatch(encoded(sync::sealBatch(chain.key, chain.scope, 1, {}, large)))) ==
          ErrorCode::tooLarge);
    CHECK(codeOf(sync::decodeBatch(encoded(sync::sealBatch(chain.key, chain.scope, 1, {}, {})))) ==
          ErrorCode::malformed);
}

TEST_CASE("the largest batch that this program seals fits into a push and into a page")
{
    const Chain chain;
    Writer item;
    item.text(Bytes(sync::tuning::changeBytes - 8, 'x'));
    const std::vector<Bytes> one{item.take()};
    const sync::Batch batch = sync::sealBatch(chain.key, chain.scope, 1, {}, one);
    CHECK(sync::decodeBatch(encoded(batch)).ok());
    STATIC_REQUIRE(sync::tuning::batchMost + 1'024 < sync::tuning::messageBytes);
}

TEST_CASE("a change with too many bytes is too large, with too many fields or dots malformed")
{
    Chain chain;
    sync::Change change{chain.some.scope().subject(), 1, 1, {}};
    for (domain::FieldNo field = 0; field <= sync::tuning::fieldsPerChange; ++field)
        change.writes.push_back({field, Bytes("\xf6"), 0, {}});
    CHECK(codeOf(sync::decodeChange(encode(change, chain.self), chain.self)) == ErrorCode::malformed);
    change.writes.resize(1);
    for (std::uint64_t dseq = 1; dseq <= sync::tuning::dotsPerField + 1; ++dseq)
        change.writes[0].supersedes.push_back({chain.self, dseq});
    CHECK(codeOf(sync::decodeChange(encode(change, chain.self), chain.self)) == ErrorCode::malformed);
    change.writes[0].supersedes.clear();
    Writer item;
    item.text(Bytes(sync::tuning::changeBytes, 'x'));
    change.writes[0].item = item.take();
    CHECK(codeOf(sync::decodeChange(encode(change, chain.self), chain.self)) == ErrorCode::tooLarge);
}

TEST_CASE("a change that isn't in its one form is malformed")
{
    const IncarnationId self = Inventor(1).id<IncarnationId>();
    const RecordId record = Inventor(2).id<RecordId>();
    const auto build = [&](auto rest) {
        Writer out;
        rest(out);
        return out.take();
    };
    const auto head = [&](Writer& out, unsigned length) {
        out.array(length);
        out.bytes(record.view());
        out.uint(1);
        out.uint(1);
    };
    const Bytes shapes[] = {
        build([&](Writer& out) { // fields fall
            head(out, 4);
            out.map(2);
            out.uint(2);
            out.null();
            out.uint(1);
            out.null();
        }),
        build([&](Writer& out) { // a field twice
            head(out, 4);
            out.map(2);
            out.uint(1);
            out.null();
            out.uint(1);
            out.null();
        }),
        build([&](Writer& out) { // no field
            head(out, 4);
            out.map(0);
        }),
        build([&](Writer& out) { // a number longer than it need be
            head(out, 4);
            out.map(1);
            out.raw("\x18\x01");
            out.null();
        }),
        build([&](Writer& out) { // an array without a length
            head(out, 4);
            out.map(1);
            out.uint(1);
            out.raw("\x9f\xff");
        }),
        build([&](Writer& out) { // the writer's own dot spelled out
            head(out, 5);
            out.map(1);
            out.uint(1);
            out.null();
            out.map(1);
            out.uint(1);
            out.array(3);
            out.uint(1);
            out.bytes(self.view());
            out.uint(1);
        }),
        build([&](Writer& out) { // superseding nothing, at length
            head(out, 5);
            out.map(1);
            out.uint(1);
            out.null();
            out.map(1);
            out.uint(1);
            out.array(1);
            out.uint(0);
        }),
        build([&](Writer& out) { // dots fall
            head(out, 5);
            out.map(1);
            out.uint(1);
            out.null();
            out.map(1);
            out.uint(1);
            out.array(5);
            out.uint(1);
            out.null();
            out.uint(2);
            out.null();
            out.uint(1);
        }),
    };
    for (const Bytes& shape : shapes) {
        INFO(base::toHex(shape));
        CHECK(codeOf(sync::decodeChange(shape, self)) == ErrorCode::malformed);
    }
}

TEST_CASE("a page has its place: of another scope, epoch, start or history it is refused, each for its reason")
{
    Inventor some(4);
    sync::Page page{some.scope(), 2, 10, 20, some.hash(), some.hash(), false, {}};
    const sync::Cursor cursor{some.id<base::StoreId>(), 2, 10, page.before};
    CHECK(sync::checkPlace(page, page.scope, cursor).ok());
    CHECK(codeOf(sync::checkPlace(page, some.scope(), cursor)) == ErrorCode::scopeMismatch);
    const auto at = [&](std::uint64_t epoch, std::uint64_t seq, const base::Hash& chain) {
        return codeOf(sync::checkPlace(page, page.scope, {cursor.store, epoch, seq, chain}));
    };
    CHECK(at(1, 10, page.before) == ErrorCode::epochChanged);
    CHECK(at(2, 20, page.after) == ErrorCode::replayed);
    CHECK(at(2, 9, page.before) == ErrorCode::brokenChain);
    CHECK(at(2, 10, page.after) == ErrorCode::brokenChain);
}

TEST_CASE("a page whose entries don't add up to its numbering breaks the chain")
{
    const base::KeyPair server = Inventor(3).key();
    Inventor some(5);
    const auto writer = some.id<IncarnationId>();
    const auto changes = some.changes(writer, 4);
    const Bytes entry = sync::encodeEntry(writer, 1, changes);
    const BytesView views[] = {entry};
    sync::Page page{some.scope(), 1, 0, changes.size() + 1, {}, {}, false, {}};
    page.after = sync::chained({}, base::Hash::of(entry));
    CHECK(codeOf(sync::decodePage(sync::encodePage(page, views, server), server.publicKey())) ==
          ErrorCode::brokenChain);
}

TEST_CASE("a segment that isn't the one of the manifest has a bad hash: one in another order is malformed")
{
    Inventor some(6);
    sync::RecordState state;
    state.apply(some.change(some.id<IncarnationId>()), {some.id<IncarnationId>(), 1}, [](const Dot&) { return false; });
    const RecordId low = *RecordId::fromBytes(Bytes(16, '\1'));
    const RecordId high = *RecordId::fromBytes(Bytes(16, '\2'));
    sync::SegmentInfo info, other;
    sync::SegmentWriter writer;
    writer.add(high, 1, state.encode());
    writer.add(low, 1, state.encode());
    const Bytes falling = writer.finish(info);
    writer.add(low, 1, state.encode());
    const Bytes one = writer.finish(other);
    CHECK(codeOf(sync::openSegment(falling, other)) == ErrorCode::badHash);
    const auto open = sync::openSegment(falling, info);
    REQUIRE(open.ok());
    CHECK(codeOf(sync::readSegment(*open, info)) == ErrorCode::malformed);
    CHECK(codeOf(sync::openSegment(one.substr(1), other)) == ErrorCode::truncated);
}

TEST_CASE("a wire message that unpacks to more than is allowed is too large, and one that is no frame malformed")
{
    CHECK(codeOf(sync::unwrap(base::compress(Bytes(sync::tuning::messageBytes + 1, '\0')))) == ErrorCode::tooLarge);
    CHECK(codeOf(sync::unwrap("no frame at all")) == ErrorCode::malformed);
    const Bytes wrapped = sync::wrap(Bytes(1'000, 'x'));
    CHECK(codeOf(sync::unwrap(BytesView(wrapped).substr(0, wrapped.size() - 3))) == ErrorCode::truncated);
}

TEST_CASE("another version of the protocol is told to upgrade")
{
    Bytes enrol = encode(sync::EnrolRequest{"login", "password", "PC", {}});
    enrol[1] = 2;
    CHECK(codeOf(sync::decodeEnrolRequest(enrol)) == ErrorCode::upgradeRequired);
}

TEST_CASE("a program that enrols without signing it is told to upgrade")
{
    Writer out;
    out.array(5);
    out.uint(sync::tuning::protocol);
    for (const char* text : {"login", "password", "PC"})
        out.text(text);
    out.bytes(Bytes(32, 'k'));
    CHECK(codeOf(sync::decodeEnrolRequest(out.take())) == ErrorCode::upgradeRequired);
}

TEST_CASE("a reason of a newer server is a verdict still, not a forgery")
{
    const base::KeyPair server = Inventor(3).key();
    sync::Verdict verdict = Inventor(8).verdict(server);
    verdict.refused = ErrorCode::forked;
    verdict.quarantined.clear();
    Bytes claim = sync::verdictClaim(verdict);
    claim.replace(claim.find("forked"), 6, "newish");
    Writer out;
    out.array(1);
    out.array(2);
    out.raw(claim);
    out.bytes(base::viewOf(server.sign(claim)));
    const auto read = sync::decodeVerdicts(out.view(), server.publicKey());
    REQUIRE(read.ok());
    CHECK((*read)[0].refused == ErrorCode::internal);
}

TEST_CASE("stamps rise whatever the clock does, and a peer's stamp moves them only within the cap")
{
    base::ManualClock clock;
    sync::HybridClock hybrid(clock, 0);
    sync::HybridTime last = 0;
    for (const std::int64_t wall :
         std::vector<std::int64_t>{1'000'000'000'000, 500'000'000'000, 1'000'000'000'001, 0, -5}) {
        clock.setWall(wall);
        for (int times = 0; times < 3; ++times) {
            const sync::HybridTime next = hybrid.next();
            CHECK(next > last);
            last = next;
        }
    }
    clock.setWall(1'000'000'100'000);
    const auto stamp = [](std::int64_t ms) { return static_cast<sync::HybridTime>(ms) << 16; };
    hybrid.meet(stamp(1'000'000'100'000 + sync::tuning::clockCapMs));
    CHECK(hybrid.next() > stamp(1'000'000'100'000 + sync::tuning::clockCapMs));
    hybrid.meet(stamp(4'070'908'800'000));
    CHECK(sync::millisecondsOf(hybrid.next()) <= 1'000'000'100'000 + sync::tuning::clockCapMs);
}
