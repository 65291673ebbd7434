// SPDX-License-Identifier: GPL-3.0-or-later
// From a Response to the bytes before its body: conditions (RFC 9110 §13), ranges (§14), framing.
#pragma once

#include "app/server/http/message.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace staffroom::server {

/// The part of the content that is sent.
struct Slice
{
    std::uint64_t offset = 0;
    std::uint64_t length = 0;
};

/// Applies If-None-Match, If-Range and Range of the request to a 200 that has an ETag: it may become 304, 206 or 416,
/// with the fields these need. total is the whole length of the content.
Slice applyConditions(const Request& request, Response& response, std::uint64_t total);

struct Framing
{
    /// Of the body that follows; not used where chunked.
    std::uint64_t contentLength = 0;
    bool chunked = false;
    bool close = false;
};

/// Status line, fields and the empty line. Fields of the handler that would break the framing (line ends in them) are
/// left out.
std::string headOf(const Response& response, const Framing& framing, std::string_view date);

} // namespace staffroom::server
