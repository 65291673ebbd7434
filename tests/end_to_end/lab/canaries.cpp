// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/end_to_end/lab/canaries.h"

#include "core/base/compress.h"
#include "core/sync/tuning.h"

#include <fstream>

namespace staffroom::test {

namespace {

void count(const std::string& bytes, const std::string& beginning, std::size_t length, Findings& findings)
{
    for (std::size_t at = bytes.find(beginning); at != std::string::npos; at = bytes.find(beginning, at + 1))
        ++findings.times[bytes.substr(at, length)];
    findings.bytes += bytes.size();
}

} // namespace

Findings search(const std::filesystem::path& folder, const std::string& beginning, std::size_t length)
{
    Findings findings;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
        if (!entry.is_regular_file())
            continue;
        std::ifstream in(entry.path(), std::ios::binary);
        const std::string bytes{std::istreambuf_iterator<char>(in), {}};
        ++findings.files;
        count(bytes, beginning, length, findings);
        if (const auto unpacked = base::decompress(bytes, sync::tuning::segmentMost))
            count(*unpacked, beginning, length, findings);
    }
    return findings;
}

} // namespace staffroom::test
