// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/bytes.h"
#include "core/base/result.h"
#include "core/content/manifest.h"
#include "core/content/zip_directory.h"

#include <string>

namespace staffroom::content {

/// Reads the manifest of a package without unpacking it and checks that the directory of the zip holds every file that
/// it names. Errors as of readZipDirectory and parseManifest.
base::Result<CourseManifest> openPackage(const std::string& zip, const UnpackLimits& limits = {});

/// Unpacks any zip into the folder `into`, whole or not at all: it grows in a hidden folder beside it, is made durable
/// and then renamed. What was at `into` before is replaced in the same step. Errors: archiveUnsafe, packageBroken,
/// tooLarge, diskFull (before the first byte where the directory tells the size), storageFailed.
base::Result<void> unpackArchive(const std::string& zip, const std::string& into, const UnpackLimits& limits = {});

/// unpackArchive for a course package: also checks its manifest before and that all its files are there after.
base::Result<CourseManifest> unpack(const std::string& zip, const std::string& into, const UnpackLimits& limits = {});

/// The manifest of a package that was unpacked to the folder, its files looked for.
base::Result<CourseManifest> readUnpacked(const std::string& folder);

/// Removes from the folder what unpacking left behind in processes that ended in the middle. Gives how many.
base::Result<std::size_t> removeInterruptedUnpacking(const std::string& folder);

} // namespace staffroom::content
