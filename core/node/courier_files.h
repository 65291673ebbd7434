// SPDX-License-Identifier: GPL-3.0-or-later
// Files on a USB stick, as a PC and a server find and open them alike.
#pragma once

#include "core/net/courier_file.h"

namespace staffroom::node {

struct CourierFound
{
    std::filesystem::path file;
    std::optional<sync::CourierOutside> outside; ///< nothing where it can't be read
};
/// The file, or the courier files of that folder, oldest first. Errors: as net::courierFiles.
base::Result<std::vector<CourierFound>> findCouriers(const std::filesystem::path& place);

struct CourierOpened
{
    std::unique_ptr<sync::CourierSource> source;
    sync::CourierReader reader; ///< reads from the source
};
/// bytes: the file's length, also where opening went no further. Errors: as net::CourierFileSource::open and
/// sync::CourierReader::open.
base::Result<CourierOpened> openCourier(const std::filesystem::path& file, const sync::CourierProgress& progress,
                                        std::uint64_t& bytes);

/// Whether what happened to one file would happen to the next one as well, or the person has had enough.
bool endsReading(const std::optional<base::Error>& error);

} // namespace staffroom::node
