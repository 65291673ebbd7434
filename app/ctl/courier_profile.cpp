// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/courier_profile.h"

#include "core/node/device_keys.h"

namespace staffroom::ctl {

Result<std::unique_ptr<OpenProfile>> OpenProfile::open(const std::filesystem::path& folder, const base::Clock& pc)
{
    auto opened = std::make_unique<OpenProfile>(pc);
    auto profile = node::readProfile(folder);
    if (!profile)
        return profile.error();
    opened->profile = *std::move(profile);
    auto lock = storage::ProfileLock::take(folder);
    if (!lock)
        return lock.error();
    opened->lock = *std::move(lock);
    opened->device = base::KeyPair::fromSeed(opened->profile.deviceSeed);
    if (!opened->device)
        return Error{ErrorCode::storageDamaged, "reading the profile", "device.key"};
    const auto begun = node::begunKey(folder);
    auto replica = storage::Replica::open(
        {folder, *opened->device, opened->profile.serverId, opened->profile.serverKey, opened->clock, begun});
    if (!replica)
        return replica.error();
    opened->replica = *std::move(replica);
    if (begun && opened->replica->incarnation() == base::incarnationOf(begun->publicKey()))
        opened->device = begun; // killed before the new key got its name; the next start of the program gives it
    opened->clock.setKnown(node::keptTime(*opened->replica));
    return opened;
}

} // namespace staffroom::ctl
