// SPDX-License-Identifier: GPL-3.0-or-later
// What the courier commands do at a server's store.
#pragma once

#include "app/ctl/command.h"
#include "app/ctl/county.h"
#include "core/node/courier_server.h"

namespace staffroom::ctl {

/// The packages of the courses with these slugs; "all" stands for every course that is published with a package.
/// Errors: notFound, which says what is missing.
Result<std::vector<base::Hash>> packagesOf(SqliteCentral& store, const std::vector<std::string>& slugs);

/// Writes an answer for each of the devices and says so. A course that a person may not have is left out of theirs.
Result<void> writeAnswers(SqliteCentral& store, std::span<const storage::CourierDevice> devices,
                          std::span<const base::Hash> packages, const std::filesystem::path& folder,
                          const Surroundings& world);

} // namespace staffroom::ctl
