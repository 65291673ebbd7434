// SPDX-License-Identifier: GPL-3.0-or-later
// Parts of requests and answers that the server's and the hub's endpoints read and write alike.
#pragma once

#include "app/server/http/message.h"
#include "app/server/tokens.h"
#include "core/sync/messages.h"

#include <filesystem>

namespace staffroom::server {

inline constexpr std::string_view cborType = "application/cbor+zstd";

/// What follows the prefix; nothing where the text begins otherwise.
std::optional<std::string_view> after(std::string_view text, std::string_view prefix);
std::optional<std::uint64_t> number(std::optional<std::string_view> text);
std::optional<base::Hash> hashOf(std::string_view hex);
/// Whose token the request carries; nothing without one that is good.
std::optional<base::IncarnationId> askingDevice(const Request& request, const Tokens& tokens);

/// What a question for a page names: behind which place, and how large the page may be.
struct PageQuestion
{
    sync::Cursor from;
    std::size_t bytes = 0;
};
/// Errors: malformed.
base::Result<PageQuestion> pageQuestion(const Request& request);

/// A message of the protocol, wrapped.
Response message(base::BytesView body);
/// A part of a snapshot, out of that file.
Response segmentAnswer(const std::optional<std::filesystem::path>& file);
/// A device is told when something comes into one of these scopes.
Response subscription(const base::IncarnationId& device, const sync::Heads& heads);

} // namespace staffroom::server
