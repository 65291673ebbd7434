// SPDX-License-Identifier: GPL-3.0-or-later
// What lesson authors write beside Markdown: fenced boxes (::: challenge), attributes behind pictures ({alt="…"}),
// directives of site generators. It is taken out before the Markdown parser and put back by the page writer.
#pragma once

#include "core/content/import_note.h"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace staffroom::content {

using Attributes = std::map<std::string, std::string>; ///< "id" and "class" for #x and .x

/// Markdown that a plain parser understands, with marks where boxes begin and end and where attributes stood.
struct PreparedMarkdown
{
    std::string text;
    std::vector<int> lineOf;            ///< for each line of text (from 0) its line in the file
    std::vector<std::string> boxes;     ///< the kind of each box, "challenge"
    std::vector<Attributes> attributes; ///< as the marks number them
    std::vector<std::string> originals; ///< what the author wrote there, for places where it is no attribute (code)
};

/// firstLine is the number of the body's first line in the file.
PreparedMarkdown prepareMarkdown(std::string_view body, const std::string& file, int firstLine, ImportNotes& notes);

/// Attributes in braces at the start of the text: {#id .class key="value"}. Gives how many characters they take; 0
/// where there are none.
std::size_t parseAttributes(std::string_view text, Attributes& attributes);

/// The HTML comment that stands where a box begins or ends; `box` counts from 0.
std::string boxOpening(std::size_t box);
std::string boxClosing();
/// The number in an opening mark; nothing for another text.
std::optional<std::size_t> openingNumber(std::string_view literal);
bool isClosing(std::string_view literal);

/// The mark for attributes: a number between two private-use characters.
std::string attributeMark(std::size_t number);
/// The number of the mark that the text starts with, and its length; nothing where there is none.
std::optional<std::pair<std::size_t, std::size_t>> attributeMarkAt(std::string_view text);
/// Puts the author's own words back where marks are left over.
std::string withoutMarks(std::string_view text, const PreparedMarkdown& prepared);

} // namespace staffroom::content
