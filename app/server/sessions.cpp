// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/server/sessions.h"

#include "app/server/parameters.h"
#include "core/sync/tuning.h"

namespace staffroom::server {

base::Result<sync::SessionRequest> sessionRequest(const Request& request)
{
    const auto body = sync::unwrap(request.body);
    if (!body)
        return body.error();
    auto message = sync::decodeSessionRequest(*body);
    if (message && message->protocol != sync::tuning::protocol)
        return base::Error{base::ErrorCode::upgradeRequired, "beginning a session",
                           "protocol " + std::to_string(message->protocol)};
    return message;
}

Response challengeAnswer(Tokens& tokens, const base::IncarnationId& device, std::int64_t serverMs,
                         const base::KeyPair& key, base::BytesView hub)
{
    sync::SessionAnswer answer;
    answer.challenge = tokens.challenge(device);
    answer.serverMs = serverMs;
    answer.signature = key.sign(sync::timeClaim(answer.challenge, serverMs));
    answer.hub = hub;
    return message(sync::encode(answer));
}

bool isProven(const sync::SessionRequest& request, const Tokens& tokens, const base::StoreId& here,
              const base::PublicKey& device)
{
    return tokens.isFresh(request.challenge, request.incarnation) &&
           base::verifies(request.signature, sync::sessionClaim(here, request.incarnation, request.challenge), device);
}

Response tokenAnswer(const Tokens& tokens, const sync::SessionRequest& request, std::int64_t serverMs,
                     const base::KeyPair& key)
{
    sync::SessionAnswer answer;
    answer.token = tokens.session(request.incarnation);
    answer.serverMs = serverMs;
    answer.signature = key.sign(sync::timeClaim(request.challenge, serverMs));
    return message(sync::encode(answer));
}

} // namespace staffroom::server
