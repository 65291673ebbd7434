// SPDX-License-Identifier: GPL-3.0-or-later
// Courier files from whoever left a stick. The first byte says what the rest is: a whole file; an outside; or frames
// that are properly sealed and signed, so that what lies behind the signature is reached: by a PC, which the server
// would have to attack, and by a server, which any enrolled PC can.
#include "core/storage/central.h"
#include "core/storage/replica.h"
#include "core/sync/courier_down.h"
#include "core/sync/courier_form.h"
#include "tests/support/temporary_folder.h"

#include <cstdlib>

using namespace staffroom;
using namespace staffroom::sync;
using namespace staffroom::test;

namespace {

class MemoryFile final : public CourierSource, public CourierSink
{
public:
    explicit MemoryFile(Bytes content = {}) : m_bytes(std::move(content)) {}
    std::uint64_t size() const override { return m_bytes.size(); }
    Result<Bytes> read(std::uint64_t at, std::size_t count) override
    {
        if (at > m_bytes.size() || m_bytes.size() - at < count)
            std::abort(); // a reader that asks for what isn't there
        return m_bytes.substr(at, count);
    }
    Result<void> write(BytesView some) override
    {
        m_bytes += some;
        return {};
    }

private:
    Bytes m_bytes;
};

void require(bool holds)
{
    if (!holds)
        std::abort();
}

/// A server and an enrolled PC with their real stores, which live as long as the fuzzer.
struct World
{
    TemporaryFolder folder{TemporaryFolder::Place::memory};
    base::ManualClock clock;
    base::SeededRandom random{1};
    std::unique_ptr<storage::SqliteCentral> central;
    base::KeyPair device = base::KeyPair::make(random);
    RecordId person = base::IdMaker(clock, random).record();
    std::unique_ptr<storage::Replica> replica;

    World()
    {
        std::filesystem::create_directories(folder.path() / "pc");
        auto store = storage::SqliteCentral::open({folder.path() / "server", clock, random}, true);
        require(store.ok());
        central = *std::move(store);
        const ScopeId work{domain::ScopeType::personWork, person};
        require(central->setRoles(person, work, domain::only(domain::Role::owner)).ok());
        require(
            central->addDevice({base::incarnationOf(device.publicKey()), device.publicKey(), person, false}, "PC", 0)
                .ok());
        auto opened =
            storage::Replica::open({folder.path() / "pc", device, central->id(), central->key().publicKey(), clock});
        require(opened.ok());
        replica = *std::move(opened);
    }
};

World& world()
{
    static World one;
    return one;
}

/// [sort, length in two bytes, payload] …: compressed here, so that the fuzzer needn't learn to.
void writeFrames(CourierWriter& writer, BytesView bytes)
{
    while (bytes.size() >= 3) {
        const auto type = static_cast<CourierFrame>(bytes[0] % 10);
        const bool raw = (bytes[0] & 0x40) != 0;
        const std::size_t length = static_cast<std::uint8_t>(bytes[1]) << 8 | static_cast<std::uint8_t>(bytes[2]);
        const BytesView payload = bytes.substr(3, length);
        bytes.remove_prefix(3 + payload.size());
        require(writer.frame(type, raw ? Bytes(payload) : wrap(payload)).ok());
    }
}

void readSealed(CourierWay way, BytesView bytes)
{
    storage::SqliteCentral& server = *world().central;
    const base::KeyPair& sender = way == CourierWay::up ? world().device : server.key();
    const base::KeyPair& reader = way == CourierWay::up ? server.key() : world().device;
    MemoryFile file;
    const CourierOutside outside{way, server.id(), {}, "sender", 1, 1, {{{}, "reader", {}}}};
    const PublicKey key = reader.publicKey();
    auto writer = CourierWriter::begin(file, outside, std::span(&key, 1), sender, world().random);
    require(writer.ok());
    writeFrames(*writer, bytes);
    require(writer->finish().ok());
    auto opened = CourierReader::open(file);
    require(opened.ok());
    if (way == CourierWay::up) {
        (void)takeUp(server, *opened).ok();
        return;
    }
    const Session::Identity self{world().replica->incarnation(), server.id(), server.key().publicKey()};
    (void)takeDown(*world().replica, self, world().device, *opened).ok();
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    if (size == 0)
        return 0;
    const BytesView bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
    switch (data[0] % 5) {
    case 0: {
        MemoryFile file{Bytes(bytes)};
        if (auto opened = CourierReader::open(file); opened && opened->unseal(world().device))
            while (const auto frame = opened->next())
                if (!*frame)
                    break;
        break;
    }
    case 1:
        if (const auto outside = courier_form::decode(bytes); outside)
            require(courier_form::encode(*outside) == bytes);
        break;
    case 2:
        if (const auto standing = decodeStanding(bytes); standing)
            require(encode(*standing) == bytes);
        break;
    case 3:
        readSealed(CourierWay::up, bytes);
        break;
    default:
        readSealed(CourierWay::down, bytes);
    }
    return 0;
}
