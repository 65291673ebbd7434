// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/renewal.h"

#include "core/sync/retry.h"

#include <algorithm>

namespace staffroom::sync {

using base::Error;
using base::ErrorCode;

namespace {

Next failed(Error error)
{
    return {Next::What::done, {}, 0, std::move(error), false};
}

} // namespace

Renewal::Renewal(ClientStore& store, const Session::Identity& identity, const base::KeyPair& device,
                 const base::KeyPair& next, std::string deviceName)
    : m_store(store),
      m_identity(identity),
      m_device(device),
      m_next(next),
      m_deviceName(std::move(deviceName))
{
}

Next Renewal::start()
{
    m_held.clear();
    m_asked.clear();
    const auto scopes = m_store.scopes();
    if (!scopes)
        return failed(scopes.error());
    for (const HeldScope& scope : *scopes)
        if (scope.lastOwn > 0) // with the last that was acknowledged: a server that was put back may not have it
            m_asked.push_back(
                {scope.scope, scope.acknowledged - std::min<std::uint64_t>(scope.acknowledged, 1), scope.lastOwn});
    return ask();
}

Next Renewal::resume()
{
    return {Next::What::send, m_request, 0, {}, false};
}

Next Renewal::ask()
{
    IncarnationRequest message;
    message.before = m_identity.incarnation;
    message.key = m_next.publicKey();
    message.deviceName = m_deviceName;
    message.asked = m_asked;
    const Bytes claim = incarnationClaim(m_identity.server, message);
    message.byBefore = m_device.sign(claim);
    message.byNext = m_next.sign(claim);
    m_request = {"POST", "/v1/incarnation", wrap(encode(message)), {}};
    return resume();
}

Next Renewal::answered(const Response& response)
{
    if (mayComeLater(response)) {
        const auto pause = pauseBefore(response, ++m_tries);
        return pause ? Next{Next::What::wait, {}, *pause, {}, false} : failed(response.error);
    }
    m_tries = 0;
    if (response.status < 200 || response.status >= 300)
        return failed(response.error);
    return take(response.body);
}

Next Renewal::take(BytesView wire)
{
    const auto body = unwrap(wire);
    auto answer = body ? decodeIncarnationAnswer(*body) : Result<IncarnationAnswer>(body.error());
    if (!answer)
        return failed(answer.error());
    const Bytes claim =
        admittedClaim(m_identity.server, m_identity.incarnation, base::incarnationOf(m_next.publicKey()), *answer);
    if (!base::verifies(answer->signature, claim, m_identity.serverKey))
        return failed({ErrorCode::badSignature, "getting a new name", "a word that the server did not sign"});
    std::vector<IncarnationRequest::Asked> rest;
    const bool any = std::any_of(answer->held.begin(), answer->held.end(),
                                 [](const HeldChanges& held) { return !held.hashes.empty(); });
    for (HeldChanges& held : answer->held) {
        const auto asked =
            std::find_if(m_asked.begin(), m_asked.end(), [&](const auto& some) { return some.scope == held.scope; });
        if (asked == m_asked.end() || held.after != asked->after)
            return failed({ErrorCode::malformed, "getting a new name", "an answer to another question"});
        if (any && held.more && held.through() < asked->through)
            rest.push_back({held.scope, held.hashes.empty() ? held.after : held.through(), asked->through});
        if (!held.hashes.empty() || !held.more) // with nothing but more to come it says nothing yet
            m_held.push_back(std::move(held));
    }
    m_asked = std::move(rest);
    if (!m_asked.empty())
        return ask();
    const auto renewed = m_store.renew(m_next, m_held);
    if (!renewed)
        return failed(renewed.error());
    if (renewed->doubted && m_rounds++ == 0)
        return start();
    if (renewed->doubted)
        return failed({ErrorCode::brokenChain, "getting a new name", "the server tells of two histories"});
    m_renewed = *renewed;
    return {Next::What::done, {}, 0, {}, true};
}

} // namespace staffroom::sync
