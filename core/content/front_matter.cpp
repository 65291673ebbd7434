// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/content/front_matter.h"

#include <charconv>

namespace staffroom::content {
namespace {

std::string_view takeLine(std::string_view& rest)
{
    const std::size_t end = rest.find('\n');
    std::string_view line = rest.substr(0, end);
    rest = end == std::string_view::npos ? std::string_view() : rest.substr(end + 1);
    if (!line.empty() && line.back() == '\r')
        line.remove_suffix(1);
    return line;
}

/// A scalar as YAML 1.2 (7.3) reads it: quoted in either way, or plain with its comment cut off.
std::string scalar(std::string_view text)
{
    text = trimmed(text);
    if (text.empty() || text == "~" || text == "null")
        return {};
    std::string value;
    if (text.front() == '\'') {
        for (std::size_t at = 1; at < text.size(); ++at) {
            if (text[at] == '\'' && (at + 1 >= text.size() || text[at + 1] != '\''))
                break;
            if (text[at] == '\'')
                ++at;
            value += text[at];
        }
        return value;
    }
    if (text.front() == '"') {
        for (std::size_t at = 1; at < text.size() && text[at] != '"'; ++at) {
            if (text[at] == '\\' && at + 1 < text.size()) {
                ++at;
                value += text[at] == 'n' ? '\n' : text[at];
                continue;
            }
            value += text[at];
        }
        return value;
    }
    const std::size_t comment = text.find(" #");
    return std::string(trimmed(text.substr(0, comment)));
}

std::vector<std::string> flowList(std::string_view text)
{
    std::vector<std::string> items;
    text = text.substr(1, text.rfind(']') - 1);
    while (!trimmed(text).empty()) {
        const std::size_t comma = text.find(',');
        items.push_back(scalar(text.substr(0, comma)));
        text = comma == std::string_view::npos ? std::string_view() : text.substr(comma + 1);
    }
    return items;
}

bool isBlockMark(std::string_view value)
{
    return value == "|" || value == ">" || value == "|-" || value == ">-";
}

} // namespace

std::string_view trimmed(std::string_view text)
{
    const std::size_t first = text.find_first_not_of(" \t\r\n");
    if (first == std::string_view::npos)
        return {};
    return text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

std::string PlainYaml::text(const std::string& key) const
{
    const auto found = texts.find(key);
    return found == texts.end() ? std::string() : found->second;
}

int PlainYaml::number(const std::string& key, int otherwise) const
{
    const std::string value = text(key);
    int parsed = 0;
    const auto result = std::from_chars(value.data(), value.data() + value.size(), parsed);
    return result.ec == std::errc() ? parsed : otherwise;
}

PlainYaml parsePlainYaml(std::string_view yaml)
{
    PlainYaml plain;
    std::string key;
    bool block = false;
    while (!yaml.empty()) {
        const std::string_view line = takeLine(yaml);
        const std::string_view inner = trimmed(line);
        if (inner.empty() || (inner.front() == '#' && !block))
            continue;
        if (inner.front() == '-' && (inner.size() == 1 || inner[1] == ' ') && !key.empty() && !block) {
            if (const auto list = plain.lists.find(key); list != plain.lists.end())
                list->second.push_back(scalar(inner.substr(1)));
            continue;
        }
        const bool indented = line.front() == ' ' || line.front() == '\t';
        if (indented) {
            if (block)
                plain.texts[key] += (plain.texts[key].empty() ? "" : " ") + std::string(inner);
            continue;
        }
        block = false;
        key.clear();
        const std::size_t colon = line.find(':');
        if (colon == std::string_view::npos || (colon + 1 < line.size() && line[colon + 1] != ' '))
            continue;
        key = scalar(line.substr(0, colon));
        const std::string_view value = trimmed(line.substr(colon + 1));
        if (value.empty() || value.front() == '#')
            plain.lists[key] = {};
        else if (isBlockMark(value))
            block = true;
        else if (value.front() == '[' && value.find(']') != std::string_view::npos)
            plain.lists[key] = flowList(value);
        else
            plain.texts[key] = scalar(value);
    }
    return plain;
}

FrontMatter splitFrontMatter(std::string_view page)
{
    FrontMatter split;
    if (page.starts_with("\xEF\xBB\xBF"))
        page.remove_prefix(3);
    split.body = page;
    std::string_view rest = page;
    if (takeLine(rest) != "---")
        return split;
    const std::string_view head = rest;
    int line = 1;
    while (!rest.empty()) {
        const std::size_t headSize = head.size() - rest.size();
        ++line;
        const std::string_view text = takeLine(rest);
        if (text != "---" && text != "...")
            continue;
        split.head = parsePlainYaml(head.substr(0, headSize));
        split.present = true;
        split.body = rest;
        split.bodyLine = line + 1;
        return split;
    }
    return split; // never closed: a rule at the top of the page
}

} // namespace staffroom::content
