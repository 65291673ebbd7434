// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/content/import_note.h"
#include "core/content/manifest.h"
#include "core/content/zip_writer.h"

#include <string>

namespace staffroom::content {

struct ImportOptions
{
    std::string output; ///< where the package is written
    /// Each of these wins over what the folder says, where it isn't empty.
    std::string title;
    std::string lang;
    std::string provider;
    std::string licence;
};

/// A folder that became a package.
struct Imported
{
    PackageFile package;
    CourseManifest manifest;
    ImportNotes notes; ///< what was done differently from what the author wrote, by file and line
    std::size_t files = 0;
};

/// Makes a course package of a folder of Markdown, HTML, pictures, PDF and media. With a course.json in it the outline
/// is the author's; else it follows from config.yaml, folders and names (course_folder.h). Markdown becomes pages
/// without anything that runs; HTML files are packaged as they are, since the player shuts them in. Minutes come from
/// the author, from a page's head (teaching, exercises), else from the length of its text. The same folder gives the
/// same bytes. Errors: notFound, malformed (a page that isn't UTF-8), packageBroken (a course.json that doesn't fit, no
/// page at all), archiveUnsafe, tooLarge, diskFull, storageFailed.
base::Result<Imported> importFolder(const std::string& folder, const ImportOptions& options);

} // namespace staffroom::content
