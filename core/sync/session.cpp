// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/session.h"

#include "core/sync/questions.h"
#include "core/sync/retry.h"

#include <algorithm>

namespace staffroom::sync {

using base::Error;
using base::ErrorCode;

Session::Session(ClientStore& store, const Identity& identity, const base::KeyPair& device, Bytes token,
                 std::optional<HubCertificate> hub)
    : m_store(store),
      m_identity(identity),
      m_device(device),
      m_token(std::move(token)),
      m_hub(std::move(hub)),
      m_requestBytes(tuning::requestMost)
{
}

Next Session::start()
{
    return m_token.empty() ? askForChallenge() : askForHeads();
}

Next Session::resume()
{
    return send(m_step, m_request);
}

Next Session::send(Step step, Request request)
{
    m_step = step;
    request.token = m_token;
    m_request = request;
    m_progress.bytesSent += request.body.size();
    ++m_progress.requests;
    return {Next::What::send, std::move(request), 0, {}, false};
}

Next Session::fail(Error error)
{
    return {Next::What::done, {}, 0, std::move(error), false};
}

void Session::tellAtEnd(const Error& error)
{
    m_notes.push_back(error);
    if (!m_toTell)
        m_toTell = error;
}

Next Session::passOver(const Error& error)
{
    tellAtEnd(error);
    if (m_step == Step::unconfirmed) {
        m_toLookAt.pop_front();
        return unconfirmedNext();
    }
    if (!m_toPush.empty()) { // pulling begins when nothing is left to push
        m_toPush.pop_front();
        return pushNext();
    }
    if (!m_toPull.empty())
        m_toPull.pop_front();
    m_rebase.reset();
    return pullNext();
}

Next Session::notTaken(const Error& error)
{
    const bool ofScope = !isStoresTrouble(error.code) && error.code != ErrorCode::forked;
    return ofScope ? passOver(error) : fail(error);
}

Next Session::answered(const Response& response)
{
    m_progress.bytesReceived += response.body.size();
    if (m_ahead && m_ahead->toAsk) // meanwhile() may not have ended
        return askForSegment(m_ahead->scope, *std::exchange(m_ahead->toAsk, std::nullopt), Step::segmentAhead);
    std::optional<Unpacked> unpacked = std::exchange(m_unpacked, std::nullopt);
    if (const auto taken = settleUntaken(); !taken)
        return notTaken(taken.error());
    if (m_step == Step::manifestAhead || m_step == Step::segmentAhead)
        return takeAhead(response, std::move(unpacked));
    if (mayComeLater(response)) {
        m_heard = m_heard || response.status != 0;
        const bool silence = !m_heard && response.error.code == ErrorCode::timedOut;
        const auto wait = pauseBefore(response, ++m_tries);
        if (!wait || (silence && m_tries > tuning::retriesInSilence))
            return fail(response.error);
        m_requestBytes = std::max(tuning::requestLeast, m_requestBytes / 2); // a cut costs less next time
        return {Next::What::wait, {}, *wait, {}, false};
    }
    m_tries = 0;
    m_heard = true;
    if (response.status >= 200 && response.status < 300) {
        if (response.tookMs > 0 && m_step == Step::push) {
            const std::size_t moved =
                m_request.body.size() * 1000 * tuning::requestSeconds / static_cast<std::size_t>(response.tookMs);
            m_requestBytes = std::clamp(moved, tuning::requestLeast, tuning::requestMost);
        }
        return takeAnswer(response, std::move(unpacked));
    }
    return refusedWith(response);
}

Next Session::refusedWith(const Response& response)
{
    const Error& error = response.error;
    // While authenticating too: where the answer was lost, the challenge is used up.
    if (response.status == 401 && m_step >= Step::authenticate && ++m_authentications <= 2) {
        m_token.clear();
        m_pushedFrom.clear(); // what the old session had not been heard of
        m_earlierPushed.clear();
        return askForChallenge();
    }
    const bool pulling = m_step >= Step::pull && m_step <= Step::trial;
    if (pulling && !m_toPull.empty()) {
        if (response.status == 412 && m_step == Step::pull && m_overtaken)
            return passOver(olderThanHere());
        if ((response.status == 410 || response.status == 412) && m_step == Step::pull &&
            m_otherHistory.emplace(m_toPull.front().scope, response.status == 412).second) {
            m_toPull.front().snapshot = true; // the cursor is too old for pages, or of another history
            return pullNext();
        }
        if (response.status == 404 && m_step == Step::segment && ++m_rounds <= 3)
            return askForManifest(m_toPull.front().scope);
        if (response.status == 412 && m_step != Step::pull && ++m_rounds <= 3)
            return askForHeads();
        if (response.status == 403) { // a right went away between heads and now; the next heads say so
            m_notes.push_back(error);
            m_toPull.pop_front();
            m_rebase.reset();
            return pullNext();
        }
    }
    if (m_step == Step::push && response.status == 413 && m_requestBytes > tuning::requestLeast) {
        m_requestBytes = std::max(tuning::requestLeast, m_requestBytes / 2);
        m_pushedFrom.erase(m_toPush.front());
        m_earlierPushed.erase(m_toPush.front());
        return pushNext();
    }
    if (m_step == Step::push && response.status == 507) { // takes nothing from anybody; what it has can still be read
        tellAtEnd(error);
        m_toPush.clear();
        return pullNext();
    }
    const bool ofScope = (m_step == Step::unconfirmed || (pulling && !m_toPull.empty()) ||
                          (m_step == Step::push && !m_toPush.empty())) &&
                         response.status != 401 && response.status != 426 && response.status != 502 &&
                         response.status != 504 && error.code != ErrorCode::revoked;
    return ofScope ? passOver(error) : fail(error);
}

Next Session::takeAnswer(const Response& response, std::optional<Unpacked> unpacked)
{
    if (m_step == Step::segment)
        return takeSegment(unpacked ? *std::move(unpacked) : unpack(response.body, m_askedIn, m_asked));
    const auto body = unwrap(response.body);
    if (!body)
        return m_step >= Step::push ? passOver(body.error()) : fail(body.error());
    switch (m_step) {
    case Step::challenge:
        return takeChallenge(*body);
    case Step::authenticate:
        return takeToken(*body);
    case Step::heads:
        m_headsTookMs = response.tookMs;
        return takeHeadsAnswer(*body);
    case Step::verdicts:
        return takeRelayedVerdicts(*body);
    case Step::push:
        return m_hub ? takeReceipts(*body) : takeVerdicts(*body);
    case Step::pull:
        return takePage(*body);
    case Step::manifest:
        return takeManifest(*body);
    case Step::trial:
        return takeTrialPage(*body);
    case Step::unconfirmed:
        return takeUnconfirmed(*body);
    case Step::segment:
    case Step::manifestAhead:
    case Step::segmentAhead:
        break;
    }
    return fail({ErrorCode::internal, "syncing", "an answer without a question"});
}

Next Session::askForChallenge()
{
    return send(Step::challenge, challengeQuestion(m_identity.incarnation));
}

Next Session::takeChallenge(BytesView body)
{
    const auto answer = decodeSessionAnswer(body);
    if (!answer)
        return fail(answer.error());
    m_challenge = answer->challenge;
    if (m_challenge.size() != 32)
        return fail({ErrorCode::malformed, "signing in", "no challenge"});
    m_hub.reset();
    if (!answer->hub.empty())
        if (const auto met = meetHub(answer->hub); !met)
            return fail(met.error());
    if (!base::verifies(answer->signature, timeClaim(m_challenge, answer->serverMs),
                        m_hub ? m_hub->key : m_identity.serverKey))
        return fail({ErrorCode::otherServer, "signing in",
                     "it is not server " + m_identity.server.text() + ", where this PC was enrolled"});
    const StoreId there = m_hub ? storeOfHub(m_hub->key) : m_identity.server;
    return send(Step::authenticate, proof(m_identity.incarnation, there, m_challenge, m_device));
}

Next Session::takeToken(BytesView body)
{
    const auto answer = decodeSessionAnswer(body);
    if (!answer)
        return fail(answer.error());
    if (!base::verifies(answer->signature, timeClaim(m_challenge, answer->serverMs),
                        m_hub ? m_hub->key : m_identity.serverKey))
        return fail({ErrorCode::badSignature, "signing in", "this is not the server that this PC was enrolled at"});
    m_token = answer->token;
    (m_hub ? m_relayedMs : m_serverMs) = answer->serverMs;
    return askForHeads();
}

Next Session::askForHeads()
{
    m_toPush.clear();
    m_toPull.clear();
    m_rebase.reset();
    m_ahead.reset();
    m_overtaken = false;
    const auto scopes = m_store.scopes();
    if (!scopes)
        return fail(scopes.error());
    Heads held;
    for (const HeldScope& scope : *scopes) {
        held.epoch = std::max(held.epoch, scope.cursor.epoch);
        if (scope.roles != 0)
            held.heads.push_back({scope.scope, scope.roles, scope.cursor.seq, scope.cursor.chain, scope.acknowledged,
                                  scope.acknowledgedBatch});
        if (scope.rebasing)
            held.heads.push_back({}); // half a snapshot is never level
        if (scope.hasToSend() || scope.sendsEarlier)
            m_toPush.push_back(scope.scope);
    }
    std::sort(held.heads.begin(), held.heads.end(), [](const Head& a, const Head& b) { return a.scope < b.scope; });
    m_fingerprint = fingerprint(held);
    return send(Step::heads, {"POST", "/v1/heads", wrap(encodeHeadsRequest(m_fingerprint)), {}});
}

Next Session::takeHeadsAnswer(BytesView body)
{
    if (m_hub)
        return takeRelayHeads(body);
    const auto answer = decodeHeadsAnswer(body);
    if (!answer)
        return fail(answer.error());
    if (!base::verifies(answer->signature, headsClaim(*answer, m_identity.incarnation, m_fingerprint),
                        m_identity.serverKey)) {
        m_token.clear(); // it may be another device's, put in place of ours on the way: the next session asks anew
        return fail({ErrorCode::badSignature, "comparing with the server", "heads that the server did not sign"});
    }
    m_serverMs = answer->serverMs;
    if (answer->heads) {
        if (const auto taken = m_store.takeHeads(*answer->heads); !taken)
            return fail(taken.error());
        if (const auto compared = compare(*answer->heads); !compared)
            return fail(compared.error());
    } else if (const auto noted = m_store.takeLevel(answer->serverMs); !noted) {
        return fail(noted.error());
    }
    return pushNext();
}

/// Whether what the server holds under this device's name was made here.
Result<void> Session::checkOwn(const HeldScope& scope, const Head& head, std::string_view doing)
{
    const auto ours = head.through == scope.acknowledged ? Result<Hash>(scope.acknowledgedBatch)
                                                         : m_store.ownBatch(scope.scope, head.through);
    if (!ours)
        return ours.error();
    if (*ours == head.lastBatch)
        return {};
    return Error{ErrorCode::forked, std::string(doing),
                 "the server holds " + std::to_string(head.through) + " changes of this device in " +
                     scope.scope.text() + " that are not those of this PC, which made " +
                     std::to_string(scope.lastOwn)};
}

/// Finds out, scope by scope, what has to go up and come down, and whether both sides still tell the same story.
Result<void> Session::compare(const Heads& heads)
{
    const auto scopes = m_store.scopes();
    if (!scopes)
        return scopes.error();
    m_toPush.clear();
    for (const HeldScope& scope : *scopes) {
        const auto head = std::find_if(heads.heads.begin(), heads.heads.end(),
                                       [&](const Head& some) { return some.scope == scope.scope; });
        if (head == heads.heads.end())
            continue; // just left: takeHeads has seen to it
        STAFFROOM_TRY(checkOwn(scope, *head, "comparing with the server"));
        const Cursor& cursor = scope.cursor;
        const bool level = cursor.epoch == heads.epoch && cursor.seq == head->seq && cursor.chain == head->chain;
        const bool lost = head->through < scope.acknowledged; // by the server: it was restored
        const bool otherHistory = cursor.seq != 0 && !level && (cursor.epoch != heads.epoch || cursor.seq >= head->seq);
        if (lost || (otherHistory && !scope.doubted()))
            STAFFROOM_TRY(m_store.takeBack(scope.scope, std::min(head->through, scope.acknowledged)));
        // Where the server has more than this PC knows of, a verdict was lost on its way: sent again, it comes again.
        if (scope.lastOwn > std::min(head->through, scope.acknowledged) || lost || otherHistory || scope.sendsEarlier)
            m_toPush.push_back(scope.scope);
        if (level && !scope.rebasing && !lost)
            continue;
        const bool anew = lost || otherHistory || scope.doubted() || scope.rebasing;
        // Pages leave out what the reader wrote. Who starts anew in a scope left before has only a snapshot for it.
        const bool fresh = cursor.seq == 0 && (head->seq > tuning::snapshotAfter || head->through > 0);
        m_toPull.push_back({scope.scope, head->seq, anew || fresh});
        m_progress.toReceive += head->seq - (anew ? 0 : std::min(cursor.seq, head->seq));
    }
    const auto lane = [](const ScopeId& a, const ScopeId& b) {
        return std::pair(laneOf(a.type()), a) < std::pair(laneOf(b.type()), b);
    };
    std::sort(m_toPush.begin(), m_toPush.end(), lane);
    std::sort(m_toPull.begin(), m_toPull.end(), [&](const Aim& a, const Aim& b) { return lane(a.scope, b.scope); });
    return {};
}

Result<HeldScope> Session::held(const ScopeId& scope)
{
    const auto scopes = m_store.scopes();
    if (!scopes)
        return scopes.error();
    for (const HeldScope& some : *scopes)
        if (some.scope == scope)
            return some;
    return Error{ErrorCode::notFound, "syncing", scope.text()};
}

Result<void> Session::noteWord()
{
    return m_hub ? Result<void>() : m_store.noteWord(m_headsTookMs);
}

} // namespace staffroom::sync
