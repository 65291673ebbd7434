// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/bytes.h"
#include "core/base/result.h"

#include <filesystem>

namespace staffroom::base {

/// Writes a file whole or not at all; at return it would survive a power cut. It is its owner's alone (0600).
/// Errors: diskFull, storageFailed; what was there before is then untouched.
Result<void> writeWhole(const std::filesystem::path& file, BytesView bytes, std::string_view doing);

/// Removes what a kill left in a folder of files that were being written whole. For when nobody else writes there.
void removeUnfinished(const std::filesystem::path& folder);

/// Gives a finished file its name, durably. Both lie in one file system. Errors: as writeWhole; the part then stays.
Result<void> publish(const std::filesystem::path& part, const std::filesystem::path& file, std::string_view doing);

} // namespace staffroom::base
