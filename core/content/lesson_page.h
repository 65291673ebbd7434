// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/content/import_note.h"
#include "core/content/links.h"

#include <string>
#include <string_view>

namespace staffroom::content {

/// The name of the stylesheet that every page of Markdown uses, in the package.
inline constexpr std::string_view stylesheetName = "staffroom-page.css";

/// A page of Markdown, turned into HTML.
struct LessonPage
{
    std::string title;     ///< from its head, else its first heading, else empty
    std::string body;      ///< the content of <main>, without the title
    std::string firstText; ///< its first paragraph as plain text
    std::size_t words = 0; ///< words of alphabetic scripts
    std::size_t hanCharacters = 0;
    int minutes = -1; ///< teaching and exercises from its head; -1 where it gives none
};

/// Turns Markdown (CommonMark with GitHub's tables, strike-through, links and footnotes; fenced boxes and attributes)
/// into HTML without anything that runs or loads from elsewhere. What is dropped goes into notes with its line. `lang`
/// chooses the words over the boxes. Error: malformed for text that isn't UTF-8.
base::Result<LessonPage> renderLesson(std::string_view markdown, const std::string& file, std::string_view lang,
                                      const FolderLinks& links, ImportNotes& notes);

/// A complete document around the body; `packagedName` is where it will lie.
std::string lessonDocument(const LessonPage& page, std::string_view title, std::string_view lang,
                           std::string_view packagedName);

/// The stylesheet: calm, light and dark, for a narrow and a wide window.
std::string_view lessonStylesheet();

} // namespace staffroom::content
