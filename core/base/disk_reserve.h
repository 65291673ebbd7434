// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>

namespace staffroom::base {

/// Room on the disk that a file keeps from everybody else, to be given back when the disk is full: a store can't even
/// be opened without some.
class DiskReserve
{
public:
    DiskReserve(std::filesystem::path file, std::int64_t bytes) : m_file(std::move(file)), m_bytes(bytes) {}

    /// Takes the room where it isn't held. A disk that hasn't got it is left as it is.
    void hold();
    /// Gives it back; whether there was any.
    bool release();

private:
    std::filesystem::path m_file;
    std::int64_t m_bytes;
};

} // namespace staffroom::base
