// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/content/names.h"

#include "core/base/bytes.h"

#include <algorithm>
#include <array>
#include <vector>

namespace staffroom::content {
namespace {

constexpr std::size_t longestName = 1024; // well below PATH_MAX, with room for the folder that it is unpacked into
constexpr std::size_t longestPart = 255;  // NAME_MAX

bool isUnreserved(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.' ||
           c == '_' || c == '~';
}

std::vector<std::string_view> partsOf(std::string_view name)
{
    std::vector<std::string_view> parts;
    while (!name.empty()) {
        const std::size_t slash = name.find('/');
        parts.push_back(name.substr(0, slash));
        name = slash == std::string_view::npos ? std::string_view() : name.substr(slash + 1);
    }
    return parts;
}

std::string joined(const std::vector<std::string_view>& parts)
{
    std::string name;
    for (const std::string_view part : parts) {
        if (!name.empty())
            name += '/';
        name += part;
    }
    return name;
}

struct MediaType
{
    std::string_view extension;
    std::string_view type;
    bool stored;
};

constexpr std::array mediaTypes{
    MediaType{"html", "text/html", false},
    MediaType{"htm", "text/html", false},
    MediaType{"xhtml", "application/xhtml+xml", false},
    MediaType{"css", "text/css", false},
    MediaType{"js", "text/javascript", false},
    MediaType{"mjs", "text/javascript", false},
    MediaType{"json", "application/json", false},
    MediaType{"xml", "application/xml", false},
    MediaType{"txt", "text/plain", false},
    MediaType{"csv", "text/csv", false},
    MediaType{"vtt", "text/vtt", false},
    MediaType{"svg", "image/svg+xml", false},
    MediaType{"wasm", "application/wasm", false},
    MediaType{"pdf", "application/pdf", true},
    MediaType{"png", "image/png", true},
    MediaType{"jpg", "image/jpeg", true},
    MediaType{"jpeg", "image/jpeg", true},
    MediaType{"gif", "image/gif", true},
    MediaType{"webp", "image/webp", true},
    MediaType{"avif", "image/avif", true},
    MediaType{"ico", "image/x-icon", false},
    MediaType{"mp3", "audio/mpeg", true},
    MediaType{"m4a", "audio/mp4", true},
    MediaType{"flac", "audio/flac", true},
    MediaType{"wav", "audio/wav", true},
    MediaType{"mp4", "video/mp4", true},
    MediaType{"m4v", "video/mp4", true},
    MediaType{"webm", "video/webm", true},
    MediaType{"woff", "font/woff", true},
    MediaType{"woff2", "font/woff2", true},
    MediaType{"ttf", "font/ttf", false},
    MediaType{"otf", "font/otf", false},
    MediaType{"doc", "application/msword", false},
    MediaType{"xls", "application/vnd.ms-excel", false},
    MediaType{"ppt", "application/vnd.ms-powerpoint", false},
    MediaType{"docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", true},
    MediaType{"xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", true},
    MediaType{"pptx", "application/vnd.openxmlformats-officedocument.presentationml.presentation", true},
    MediaType{"odt", "application/vnd.oasis.opendocument.text", true},
    MediaType{"ods", "application/vnd.oasis.opendocument.spreadsheet", true},
    MediaType{"odp", "application/vnd.oasis.opendocument.presentation", true},
};

const MediaType* mediaType(std::string_view name)
{
    const std::string extension = extensionOf(name);
    const auto* const found = std::find_if(mediaTypes.begin(), mediaTypes.end(),
                                           [&](const MediaType& type) { return type.extension == extension; });
    return found == mediaTypes.end() ? nullptr : found;
}

} // namespace

base::Result<std::string> normalName(std::string_view name)
{
    const auto refused = [&](std::string_view why) {
        return base::Error{base::ErrorCode::archiveUnsafe, "checking the name of a file in a package",
                           std::string(why) + ": " + base::toHex(name.substr(0, 80))};
    };
    if (name.empty())
        return refused("empty name");
    if (name.size() > longestName)
        return refused("name too long");
    if (!base::isUtf8(name))
        return refused("name is not UTF-8");
    if (std::any_of(name.begin(), name.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; }))
        return refused("control character in a name");
    std::string slashed(name);
    std::replace(slashed.begin(), slashed.end(), '\\', '/');
    if (slashed.front() == '/')
        return refused("absolute name");
    if (slashed.size() >= 2 && slashed[1] == ':' && isUnreserved(slashed[0]))
        return refused("name with a drive letter");
    std::vector<std::string_view> kept;
    for (const std::string_view part : partsOf(slashed)) {
        if (part.empty() || part == ".")
            continue;
        if (part == "..")
            return refused("name leaves the package");
        if (part.size() > longestPart)
            return refused("part of a name too long");
        kept.push_back(part);
    }
    if (kept.empty())
        return refused("name of nothing");
    return joined(kept);
}

