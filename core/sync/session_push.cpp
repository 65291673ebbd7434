// SPDX-License-Identifier: GPL-3.0-or-later
// The way up: own changes to the server, and its verdicts. To a hub: session_relay.cpp.
#include "core/sync/session.h"
#include "core/sync/tuning.h"

#include <algorithm>

namespace staffroom::sync {

using base::Error;
using base::ErrorCode;

Next Session::pushNext()
{
    if (m_hub)
        return relayPushNext();
    while (!m_toPush.empty()) {
        const auto scope = held(m_toPush.front());
        if (!scope)
            return fail(scope.error());
        if (auto earlier = pushEarlier(*scope))
            return *std::move(earlier);
        const auto pushed = m_pushedFrom.find(scope->scope);
        const bool standstill = pushed != m_pushedFrom.end() && pushed->second >= scope->acknowledged + 1;
        if (scope->acknowledged >= scope->lastOwn || standstill) {
            m_toPush.pop_front();
            continue;
        }
        const auto batches = m_store.outgoing(scope->scope, scope->acknowledged, m_requestBytes);
        if (!batches)
            return fail(batches.error());
        m_pushedFrom[scope->scope] = scope->acknowledged + 1;
        m_progress.toSend = std::max(m_progress.toSend, m_progress.sent + scope->lastOwn - scope->acknowledged);
        return send(Step::push, {"POST", "/v1/push", wrap(encodePush(*batches)), {}});
    }
    return pullNext();
}

/// First of all, as what comes after may be on top of it. Each batch goes up once in a session.
std::optional<Next> Session::pushEarlier(const HeldScope& scope)
{
    if (!scope.sendsEarlier || m_overtaken) // by what the server said it may not have them, which the hub hasn't heard
        return std::nullopt;
    const auto last = m_earlierPushed.find(scope.scope);
    if (last != m_earlierPushed.end() && last->second.second == 0)
        return std::nullopt; // the hub had them all
    const auto after = last == m_earlierPushed.end() ? std::nullopt : std::optional(last->second);
    const auto batches =
        m_store.outgoingEarlier(scope.scope, after, m_requestBytes, m_hub ? std::optional(m_hub->key) : std::nullopt);
    if (!batches)
        return fail(batches.error());
    if (batches->empty()) {
        m_earlierPushed.try_emplace(scope.scope); // the hub has all of them
        return std::nullopt;
    }
    const auto batch = decodeBatch(batches->back());
    if (!batch)
        return fail(batch.error());
    m_earlierPushed[scope.scope] = {batch->incarnation, batch->first};
    return send(Step::push, {"POST", "/v1/push", wrap(encodePush(*batches)), {}});
}

/// What was just taken is at the end of the scope's log; fetch up to it so that the cursor stands there.
void Session::aimAtEnd(const ScopeId& scope)
{
    const auto known =
        std::find_if(m_toPull.begin(), m_toPull.end(), [&](const Aim& aim) { return aim.scope == scope; });
    if (known != m_toPull.end())
        known->seq = 0;
    else
        m_toPull.push_back({scope, 0, false});
}

Next Session::takeVerdicts(BytesView body)
{
    const auto verdicts = decodeVerdicts(body, m_identity.serverKey);
    if (!verdicts)
        return passOver(verdicts.error());
    if (const auto noted = noteWord(); !noted)
        return notTaken(noted.error());
    for (const Verdict& verdict : *verdicts) {
        if (verdict.incarnation != m_identity.incarnation) {
            const auto known = m_store.takeEarlierVerdict(verdict);
            if (!known)
                return notTaken(known.error());
            if (!*known)
                return passOver({ErrorCode::malformed, "reading verdicts", "a verdict on another device"});
            if (!verdict.refused)
                aimAtEnd(verdict.scope);
            continue;
        }
        const auto before = held(verdict.scope);
        if (!before)
            return fail(before.error());
        if (const auto taken = m_store.takeVerdict(verdict); !taken)
            return notTaken(taken.error());
        m_progress.sent += std::max(verdict.through, before->acknowledged) - before->acknowledged;
        if (verdict.refused && *verdict.refused == ErrorCode::forked)
            return fail({ErrorCode::forked, "sending",
                         "another PC writes under this device's name in " + verdict.scope.text()});
        if (verdict.refused) {
            const Error refusal{*verdict.refused, "sending",
                                verdict.scope.text() + " from " + std::to_string(verdict.first)};
            if (before->roles == 0) // left before this was sent: the list of own work tells of it
                m_notes.push_back(refusal);
            else // the rest goes on, and the session's end tells of it: something waits that can't be sent
                tellAtEnd(refusal);
        } else if (before->roles != 0) {
            aimAtEnd(verdict.scope);
        }
    }
    return pushNext();
}

} // namespace staffroom::sync
