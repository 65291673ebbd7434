// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

namespace staffroom::test {

/// How often those bytes are in the files of that folder, free pages and logs of databases included.
inline std::size_t found(const std::filesystem::path& folder, std::string_view canary)
{
    std::size_t times = 0;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
        if (!entry.is_regular_file())
            continue;
        std::ifstream in(entry.path(), std::ios::binary);
        const std::string bytes{std::istreambuf_iterator<char>(in), {}};
        for (std::size_t at = bytes.find(canary); at != std::string::npos; at = bytes.find(canary, at + 1))
            ++times;
    }
    return times;
}

} // namespace staffroom::test
