// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/end_to_end/lab/lab_county.h"

namespace staffroom::test {

/// As a PC's process: signs in through that address and writes so many records, each with the canary of its scope: half
/// in the group and the staff room, half for itself. Nothing is synced.
void writeRecords(const std::filesystem::path& root, const std::string& address, const std::string& login,
                  const base::RecordId& group, const base::RecordId& staff, int records);

} // namespace staffroom::test
