// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/private_files.h"

#include <sys/stat.h>

namespace staffroom::base {

std::filesystem::perms keepFilesPrivate()
{
    const mode_t before = ::umask(S_IRWXG | S_IRWXO);
    return static_cast<std::filesystem::perms>(0666 & ~before);
}

} // namespace staffroom::base
