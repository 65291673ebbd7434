// SPDX-License-Identifier: GPL-3.0-or-later
// Whatever is written is read back the same; whatever was altered or cut is refused.
#include "core/sync/relayed.h"
#include "tests/unit/base/laws.h"
#include "tests/unit/sync/inventor.h"
#include "tests/unit/sync/refuses.h"

using namespace staffroom;
using namespace staffroom::test;
using base::ErrorCode;

namespace {

const IncarnationId writer = *IncarnationId::fromBytes("0123456789abcdef");
const base::KeyPair serverKey = *base::KeyPair::fromSeed("the server's seed of 32 bytes ..");
const base::KeyPair otherKey = *base::KeyPair::fromSeed("some other seed of 32 bytes ....");

} // namespace

TEST_CASE("a change is read back as it was written, and only whole")
{
    CHECK_LAW("changes", [](std::uint64_t seed) {
        const sync::Change change = Inventor(seed).change(writer);
        const Bytes bytes = encode(change, writer);
        const auto read = sync::decodeChange(bytes, writer);
        RC_ASSERT(read.ok());
        RC_ASSERT(encode(*read, writer) == bytes);
        RC_ASSERT(read->record == change.record && read->kind == change.kind && read->time == change.time);
        RC_ASSERT(read->writes.size() == change.writes.size());
        for (std::size_t at = 0; at < change.writes.size(); ++at) {
            RC_ASSERT(read->writes[at].field == change.writes[at].field);
            RC_ASSERT(read->writes[at].item == change.writes[at].item);
            RC_ASSERT(read->writes[at].rank == change.writes[at].rank);
            RC_ASSERT(read->writes[at].supersedes == change.writes[at].supersedes);
        }
        RC_ASSERT(refusesEveryCut(bytes, [](BytesView some) { return sync::decodeChange(some, writer); }));
        RC_ASSERT(!sync::decodeChange(bytes + '\0', writer).ok());
    });
}

TEST_CASE("a change has one encoding: what an altered one is read as is written just so")
{
    CHECK_LAW("altered changes", [](std::uint64_t seed) {
        const Bytes bytes = encode(Inventor(seed).change(writer), writer);
        RC_ASSERT(refusesEveryAlteredByte(bytes, [](const Bytes& altered) {
            const auto read = sync::decodeChange(altered, writer);
            return read.ok() && encode(*read, writer) != altered;
        }));
    });
}

TEST_CASE("a batch is read back as it was sealed: cut, altered or of another key it is refused")
{
    int few = 4;
    CHECK_LAW("batches", [&few](std::uint64_t seed) {
        Inventor some(seed);
        const base::KeyPair key = some.key();
        const sync::Batch batch = some.batch(key);
        base::cbor::Writer out;
        encode(batch, out);
        const Bytes bytes = out.take();
        const auto read = sync::decodeBatch(bytes);
        RC_ASSERT(read.ok());
        RC_ASSERT(read->hash() == batch.hash());
        RC_ASSERT(sync::verify(*read, key.publicKey()).ok());
        const auto forged = sync::verify(*read, some.key().publicKey());
        RC_ASSERT(!forged.ok() && forged.error().code == ErrorCode::badSignature);
        RC_ASSERT(refusesEveryCut(bytes, [](BytesView cut) { return sync::decodeBatch(cut); }));
        if (few-- > 0) // each costs thousands of signatures
            RC_ASSERT(refusesEveryAlteredByte(bytes, [&](const Bytes& altered) {
                const auto again = sync::decodeBatch(altered);
                return again.ok() && sync::verify(*again, key.publicKey()).ok();
            }));
    });
}

TEST_CASE("a pruned change stands as its hash, and the signature still verifies")
{
    Inventor some(7);
    const base::KeyPair key = some.key();
    sync::Batch batch = some.batch(key);
    batch.items.front().change.clear();
    base::cbor::Writer out;
    encode(batch, out);
    const auto read = sync::decodeBatch(out.view());
    REQUIRE(read.ok());
    CHECK(read->items.front().change.empty());
    CHECK(sync::verify(*read, key.publicKey()).ok());
}

