// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/central.h"
#include "tests/support/temporary_folder.h"

#include <filesystem>

namespace staffroom::test {

/// A small county: two teachers ("li" and "wang", password "password"), an organisation, a group of both.
struct County
{
    base::RecordId organisation, group, li, wang;
};

/// Makes the server's store of a small county in that folder, with so many posts in the group.
County makeCounty(const std::filesystem::path& folder, int posts = 0);

} // namespace staffroom::test
