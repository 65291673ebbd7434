// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/sync/sim/world.h"

#include "core/storage/search_index.h"
#include "tests/sync/exchange.h"

namespace staffroom::test {

using domain::Role;
using domain::ScopeType;

namespace {

template <typename T>
T must(base::Result<T> result)
{
    if (!result.ok())
        throw Violation("making the ground: " + describe(result.error()));
    return *std::move(result);
}
void must(const base::Result<void>& result)
{
    if (!result.ok())
        throw Violation("making the ground: " + describe(result.error()));
}

std::string pcName(std::size_t number)
{
    return "pc" + std::to_string(number);
}

} // namespace

SimGround::SimGround(std::filesystem::path folder) : m_folder(std::move(folder))
{
    std::filesystem::create_directories(m_folder / "server");
    for (std::size_t number = 0; number < pcs + clones; ++number)
        std::filesystem::create_directories(m_folder / pcName(number));
    makeImages();
}

void SimGround::makeImages()
{
    base::SeededRandom random(20'261'122);
    base::ManualClock clock;
    base::IdMaker ids(clock, random);
    for (int number = 0; number < 3; ++number)
        m_people.push_back(ids.record());
    m_groups = {{ScopeType::group, ids.record()}, {ScopeType::group, ids.record()}};
    m_organisation = {ScopeType::org, ids.record()};
    m_catalogue = {ScopeType::catalogue, ids.record()};
    for (const base::RecordId& person : m_people) {
        for (const ScopeType own : {ScopeType::personWork, ScopeType::personPrivate})
            m_rights[{person, {own, person}}] = domain::only(Role::owner);
        m_rights[{person, m_groups[0]}] = domain::only(Role::member);
        m_rights[{person, m_organisation}] = domain::only(Role::member);
        m_rights[{person, m_catalogue}] = domain::only(Role::author);
    }
    m_rights[{m_people[1], m_groups[1]}] = domain::only(Role::member);
    m_rights[{m_people[2], m_groups[1]}] = Role::member | Role::moderator;
    m_rights[{m_people[2], m_groups[0]}] = Role::member | Role::moderator;
    m_rights[{m_people[2], workOf(m_people[0])}] = domain::only(Role::mentor);
    {
        const auto store = must(storage::SqliteCentral::open({folder("server"), clock, random}, true));
        m_server = store->id();
        m_serverKey = store->key().publicKey();
        for (const auto& [whose, roles] : m_rights)
            must(store->setRoles(whose.first, whose.second, roles));
        // Two people have two PCs each.
        for (std::size_t number = 0; number < pcs; ++number) {
            const PcImage image{base::KeyPair::make(random), m_people[number % m_people.size()]};
            must(store->addDevice(
                {base::incarnationOf(image.key.publicKey()), image.key.publicKey(), image.person, false},
                pcName(number), 0));
            m_images.push_back(image);
        }
    }
    for (std::size_t number = 0; number < pcs; ++number)
        must(storage::Replica::open({folder(pcName(number)), m_images[number].key, m_server, m_serverKey, clock}));
    m_disk.copy(m_folder.string() + '/', m_folder.string() + ".images/");
}

void SimGround::restore(std::uint64_t seed)
{
    m_disk.remove(m_folder.string() + '/');
    m_disk.remove(m_folder.string() + ".backups/");
    m_disk.reseed(seed);
    m_disk.copy(m_folder.string() + ".images/", m_folder.string() + '/');
    for (const char* machine : {"server/snapshots"}) {
        std::filesystem::remove_all(m_folder / machine);
        std::filesystem::create_directories(m_folder / machine);
    }
    for (std::size_t number = 0; number < pcs + clones; ++number)
        std::filesystem::remove_all(m_folder / pcName(number) / "segments");
}

SimServer::SimServer(SimGround& ground, base::Random& random) : m_ground(ground), m_random(random)
{
    start();
}

void SimServer::start()
{
    auto store = storage::SqliteCentral::open({m_ground.folder("server"), m_clock, m_random}, true);
    if (!store) // a disk that fails or is full: tried again later
        return;
    m_store = *std::move(store);
    m_api = std::make_unique<server::Api>(*m_store, m_poke, m_clock, m_random, m_log);
    m_logText.str({});
}

void SimServer::stop()
{
    m_api.reset();
    m_store.reset();
}

void SimServer::backUp()
{
    m_ground.disk().remove(m_ground.backup("server"));
    m_ground.disk().copy(prefix(), m_ground.backup("server"));
}

bool SimServer::restore()
{
    MemoryDisk& disk = m_ground.disk();
    if (disk.files(m_ground.backup("server")).empty())
        return false;
    disk.kill(prefix());
    stop();
    disk.remove(prefix());
    disk.copy(m_ground.backup("server"), prefix());
    return true;
}

sync::Response SimServer::answer(const sync::Request& request)
{
    return exchange(*m_api, request);
}

} // namespace staffroom::test
