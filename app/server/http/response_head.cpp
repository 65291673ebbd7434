// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/server/http/response_head.h"

#include <boost/beast/http/status.hpp>

#include <algorithm>
#include <charconv>
#include <optional>

namespace staffroom::server {

namespace {

std::string_view trimmed(std::string_view text)
{
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t'))
        text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t'))
        text.remove_suffix(1);
    return text;
}

/// Weak comparison against a list of entity tags; ours contain no commas.
bool matchesAny(std::string_view list, std::string_view etag)
{
    while (!list.empty()) {
        const std::size_t end = std::min(list.find(','), list.size());
        std::string_view tag = trimmed(list.substr(0, end));
        list.remove_prefix(std::min(end + 1, list.size()));
        if (tag.starts_with("W/"))
            tag.remove_prefix(2);
        if (tag == "*" || tag == etag)
            return true;
    }
    return false;
}

std::optional<std::uint64_t> number(std::string_view text)
{
    std::uint64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size())
        return std::nullopt;
    return value;
}

enum class RangeKind { ignored, satisfiable, unsatisfiable };

/// One byte range. Several, or what isn't understood, are ignored, as RFC 9110 §14.2 allows.
RangeKind parseRange(std::string_view text, std::uint64_t total, Slice& slice)
{
    constexpr std::string_view unit = "bytes=";
    if (!text.starts_with(unit))
        return RangeKind::ignored;
    text = trimmed(text.substr(unit.size()));
    const std::size_t dash = text.find('-');
    if (dash == std::string_view::npos)
        return RangeKind::ignored;
    const std::string_view firstText = text.substr(0, dash);
    const std::string_view lastText = text.substr(dash + 1);
    const std::optional<std::uint64_t> first = number(firstText);
    const std::optional<std::uint64_t> last = number(lastText);
    if ((!first && !firstText.empty()) || (!last && !lastText.empty()) || (!first && !last))
        return RangeKind::ignored;
    if (!first) { // the last so many bytes
        slice.length = std::min(*last, total);
        slice.offset = total - slice.length;
        return slice.length > 0 ? RangeKind::satisfiable : RangeKind::unsatisfiable;
    }
    if (last && *last < *first)
        return RangeKind::ignored;
    if (*first >= total)
        return RangeKind::unsatisfiable;
    slice.offset = *first;
    slice.length = last ? std::min(*last - *first, total - *first - 1) + 1 : total - *first;
    return RangeKind::satisfiable;
}

bool breaksFraming(const NameValue& field)
{
    const auto bad = [](char c) { return c == '\r' || c == '\n' || c == '\0'; };
    return field.first.empty() || std::any_of(field.first.begin(), field.first.end(), bad) ||
           std::any_of(field.second.begin(), field.second.end(), bad);
}

void add(std::string& head, std::string_view name, std::string_view value)
{
    head.append(name).append(": ").append(value).append("\r\n");
}

} // namespace

Slice applyConditions(const Request& request, Response& response, std::uint64_t total)
{
    Slice slice{0, total};
    if (response.status != 200 || response.etag.empty() || request.method != "GET")
        return slice;
    response.headers.emplace_back("Accept-Ranges", "bytes");
    if (const std::string_view known = request.header("if-none-match");
        !known.empty() && matchesAny(known, response.etag)) {
        response.status = 304;
        return {};
    }
    const std::string_view range = request.header("range");
    const std::string_view ifRange = request.header("if-range");
    if (range.empty() || (!ifRange.empty() && ifRange != response.etag))
        return slice;
    switch (parseRange(range, total, slice)) {
    case RangeKind::ignored:
        break;
    case RangeKind::satisfiable:
        response.status = 206;
        response.headers.emplace_back("Content-Range", "bytes " + std::to_string(slice.offset) + '-' +
                                                           std::to_string(slice.offset + slice.length - 1) + '/' +
                                                           std::to_string(total));
        break;
    case RangeKind::unsatisfiable:
        response = problem(416, base::ErrorCode::invalidArgument, "The range lies outside the content.");
        response.headers.emplace_back("Content-Range", "bytes */" + std::to_string(total));
        slice = {0, response.body.size()};
        break;
    }
    return slice;
}

std::string headOf(const Response& response, const Framing& framing, std::string_view date)
{
    std::string head = "HTTP/1.1 " + std::to_string(response.status) + ' ';
    const auto reason =
        boost::beast::http::obsolete_reason(boost::beast::http::int_to_status(static_cast<unsigned>(response.status)));
    head.append(reason.data(), reason.size()).append("\r\n");
    add(head, "Date", date);
    if (!response.contentType.empty() && !breaksFraming({"Content-Type", response.contentType}))
        add(head, "Content-Type", response.contentType);
    bool cacheControl = false;
    for (const NameValue& field : response.headers) {
        if (breaksFraming(field))
            continue;
        cacheControl = cacheControl || field.first == "Cache-Control";
        add(head, field.first, field.second);
    }
    if (!response.etag.empty() && !breaksFraming({"ETag", response.etag}))
        add(head, "ETag", response.etag);
    if (response.cacheForever && response.status < 400)
        add(head, "Cache-Control", "private, max-age=31536000, immutable");
    else if (!cacheControl)
        add(head, "Cache-Control", "no-store");
    if (framing.close)
        add(head, "Connection", "close");
    if (framing.chunked)
        add(head, "Transfer-Encoding", "chunked");
    else if (response.status != 304 && response.status != 204)
        add(head, "Content-Length", std::to_string(framing.contentLength));
    head += "\r\n";
    return head;
}

} // namespace staffroom::server
