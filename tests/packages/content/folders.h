// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace staffroom::tests {

/// A folder of its own for one test, gone after it.
class TemporaryFolder
{
public:
    TemporaryFolder();
    ~TemporaryFolder();
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;

    std::string path(std::string_view name = {}) const;
    /// Writes a file, making its folders.
    std::string write(std::string_view name, std::string_view content) const;

private:
    std::filesystem::path m_path;
};

std::string contentOf(const std::string& path);

/// A folder of real files from elsewhere (STAFFROOM_FIXTURES, else ../shared/fixtures beside the project); empty where
/// it is absent.
std::string fixtures(std::string_view name);

} // namespace staffroom::tests
