// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <set>
#include <string>

namespace staffroom::test {

/// Which of the words occur in the files of a folder: databases, write-ahead logs, everything; snapshot segments are
/// looked at unpacked too.
struct Findings
{
    std::map<std::string, std::uint64_t> times;
    std::uint64_t files = 0, bytes = 0;
};
/// All words are of one length and begin alike, so that one pass over the bytes finds them all.
Findings search(const std::filesystem::path& folder, const std::string& beginning, std::size_t length);

} // namespace staffroom::test
