// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/content/lesson_page.h"

#include "core/base/bytes.h"
#include "core/content/front_matter.h"
#include "core/content/lesson_markup.h"
#include "core/content/lesson_tree.h"

#include <cmark-gfm-core-extensions.h>
#include <cstdlib>
#include <memory>
#include <vector>

namespace staffroom::content {
namespace {

struct ParserDeleter
{
    void operator()(cmark_parser* parser) const { cmark_parser_free(parser); }
};
struct NodeDeleter
{
    void operator()(cmark_node* node) const { cmark_node_free(node); }
};
using Tree = std::unique_ptr<cmark_node, NodeDeleter>;

constexpr int options = CMARK_OPT_FOOTNOTES | CMARK_OPT_UNSAFE | CMARK_OPT_VALIDATE_UTF8;

/// UNSAFE because the tree's raw HTML was cleaned by RawHtml and the rest of it is ours.
std::string written(cmark_node* document, cmark_parser* parser)
{
    char* const html = cmark_render_html(document, options, cmark_parser_get_syntax_extensions(parser));
    std::string text(html);
    std::free(html); // NOLINT: cmark's default allocator is malloc
    const std::string open = "<table>";
    const std::string close = "</table>";
    for (std::size_t at = text.find(open); at != std::string::npos; at = text.find(open, at + 26))
        text.insert(at, "<div class=\"table\">");
    for (std::size_t at = text.find(close); at != std::string::npos; at = text.find(close, at + close.size()))
        text.insert(at + close.size(), "</div>");
    return text;
}

/// Words for the estimate of minutes: runs of letters of scripts with blanks, and each character of those without.
void countWords(std::string_view text, LessonPage& page)
{
    bool inWord = false;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const auto byte = static_cast<unsigned char>(text[at]);
        const bool letter =
            (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || (byte >= '0' && byte <= '9');
        const bool han = byte >= 0xE3 && byte <= 0xE9; // U+3000 to U+9FFF: near enough for an estimate
        if (han)
            ++page.hanCharacters;
        if (letter && !inWord)
            ++page.words;
        inWord = letter || (inWord && (byte == '\'' || byte >= 0x80) && !han);
        if (byte >= 0xE0)
            at += byte >= 0xF0 ? 3 : 2;
    }
}

/// Takes the first heading of the first level as the title where the head gives none.
void takeTitle(cmark_node* document, LessonPage& page)
{
    for (cmark_node* node = cmark_node_first_child(document); node != nullptr; node = cmark_node_next(node)) {
        if (cmark_node_get_type(node) == CMARK_NODE_HTML_BLOCK)
            continue;
        if (cmark_node_get_type(node) != CMARK_NODE_HEADING || cmark_node_get_heading_level(node) != 1)
            return;
        const std::string text = plainText(node);
        if (!page.title.empty() && page.title != text)
            return;
        page.title = text;
        cmark_node_unlink(node);
        cmark_node_free(node);
        return;
    }
}

std::string firstParagraph(cmark_node* document)
{
    for (cmark_node* node = cmark_node_first_child(document); node != nullptr; node = cmark_node_next(node))
        if (cmark_node_get_type(node) == CMARK_NODE_PARAGRAPH)
            if (std::string text = plainText(node); !text.empty())
                return text;
    return {};
}

} // namespace

base::Result<LessonPage> renderLesson(std::string_view markdown, const std::string& file, std::string_view lang,
                                      const FolderLinks& links, ImportNotes& notes)
{
    if (!base::isUtf8(markdown))
        return base::Error{base::ErrorCode::malformed, "reading a page", file + ": not UTF-8"};
    const FrontMatter split = splitFrontMatter(markdown);
    LessonPage page;
    page.title = split.head.text("title");
    if (split.head.texts.contains("teaching") || split.head.texts.contains("exercises"))
        page.minutes = std::max(0, split.head.number("teaching", 0)) + std::max(0, split.head.number("exercises", 0));
    const PreparedMarkdown prepared = prepareMarkdown(split.body, file, split.bodyLine, notes);

    cmark_gfm_core_extensions_ensure_registered();
    const std::unique_ptr<cmark_parser, ParserDeleter> parser(cmark_parser_new(options));
    for (const char* const name : {"table", "strikethrough", "autolink", "tasklist"})
        if (cmark_syntax_extension* const extension = cmark_find_syntax_extension(name))
            cmark_parser_attach_syntax_extension(parser.get(), extension);
    cmark_parser_feed(parser.get(), prepared.text.data(), prepared.text.size());
    const Tree document(cmark_parser_finish(parser.get()));

    takeTitle(document.get(), page);
    BoxFolding(prepared, lang, file, notes).fold(document.get());
    TreeDressing(prepared, links, lang, file, notes).dress(document.get());
    page.firstText = firstParagraph(document.get());
    countWords(plainText(document.get()), page);
    page.body = written(document.get(), parser.get());
    return page;
}

} // namespace staffroom::content
