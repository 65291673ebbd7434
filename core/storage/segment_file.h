// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/crypto.h"

#include <filesystem>
#include <optional>

namespace staffroom::storage {

/// The file, where it is what its hash says. What the disk changed is removed: without the file its snapshot counts as
/// gone, and whoever asks for that gets a new one.
std::optional<std::filesystem::path> soundSegment(const std::filesystem::path& file, const base::Hash& hash);

} // namespace staffroom::storage
