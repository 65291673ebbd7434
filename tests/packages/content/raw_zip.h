// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace staffroom::tests {

/// Writes a zip byte by byte (stored entries only), so that a test can say what no honest packer writes.
class RawZip
{
public:
    struct Entry
    {
        std::string name;
        std::string content;
        std::uint32_t unixMode = 0100644;
        std::uint16_t flags = 0x0800; ///< names in UTF-8
        std::uint16_t method = 0;
        std::string packed = {}; ///< what is written in place of the content, for methods other than stored
    };
    RawZip& add(Entry entry);
    std::string bytes() const;

private:
    std::vector<Entry> m_entries;
};

} // namespace staffroom::tests
