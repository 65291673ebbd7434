// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/sync/sim/ground.h"

#include "core/storage/central.h"
#include "core/storage/hub_store.h"
#include "core/storage/replica.h"
#include "tests/sync/sim/model.h"

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

} // namespace

std::string pcTitle(std::size_t number)
{
    return "pc" + std::to_string(number);
}

std::string hubTitle(std::size_t number)
{
    return "hub" + std::to_string(number);
}

SimGround::SimGround(std::filesystem::path folder) : m_folder(std::move(folder))
{
    std::filesystem::create_directories(m_folder / "server");
    for (std::size_t number = 0; number < hubs; ++number)
        std::filesystem::create_directories(m_folder / hubTitle(number) / "snapshots");
    for (std::size_t number = 0; number < pcs + clones; ++number)
        std::filesystem::create_directories(m_folder / pcTitle(number));
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
                pcTitle(number), 0));
            m_images.push_back(image);
        }
        for (std::size_t number = 0; number < hubs; ++number) {
            const HubImage hub{base::KeyPair::make(random), ids.record()};
            const base::PublicKey& key = hub.key.publicKey();
            must(store->addHub({hub.id, hubTitle(number), m_organisation.subject()},
                               {base::incarnationOf(key), key, hub.id, false}, 0));
            for (const std::size_t member : {number, number + 1})
                must(store->setHubMember(hub.id, m_people[member], true));
            m_hubs.push_back(hub);
        }
    }
    for (std::size_t number = 0; number < hubs; ++number)
        must(storage::HubStore::open({folder(hubTitle(number)), m_hubs[number].key, m_server, m_serverKey, clock}));
    for (std::size_t number = 0; number < pcs; ++number)
        must(storage::Replica::open({folder(pcTitle(number)), m_images[number].key, m_server, m_serverKey, clock}));
    m_disk.copy(m_folder.string() + '/', m_folder.string() + ".images/");
}

void SimGround::restore(std::uint64_t seed)
{
    m_disk.remove(m_folder.string() + '/');
    m_disk.remove(m_folder.string() + ".backups/");
    m_disk.reseed(seed);
    m_disk.copy(m_folder.string() + ".images/", m_folder.string() + '/');
    std::vector<std::filesystem::path> snapshots{folder("server") / "snapshots"};
    for (std::size_t number = 0; number < hubs; ++number)
        snapshots.push_back(folder(hubTitle(number)) / "snapshots");
    for (const std::filesystem::path& kept : snapshots) {
        std::filesystem::remove_all(kept);
        std::filesystem::create_directories(kept);
    }
    for (std::size_t number = 0; number < pcs + clones; ++number)
        std::filesystem::remove_all(m_folder / pcTitle(number) / "segments");
}

} // namespace staffroom::test
