// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/packages/content/raw_zip.h"

namespace staffroom::tests {
namespace {

std::uint32_t crcOf(const std::string& bytes)
{
    std::uint32_t crc = 0xFFFFFFFF;
    for (const char c : bytes) {
        crc ^= static_cast<unsigned char>(c);
        for (int bit = 0; bit < 8; ++bit)
            crc = (crc >> 1U) ^ ((crc & 1U) != 0 ? 0xEDB88320U : 0U);
    }
    return ~crc;
}

std::string little(std::uint64_t value, int width)
{
    std::string bytes;
    for (int i = 0; i < width; ++i)
        bytes += static_cast<char>((value >> (8 * i)) & 0xFFU);
    return bytes;
}

std::string common(const RawZip::Entry& entry, const std::string& packed)
{
    return little(20, 2) + little(entry.flags, 2) + little(entry.method, 2) + little(0, 2) + little(0x21, 2) +
           little(crcOf(entry.content), 4) + little(packed.size(), 4) + little(entry.content.size(), 4) +
           little(entry.name.size(), 2) + little(0, 2);
}

} // namespace

RawZip& RawZip::add(Entry entry)
{
    m_entries.push_back(std::move(entry));
    return *this;
}

std::string RawZip::bytes() const
{
    std::string file;
    std::string directory;
    for (const Entry& entry : m_entries) {
        const std::string& packed = entry.method == 0 ? entry.content : entry.packed;
        directory += "PK\x01\x02" + little(0x0314, 2) + common(entry, packed) + little(0, 2) + little(0, 2) +
                     little(0, 2) + little(static_cast<std::uint64_t>(entry.unixMode) << 16U, 4) +
                     little(file.size(), 4) + entry.name;
        file += "PK\x03\x04" + common(entry, packed) + entry.name + packed;
    }
    return file + directory + "PK\x05\x06" + little(0, 4) + little(m_entries.size(), 2) + little(m_entries.size(), 2) +
           little(directory.size(), 4) + little(file.size(), 4) + little(0, 2);
}

} // namespace staffroom::tests
