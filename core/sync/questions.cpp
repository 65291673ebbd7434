// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/questions.h"

#include "core/sync/tuning.h"

namespace staffroom::sync {

Request challengeQuestion(const IncarnationId& self)
{
    return {"POST", "/v1/session", wrap(encode(SessionRequest{tuning::protocol, self, {}, {}})), {}};
}

Request proof(const IncarnationId& self, const StoreId& server, const Bytes& challenge, const base::KeyPair& device)
{
    const SessionRequest message{tuning::protocol, self, challenge, device.sign(sessionClaim(server, self, challenge))};
    return {"POST", "/v1/session", wrap(encode(message)), {}};
}

Request pageQuestion(std::string_view under, const ScopeId& scope, const Cursor& from, std::size_t bytes)
{
    const std::string path = std::string(under) + base::toHex(scope.view()) + "?epoch=" + std::to_string(from.epoch) +
                             "&seq=" + std::to_string(from.seq) + "&hash=" + from.chain.hex() +
                             "&limit=" + std::to_string(bytes);
    return {"GET", path, {}, {}};
}

} // namespace staffroom::sync
