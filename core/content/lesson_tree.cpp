// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/content/lesson_tree.h"

#include "core/content/box_words.h"
#include "core/content/front_matter.h"

#include <algorithm>
#include <vector>

namespace staffroom::content {
namespace {

std::string literalOf(cmark_node* node)
{
    const char* const literal = cmark_node_get_literal(node);
    return literal == nullptr ? std::string() : std::string(literal);
}

std::string urlOf(cmark_node* node)
{
    const char* const url = cmark_node_get_url(node);
    return url == nullptr ? std::string() : std::string(url);
}

cmark_node* htmlInline(const std::string& literal)
{
    cmark_node* const node = cmark_node_new(CMARK_NODE_HTML_INLINE);
    cmark_node_set_literal(node, literal.c_str());
    return node;
}

/// Inline nodes don't know their line; the block around them does.
int sourceLine(cmark_node* node, const PreparedMarkdown& prepared)
{
    int line = 0;
    for (; node != nullptr && line == 0; node = cmark_node_parent(node))
        line = cmark_node_get_start_line(node);
    if (line < 1 || prepared.lineOf.empty())
        return 0;
    return prepared.lineOf[std::min(static_cast<std::size_t>(line), prepared.lineOf.size()) - 1];
}

std::vector<cmark_node*> nodesOf(cmark_node* document, cmark_node_type type)
{
    std::vector<cmark_node*> nodes;
    cmark_iter* const iter = cmark_iter_new(document);
    for (cmark_event_type event = cmark_iter_next(iter); event != CMARK_EVENT_DONE; event = cmark_iter_next(iter))
        if (event == CMARK_EVENT_ENTER && cmark_node_get_type(cmark_iter_get_node(iter)) == type)
            nodes.push_back(cmark_iter_get_node(iter));
    cmark_iter_free(iter);
    return nodes;
}

bool isBlock(cmark_node* node)
{
    return (cmark_node_get_type(node) & CMARK_NODE_TYPE_MASK) == CMARK_NODE_TYPE_BLOCK;
}

void drop(cmark_node* node)
{
    cmark_node_unlink(node);
    cmark_node_free(node);
}

std::string sizeAttribute(const Attributes& attributes, const std::string& name)
{
    const auto found = attributes.find(name);
    if (found == attributes.end())
        return {};
    std::string value = found->second;
    if (value.ends_with("px"))
        value.resize(value.size() - 2);
    const bool percent = value.ends_with('%');
    const std::string digits = percent ? value.substr(0, value.size() - 1) : value;
    const bool number = !digits.empty() && digits.size() <= 5 &&
                        std::all_of(digits.begin(), digits.end(), [](char c) { return c >= '0' && c <= '9'; });
    return number ? " " + name + "=\"" + value + "\"" : std::string();
}

} // namespace

std::string plainText(cmark_node* node)
{
    std::string text;
    cmark_iter* const iter = cmark_iter_new(node);
    for (cmark_event_type event = cmark_iter_next(iter); event != CMARK_EVENT_DONE; event = cmark_iter_next(iter)) {
        if (event != CMARK_EVENT_ENTER)
            continue;
        cmark_node* const part = cmark_iter_get_node(iter);
        const cmark_node_type type = cmark_node_get_type(part);
        if (type == CMARK_NODE_TEXT || type == CMARK_NODE_CODE)
            text += literalOf(part);
        else if (type == CMARK_NODE_SOFTBREAK || type == CMARK_NODE_LINEBREAK)
            text += ' ';
        else if (isBlock(part) && !text.empty() && text.back() != ' ')
            text += ' ';
    }
    cmark_iter_free(iter);
    return std::string(trimmed(text));
}

std::string headingId(std::string_view text)
{
    std::string id;
    for (const char c : text) {
        if (c >= 'A' && c <= 'Z')
            id += static_cast<char>(c - 'A' + 'a');
        else if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_' ||
                 static_cast<unsigned char>(c) >= 0x80)
            id += c;
        else if (c == ' ')
            id += '-';
    }
    return id;
}

int BoxFolding::lineOf(cmark_node* node) const
{
    return sourceLine(node, m_prepared);
}

cmark_node* BoxFolding::open(std::size_t number, cmark_node* mark)
{
    const std::string kind = number < m_prepared.boxes.size() ? m_prepared.boxes[number] : "callout";
    const BoxLook look = boxLook(kind, m_lang);
    cmark_node* const box = cmark_node_new(CMARK_NODE_CUSTOM_BLOCK);
    const std::string title = escapedHtml(look.title);
    const std::string css = std::string(look.css);
    const std::string before = look.folded
                                   ? "<details class=\"box " + css + "\"><summary>" + title + "</summary>"
                                   : "<section class=\"box " + css + "\"><p class=\"box-kind\">" + title + "</p>";
    cmark_node_set_on_enter(box, before.c_str());
    cmark_node_set_on_exit(box, look.folded ? "</details>" : "</section>");
    cmark_node_insert_before(mark, box);
    return box;
}

