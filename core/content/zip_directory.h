// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <string>
#include <vector>

namespace staffroom::content {

/// What a package may be at most. Numbers of a course with hours of video; a bomb is far above them.
struct UnpackLimits
{
    std::uint64_t totalBytes = 2ULL << 30U;
    std::uint64_t fileBytes = 1ULL << 30U;
    std::uint64_t files = 20'000;
    /// Unpacked over packed, of the whole package; small packages are let be, see ratioFrom.
    std::uint64_t ratio = 200;
    /// Text of a few megabytes packs better than the ratio and harms nobody.
    std::uint64_t ratioFrom = 8ULL << 20U;
    /// What must stay free on the disk for the teacher's own work.
    std::uint64_t keepFree = 64ULL << 20U;
};

/// One entry as the central directory of a zip tells it (APPNOTE 4.3.12); nothing of it is proven before it is read.
struct ZipEntry
{
    std::string name; ///< in the form of normalName; a name that isn't UTF-8 was read as GB 18030, else as CP 437
    bool directory = false;
    bool stored = false;
    std::uint64_t packed = 0;
    std::uint64_t size = 0;
    std::uint64_t headerOffset = 0;
};

/// Reads and checks the central directory, all of it, before a byte is unpacked: libarchive forgives damage that we
/// refuse. Errors: packageBroken (truncated, several disks, fields that contradict, unknown compression, encryption),
/// archiveUnsafe (names that leave the package, links, devices, a name twice), tooLarge (limits).
base::Result<std::vector<ZipEntry>> readZipDirectory(const std::string& path, const UnpackLimits& limits);

} // namespace staffroom::content
