// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/html_text.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <vector>

namespace staffroom::ctl {

namespace {

constexpr std::size_t deepest = 16; // lists and quotations within each other; deeper ones are written as that deep

struct Reference
{
    std::string_view name;
    std::string_view text;
};
constexpr std::array references{Reference{"lt", "<"},     Reference{"gt", ">"},    Reference{"amp", "&"},
                                Reference{"quot", "\""},  Reference{"apos", "'"},  Reference{"nbsp", " "},
                                Reference{"hellip", "…"}, Reference{"ndash", "–"}, Reference{"mdash", "—"},
                                Reference{"lsquo", "‘"},  Reference{"rsquo", "’"}, Reference{"ldquo", "“"},
                                Reference{"rdquo", "”"}};

void appendUtf8(std::string& out, std::uint32_t code)
{
    const auto put = [&](std::uint32_t byte) { out.push_back(static_cast<char>(byte)); };
    if (code == 0 || code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF))
        code = 0xFFFD;
    if (code < 0x80) {
        put(code);
    } else if (code < 0x800) {
        put(0xC0 | code >> 6);
        put(0x80 | (code & 0x3F));
    } else if (code < 0x10000) {
        put(0xE0 | code >> 12);
        put(0x80 | (code >> 6 & 0x3F));
        put(0x80 | (code & 0x3F));
    } else {
        put(0xF0 | code >> 18);
        put(0x80 | (code >> 12 & 0x3F));
        put(0x80 | (code >> 6 & 0x3F));
        put(0x80 | (code & 0x3F));
    }
}

/// Replaces character references; what is none stays as it stands.
std::string decoded(std::string_view text)
{
    std::string out;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const std::size_t end = text[at] == '&' ? text.find(';', at) : std::string_view::npos;
        if (end == std::string_view::npos || end - at > 10 || end == at + 1) {
            out.push_back(text[at]);
            continue;
        }
        const std::string_view name = text.substr(at + 1, end - at - 1);
        if (name[0] == '#') {
            const bool hex = name.size() > 1 && (name[1] == 'x' || name[1] == 'X');
            const std::string_view digits = name.substr(hex ? 2 : 1);
            std::uint32_t code = 0;
            const auto [stop, fault] =
                std::from_chars(digits.data(), digits.data() + digits.size(), code, hex ? 16 : 10);
            if (fault == std::errc() && stop == digits.data() + digits.size()) {
                appendUtf8(out, code);
                at = end;
                continue;
            }
        }
        const auto known =
            std::find_if(references.begin(), references.end(), [&](const Reference& one) { return one.name == name; });
        if (known == references.end()) {
            out.push_back('&');
        } else {
            out += known->text;
            at = end;
        }
    }
    return out;
}

/// The value of an attribute of a start tag, decoded; empty where it has none.
std::string attribute(std::string_view tag, std::string_view name)
{
    const std::string wanted = ' ' + std::string(name) + "=\"";
    const std::size_t at = tag.find(wanted);
    if (at == std::string_view::npos)
        return {};
    const std::size_t from = at + wanted.size();
    const std::size_t end = tag.find('"', from);
    return end == std::string_view::npos ? std::string() : decoded(tag.substr(from, end - from));
}

bool isWebAddress(std::string_view url)
{
    return (url.starts_with("https://") || url.starts_with("http://")) &&
           url.find_first_of(" ()<>\n") == std::string_view::npos;
}

class MarkdownWriter
{
public:
    void text(std::string_view words)
    {
        if (m_verbatim) {
            m_line += decoded(words);
            return;
        }
        for (const char c : decoded(words)) {
            const bool blank = c == ' ' || c == '\n' || c == '\t' || c == '\r';
            if (!blank)
                m_line.push_back(c);
            else if (!m_line.empty() && m_line.back() != ' ' && m_line.back() != '\n')
                m_line.push_back(' ');
        }
    }

    void tag(std::string_view name, bool closing, std::string_view whole)
    {
        if (name == "em" || name == "i")
            m_line += '*';
        else if (name == "strong" || name == "b")
            m_line += "**";
        else if (name == "code" && !m_verbatim)
            m_line += '`';
        else if (name == "br")
            m_line += '\n';
        else if (name == "a")
            link(closing, whole);
        else if (name == "img")
            picture(whole);
        else
            block(name, closing);
    }

    std::string finish()
    {
        endBlock();
        return std::move(m_out);
    }

private:
    struct Container
    {
        std::string_view sort; ///< one of these constants: "quote", "ul", "ol" or "item"
        int number = 0;        ///< items of a list so far
        std::string marker;    ///< of an item: what stands before its first line, then as many blanks
        bool fresh = true;     ///< an item without a line yet
    };

    void link(bool closing, std::string_view whole)
    {
        if (!closing) {
            m_address = attribute(whole, "href");
            if (isWebAddress(m_address))
                m_line += '[';
        } else if (isWebAddress(m_address)) {
            m_line += "](" + m_address + ')';
            m_address.clear();
        }
    }

