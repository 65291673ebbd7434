// SPDX-License-Identifier: GPL-3.0-or-later
// Words of the server that somebody else carries: what is forged, another's or old is refused, each with its own error.
#include "core/sync/relayed.h"
#include "tests/support/catch.hpp"
#include "tests/unit/sync/inventor.h"

using namespace staffroom;
using namespace staffroom::test;
using base::ErrorCode;

namespace {

struct Granted
{
    Inventor some{7};
    base::KeyPair server = some.key();
    IncarnationId device = some.id<IncarnationId>();
    sync::Heads heads{3, 5'000, {{some.scope(), 1, 9, some.hash(), 4, some.hash()}}};
    Bytes bytes = sync::encodeGrant(heads, device, server);

    ErrorCode refusal(const Bytes& grant, const IncarnationId& reader, std::int64_t since = 0) const
    {
        const auto read = sync::decodeGrant(grant, reader, server.publicKey(), since);
        REQUIRE_FALSE(read.ok());
        return read.error().code;
    }
};

} // namespace

TEST_CASE("a grant says to its device what live heads say")
{
    const Granted granted;
    const auto read = sync::decodeGrant(granted.bytes, granted.device, granted.server.publicKey(), 4'999);
    REQUIRE(read.ok());
    CHECK(read->serverMs == 5'000);
    CHECK(sync::fingerprint(*read) == sync::fingerprint(granted.heads));
}

TEST_CASE("a grant of another device, of another server, or with an altered byte is refused")
{
    Granted granted;
    CHECK(granted.refusal(granted.bytes, granted.some.id<IncarnationId>()) == ErrorCode::badSignature);
    CHECK(granted.refusal(sync::encodeGrant(granted.heads, granted.device, granted.some.key()), granted.device) ==
          ErrorCode::badSignature);
    for (std::size_t at = 0; at < granted.bytes.size(); ++at) {
        Bytes altered = granted.bytes;
        altered[at] = static_cast<char>(altered[at] ^ 1);
        INFO("byte " << at);
        CHECK_FALSE(sync::decodeGrant(altered, granted.device, granted.server.publicKey(), 0).ok());
    }
}

TEST_CASE("a grant that isn't newer than the heads held is replayed")
{
    const Granted granted;
    CHECK(granted.refusal(granted.bytes, granted.device, 5'000) == ErrorCode::replayed);
    CHECK(granted.refusal(granted.bytes, granted.device, 6'000) == ErrorCode::replayed);
}

TEST_CASE("an answer to a question for heads is no grant, and a grant answers no question")
{
    Granted granted;
    const Bytes print(16, '\1');
    sync::HeadsAnswer answer{granted.heads.serverMs, granted.heads, {}};
    answer.signature = granted.server.sign(sync::headsClaim(answer, granted.device, print));
    CHECK(granted.refusal(sync::encode(answer), granted.device) == ErrorCode::badSignature);
    const auto grant = sync::decodeHeadsAnswer(granted.bytes);
    REQUIRE(grant.ok());
    CHECK_FALSE(
        base::verifies(grant->signature, sync::headsClaim(*grant, granted.device, print), granted.server.publicKey()));
    sync::HeadsAnswer level{granted.heads.serverMs, {}, {}};
    level.signature = granted.server.sign(sync::headsClaim(level, granted.device, {}));
    CHECK(granted.refusal(sync::encode(level), granted.device) == ErrorCode::malformed);
}

TEST_CASE("a device's certificate names its person, and nothing of it can be altered")
{
    Inventor some(8);
    const base::KeyPair server = some.key();
    const auto store = some.id<base::StoreId>();
    const auto device = some.key();
    const auto person = some.id<RecordId>();
    const Bytes bytes = encode(sync::certify(device.publicKey(), person, 77, store, server));
    const auto read = sync::decodeCertificate(bytes, store, server.publicKey());
    REQUIRE(read.ok());
    CHECK(read->incarnation() == base::incarnationOf(device.publicKey()));
    CHECK(read->person == person);
    CHECK(read->serverMs == 77);
    CHECK_FALSE(sync::decodeCertificate(bytes, some.id<base::StoreId>(), server.publicKey()).ok());
    CHECK_FALSE(sync::decodeCertificate(bytes, store, device.publicKey()).ok());
    for (std::size_t at = 0; at < bytes.size(); ++at) {
        Bytes altered = bytes;
        altered[at] = static_cast<char>(altered[at] ^ 1);
        INFO("byte " << at);
        CHECK_FALSE(sync::decodeCertificate(altered, store, server.publicKey()).ok());
    }
}

TEST_CASE("a run of entries from any place up to a signed one is a page, one that ends elsewhere isn't")
{
    Inventor some(9);
    const base::KeyPair server = some.key();
    sync::Page page{some.scope(), 1, 0, 0, {}, {}, false, {}};
    std::vector<Bytes> entries;
    std::vector<base::Hash> chains{{}};
    std::vector<std::uint64_t> seqs{0};
    for (int count = 0; count < 5; ++count) {
        const auto changes = some.changes(some.id<IncarnationId>(), 3);
        entries.push_back(sync::encodeEntry(some.id<IncarnationId>(), 1, changes));
        seqs.push_back(seqs.back() + changes.size());
        chains.push_back(sync::chained(chains.back(), base::Hash::of(entries.back())));
    }
    page.to = seqs.back();
    page.after = chains.back();
    const base::Signature place = sync::signPlace(page, server);
    for (std::size_t from = 0; from < entries.size(); ++from) {
        sync::Page run{page.scope, 1, seqs[from], page.to, chains[from], page.after, false, {}};
        const std::vector<BytesView> views(entries.begin() + static_cast<std::ptrdiff_t>(from), entries.end());
        CHECK(sync::decodePage(sync::encodePage(run, views, place), server.publicKey()).ok());
        run.to = seqs[4];
        const std::vector<BytesView> cut(views.begin(), views.end() - 1);
        CHECK_FALSE(sync::decodePage(sync::encodePage(run, cut, place), server.publicKey()).ok());
    }
}
