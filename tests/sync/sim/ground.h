// SPDX-License-Identifier: GPL-3.0-or-later
// What every run begins with: people, rights, and the disks of all machines.
#pragma once

#include "core/base/crypto.h"
#include "core/domain/kinds.h"
#include "core/domain/scope.h"
#include "tests/sync/sim/memory_vfs.h"

#include <filesystem>
#include <map>

namespace staffroom::test {

std::string pcTitle(std::size_t number);
std::string hubTitle(std::size_t number);

/// The machines' folders and the images of their disks as they are before anything happened; made once for many runs.
class SimGround
{
public:
    /// The folder is on the real disk, best in memory; stores keep their locks and snapshots there.
    explicit SimGround(std::filesystem::path folder);

    struct PcImage
    {
        base::KeyPair key;
        base::RecordId person;
    };
    static constexpr std::size_t pcs = 5;
    static constexpr std::size_t clones = 2; ///< at most
    struct HubImage
    {
        base::KeyPair key;
        base::RecordId id;
    };
    static constexpr std::size_t hubs = 2;

    const std::vector<PcImage>& images() const { return m_images; }
    const std::vector<base::RecordId>& people() const { return m_people; }
    /// The school of the first one's hub has the first and second person, the other's the second and third.
    const std::vector<HubImage>& hubImages() const { return m_hubs; }
    /// The first is everybody's, the second one's two people's.
    const std::vector<domain::ScopeId>& groups() const { return m_groups; }
    const domain::ScopeId& organisation() const { return m_organisation; }
    /// Whose courses all three write.
    const domain::ScopeId& catalogue() const { return m_catalogue; }
    domain::ScopeId workOf(const base::RecordId& person) const { return {domain::ScopeType::personWork, person}; }
    /// The rights that a run begins with.
    const std::map<std::pair<base::RecordId, domain::ScopeId>, domain::Roles>& rights() const { return m_rights; }
    const base::StoreId& server() const { return m_server; }
    const base::PublicKey& serverKey() const { return m_serverKey; }
    MemoryDisk& disk() { return m_disk; }
    std::filesystem::path folder(const std::string& machine) const { return m_folder / machine; }
    std::string prefix(const std::string& machine) const { return folder(machine).string() + '/'; }
    /// Where copies of disks are kept that a story may put back.
    std::string backup(const std::string& machine) const { return m_folder.string() + ".backups/" + machine + '/'; }
    /// The disk as at first.
    std::string image(const std::string& machine) const { return m_folder.string() + ".images/" + machine + '/'; }
    /// Every disk as at first.
    void restore(std::uint64_t seed);

private:
    void makeImages();
    std::filesystem::path m_folder;
    MemoryDisk m_disk{1};
    std::vector<PcImage> m_images;
    std::vector<base::RecordId> m_people;
    std::vector<HubImage> m_hubs;
    std::vector<domain::ScopeId> m_groups;
    domain::ScopeId m_organisation, m_catalogue;
    std::map<std::pair<base::RecordId, domain::ScopeId>, domain::Roles> m_rights;
    base::StoreId m_server;
    base::PublicKey m_serverKey{};
};

} // namespace staffroom::test
