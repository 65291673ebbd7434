// SPDX-License-Identifier: GPL-3.0-or-later
// Requests as the server gets them: the real endpoints over a real store, with bodies of a stranger. The first byte
// says which endpoint and whether the body is framed already.
#include "app/server/api.h"
#include "core/base/compress.h"
#include "core/storage/central.h"
#include "tests/support/temporary_folder.h"

#include <array>
#include <cstdlib>
#include <sstream>

using namespace staffroom;

namespace {

/// One server for all inputs, with one device enrolled whose seed the fuzzer can't guess but whose token it has.
struct Server
{
    base::ManualClock clock;
    base::SeededRandom random{1};
    std::ostringstream logged;
    base::Log log{logged, clock, base::LogLevel::error};
    server::Poke poke;
    test::TemporaryFolder folder;
    std::unique_ptr<storage::SqliteCentral> store;
    std::unique_ptr<server::Api> api;
    base::KeyPair device = base::KeyPair::make(random);
    domain::ScopeId scope{domain::ScopeType::group, base::idFromKey("fuzz", {"group"})};
    base::KeyPair hub = base::KeyPair::make(random); ///< of which the device's person is a member
    base::Bytes token, hubToken;
    std::uint64_t next = 1; ///< where the device's chain goes on
    base::Hash previous;

    Server()
    {
        auto opened = storage::SqliteCentral::open({folder.path(), clock, random}, true);
        if (!opened)
            std::abort();
        store = *std::move(opened);
        api = std::make_unique<server::Api>(*store, poke, clock, random, log);
        const base::RecordId person = base::idFromKey("fuzz", {"person"});
        const auto incarnation = base::incarnationOf(device.publicKey());
        if (!store->addDevice({incarnation, device.publicKey(), person, false}, "PC", 0) ||
            !store->setRoles(person, scope, domain::only(domain::Role::member)))
            std::abort();
        store->writer().execute("PRAGMA synchronous = OFF");
        const base::RecordId hubId = base::idFromKey("fuzz", {"hub"});
        const auto asHub = base::incarnationOf(hub.publicKey());
        if (!store->addHub({hubId, "hub", base::idFromKey("fuzz", {"school"})}, {asHub, hub.publicKey(), hubId, false},
                           0) ||
            !store->setHubMember(hubId, person, true))
            std::abort();
        token = server::Tokens(store->key().seed(), clock, random).session(incarnation);
        hubToken = server::Tokens(store->key().seed(), clock, random).session(asHub);
    }
};

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    static Server server;
    if (size == 0)
        return 0;
    const base::BytesView bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
    server::Request request;
    request.method = "POST";
    request.headers.emplace_back("authorization", "Bearer " + base::toHex(server.token));
    request.body = (data[0] & 0x80) != 0 ? base::Bytes(bytes) : base::compress(bytes, 1);
    switch (data[0] % 9) {
    case 0:
        request.path = "/v1/session";
        break;
    case 1:
        request.path = "/v1/heads";
        break;
    case 2:
        request.path = "/v1/push";
        break;
    case 3: { // the signature put right: what lies behind it is reached
        const std::vector<base::Bytes> changes{base::Bytes(bytes)};
        const sync::Batch batch = sync::sealBatch(server.device, server.scope, server.next, server.previous, changes);
        base::cbor::Writer out;
        encode(batch, out);
        const std::vector<base::Bytes> batches{out.take()};
        if (const auto read = sync::decodeBatch(batches[0]); read && sync::verify(*read, server.device.publicKey())) {
            server.next = batch.last() + 1;
            server.previous = batch.hash();
        }
        request.body = base::compress(sync::encodePush(batches), 1);
        request.path = "/v1/push";
        break;
    }
    case 4:
        request.path = "/v1/incarnation";
        break;
    case 5:
    case 6:
    case 7: { // as a hub of the school
        constexpr std::array<const char*, 3> paths{"/v1/relay/grants", "/v1/relay/verdicts", "/v1/relay/push"};
        request.path = paths[data[0] % 9 - 5U];
        request.headers.back().second = "Bearer " + base::toHex(server.hubToken);
        break;
    }
    default:
        request.method = "GET";
        request.body.clear();
        request.path = "/v1/" + base::Bytes(bytes);
        request.query = {{"epoch", "1"}, {"seq", "0"}, {"hash", base::Bytes(64, '0')}};
    }
    const server::Response response = server.api->handle(request);
    if (response.status < 200 || response.status == 500 || response.status > 599)
        std::abort();
    return 0;
}
