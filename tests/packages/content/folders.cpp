// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/packages/content/folders.h"

#include "tests/support/catch.hpp"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace staffroom::tests {

std::string contentOf(const std::string& path)
{
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

std::string fixtures(std::string_view name)
{
    const char* const given = std::getenv("STAFFROOM_FIXTURES");
    const std::filesystem::path root = given != nullptr && *given != '\0'
                                           ? std::filesystem::path(given)
                                           : std::filesystem::path(STAFFROOM_SOURCE_DIR) / "../shared/fixtures";
    std::error_code failure;
    const std::filesystem::path path = root / name;
    if (std::filesystem::exists(path, failure))
        return path.string();
    WARN("skipped: no " << path.string());
    return {};
}

} // namespace staffroom::tests