TEST_CASE("a page is read back as it was signed: cut, altered or of another server it is refused")
{
    int few = 4;
    CHECK_LAW("pages", [&few](std::uint64_t seed) {
        const Bytes bytes = Inventor(seed).page(serverKey);
        const auto read = sync::decodePage(bytes, serverKey.publicKey());
        RC_ASSERT(read.ok());
        std::uint64_t changes = 0;
        for (const sync::Entry& entry : read->entries)
            changes += entry.count;
        RC_ASSERT(read->from + changes == read->to);
        const auto forged = sync::decodePage(bytes, otherKey.publicKey());
        RC_ASSERT(!forged.ok() && forged.error().code == ErrorCode::badSignature);
        RC_ASSERT(refusesEveryCut(bytes, [](BytesView cut) { return sync::decodePage(cut, serverKey.publicKey()); }));
        if (few-- > 0) // each costs thousands of signatures
            RC_ASSERT(refusesEveryAlteredByte(bytes, [&](const Bytes& altered) {
                const auto again = sync::decodePage(altered, serverKey.publicKey());
                if (!again.ok())
                    return false;
                // Only what an elided entry says beside its hash isn't signed; its writer compares that with its own.
                bool same = again->entries.size() == read->entries.size();
                for (std::size_t entry = 0; same && entry < read->entries.size(); ++entry) {
                    const sync::Entry& now = again->entries[entry];
                    const sync::Entry& was = read->entries[entry];
                    same = now.hash == was.hash &&
                           ((now.changes.empty() && was.changes.empty()) ||
                            (now.incarnation == was.incarnation && now.first == was.first && now.count == was.count));
                }
                return !same;
            }));
    });
}

TEST_CASE("a manifest is read back as it was signed: cut, altered or of another server it is refused")
{
    int few = 4;
    CHECK_LAW("manifests", [&few](std::uint64_t seed) {
        const sync::Manifest manifest = Inventor(seed).manifest();
        const Bytes bytes = sync::encodeManifest(manifest, serverKey);
        const auto read = sync::decodeManifest(bytes, serverKey.publicKey());
        RC_ASSERT(read.ok());
        RC_ASSERT(sync::encodeManifest(*read, serverKey) == bytes);
        RC_ASSERT(read->seen == manifest.seen && read->records() == manifest.records());
        const auto forged = sync::decodeManifest(bytes, otherKey.publicKey());
        RC_ASSERT(!forged.ok() && forged.error().code == ErrorCode::badSignature);
        RC_ASSERT(
            refusesEveryCut(bytes, [](BytesView cut) { return sync::decodeManifest(cut, serverKey.publicKey()); }));
        if (few-- > 0) // each costs thousands of signatures
            RC_ASSERT(refusesEveryAlteredByte(
                bytes, [](const Bytes& altered) { return sync::decodeManifest(altered, serverKey.publicKey()).ok(); }));
    });
}

TEST_CASE("verdicts are read back as they were signed: cut, altered or of another server they are refused")
{
    int few = 4;
    CHECK_LAW("verdicts", [&few](std::uint64_t seed) {
        Inventor some(seed);
        std::vector<sync::Verdict> verdicts;
        for (std::uint64_t count = 1 + some.below(3); verdicts.size() < count;)
            verdicts.push_back(some.verdict(serverKey));
        const Bytes bytes = sync::encodeVerdicts(verdicts);
        const auto read = sync::decodeVerdicts(bytes, serverKey.publicKey());
        RC_ASSERT(read.ok());
        RC_ASSERT(sync::encodeVerdicts(*read) == bytes);
        const auto forged = sync::decodeVerdicts(bytes, otherKey.publicKey());
        RC_ASSERT(!forged.ok() && forged.error().code == ErrorCode::badSignature);
        if (few-- > 0) { // each costs thousands of signatures
            RC_ASSERT(
                refusesEveryCut(bytes, [](BytesView cut) { return sync::decodeVerdicts(cut, serverKey.publicKey()); }));
            RC_ASSERT(refusesEveryAlteredByte(
                bytes, [](const Bytes& altered) { return sync::decodeVerdicts(altered, serverKey.publicKey()).ok(); }));
        }
    });
}

