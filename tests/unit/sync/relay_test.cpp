// SPDX-License-Identifier: GPL-3.0-or-later
// What hubs and those around them say: read as it was written, and refused when altered or somebody else's.
#include "core/sync/hub_kit.h"
#include "tests/support/catch.hpp"
#include "tests/unit/sync/inventor.h"

using namespace staffroom;
using namespace staffroom::test;
using base::ErrorCode;

namespace {

template <typename Read>
void requireEveryByteCounts(const Bytes& bytes, Read read)
{
    REQUIRE(read(bytes));
    for (std::size_t at = 0; at < bytes.size(); ++at) {
        Bytes altered = bytes;
        altered[at] = static_cast<char>(altered[at] ^ 1);
        INFO("byte " << at);
        CHECK_FALSE(read(altered));
    }
    CHECK_FALSE(read(bytes.substr(0, bytes.size() - 1)));
    CHECK_FALSE(read(bytes + bytes));
}

} // namespace

TEST_CASE("a hub's certificate holds for that hub and server only")
{
    Inventor some(11);
    const base::KeyPair server = some.key(), hub = some.key();
    const auto store = some.id<sync::StoreId>();
    const Bytes bytes = sync::encode(sync::certifyHub(hub.publicKey(), "机房", 7, store, server));
    requireEveryByteCounts(
        bytes, [&](const Bytes& read) { return sync::decodeHubCertificate(read, store, server.publicKey()).ok(); });
    CHECK(sync::decodeHubCertificate(bytes, some.id<sync::StoreId>(), server.publicKey()).error().code ==
          ErrorCode::badSignature);
    CHECK_FALSE(sync::storeOfHub(hub.publicKey()) == store);
}

TEST_CASE("a hub's receipts and heads are its own, for one device and one question")
{
    Inventor some(12);
    const base::KeyPair hub = some.key(), server = some.key();
    const auto device = some.id<IncarnationId>();
    const std::vector<sync::Receipt> receipts{{device, some.scope(), 3, some.hash(), ErrorCode::forked, 2},
                                              {device, some.scope(), 1, some.hash(), {}, 9}};
    requireEveryByteCounts(sync::encodeReceipts(receipts, hub),
                           [&](const Bytes& read) { return sync::decodeReceipts(read, hub.publicKey()).ok(); });
    const Bytes grant = sync::encodeGrant({1, 5, {}}, device, server);
    const sync::RelayHeads heads{grant, {{some.scope(), 1, 9, some.hash(), 4, some.hash(), 3, 0, some.hash()}}};
    const Bytes bytes = sync::encode(heads, device, "sixteen bytes 16", hub);
    const auto read = [&](const Bytes& message, const IncarnationId& reader, BytesView question) {
        return sync::decodeRelayHeads(message, reader, question, hub.publicKey());
    };
    requireEveryByteCounts(bytes, [&](const Bytes& some_) { return read(some_, device, "sixteen bytes 16").ok(); });
    CHECK(read(bytes, device, "sixteen bytes 17").error().code == ErrorCode::badSignature);
    CHECK(read(bytes, some.id<IncarnationId>(), "sixteen bytes 16").error().code == ErrorCode::badSignature);
    const auto back = read(bytes, device, "sixteen bytes 16");
    CHECK(back->grant == grant);
    CHECK(back->heads.front().held == 4);
}

TEST_CASE("a grant that is signed anew for a later time is the same but for its time")
{
    Inventor some(13);
    const base::KeyPair server = some.key();
    const auto device = some.id<IncarnationId>();
    sync::Heads heads{3, 5'000, {{some.scope(), 1, 9, some.hash(), 4, some.hash()}}};
    const Bytes grant = sync::encodeGrant(heads, device, server);
    heads.serverMs = 6'000;
    const sync::Signature later = server.sign(sync::headsClaim({6'000, heads, {}}, device, {}));
    const auto renewed = sync::renewGrant(grant, 6'000, later);
    REQUIRE(renewed.ok());
    CHECK(*renewed == sync::encodeGrant(heads, device, server));
    CHECK(sync::decodeGrant(*renewed, device, server.publicKey(), 5'999).ok());
    CHECK_FALSE(sync::decodeGrant(*sync::renewGrant(grant, 7'000, later), device, server.publicKey(), 0).ok());
}

TEST_CASE("a kit is read as it was written, and nothing else is taken for one")
{
    Inventor some(14);
    const sync::HubKit kit{some.id<sync::StoreId>(), some.key().publicKey(), some.key().seed(), "石门机房"};
    const auto read = sync::decodeHubKit(sync::encode(kit));
    REQUIRE(read.ok());
    CHECK((read->server == kit.server && read->serverKey == kit.serverKey && read->seed == kit.seed &&
           read->name == kit.name));
    CHECK_FALSE(sync::decodeHubKit("").ok());
    CHECK_FALSE(sync::decodeHubKit(sync::encode(kit) + "x").ok());
    CHECK_FALSE(sync::decodeHubKit(sync::encode(sync::GrantsRequest{})).ok());
}
