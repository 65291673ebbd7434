// SPDX-License-Identifier: GPL-3.0-or-later
// What a PC's and a hub's sessions ask in the same words.
#pragma once

#include "core/sync/session.h"

namespace staffroom::sync {

Request challengeQuestion(const IncarnationId& self);
/// The challenge, signed with the device's key for whoever has that id.
Request proof(const IncarnationId& self, const StoreId& server, const Bytes& challenge, const base::KeyPair& device);
/// under: "/v1/pull/" or a hub's; bytes: how large the page may be.
Request pageQuestion(std::string_view under, const ScopeId& scope, const Cursor& from, std::size_t bytes);

} // namespace staffroom::sync
