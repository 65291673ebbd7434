// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/content/front_matter.h"
#include "core/content/import_note.h"

#include <cstdint>
#include <string>
#include <vector>

namespace staffroom::content {

/// A file of a folder that is to become a course.
struct FolderFile
{
    std::string name; ///< relative to the folder, in the form of normalName
    std::uint64_t size = 0;
};

/// The files in the order of their names. Hidden files and what belongs to tools (.git, node_modules, _site) are passed
/// over; links and other special files are left out with a note. Errors: notFound, tooLarge (more than 20,000 files or
/// 2 GB), storageFailed, archiveUnsafe for a name that no package may have.
base::Result<std::vector<FolderFile>> listCourseFolder(const std::string& folder, ImportNotes& notes);

/// Markdown by its extension.
bool isMarkdown(std::string_view name);

/// A module of the outline: its sources in the order in which they are studied.
struct OutlineModule
{
    std::string folder; ///< empty for the top
    std::string title;
    std::vector<std::string> sources;
};

/// What a folder without a course.json becomes: the folders as modules, in the order of config.yaml where it lists them
/// (a list under a folder's name, as lesson sites have it), else in the order of their names. The top's README or index
/// comes first, its licences and rules last. PDF files beside a list are attachments of the listed pages.
std::vector<OutlineModule> outlineOf(const std::vector<FolderFile>& files, const PlainYaml& config,
                                     std::string_view lang, ImportNotes& notes);

} // namespace staffroom::content
