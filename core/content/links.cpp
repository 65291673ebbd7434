// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/content/links.h"

#include "core/content/front_matter.h"
#include "core/content/names.h"

#include <algorithm>
#include <array>
#include <optional>

namespace staffroom::content {
namespace {

/// The scheme of a URL in lower case (RFC 3986, 3.1); empty for a relative reference. Control characters and blanks are
/// passed over as browsers do, so that "java\nscript:" doesn't slip through.
std::string schemeOf(std::string_view url)
{
    std::string scheme;
    for (const char c : url) {
        if (static_cast<unsigned char>(c) <= 0x20)
            continue;
        if (c == ':')
            return scheme;
        const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        if (!letter && (scheme.empty() || !((c >= '0' && c <= '9') || c == '+' || c == '-' || c == '.')))
            return {};
        scheme += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    }
    return {};
}

std::string encodedUrl(std::string_view url)
{
    std::string encoded;
    for (const char c : url) {
        if (static_cast<unsigned char>(c) <= 0x20 || c == '"' || c == '<' || c == '>')
            encoded += percentEncoded(std::string_view(&c, 1));
        else
            encoded += c;
    }
    return encoded;
}

bool endsWithPart(std::string_view name, std::string_view tail)
{
    return name.ends_with(tail) && (name.size() == tail.size() || name[name.size() - tail.size() - 1] == '/');
}

} // namespace

void FolderLinks::add(const std::string& source, const std::string& packaged)
{
    m_files[source] = packaged;
}

std::string FolderLinks::packaged(std::string_view source) const
{
    const auto found = m_files.find(std::string(source));
    return found == m_files.end() ? std::string() : found->second;
}

std::string FolderLinks::candidate(std::string_view name) const
{
    const std::string plain(name);
    if (m_files.contains(plain))
        return plain;
    const std::string extensionGiven = extensionOf(name);
    const bool page = extensionGiven == "html" || extensionGiven == "htm" || extensionGiven == "md";
    const std::string stem = page ? withoutExtension(name) : plain;
    for (const char* const extension : {".md", ".markdown", ".html", ".htm"})
        if (m_files.contains(stem + extension))
            return stem + extension;
    for (const char* const index : {"/index.md", "/README.md", "/index.html"})
        if (m_files.contains(plain + index))
            return plain + index;
    return {};
}

std::string FolderLinks::find(std::string_view sourcePage, const std::string& path) const
{
    for (const std::string_view start : {sourcePage, std::string_view()})
        if (const auto name = nameFrom(start, path))
            if (std::string found = candidate(*name); !found.empty())
                return found;
    std::string tail = path;
    while (tail.starts_with("../") || tail.starts_with("./") || tail.starts_with("/"))
        tail.erase(0, tail.find('/') + 1);
    if (tail.empty())
        return {};
    std::string found;
    for (const auto& [source, packaged] : m_files) {
        const bool fits =
            endsWithPart(source, tail) || endsWithPart(packaged, tail) || endsWithPart(withoutExtension(source), tail);
        if (fits && !found.empty())
            return {}; // two files fit: better no link than a wrong one
        if (fits)
            found = source;
    }
    return found;
}

LinkTarget FolderLinks::resolve(std::string_view sourcePage, std::string_view url) const
{
    url = trimmed(url);
    if (url.starts_with('#'))
        return {LinkTarget::Kind::here, encodedUrl(url)};
    const std::string scheme = schemeOf(url);
    if (url.starts_with("//"))
        return {LinkTarget::Kind::external, "https:" + encodedUrl(url)};
    if (scheme == "http" || scheme == "https" || scheme == "mailto" || scheme == "tel")
        return {LinkTarget::Kind::external, encodedUrl(url)};
    if (!scheme.empty())
        return {LinkTarget::Kind::refused, {}};
    const std::size_t hash = url.find('#');
    const std::string_view fragment = hash == std::string_view::npos ? std::string_view() : url.substr(hash);
    std::string_view path = url.substr(0, hash);
    path = path.substr(0, path.find('?'));
    std::optional<std::string> decoded = percentDecoded(path);
    if (!decoded || decoded->empty())
        return {};
    while (decoded->size() > 1 && decoded->back() == '/')
        decoded->pop_back();
    const std::string found = find(sourcePage, *decoded);
    if (found.empty())
        return {};
    const std::string here = packaged(sourcePage);
    const std::string there = packaged(found);
    if (there == here && !fragment.empty())
        return {LinkTarget::Kind::here, encodedUrl(fragment)};
    return {LinkTarget::Kind::inside, percentEncoded(referenceTo(here, there)) + encodedUrl(fragment)};
}

} // namespace staffroom::content
