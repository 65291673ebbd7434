// SPDX-License-Identifier: GPL-3.0-or-later
// Parts of requests and answers that the server's and the hub's endpoints read and write alike.
#pragma once

#include "app/server/http/message.h"
#include "core/base/crypto.h"

namespace staffroom::server {

inline constexpr std::string_view cborType = "application/cbor+zstd";

/// What follows the prefix; nothing where the text begins otherwise.
std::optional<std::string_view> after(std::string_view text, std::string_view prefix);
std::optional<std::uint64_t> number(std::optional<std::string_view> text);
std::optional<base::Hash> hashOf(std::string_view hex);
/// A message of the protocol, wrapped.
Response message(base::BytesView body);

} // namespace staffroom::server
