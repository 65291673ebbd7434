// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/packages/content/folders.h"

#include "tests/support/catch.hpp"

#include <cstdlib>
#include <fstream>
#include <iterator>

namespace staffroom::tests {

TemporaryFolder::TemporaryFolder()
{
    std::string pattern = (std::filesystem::temp_directory_path() / "staffroom-test-XXXXXX").string();
    REQUIRE(::mkdtemp(pattern.data()) != nullptr);
    m_path = pattern;
}

TemporaryFolder::~TemporaryFolder()
{
    std::error_code ignored; // a folder left in the temporary directory fails no test
    std::filesystem::remove_all(m_path, ignored);
}

std::string TemporaryFolder::path(std::string_view name) const
{
    return name.empty() ? m_path.string() : (m_path / name).string();
}

std::string TemporaryFolder::write(std::string_view name, std::string_view content) const
{
    const std::filesystem::path path = m_path / name;
    std::filesystem::create_directories(path.parent_path());
    std::ofstream(path, std::ios::binary) << content;
    return path.string();
}

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