void BoxFolding::fold(cmark_node* parent)
{
    std::vector<cmark_node*> children;
    for (cmark_node* child = cmark_node_first_child(parent); child != nullptr; child = cmark_node_next(child))
        children.push_back(child);
    std::vector<cmark_node*> open_;
    for (cmark_node* const child : children) {
        const bool html = cmark_node_get_type(child) == CMARK_NODE_HTML_BLOCK;
        const std::string literal = html ? literalOf(child) : std::string();
        const auto number = html ? openingNumber(literal) : std::nullopt;
        const bool closing = html && isClosing(literal);
        if (closing && open_.empty())
            m_notes.push_back({m_file, lineOf(child), NoteKind::boxUnclosed, "an end without a box"});
        if (closing && !open_.empty())
            open_.pop_back();
        if (!open_.empty() && !closing) {
            cmark_node_unlink(child);
            cmark_node_append_child(open_.back(), child);
        }
        if (number)
            open_.push_back(open(*number, child));
        if (number || closing)
            drop(child);
        else if (isBlock(child) && cmark_node_first_child(child) != nullptr)
            fold(child);
    }
    for (std::size_t i = 0; i < open_.size(); ++i)
        m_notes.push_back({m_file, lineOf(parent), NoteKind::boxUnclosed, "a box that does not end"});
}

TreeDressing::TreeDressing(const PreparedMarkdown& prepared, const FolderLinks& links, std::string_view lang,
                           const std::string& file, ImportNotes& notes)
    : m_prepared(prepared),
      m_links(links),
      m_lang(lang),
      m_file(file),
      m_notes(notes),
      m_raw([this](std::string_view url, bool picture) { return address(url, picture); },
            [this](NoteKind kind, std::string detail) { note(kind, m_line, std::move(detail)); })
{
}

int TreeDressing::lineOf(cmark_node* node) const
{
    return sourceLine(node, m_prepared);
}

void TreeDressing::note(NoteKind kind, int line, std::string detail)
{
    m_notes.push_back({m_file, line, kind, std::move(detail)});
}

std::string TreeDressing::address(std::string_view url, bool picture)
{
    const LinkTarget target = m_links.resolve(m_file, url);
    switch (target.kind) {
    case LinkTarget::Kind::here:
    case LinkTarget::Kind::inside:
        return target.href;
    case LinkTarget::Kind::external:
        if (picture)
            note(NoteKind::remoteImage, m_line, std::string(url));
        return picture ? std::string() : target.href;
    case LinkTarget::Kind::missing:
        note(NoteKind::linkMissing, m_line, std::string(url));
        return {};
    case LinkTarget::Kind::refused:
        note(NoteKind::linkRefused, m_line, std::string(url));
        return {};
    }
    return {};
}

void TreeDressing::dress(cmark_node* document)
{
    cleanHtml(document);
    for (cmark_node* const image : nodesOf(document, CMARK_NODE_IMAGE))
        dressImage(image);
    for (cmark_node* const link : nodesOf(document, CMARK_NODE_LINK))
        dressLink(link);
    for (cmark_node* const heading : nodesOf(document, CMARK_NODE_HEADING))
        dressHeading(heading);
    restoreMarks(document);
}

void TreeDressing::cleanHtml(cmark_node* document)
{
    std::vector<cmark_node*> skipped;
    cmark_iter* const iter = cmark_iter_new(document);
    for (cmark_event_type event = cmark_iter_next(iter); event != CMARK_EVENT_DONE; event = cmark_iter_next(iter)) {
        cmark_node* const node = cmark_iter_get_node(iter);
        if (event != CMARK_EVENT_ENTER)
            continue;
        if (isBlock(node))
            m_raw.reset();
        const cmark_node_type type = cmark_node_get_type(node);
        if (type == CMARK_NODE_HTML_BLOCK || type == CMARK_NODE_HTML_INLINE) {
            m_line = lineOf(node);
            const std::string cleaned = m_raw.clean(withoutMarks(literalOf(node), m_prepared));
            cmark_node_set_literal(node, cleaned.c_str());
            if (type == CMARK_NODE_HTML_BLOCK)
                m_raw.reset();
        } else if (m_raw.skipping() && cmark_node_first_child(node) == nullptr && !isBlock(node)) {
            skipped.push_back(node);
        }
    }
    cmark_iter_free(iter);
    for (cmark_node* const node : skipped)
        drop(node);
}

void TreeDressing::replaceInline(cmark_node* node, const std::string& before, const std::string& after,
                                 bool keepChildren)
{
    if (!before.empty())
        cmark_node_insert_before(node, htmlInline(before));
    while (cmark_node* const child = keepChildren ? cmark_node_first_child(node) : nullptr) {
        cmark_node_unlink(child);
        cmark_node_insert_before(node, child);
    }
    if (!after.empty())
        cmark_node_insert_before(node, htmlInline(after));
    drop(node);
}

