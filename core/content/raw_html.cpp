// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/content/raw_html.h"

#include "core/content/front_matter.h"

#include <algorithm>
#include <array>

namespace staffroom::content {
namespace {

constexpr std::array<std::string_view, 71> allowedTags{
    "a",      "abbr",       "audio",  "b",      "blockquote", "br",      "caption", "cite",    "code",
    "col",    "colgroup",   "dd",     "del",    "details",    "dfn",     "div",     "dl",      "dt",
    "em",     "figcaption", "figure", "h1",     "h2",         "h3",      "h4",      "h5",      "h6",
    "hr",     "i",          "img",    "ins",    "kbd",        "li",      "mark",    "ol",      "p",
    "pre",    "q",          "rp",     "rt",     "ruby",       "s",       "samp",    "section", "small",
    "source", "span",       "strike", "strong", "sub",        "summary", "sup",     "table",   "tbody",
    "td",     "tfoot",      "th",     "thead",  "time",       "tr",      "track",   "tt",      "u",
    "ul",     "var",        "video",  "wbr",    "address",    "article", "aside",   "center"};
/// Tags that go with everything up to their end.
constexpr std::array<std::string_view, 13> droppedWhole{"script",   "style",    "iframe",  "object", "applet",
                                                        "template", "svg",      "math",    "select", "title",
                                                        "textarea", "noscript", "frameset"};
/// Tags that would run, load or ask.
constexpr std::array<std::string_view, 16> active{"script", "iframe",   "object", "embed",   "applet", "form",
                                                  "input",  "button",   "select", "link",    "meta",   "base",
                                                  "frame",  "textarea", "svg",    "frameset"};
constexpr std::array<std::string_view, 5> commonAttributes{"id", "class", "lang", "dir", "title"};
constexpr std::array<std::string_view, 20> otherAttributes{
    "href", "src",      "alt",   "width", "height",   "colspan", "rowspan", "scope",   "align", "start",
    "type", "reversed", "value", "open",  "controls", "poster",  "kind",    "srclang", "label", "span"};

template <std::size_t N>
bool has(const std::array<std::string_view, N>& list, std::string_view name)
{
    return std::find(list.begin(), list.end(), name) != list.end();
}

std::string lowered(std::string_view text)
{
    std::string low(text);
    for (char& c : low)
        if (c >= 'A' && c <= 'Z')
            c = static_cast<char>(c - 'A' + 'a');
    return low;
}

bool isNameChar(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == ':' ||
           c == '_';
}

/// Character references that can hide a scheme; the rest stays as it is and is escaped again.
std::string unescaped(std::string_view text)
{
    static constexpr std::array<std::pair<std::string_view, char>, 9> references{{{"&amp;", '&'},
                                                                                  {"&quot;", '"'},
                                                                                  {"&#39;", '\''},
                                                                                  {"&apos;", '\''},
                                                                                  {"&lt;", '<'},
                                                                                  {"&gt;", '>'},
                                                                                  {"&colon;", ':'},
                                                                                  {"&Tab;", '\t'},
                                                                                  {"&NewLine;", '\n'}}};
    std::string plain;
    while (!text.empty()) {
        const auto* const found = std::find_if(references.begin(), references.end(), [&](const auto& reference) {
            return text.starts_with(reference.first);
        });
        if (found != references.end()) {
            plain += found->second;
            text.remove_prefix(found->first.size());
            continue;
        }
        plain += text.front();
        text.remove_prefix(1);
    }
    return plain;
}

/// The end of a tag that starts at 0, past quoted attribute values; npos where it has none.
std::size_t tagEnd(std::string_view html)
{
    char quote = '\0';
    for (std::size_t at = 1; at < html.size(); ++at) {
        const char c = html[at];
        if (quote != '\0')
            quote = c == quote ? '\0' : quote;
        else if ((c == '"' || c == '\'') && html[at - 1] == '=')
            quote = c;
        else if (c == '>')
            return at;
    }
    return std::string_view::npos;
}

} // namespace

std::string escapedHtml(std::string_view text)
{
    std::string escaped;
    for (const char c : text) {
        switch (c) {
        case '&':
            escaped += "&amp;";
            break;
        case '<':
            escaped += "&lt;";
            break;
        case '>':
            escaped += "&gt;";
            break;
        case '"':
            escaped += "&quot;";
            break;
        case '\'':
            escaped += "&#39;";
            break;
        default:
            escaped += c;
        }
    }
    return escaped;
}

std::string RawHtml::clean(std::string_view html)
{
    std::string out;
    while (!html.empty()) {
        if (skipping()) {
            const std::size_t end = lowered(html).find("</" + m_skipped);
            if (end == std::string_view::npos)
                return out;
            html.remove_prefix(end);
            const std::size_t close = html.find('>');
            html.remove_prefix(close == std::string_view::npos ? html.size() : close + 1);
            m_skipped.clear();
            continue;
        }
        const std::size_t open = html.find('<');
        out += html.substr(0, open);
        if (open == std::string_view::npos)
            break;
        html.remove_prefix(open);
        if (html.starts_with("<!--")) {
            const std::size_t end = html.find("-->");
            html.remove_prefix(end == std::string_view::npos ? html.size() : end + 3);
            continue;
        }
        const bool isTag =
            html.size() > 1 && (isNameChar(html[1]) || html[1] == '/' || html[1] == '!' || html[1] == '?');
        const std::size_t end = isTag ? tagEnd(html) : std::string_view::npos;
        if (end == std::string_view::npos) {
            out += "&lt;";
            html.remove_prefix(1);
            continue;
        }
        out += tag(html.substr(1, end - 1));
        html.remove_prefix(end + 1);
    }
    return out;
}

std::string RawHtml::tag(std::string_view inner)
{
    if (inner.starts_with('!') || inner.starts_with('?'))
        return {};
    const bool closing = inner.starts_with('/');
    if (closing)
        inner.remove_prefix(1);
    const auto nameEnd = std::find_if_not(inner.begin(), inner.end(), isNameChar);
    const std::string name = lowered(inner.substr(0, static_cast<std::size_t>(nameEnd - inner.begin())));
    if (!has(allowedTags, name)) {
        if (!closing) {
            m_dropped(has(active, name) ? NoteKind::scriptDropped : NoteKind::htmlDropped, "<" + name + ">");
            if (has(droppedWhole, name) && !inner.ends_with('/'))
                m_skipped = name;
        }
        return {};
    }
    if (closing)
        return "</" + name + ">";
    const std::string kept = attributes(name, inner.substr(name.size()));
    if (name == "img" && kept.find(" src=") == std::string::npos)
        return {}; // whoever resolves addresses has said why
    return "<" + name + kept + ">";
}

std::string RawHtml::attributes(const std::string& tagName, std::string_view rest)
{
    std::string out;
    for (;;) {
        while (!rest.empty() && (static_cast<unsigned char>(rest.front()) <= 0x20 || rest.front() == '/'))
            rest.remove_prefix(1);
        if (rest.empty())
            return out;
        const std::size_t nameEnd = std::min(rest.find_first_of(" \t\r\n=/\f", 1), rest.size());
        const std::string name = lowered(rest.substr(0, nameEnd));
        rest.remove_prefix(nameEnd);
        rest.remove_prefix(std::min(rest.find_first_not_of(" \t\r\n"), rest.size()));
        std::string value;
        if (rest.starts_with('=')) {
            rest.remove_prefix(1);
            rest.remove_prefix(std::min(rest.find_first_not_of(" \t\r\n"), rest.size()));
            const char quote = rest.empty() ? '\0' : rest.front();
            const bool quoted = quote == '"' || quote == '\'';
            if (quoted)
                rest.remove_prefix(1);
            const std::size_t end = std::min(quoted ? rest.find(quote) : rest.find_first_of(" \t\r\n"), rest.size());
            value = unescaped(rest.substr(0, end));
            rest.remove_prefix(std::min(end + (quoted ? 1 : 0), rest.size()));
        }
        out += attribute(tagName, name, value);
    }
}

std::string RawHtml::attribute(const std::string& tagName, const std::string& name, const std::string& value)
{
    if (name.starts_with("on")) {
        m_dropped(NoteKind::scriptDropped, name + " of <" + tagName + ">");
        return {};
    }
    if (tagName == "a" && name == "name")
        return " id=\"" + escapedHtml(value) + "\"";
    if (!has(commonAttributes, name) && !has(otherAttributes, name)) {
        if (!name.starts_with("data-") && name != "target" && name != "rel")
            m_dropped(NoteKind::htmlDropped, name + " of <" + tagName + ">");
        return {};
    }
    if (name != "href" && name != "src" && name != "poster")
        return " " + name + "=\"" + escapedHtml(value) + "\"";
    if ((name == "href") != (tagName == "a"))
        return {};
    const std::string target = m_address(value, name != "href");
    if (target.empty())
        return {};
    std::string kept = " " + name + "=\"" + escapedHtml(target) + "\"";
    if (name == "href" && target.find(':') != std::string::npos)
        kept += " class=\"external\"";
    return kept;
}

} // namespace staffroom::content
