// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/disk_reserve.h"

#include <fcntl.h>
#include <unistd.h>

namespace staffroom::base {

void DiskReserve::hold()
{
    std::error_code failed;
    if (std::filesystem::exists(m_file, failed))
        return;
    const int file = ::open(m_file.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
    if (file < 0)
        return;
    const bool held = ::posix_fallocate(file, 0, m_bytes) == 0;
    ::close(file);
    if (!held)
        std::filesystem::remove(m_file, failed);
}

bool DiskReserve::release()
{
    std::error_code failed;
    return std::filesystem::remove(m_file, failed);
}

} // namespace staffroom::base
