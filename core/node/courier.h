// SPDX-License-Identifier: GPL-3.0-or-later
// A profile's files on a USB stick. The form is core/sync/courier.h; what a server does is courier_server.h.
#pragma once

#include "core/node/corrected_clock.h"
#include "core/node/profile.h"
#include "core/storage/replica.h"
#include "core/sync/courier_down.h"

namespace staffroom::node {

struct CourierWritten
{
    std::filesystem::path file;
    std::uint64_t bytes = 0;
    sync::UpWritten what;
};
/// Writes a file for the server into that folder, in place of this device's last one. The clock is the corrected one.
/// Errors: notFound where there is no such folder, diskFull, storageFailed, and the store's.
Result<CourierWritten> writeCourier(storage::Replica& replica, const Profile& profile, const base::KeyPair& device,
                                    const base::Clock& clock, base::Random& random,
                                    const std::filesystem::path& folder);

/// What became of one file.
struct CourierFile
{
    std::filesystem::path file;
    std::optional<sync::CourierOutside> outside; ///< nothing where it could not even be read so far
    std::uint64_t bytes = 0;
    std::optional<sync::DownTaken> taken; ///< where it was for this PC, whole and read to its end
    std::optional<base::Error> error;     ///< why not: forbidden where it is for others
};
/// Reads a file, or what of a folder is for this device, oldest first. `store` is the replica, or what counts on the
/// way to it. Packages are unpacked into the profile. Errors: notFound where there is nothing; of a single file its own
/// error stands in the list.
Result<std::vector<CourierFile>> readCourier(sync::ClientStore& store, const Profile& profile,
                                             const base::KeyPair& device, const std::filesystem::path& place,
                                             const sync::CourierProgress& progress = {});

/// A file is older than the moment at which it is read: the server's time in it only moves a clock forward that is
/// behind it. 0 moves nothing.
Result<void> meetServerTime(storage::Replica& replica, CorrectedClock& clock, std::int64_t serverMs);

} // namespace staffroom::node