    void picture(std::string_view whole)
    {
        const std::string address = attribute(whole, "src");
        const std::string alt = attribute(whole, "alt");
        if (isWebAddress(m_address)) // within a link: that leads on
            m_line += alt.empty() ? "picture" : alt;
        else if (isWebAddress(address))
            m_line += '[' + (alt.empty() ? std::string("picture") : alt) + "](" + address + ')';
        else
            m_line += alt;
    }

    void block(std::string_view name, bool closing)
    {
        if (name == "blockquote")
            contain("quote", closing);
        else if (name == "ul" || name == "ol")
            contain(name == "ul" ? "ul" : "ol", closing);
        else if (name == "li")
            contain("item", closing);
        else if (name == "pre")
            verbatim(closing);
        else if (name == "hr" && !closing)
            line("---");
        else if (name.size() == 2 && name[0] == 'h' && name[1] >= '1' && name[1] <= '6')
            heading(static_cast<std::size_t>(name[1] - '0'), closing);
        else if (name == "p" || name == "div" || name == "tr")
            endBlock();
    }

    void contain(std::string_view sort, bool closing)
    {
        endBlock();
        if (closing) {
            const auto open = std::find_if(m_containers.rbegin(), m_containers.rend(),
                                           [&](const Container& one) { return one.sort == sort; });
            if (open != m_containers.rend())
                m_containers.erase(std::prev(open.base()), m_containers.end());
            return;
        }
        if (m_containers.size() >= deepest)
            return;
        Container container{sort, 0, {}, true};
        if (sort == "item") {
            const bool numbered = !m_containers.empty() && m_containers.back().sort == "ol";
            const int number = m_containers.empty() ? 1 : ++m_containers.back().number;
            container.marker = numbered ? std::to_string(number) + ". " : std::string("- ");
        }
        m_containers.push_back(std::move(container));
    }

    void verbatim(bool closing)
    {
        if (!closing) {
            endBlock();
            m_verbatim = true;
            return;
        }
        m_verbatim = false;
        std::string code = std::move(m_line);
        m_line.clear();
        while (!code.empty() && code.back() == '\n')
            code.pop_back();
        line("```\n" + code + "\n```");
    }

    void heading(std::size_t level, bool closing)
    {
        endBlock();
        if (!closing)
            m_line = std::string(level, '#') + ' ';
    }

    void endBlock()
    {
        std::string words = std::move(m_line);
        m_line.clear();
        while (!words.empty() && (words.back() == ' ' || words.back() == '\n'))
            words.pop_back();
        const std::size_t first = words.find_first_not_of(" \n");
        if (first != std::string::npos)
            line(words.substr(first));
    }

    /// Writes lines with the quotations and items around them.
    void line(std::string_view lines)
    {
        const bool item = !m_containers.empty() && m_containers.back().sort == "item" && m_containers.back().fresh;
        if (!m_out.empty())
            m_out += item && m_afterItem ? "\n" : "\n" + quoteMarks() + "\n";
        for (std::size_t at = 0; at <= lines.size();) {
            const std::size_t end = std::min(lines.find('\n', at), lines.size());
            if (at > 0)
                m_out += '\n';
            m_out += prefix();
            m_out += lines.substr(at, end - at);
            at = end + 1;
        }
        m_afterItem = std::any_of(m_containers.begin(), m_containers.end(),
                                  [](const Container& one) { return one.sort == "item"; });
    }

    std::string prefix()
    {
        std::string text;
        for (Container& one : m_containers) {
            if (one.sort == "quote")
                text += "> ";
            if (one.sort == "item") {
                text += one.fresh ? one.marker : std::string(one.marker.size(), ' ');
                one.fresh = false;
            }
        }
        return text;
    }

    std::string quoteMarks() const
    {
        std::string text;
        for (const Container& one : m_containers) {
            if (one.sort != "quote")
                break;
            text += '>';
        }
        return text;
    }

    std::string m_out;
    std::string m_line; ///< words of the block at hand
    std::string m_address;
    std::vector<Container> m_containers;
    bool m_verbatim = false;
    bool m_afterItem = false;
};

std::string lowered(std::string_view text)
{
    std::string out(text);
    std::transform(out.begin(), out.end(), out.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    return out;
}

} // namespace

std::string markdownFromHtml(std::string_view html)
{
    MarkdownWriter writer;
    std::size_t at = 0;
    while (at < html.size()) {
        const bool opens = html[at] == '<' && at + 1 < html.size() &&
                           (html[at + 1] == '/' || html[at + 1] == '!' ||
                            (lowered(html.substr(at + 1, 1))[0] >= 'a' && lowered(html.substr(at + 1, 1))[0] <= 'z'));
        const std::size_t end = opens ? html.find('>', at) : std::string_view::npos;
        if (end == std::string_view::npos) {
            const std::size_t next = std::min(html.find('<', at + 1), html.size());
            writer.text(html.substr(at, next - at));
            at = next;
            continue;
        }
        std::string_view inner = html.substr(at + 1, end - at - 1);
        const bool closing = inner.starts_with('/');
        if (closing)
            inner.remove_prefix(1);
        const std::string name = lowered(inner.substr(0, inner.find_first_of(" /\n\t")));
        writer.tag(name, closing, inner);
        at = end + 1;
    }
    return writer.finish();
}

} // namespace staffroom::ctl
