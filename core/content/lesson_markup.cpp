// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/content/lesson_markup.h"

#include "core/content/front_matter.h"

#include <algorithm>
#include <charconv>

namespace staffroom::content {
namespace {

constexpr std::string_view openingStart = "<!--staffroom-box ";
constexpr std::string_view closingText = "<!--staffroom-box-end-->";
constexpr std::string_view markStart = "\xEE\x80\x80"; // U+E000
constexpr std::string_view markEnd = "\xEE\x80\x81";   // U+E001
constexpr std::size_t mostJoinedLines = 30;
constexpr std::size_t longestAttributes = 16U << 10U;

struct Line
{
    std::string text;
    int number = 0;
};

bool isNameStart(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool isNameChar(char c)
{
    return isNameStart(c) || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == ':';
}

/// What stands before the text of a line: quote marks and blanks.
std::size_t indentOf(std::string_view line)
{
    return std::min(line.find_first_not_of(" \t>"), line.size());
}

/// Follows code fences (CommonMark 4.5) and comments, in which nothing of ours counts.
class Verbatim
{
public:
    /// Whether the line belongs to one, its first and last lines included.
    bool covers(std::string_view line)
    {
        const std::string_view inner = line.substr(indentOf(line));
        if (m_fence != 0) {
            const std::size_t run = runOf(inner, m_fenceChar);
            if (run >= m_fence && trimmed(inner.substr(run)).empty())
                m_fence = 0;
            return true;
        }
        if (m_comment) {
            m_comment = inner.find("-->") == std::string_view::npos;
            return true;
        }
        for (const char mark : {'`', '~'}) {
            const std::size_t run = runOf(inner, mark);
            if (run < 3 || (mark == '`' && inner.find('`', run) != std::string_view::npos))
                continue;
            m_fence = run;
            m_fenceChar = mark;
            return true;
        }
        const std::size_t comment = inner.rfind("<!--");
        m_comment = comment != std::string_view::npos && inner.find("-->", comment) == std::string_view::npos;
        return m_comment;
    }

private:
    static std::size_t runOf(std::string_view text, char mark)
    {
        return std::min(text.find_first_not_of(mark), text.size());
    }
    std::size_t m_fence = 0;
    char m_fenceChar = '`';
    bool m_comment = false;
};

std::vector<Line> linesOf(std::string_view body, int firstLine)
{
    std::vector<Line> lines;
    while (!body.empty()) {
        const std::size_t end = body.find('\n');
        std::string text(body.substr(0, end));
        body = end == std::string_view::npos ? std::string_view() : body.substr(end + 1);
        if (!text.empty() && text.back() == '\r')
            text.pop_back();
        for (const std::string_view mark : {markStart, markEnd}) // ours alone
            for (std::size_t at = text.find(mark); at != std::string::npos; at = text.find(mark, at))
                text.erase(at, mark.size());
        lines.push_back({std::move(text), firstLine++});
    }
    return lines;
}

class Preparation
{
public:
    Preparation(const std::string& file, ImportNotes& notes) : m_file(file), m_notes(notes) {}

    PreparedMarkdown run(std::vector<Line> lines)
    {
        Verbatim verbatim;
        for (std::size_t i = 0; i < lines.size(); ++i) {
            Line& line = lines[i];
            if (verbatim.covers(line.text)) {
                emit(line.text, line.number);
                continue;
            }
            if (fencedBox(line) || directiveLine(line))
                continue;
            for (std::size_t joined = 0; hasOpenAttributes(line.text); ++joined) {
                if (i + 1 >= lines.size() || joined == mostJoinedLines || trimmed(lines[i + 1].text).empty())
                    break;
                line.text += " " + std::string(trimmed(lines[++i].text));
            }
            dropDirectives(line);
            takeAttributes(line.text);
            emit(line.text, line.number);
        }
        return std::move(m_out);
    }

private:
    void emit(std::string_view text, int number)
    {
        m_out.text += text;
        m_out.text += '\n';
        m_out.lineOf.push_back(number);
    }
    void note(NoteKind kind, int line, std::string detail)
    {
        m_notes.push_back({m_file, line, kind, std::move(detail)});
    }

    /// Pandoc's fenced divs, of any number of colons from three; the name may stand in braces.
    bool fencedBox(const Line& line)
    {
        const std::size_t indent = indentOf(line.text);
        std::string_view inner = trimmed(std::string_view(line.text).substr(indent));
        if (!inner.starts_with(":::"))
            return false;
        inner.remove_prefix(std::min(inner.find_first_not_of(':'), inner.size()));
        while (!inner.empty() && inner.back() == ':')
            inner.remove_suffix(1);
        inner = trimmed(inner);
        std::string kind(inner.substr(0, inner.find_first_of(" \t{")));
        Attributes attributes;
        if (kind.empty() && parseAttributes(inner, attributes) > 0)
            kind = attributes["class"].substr(0, attributes["class"].find(' '));
        const std::string before = line.text.substr(0, indent);
        emit(trimmed(before), line.number);
        if (inner.empty()) {
            emit(before + boxClosing(), line.number);
        } else {
            emit(before + boxOpening(m_out.boxes.size()), line.number);
            m_out.boxes.push_back(kind.empty() ? "callout" : kind);
        }
        emit(trimmed(before), line.number);
        return true;
    }

    /// A line of nothing but {: .class} (kramdown) gives looks to the block above; pages here have their own.
    static bool directiveLine(const Line& line)
    {
        const std::string_view inner = trimmed(std::string_view(line.text).substr(indentOf(line.text)));
        return inner.starts_with("{:") && inner.ends_with('}');
    }

    void dropDirectives(Line& line)
    {
        for (const auto& [open, close] : {std::pair<std::string_view, std::string_view>{"{{", "}}"}, {"{%", "%}"}}) {
            for (std::size_t at = line.text.find(open); at != std::string::npos; at = line.text.find(open, at)) {
                const std::size_t end = line.text.find(close, at + 2);
                if (end == std::string::npos || insideCode(line.text, at)) {
                    at += 2;
                    continue;
                }
                const std::string whole = line.text.substr(at, end + 2 - at);
                const std::string_view name = trimmed(std::string_view(whole).substr(2, whole.size() - 4));
                const bool root = name == "page.root" || name == "site.baseurl" || name == "relative_root_path";
                line.text.erase(at, whole.size());
                if (!root) // those only say where the site begins, which is where a leading '/' leads here
                    note(NoteKind::templateDropped, line.number, whole);
            }
        }
    }

    static bool insideCode(std::string_view text, std::size_t at)
    {
        return std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(at), '`') % 2 != 0;
    }

    static std::size_t attributesAfter(std::string_view text, std::size_t from)
    {
        for (std::size_t at = text.find('{', from); at != std::string_view::npos; at = text.find('{', at + 1))
            if (at > 0 && (text[at - 1] == ')' || text[at - 1] == ']') && !insideCode(text, at))
                return at;
        return std::string_view::npos;
    }

    static bool hasOpenAttributes(std::string_view text)
    {
        for (std::size_t at = attributesAfter(text, 0); at != std::string_view::npos; at = attributesAfter(text, at)) {
            Attributes parsed;
            const std::size_t size = parseAttributes(text.substr(at), parsed);
            if (size == 0)
                return text.find('=', at) != std::string_view::npos && text.find('}', at) == std::string_view::npos;
            at += size;
        }
        return false;
    }

    void takeAttributes(std::string& text)
    {
        for (std::size_t at = attributesAfter(text, 0); at != std::string::npos; at = attributesAfter(text, at)) {
            Attributes parsed;
            const std::size_t size = parseAttributes(std::string_view(text).substr(at), parsed);
            if (size == 0) {
                ++at;
                continue;
            }
            const std::string mark = attributeMark(m_out.attributes.size());
            m_out.originals.push_back(text.substr(at, size));
            m_out.attributes.push_back(std::move(parsed));
            text.replace(at, size, mark);
            at += mark.size();
        }
    }

    const std::string& m_file;
    ImportNotes& m_notes;
    PreparedMarkdown m_out;
};

} // namespace

std::size_t parseAttributes(std::string_view text, Attributes& attributes)
{
    if (!text.starts_with('{'))
        return 0;
    text = text.substr(0, longestAttributes);
    std::size_t at = text.starts_with("{:") ? 2 : 1;
    bool any = false;
    while (at < text.size()) {
        const char c = text[at];
        if (c == '}')
            return any ? at + 1 : 0;
        if (c == ' ' || c == '\t') {
            ++at;
            continue;
        }
        const bool mark = c == '#' || c == '.';
        const std::size_t start = mark ? at + 1 : at;
        std::size_t end = start;
        while (end < text.size() && isNameChar(text[end]))
            ++end;
        if (end == start)
            return 0;
        const std::string name(text.substr(start, end - start));
        at = end;
        any = true;
        if (mark) {
            std::string& kept = attributes[c == '#' ? "id" : "class"];
            kept += (kept.empty() ? "" : " ") + name;
            continue;
        }
        if (at >= text.size() || text[at] != '=')
            return 0;
        ++at;
        std::string value;
        const char quote = at < text.size() ? text[at] : '\0';
        if (quote == '"' || quote == '\'') {
            for (++at; at < text.size() && text[at] != quote; ++at) {
                if (text[at] == '\\' && at + 1 < text.size())
                    ++at;
                value += text[at];
            }
            if (at >= text.size())
                return 0;
            ++at;
        } else {
            while (at < text.size() && text[at] != ' ' && text[at] != '}')
                value += text[at++];
        }
        attributes[name] = value;
    }
    return 0;
}

std::string boxOpening(std::size_t box)
{
    return std::string(openingStart) + std::to_string(box) + "-->";
}

std::string boxClosing()
{
    return std::string(closingText);
}

std::optional<std::size_t> openingNumber(std::string_view literal)
{
    literal = trimmed(literal);
    if (!literal.starts_with(openingStart) || !literal.ends_with("-->"))
        return std::nullopt;
    std::size_t number = 0;
    const char* const digits = literal.data() + openingStart.size();
    const auto parsed = std::from_chars(digits, literal.data() + literal.size() - 3, number);
    return parsed.ec == std::errc() ? std::optional(number) : std::nullopt;
}

bool isClosing(std::string_view literal)
{
    return trimmed(literal) == closingText;
}

std::string attributeMark(std::size_t number)
{
    return std::string(markStart) + std::to_string(number) + std::string(markEnd);
}

std::optional<std::pair<std::size_t, std::size_t>> attributeMarkAt(std::string_view text)
{
    if (!text.starts_with(markStart))
        return std::nullopt;
    const std::size_t end = text.find(markEnd);
    std::size_t number = 0;
    if (end == std::string_view::npos ||
        std::from_chars(text.data() + markStart.size(), text.data() + end, number).ec != std::errc())
        return std::nullopt;
    return std::pair(number, end + markEnd.size());
}

std::string withoutMarks(std::string_view text, const PreparedMarkdown& prepared)
{
    std::string plain;
    while (!text.empty()) {
        const std::size_t at = text.find(markStart);
        plain += text.substr(0, at);
        if (at == std::string_view::npos)
            break;
        text.remove_prefix(at);
        const auto mark = attributeMarkAt(text);
        if (mark && mark->first < prepared.originals.size())
            plain += prepared.originals[mark->first];
        text.remove_prefix(mark ? mark->second : markStart.size());
    }
    return plain;
}

PreparedMarkdown prepareMarkdown(std::string_view body, const std::string& file, int firstLine, ImportNotes& notes)
{
    return Preparation(file, notes).run(linesOf(body, firstLine));
}

} // namespace staffroom::content
