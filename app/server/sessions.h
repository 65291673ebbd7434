// SPDX-License-Identifier: GPL-3.0-or-later
// How a session begins, at the server as at a school's hub.
#pragma once

#include "app/server/http/message.h"
#include "app/server/tokens.h"
#include "core/sync/messages.h"

namespace staffroom::server {

/// Errors: truncated, malformed; upgradeRequired for another protocol.
base::Result<sync::SessionRequest> sessionRequest(const Request& request);
/// hub: the certificate of the hub that answers, encoded; empty where it is the server. serverMs is signed with the
/// challenge.
Response challengeAnswer(Tokens& tokens, const base::IncarnationId& device, std::int64_t serverMs,
                         const base::KeyPair& key, base::BytesView hub);
/// Whether the challenge is fresh and signed with the device's key, for whoever has that id.
bool isProven(const sync::SessionRequest& request, const Tokens& tokens, const base::StoreId& here,
              const base::PublicKey& device);
Response tokenAnswer(const Tokens& tokens, const sync::SessionRequest& request, std::int64_t serverMs,
                     const base::KeyPair& key);

} // namespace staffroom::server
