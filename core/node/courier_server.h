// SPDX-License-Identifier: GPL-3.0-or-later
// A central server's side of the USB stick.
#pragma once

#include "core/storage/central_courier.h"
#include "core/sync/courier_down.h"

namespace staffroom::node {

using base::Result;

/// What became of one file that lay on the stick.
struct CourierTaken
{
    std::filesystem::path file;
    std::optional<sync::CourierOutside> outside; ///< nothing where it could not even be read so far
    std::uint64_t bytes = 0;
    std::optional<sync::UpTaken> taken; ///< where it was for this server, whole and read to its end
    std::optional<base::Error> error;   ///< why not
};
/// Reads a file, or the PCs' files in a folder, oldest first, and keeps where each PC stands. Errors: notFound where
/// there is nothing; of a single file its own error stands in the list.
Result<std::vector<CourierTaken>> takeCouriers(storage::SqliteCentral& store, const std::filesystem::path& place,
                                               const sync::CourierProgress& progress = {});

struct CourierAnswer
{
    std::filesystem::path file;
    std::uint64_t bytes = 0;
    sync::DownWritten what;
};
/// Writes one device's answer into that folder, in place of its last one. Each device has a file of its own: rights,
/// receipts and cursors are its own, and so are the readers it may be sealed to. Errors: as sync::writeDown; notFound
/// where there is no such folder, diskFull, storageFailed.
Result<CourierAnswer> answerCourier(storage::SqliteCentral& store, const storage::CourierDevice& device,
                                    std::span<const base::Hash> packages, const base::Clock& clock,
                                    base::Random& random, const std::filesystem::path& folder,
                                    const sync::CourierProgress& progress = {});

} // namespace staffroom::node
