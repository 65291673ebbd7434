// SPDX-License-Identifier: GPL-3.0-or-later
// Writes what a fuzzer starts from: well-formed messages of every sort, each with the byte in front that its target
// expects. fuzz_seeds FOLDER makes FOLDER/codec, FOLDER/http_bodies and FOLDER/courier.
#include "core/sync/courier_form.h"
#include "core/sync/courier_up.h"
#include "core/sync/tuning.h"
#include "tests/unit/sync/inventor.h"

#include <filesystem>
#include <fstream>
#include <iostream>

using namespace staffroom;
using namespace staffroom::test;

namespace {

bool save(const std::filesystem::path& folder, const std::string& name, unsigned char first, BytesView bytes)
{
    std::ofstream out(folder / name, std::ios::binary);
    out << static_cast<char>(first) << bytes;
    return static_cast<bool>(out);
}

class MemorySink final : public sync::CourierSink
{
public:
    base::Result<void> write(BytesView some) override
    {
        bytes += some;
        return {};
    }
    Bytes bytes;
};

/// A whole courier file, its outside, and frames as the target reads them: [sort, two bytes of length, payload].
bool saveCourier(const std::filesystem::path& folder, Inventor& some, const std::string& name,
                 const base::KeyPair& server)
{
    base::SeededRandom random(some.scope().subject().array()[0]);
    const base::PublicKey reader = server.publicKey();
    sync::CourierOutside outside{sync::CourierWay::down, {}, reader, "server", 1, 1, {{{}, "li", Bytes(80, 'k')}}};
    bool good = save(folder, "outside" + name, 1, sync::courier_form::encode(outside));
    MemorySink file;
    auto writer = sync::CourierWriter::begin(file, outside, std::span(&reader, 1), server, random);
    const Bytes page = some.page(server);
    good &= writer.ok() && writer->frame(sync::CourierFrame::page, page).ok() && writer->finish().ok();
    good &= save(folder, "file" + name, 0, file.bytes);
    sync::CourierStanding standing{{{some.scope(), 1, 5, some.hash(), 2, false}}};
    good &= save(folder, "standing" + name, 2, sync::encode(standing));
    const auto framed = [](char sort, const Bytes& payload) {
        return sort + sync::courier_form::bigEndian(payload.size(), 2) + payload;
    };
    base::cbor::Writer batch;
    encode(some.batch(server), batch);
    const std::vector<Bytes> batches{Bytes(batch.view())};
    good &= save(folder, "up" + name, 3, framed(1, sync::encode(standing)) + framed(2, sync::encodePush(batches)));
    return good &&
           save(folder, "down" + name, 4, framed(7, page) + framed(5, sync::encodeManifest(some.manifest(), server)));
}

} // namespace

int main(int argc, char* argv[])
{
    if (argc != 2) {
        std::cerr << "fuzz_seeds FOLDER\n";
        return 2;
    }
    const std::filesystem::path codec = std::filesystem::path(argv[1]) / "codec";
    const std::filesystem::path bodies = std::filesystem::path(argv[1]) / "http_bodies";
    const std::filesystem::path courier = std::filesystem::path(argv[1]) / "courier";
    std::filesystem::create_directories(courier);
    std::filesystem::create_directories(codec);
    std::filesystem::create_directories(bodies);
    const auto writer = *IncarnationId::fromBytes("0123456789abcdef");
    const base::KeyPair server = *base::KeyPair::fromSeed("the server's seed of 32 bytes ..");
    bool good = true;
    for (std::uint64_t seed = 1; seed <= 20; ++seed) {
        Inventor some(seed);
        const std::string name = std::to_string(seed);
        const Bytes change = encode(some.change(writer), writer);
        good &= save(codec, "change" + name, 0, change) && save(bodies, "change" + name, 3, change);
        sync::RecordState state;
        state.apply(some.change(writer), {writer, 1}, [](const Dot&) { return false; });
        good &= save(codec, "state" + name, 1, state.encode());
        base::cbor::Writer batch;
        encode(some.batch(server), batch);
        const std::vector<Bytes> batches{Bytes(batch.view())};
        good &=
            save(codec, "batch" + name, 2, batch.view()) && save(bodies, "push" + name, 2, sync::encodePush(batches));
        good &= save(codec, "entry" + name, 3, sync::encodeEntry(writer, 1, some.changes(writer, 3)));
        good &= save(codec, "page" + name, 4, some.page(server));
        good &= save(codec, "manifest" + name, 4, sync::encodeManifest(some.manifest(), server));
        good &= save(codec, "verdict" + name, 4, sync::verdictClaim(some.verdict(server)));
        sync::SegmentWriter segment;
        segment.add(some.id<RecordId>(), 1, state.encode());
        sync::SegmentInfo info;
        const Bytes segmentBytes = segment.finish(info);
        good &= save(codec, "segment" + name, 5, segmentBytes) &&
                save(codec, "records" + name, 5, *sync::openSegment(segmentBytes, info));
        sync::HeadsAnswer heads{1, sync::Heads{1, 1, {{some.scope(), 1, 5, some.hash(), 5, some.hash()}}}};
        good &= save(codec, "heads" + name, 6, encode(heads));
        good &= saveCourier(courier, some, name, server);
        good &= save(bodies, "session" + name, 5,
                     encode(sync::SessionRequest{sync::tuning::protocol, writer, some.hash().bytes(), {}}));
        good &= save(bodies, "heads" + name, 1, sync::encodeHeadsRequest(some.hash().view().substr(0, 16)));
        good &= save(bodies, "pull" + name, 4, "pull/" + base::toHex(some.scope().view()));
    }
    return good ? 0 : 1;
}
