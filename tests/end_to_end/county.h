// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/central.h"

#include <filesystem>

namespace staffroom::test {

/// A folder that goes with its owner.
class TempFolder
{
public:
    TempFolder();
    ~TempFolder();
    TempFolder(const TempFolder&) = delete;
    TempFolder& operator=(const TempFolder&) = delete;
    const std::filesystem::path& path() const { return m_path; }

private:
    std::filesystem::path m_path;
};

/// A small county: two teachers ("li" and "wang", password "password"), an organisation, a group of both.
struct County
{
    base::RecordId organisation, group, li, wang;
};

/// Makes the server's store of a small county in that folder, with so many posts in the group.
County makeCounty(const std::filesystem::path& folder, int posts = 0);

} // namespace staffroom::test
