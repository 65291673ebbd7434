// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace staffroom::test {

/// A folder of its own for one test, gone with its owner. Tests that use Qt anyway may take QTemporaryDir.
class TemporaryFolder
{
public:
    enum class Place {
        disk,
        memory, ///< where the machine has such a place: for tests of very many small commits
    };
    /// Throws std::runtime_error where no folder can be made.
    explicit TemporaryFolder(Place place = Place::disk);
    ~TemporaryFolder();
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;

    const std::filesystem::path& path() const { return m_path; }
    /// Of a file in it.
    std::string path(std::string_view name) const { return (m_path / name).string(); }
    /// Writes a file, making its folders; its path.
    std::string write(std::string_view name, std::string_view content) const;

private:
    std::filesystem::path m_path;
};

} // namespace staffroom::test
