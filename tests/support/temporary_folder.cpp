// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/temporary_folder.h"

#include <cstdlib>
#include <fstream>
#include <stdexcept>
#include <unistd.h>

namespace staffroom::test {

TemporaryFolder::TemporaryFolder(Place place)
{
    const std::filesystem::path memory = "/dev/shm";
    const bool inMemory = place == Place::memory && ::access(memory.c_str(), W_OK) == 0;
    std::string pattern = ((inMemory ? memory : std::filesystem::temp_directory_path()) / "staffroom-test-XXXXXX")
                              .string(); // mkdtemp's own letters
    if (!::mkdtemp(pattern.data()))
        throw std::runtime_error("no temporary folder");
    m_path = pattern;
}

TemporaryFolder::~TemporaryFolder()
{
    std::error_code ignored; // a folder left behind fails no test
    std::filesystem::remove_all(m_path, ignored);
}

std::string TemporaryFolder::write(std::string_view name, std::string_view content) const
{
    const std::filesystem::path file = m_path / name;
    std::filesystem::create_directories(file.parent_path());
    std::ofstream(file, std::ios::binary) << content;
    return file.string();
}

} // namespace staffroom::test
