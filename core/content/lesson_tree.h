// SPDX-License-Identifier: GPL-3.0-or-later
// Work on the tree of a parsed page, before it is written out.
#pragma once

#include "core/content/import_note.h"
#include "core/content/lesson_markup.h"
#include "core/content/links.h"
#include "core/content/raw_html.h"

#include <cmark-gfm.h>
#include <map>
#include <string>
#include <string_view>

namespace staffroom::content {

/// Plain text below a node, as a reader would say it.
std::string plainText(cmark_node* node);

/// Moves what stands between the marks of a box into a node of its own, box within box.
class BoxFolding
{
public:
    BoxFolding(const PreparedMarkdown& prepared, std::string_view lang, const std::string& file, ImportNotes& notes)
        : m_prepared(prepared),
          m_lang(lang),
          m_file(file),
          m_notes(notes)
    {
    }
    void fold(cmark_node* parent);

private:
    cmark_node* open(std::size_t number, cmark_node* mark);
    void closeWith(cmark_node* box);
    int lineOf(cmark_node* node) const;

    const PreparedMarkdown& m_prepared;
    std::string_view m_lang;
    const std::string& m_file;
    ImportNotes& m_notes;
};

/// Cleans raw HTML, resolves links and pictures, gives headings their ids, applies attributes.
class TreeDressing
{
public:
    TreeDressing(const PreparedMarkdown& prepared, const FolderLinks& links, std::string_view lang,
                 const std::string& file, ImportNotes& notes);
    void dress(cmark_node* document);

private:
    void cleanHtml(cmark_node* document);
    void dressLink(cmark_node* link);
    void dressImage(cmark_node* image);
    void dressHeading(cmark_node* heading);
    void restoreMarks(cmark_node* document);
    /// Replaces an inline node by tags around its children, or by the tags alone.
    static void replaceInline(cmark_node* node, const std::string& before, const std::string& after, bool keepChildren);
    Attributes takeAttributes(cmark_node* after);
    std::string address(std::string_view url, bool picture);
    int lineOf(cmark_node* node) const;
    void note(NoteKind kind, int line, std::string detail);

    const PreparedMarkdown& m_prepared;
    const FolderLinks& m_links;
    std::string_view m_lang;
    const std::string& m_file;
    ImportNotes& m_notes;
    int m_line = 0;
    RawHtml m_raw;
    std::map<std::string, int> m_ids;
};

/// The id of a heading as GitHub and Pandoc make it: lower case, blanks to '-', punctuation gone.
std::string headingId(std::string_view text);

} // namespace staffroom::content