TEST_CASE("requests and answers are read back as they were written, and only whole")
{
    CHECK_LAW("messages", [](std::uint64_t seed) {
        Inventor some(seed);
        const base::KeyPair device = some.key();
        std::vector<sync::EarlierName> earlier;
        for (std::uint64_t name = some.below(3); name > 0; --name)
            earlier.push_back(sync::earlierName(some.id<base::StoreId>(), some.key(), some.id<base::IncarnationId>()));
        const Bytes enrol = encode(sync::EnrolRequest{some.text(), some.text(), some.text(), device.publicKey(),
                                                      earlier, device.sign(some.text())});
        RC_ASSERT(encode(*sync::decodeEnrolRequest(enrol)) == enrol);
        RC_ASSERT(refusesEveryCut(enrol, sync::decodeEnrolRequest));
        const Bytes enrolled =
            encode(sync::EnrolAnswer{some.id<base::StoreId>(), some.key().publicKey(), some.id<RecordId>(), some.text(),
                                     static_cast<std::int64_t>(some.number() / 2)});
        RC_ASSERT(encode(*sync::decodeEnrolAnswer(enrolled)) == enrolled);
        RC_ASSERT(refusesEveryCut(enrolled, sync::decodeEnrolAnswer));
        const Bytes session = encode(sync::SessionRequest{
            some.number(), some.id<IncarnationId>(), some.below(2) == 0 ? Bytes() : some.hash().bytes(), {}});
        RC_ASSERT(encode(*sync::decodeSessionRequest(session)) == session);
        RC_ASSERT(refusesEveryCut(session, sync::decodeSessionRequest));
        const Bytes token = encode(sync::SessionAnswer{some.hash().bytes(), some.text(), 5, {}});
        RC_ASSERT(encode(*sync::decodeSessionAnswer(token)) == token);
        RC_ASSERT(refusesEveryCut(token, sync::decodeSessionAnswer));
        sync::HeadsAnswer heads{static_cast<std::int64_t>(some.number() / 2), {}};
        if (some.below(3) != 0) {
            heads.heads.emplace();
            heads.heads->epoch = some.number();
            for (std::uint64_t count = some.below(4); count > 0; --count)
                heads.heads->heads.push_back({some.scope(), static_cast<domain::Roles>(some.below(256)), some.number(),
                                              some.hash(), some.number(), some.hash()});
        }
        const Bytes answer = encode(heads);
        const auto read = sync::decodeHeadsAnswer(answer);
        RC_ASSERT(read.ok());
        RC_ASSERT(encode(*read) == answer);
        RC_ASSERT(refusesEveryCut(answer, sync::decodeHeadsAnswer));
        const Bytes print = sync::encodeHeadsRequest(some.hash().view().substr(0, 16));
        RC_ASSERT(sync::encodeHeadsRequest(*sync::decodeHeadsRequest(print)) == print);
        RC_ASSERT(*sync::unwrap(sync::wrap(answer)) == answer);
        std::vector<Bytes> batches;
        const base::KeyPair key = some.key();
        for (std::uint64_t count = some.below(4); batches.size() < count;) {
            base::cbor::Writer out;
            encode(some.batch(key), out);
            batches.push_back(out.take());
        }
        const Bytes push = sync::encodePush(batches);
        const auto pushed = sync::decodePush(push);
        RC_ASSERT(pushed.ok());
        RC_ASSERT(std::equal(pushed->begin(), pushed->end(), batches.begin(), batches.end()));
        RC_ASSERT(refusesEveryCut(push, sync::decodePush));
    });
}