Attributes TreeDressing::takeAttributes(cmark_node* after)
{
    cmark_node* const next = cmark_node_next(after);
    if (next == nullptr || cmark_node_get_type(next) != CMARK_NODE_TEXT)
        return {};
    const std::string text = literalOf(next);
    const auto mark = attributeMarkAt(text);
    if (!mark || mark->first >= m_prepared.attributes.size())
        return {};
    if (mark->second == text.size())
        drop(next); // so that a picture alone in its paragraph is seen to be alone
    else
        cmark_node_set_literal(next, text.substr(mark->second).c_str());
    return m_prepared.attributes[mark->first];
}

void TreeDressing::dressLink(cmark_node* link)
{
    m_line = lineOf(link);
    static_cast<void>(takeAttributes(link)); // classes and targets of links mean nothing here
    const std::string href = address(urlOf(link), false);
    if (href.empty()) {
        replaceInline(link, "<span class=\"missing\">", "</span>", true);
        return;
    }
    const bool external = href.find(':') != std::string::npos && !href.starts_with('#');
    replaceInline(link, "<a href=\"" + escapedHtml(href) + "\"" + (external ? " class=\"external\"" : "") + ">", "</a>",
                  true);
}

void TreeDressing::dressImage(cmark_node* image)
{
    m_line = lineOf(image);
    const Attributes attributes = takeAttributes(image);
    const auto given = attributes.find("alt");
    const std::string words = plainText(image);
    const std::string alt = given == attributes.end() ? words : given->second;
    const std::string url = urlOf(image);
    const LinkTarget target = m_links.resolve(m_file, url);
    const std::string shownAlt = escapedHtml(alt.empty() ? url : alt);
    if (target.kind == LinkTarget::Kind::external) {
        note(NoteKind::remoteImage, m_line, url);
        const std::string_view prefix = m_lang.starts_with("zh") ? "网上图片：" : "Picture on the internet: ";
        cmark_node* parent = cmark_node_parent(image);
        const bool linked = parent != nullptr && cmark_node_get_type(parent) == CMARK_NODE_LINK;
        const std::string said = std::string(prefix) + shownAlt;
        replaceInline(
            image, linked ? said : "<a class=\"external\" href=\"" + escapedHtml(target.href) + "\">" + said + "</a>",
            {}, false);
        return;
    }
    if (target.kind != LinkTarget::Kind::inside) {
        note(target.kind == LinkTarget::Kind::refused ? NoteKind::linkRefused : NoteKind::linkMissing, m_line, url);
        replaceInline(image, "<span class=\"missing\">" + shownAlt + "</span>", {}, false);
        return;
    }
    const std::string tag = "<img src=\"" + escapedHtml(target.href) + "\" alt=\"" + escapedHtml(alt) + "\"" +
                            sizeAttribute(attributes, "width") + sizeAttribute(attributes, "height") + ">";
    const char* const title = cmark_node_get_title(image);
    const bool wordsAreCaption = given != attributes.end() && !words.empty();
    const std::string start = "<span class=\"figure\">" + tag;
    if (wordsAreCaption)
        replaceInline(image, start + "<span class=\"caption\">", "</span></span>", true);
    else if (title != nullptr && *title != '\0')
        replaceInline(image, start + "<span class=\"caption\">" + escapedHtml(title) + "</span></span>", {}, false);
    else if (cmark_node_next(image) == nullptr && cmark_node_previous(image) == nullptr)
        replaceInline(image, start + "</span>", {}, false);
    else
        replaceInline(image, tag, {}, false);
}

void TreeDressing::dressHeading(cmark_node* heading)
{
    if (cmark_node_get_heading_level(heading) == 1)
        cmark_node_set_heading_level(heading, 2); // the page's own title is the one of the first level
    std::string id;
    cmark_node* const last = cmark_node_last_child(heading);
    if (last != nullptr && cmark_node_get_type(last) == CMARK_NODE_TEXT) {
        const std::string text = literalOf(last);
        const std::size_t brace = text.rfind('{');
        Attributes attributes;
        if (brace != std::string::npos && parseAttributes(std::string_view(text).substr(brace), attributes) > 0) {
            cmark_node_set_literal(last, std::string(trimmed(text.substr(0, brace))).c_str());
            id = attributes["id"];
        }
    }
    if (id.empty())
        id = headingId(plainText(heading));
    if (id.empty())
        return;
    if (const int seen = m_ids[id]++; seen > 0)
        id += "-" + std::to_string(seen);
    cmark_node_prepend_child(heading, htmlInline("<span class=\"anchor\" id=\"" + escapedHtml(id) + "\"></span>"));
}

void TreeDressing::restoreMarks(cmark_node* document)
{
    for (const cmark_node_type type : {CMARK_NODE_TEXT, CMARK_NODE_CODE, CMARK_NODE_CODE_BLOCK})
        for (cmark_node* const node : nodesOf(document, type)) {
            const std::string text = literalOf(node);
            const std::string plain = withoutMarks(text, m_prepared);
            if (plain != text)
                cmark_node_set_literal(node, plain.c_str());
        }
}

} // namespace staffroom::content
