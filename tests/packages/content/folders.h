// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/temporary_folder.h"

#include <string>
#include <string_view>

namespace staffroom::tests {

using test::TemporaryFolder;

std::string contentOf(const std::string& path);

/// A folder of real files from elsewhere (STAFFROOM_FIXTURES, else ../shared/fixtures beside the project); empty where
/// it is absent.
std::string fixtures(std::string_view name);

} // namespace staffroom::tests