std::optional<std::string> nameFrom(std::string_view from, std::string_view reference)
{
    std::vector<std::string_view> parts;
    const std::string folder = folderOf(from);
    if (reference.empty() || reference.front() != '/')
        parts = partsOf(folder);
    for (const std::string_view part : partsOf(reference)) {
        if (part.empty() || part == ".")
            continue;
        if (part == "..") {
            if (parts.empty())
                return std::nullopt;
            parts.pop_back();
            continue;
        }
        parts.push_back(part);
    }
    const auto name = normalName(joined(parts));
    return name.ok() ? std::optional(*name) : std::nullopt;
}

std::string referenceTo(std::string_view from, std::string_view to)
{
    const std::string folder = folderOf(from);
    const auto here = partsOf(folder);
    const auto there = partsOf(to);
    std::size_t shared = 0;
    while (shared < here.size() && shared + 1 < there.size() && here[shared] == there[shared])
        ++shared;
    std::string reference;
    for (std::size_t up = shared; up < here.size(); ++up)
        reference += "../";
    for (std::size_t down = shared; down < there.size(); ++down) {
        reference += there[down];
        if (down + 1 < there.size())
            reference += '/';
    }
    return reference;
}

std::string folderOf(std::string_view name)
{
    const std::size_t slash = name.rfind('/');
    return slash == std::string_view::npos ? std::string() : std::string(name.substr(0, slash));
}

std::string leafOf(std::string_view name)
{
    const std::size_t slash = name.rfind('/');
    return std::string(slash == std::string_view::npos ? name : name.substr(slash + 1));
}

std::string extensionOf(std::string_view name)
{
    const std::string leaf = leafOf(name);
    const std::size_t dot = leaf.rfind('.');
    if (dot == std::string::npos || dot == 0)
        return {};
    std::string extension = leaf.substr(dot + 1);
    for (char& c : extension)
        if (c >= 'A' && c <= 'Z')
            c = static_cast<char>(c - 'A' + 'a');
    return extension;
}

std::string withoutExtension(std::string_view name)
{
    const std::string extension = extensionOf(name);
    return std::string(extension.empty() ? name : name.substr(0, name.size() - extension.size() - 1));
}

std::string percentEncoded(std::string_view path)
{
    static constexpr std::string_view digits = "0123456789ABCDEF";
    std::string encoded;
    for (const char c : path) {
        if (isUnreserved(c) || c == '/') {
            encoded += c;
            continue;
        }
        const auto byte = static_cast<unsigned char>(c);
        encoded += '%';
        encoded += digits[byte >> 4U];
        encoded += digits[byte & 15U];
    }
    return encoded;
}

std::optional<std::string> percentDecoded(std::string_view text)
{
    std::string decoded;
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text[at] != '%') {
            decoded += text[at];
            continue;
        }
        const base::Bytes byte = base::fromHex(text.substr(at + 1, 2));
        if (byte.size() != 1 || byte[0] == '\0')
            return std::nullopt;
        decoded += byte;
        at += 2;
    }
    return base::isUtf8(decoded) ? std::optional(decoded) : std::nullopt;
}

std::string_view mediaTypeOf(std::string_view name)
{
    const MediaType* const type = mediaType(name);
    return type == nullptr ? "application/octet-stream" : type->type;
}

bool isStored(std::string_view name)
{
    const MediaType* const type = mediaType(name);
    return type != nullptr && type->stored;
}

} // namespace staffroom::content
