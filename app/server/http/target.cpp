// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/server/http/request_parser.h"
#include "core/base/bytes.h"

#include <algorithm>

namespace staffroom::server {

namespace {

int hexDigit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return -1;
}

/// Resolves percent-escapes; nothing for a broken escape, a control character or what isn't UTF-8.
std::optional<std::string> unescape(std::string_view text)
{
    std::string out;
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        char c = text[i];
        if (c == '%') {
            if (i + 2 >= text.size())
                return std::nullopt;
            const int high = hexDigit(text[i + 1]);
            const int low = hexDigit(text[i + 2]);
            if (high < 0 || low < 0)
                return std::nullopt;
            c = static_cast<char>(high * 16 + low);
            i += 2;
        }
        if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f)
            return std::nullopt;
        out += c;
    }
    if (!base::isUtf8(out))
        return std::nullopt;
    return out;
}

bool hasDotSegment(std::string_view path)
{
    while (!path.empty()) {
        path.remove_prefix(1); // each segment begins with its '/'
        const std::size_t end = std::min(path.find('/'), path.size());
        const std::string_view segment = path.substr(0, end);
        if (segment == "." || segment == "..")
            return true;
        path.remove_prefix(end);
    }
    return false;
}

} // namespace

bool splitTarget(std::string_view target, Request& request)
{
    if (const std::size_t scheme = target.find("://"); scheme != std::string_view::npos && target.front() != '/') {
        const std::string_view name = target.substr(0, scheme);
        if (name != "http" && name != "https")
            return false;
        const std::size_t path = target.find_first_of("/?", scheme + 3);
        if (path == scheme + 3) // no host
            return false;
        target = path == std::string_view::npos ? std::string_view("/") : target.substr(path);
    }
    if (target.empty() || target.front() != '/' || target.find('#') != std::string_view::npos)
        return false;
    const std::size_t mark = std::min(target.find('?'), target.size());
    std::optional<std::string> path = unescape(target.substr(0, mark));
    if (!path || hasDotSegment(*path))
        return false;
    request.path = std::move(*path);

    std::string_view rest = mark < target.size() ? target.substr(mark + 1) : std::string_view();
    while (!rest.empty()) {
        const std::size_t end = std::min(rest.find('&'), rest.size());
        const std::string_view pair = rest.substr(0, end);
        rest.remove_prefix(std::min(end + 1, rest.size()));
        if (pair.empty())
            continue;
        const std::size_t equals = std::min(pair.find('='), pair.size());
        std::optional<std::string> name = unescape(pair.substr(0, equals));
        std::optional<std::string> value = unescape(equals < pair.size() ? pair.substr(equals + 1) : "");
        if (!name || !value)
            return false;
        request.query.emplace_back(std::move(*name), std::move(*value));
    }
    return true;
}

} // namespace staffroom::server
