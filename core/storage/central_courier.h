// SPDX-License-Identifier: GPL-3.0-or-later
// What a server remembers of those who come by USB stick.
#pragma once

#include "core/storage/central.h"
#include "core/sync/courier_up.h"

namespace staffroom::storage {

/// Keeps where the device of a file stood, unless a newer file was read before: one with a greater number that wasn't
/// made earlier (a PC that was restored counts anew, one with a flat battery dates anew).
Result<void> keepStanding(SqliteCentral& store, const sync::UpTaken& taken, const sync::CourierOutside& outside);

struct CourierPlace
{
    std::uint64_t number = 0; ///< of its newest file; 0 where none came
    sync::CourierStanding standing;
    std::vector<sync::Verdict> words;
};
/// An empty one for a device that never came by stick. Errors: storageDamaged.
Result<CourierPlace> courierPlace(SqliteCentral& store, const IncarnationId& device);
/// A number for the next file that is written for the device: 1, 2, 3 …
Result<std::uint64_t> nextCourierNumber(SqliteCentral& store, const IncarnationId& device);

struct CourierDevice
{
    sync::Device device;
    std::string login, name; ///< of its person
    std::string pc;          ///< what the PC calls itself
    bool came = false;       ///< by stick, at some time
};
/// All devices with their people, by login.
Result<std::vector<CourierDevice>> courierDevices(SqliteCentral& store);

} // namespace staffroom::storage