TEST_CASE("a log's entry is read back as it was written, and its short form names the same")
{
    CHECK_LAW("entries", [](std::uint64_t seed) {
        Inventor some(seed);
        const auto who = some.id<IncarnationId>();
        const auto changes = some.changes(who, 5);
        const std::uint64_t first = 1 + some.below(1'000);
        const Bytes bytes = sync::encodeEntry(who, first, changes);
        const auto read = sync::decodeEntry(bytes);
        RC_ASSERT(read.ok());
        RC_ASSERT(read->incarnation == who && read->first == first && read->count == changes.size());
        RC_ASSERT(std::equal(read->changes.begin(), read->changes.end(), changes.begin(), changes.end()));
        RC_ASSERT(refusesEveryCut(bytes, sync::decodeEntry));
        const Bytes shortForm = sync::elideEntry(bytes);
        const auto elided = sync::decodeEntry(shortForm);
        RC_ASSERT(elided.ok());
        RC_ASSERT(elided->incarnation == who && elided->first == first && elided->count == changes.size());
        RC_ASSERT(elided->hash == read->hash && elided->changes.empty());
    });
}

TEST_CASE("what a hub or a file carries of the server's words is read back as it was signed")
{
    int few = 4;
    CHECK_LAW("carried words", [&few](std::uint64_t seed) {
        Inventor some(seed);
        const auto device = some.id<IncarnationId>();
        sync::Heads heads{some.number(), static_cast<std::int64_t>(1 + some.number() / 2), {}};
        for (std::uint64_t count = some.below(4); count > 0; --count)
            heads.heads.push_back({some.scope(), static_cast<domain::Roles>(some.below(256)), some.number(),
                                   some.hash(), some.number(), some.hash()});
        const Bytes grant = sync::encodeGrant(heads, device, serverKey);
        const auto read = sync::decodeGrant(grant, device, serverKey.publicKey(), heads.serverMs - 1);
        RC_ASSERT(read.ok());
        RC_ASSERT(sync::encodeGrant(*read, device, serverKey) == grant);
        const auto store = some.id<base::StoreId>();
        const auto certificate =
            sync::certify(some.key().publicKey(), some.id<RecordId>(), heads.serverMs, store, serverKey);
        const Bytes card = encode(certificate);
        const auto known = sync::decodeCertificate(card, store, serverKey.publicKey());
        RC_ASSERT(known.ok());
        RC_ASSERT(encode(*known) == card);
        RC_ASSERT(known->person == certificate.person && known->incarnation() == certificate.incarnation());
        RC_ASSERT(refusesEveryCut(
            card, [&](BytesView cut) { return sync::decodeCertificate(cut, store, serverKey.publicKey()); }));
        if (few-- > 0) // each costs thousands of signatures
            RC_ASSERT(refusesEveryAlteredByte(grant, [&](const Bytes& altered) {
                return sync::decodeGrant(altered, device, serverKey.publicKey(), heads.serverMs - 1).ok();
            }));
    });
}

TEST_CASE("a record's state is read back as it was, in its one form")
{
    int few = 4;
    CHECK_LAW("states", [&few](std::uint64_t seed) {
        Inventor some(seed);
        sync::RecordState state;
        for (std::uint64_t count = 1 + some.below(4), dseq = 1; count > 0; --count) {
            const auto who = some.below(2) == 0 ? writer : some.id<IncarnationId>();
            state.apply(some.change(who), {who, dseq++}, [](const Dot&) { return false; });
        }
        const Bytes bytes = state.encode();
        const auto read = sync::RecordState::decode(bytes);
        RC_ASSERT(read.ok());
        RC_ASSERT(read->encode() == bytes);
        RC_ASSERT(refusesEveryCut(bytes, sync::RecordState::decode));
        if (few-- > 0) // each costs thousands of signatures
            RC_ASSERT(refusesEveryAlteredByte(bytes, [](const Bytes& altered) {
                const auto again = sync::RecordState::decode(altered);
                return again.ok() && again->encode() != altered;
            }));
    });
}
