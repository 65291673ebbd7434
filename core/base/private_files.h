// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>

namespace staffroom::base {

/// What the process makes from now on is its user's alone: folders 0700, files 0600, and the same in programs that it
/// starts. For main, before there are threads. Returns what files would have had without it, for what a person lets be
/// written where they ask.
std::filesystem::perms keepFilesPrivate();

} // namespace staffroom::base
