// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/relay_session.h"

#include "core/sync/questions.h"
#include "core/sync/retry.h"

#include <algorithm>

namespace staffroom::sync {

using base::Error;
using base::ErrorCode;

RelaySession::RelaySession(RelayStore& store, const Session::Identity& identity, const base::KeyPair& hub, Bytes token,
                           base::Random& random)
    : m_store(store),
      m_identity(identity),
      m_hub(hub),
      m_random(random),
      m_token(std::move(token)),
      m_requestBytes(tuning::requestMost)
{
}

Next RelaySession::start()
{
    return m_token.empty() ? askForChallenge() : pushNext();
}

Next RelaySession::resume()
{
    return send(m_step, m_request);
}

Next RelaySession::send(Step step, Request request)
{
    m_step = step;
    request.token = m_token;
    m_request = request;
    m_progress.bytesSent += request.body.size();
    ++m_progress.requests;
    return {Next::What::send, std::move(request), 0, {}, false};
}

Next RelaySession::fail(Error error)
{
    return {Next::What::done, {}, 0, std::move(error), false};
}

Next RelaySession::passOver(const Error& error)
{
    m_notes.push_back(error);
    if (!m_toTell)
        m_toTell = error;
    if (m_step < Step::pull)
        return fail(error); // without grants and verdicts nothing that comes behind them is understood
    m_toPull.pop_front();
    m_manifests = 0;
    return pullNext();
}

Next RelaySession::notTaken(const Error& error)
{
    return isStoresTrouble(error.code) ? fail(error) : passOver(error);
}

Next RelaySession::answered(const Response& response)
{
    m_progress.bytesReceived += response.body.size();
    if (mayComeLater(response)) {
        const auto wait = pauseBefore(response, ++m_tries);
        if (!wait)
            return fail(response.error);
        m_requestBytes = std::max(tuning::requestLeast, m_requestBytes / 2);
        return {Next::What::wait, {}, *wait, {}, false};
    }
    m_tries = 0;
    if (response.status < 200 || response.status >= 300)
        return refusedWith(response);
    if (m_step == Step::segment)
        return takeSegment(response.body);
    const auto body = unwrap(response.body);
    if (!body)
        return passOver(body.error());
    switch (m_step) {
    case Step::challenge:
        return takeChallenge(*body);
    case Step::authenticate:
        return takeToken(*body);
    case Step::push:
    case Step::verdicts:
        return takeVerdicts(*body);
    case Step::grants:
        return takeGrants(*body);
    case Step::pull:
        return takePage(*body);
    case Step::manifest:
        return takeManifest(*body);
    case Step::segment:
        break;
    }
    return fail({ErrorCode::internal, "relaying", "an answer without a question"});
}

Next RelaySession::refusedWith(const Response& response)
{
    const Error& error = response.error;
    if (response.status == 401 && m_step >= Step::authenticate && ++m_authentications <= 2) {
        m_token.clear();
        return askForChallenge();
    }
    if (m_step == Step::push && response.status == 413 && m_requestBytes > tuning::requestLeast) {
        m_requestBytes = std::max(tuning::requestLeast, m_requestBytes / 2);
        return pushNext();
    }
    if (m_step == Step::push && response.status == 507) { // takes nothing from anybody; what it has can still be read
        m_toTell = error;
        m_notes.push_back(error);
        return askForGrants({});
    }
    if (m_step < Step::pull || response.status == 401 || error.code == ErrorCode::revoked)
        return fail(error);
    if ((response.status == 410 || response.status == 412) && m_step == Step::pull &&
        m_anew.insert(m_toPull.front().scope).second) {
        m_toPull.front().otherHistory = true;
        return pullNext();
    }
    if (response.status == 404 && m_step == Step::segment && ++m_manifests <= 3)
        return send(Step::manifest,
                    {"GET", "/v1/relay/snapshot/" + base::toHex(m_toPull.front().scope.view()), {}, {}});
    return passOver(error);
}

Next RelaySession::askForChallenge()
{
    return send(Step::challenge, challengeQuestion(m_identity.incarnation));
}

Next RelaySession::takeChallenge(BytesView body)
{
    const auto answer = decodeSessionAnswer(body);
    if (!answer)
        return fail(answer.error());
    m_challenge = answer->challenge;
    if (m_challenge.size() != 32 || !answer->hub.empty())
        return fail({ErrorCode::malformed, "signing in", "this is not the server"});
    if (!base::verifies(answer->signature, timeClaim(m_challenge, answer->serverMs), m_identity.serverKey))
        return fail({ErrorCode::otherServer, "signing in", "this is not the server that this hub was made for"});
    return send(Step::authenticate, proof(m_identity.incarnation, m_identity.server, m_challenge, m_hub));
}

Next RelaySession::takeToken(BytesView body)
{
    const auto answer = decodeSessionAnswer(body);
    if (!answer)
        return fail(answer.error());
    if (!base::verifies(answer->signature, timeClaim(m_challenge, answer->serverMs), m_identity.serverKey))
        return fail({ErrorCode::badSignature, "signing in", "this is not the server that this hub was made for"});
    m_token = answer->token;
    m_serverMs = answer->serverMs;
    return pushNext();
}

Next RelaySession::pushNext()
{
    auto batches = m_store.waiting(m_requestBytes);
    if (!batches)
        return fail(batches.error());
    if (batches->empty() || *batches == m_pushed) // the same again: the server left them without a word
        return askForGrants({});
    m_pushed = *std::move(batches);
    return send(Step::push, {"POST", "/v1/relay/push", wrap(encodePush(m_pushed)), {}});
}

Next RelaySession::takeVerdicts(BytesView body)
{
    const auto verdicts = splitVerdicts(body, m_identity.serverKey);
    if (!verdicts)
        return fail(verdicts.error());
    if (const auto taken = m_store.takeVerdicts(*verdicts); !taken)
        return notTaken(taken.error());
    for (const auto& [verdict, signedBytes] : *verdicts) {
        ++m_progress.sent;
        m_moved.push_back(verdict.scope);
    }
    return m_step == Step::push ? pushNext() : askForVerdicts();
}

Next RelaySession::askForGrants(const IncarnationId& after)
{
    auto prints = m_store.grantPrints();
    if (!prints)
        return fail(prints.error());
    m_after = after;
    m_question = m_random.bytes(16);
    return send(Step::grants,
                {"POST", "/v1/relay/grants", wrap(encode(GrantsRequest{after, *std::move(prints), m_question})), {}});
}

Next RelaySession::takeGrants(BytesView body)
{
    const auto answer = decodeGrantsAnswer(body);
    if (!answer)
        return fail(answer.error());
    if (!base::verifies(answer->signature, grantsClaim(*answer, m_identity.incarnation, m_question),
                        m_identity.serverKey)) {
        m_token.clear(); // it may be another hub's, put in place of ours on the way: the next session asks anew
        return fail({ErrorCode::badSignature, "taking grants in", "the server did not sign them for this question"});
    }
    if (const auto taken = m_store.takeGrants(m_after, *answer); !taken)
        return fail(taken.error());
    m_serverMs = answer->serverMs;
    if (answer->more && !answer->devices.empty() && m_after < answer->devices.back().device)
        return askForGrants(answer->devices.back().device);
    m_askedFor.clear();
    return askForVerdicts();
}

Next RelaySession::askForVerdicts()
{
    auto questions = m_store.missingVerdicts();
    if (!questions)
        return fail(questions.error());
    const auto same = [](const VerdictQuestion& a, const VerdictQuestion& b) {
        return a.device == b.device && a.scope == b.scope && a.from == b.from;
    };
    if (questions->empty() || std::equal(questions->begin(), questions->end(), m_askedFor.begin(), m_askedFor.end(),
                                         same)) // the server has no more of them
        return pullFirst();
    m_askedFor = *std::move(questions);
    return send(Step::verdicts,
                {"POST", "/v1/relay/verdicts", wrap(encode(std::span<const VerdictQuestion>(m_askedFor))), {}});
}

Next RelaySession::pullFirst()
{
    const auto behind = m_store.behind();
    if (!behind)
        return fail(behind.error());
    m_toPull.assign(behind->begin(), behind->end());
    m_step = Step::pull;
    return pullNext();
}

Next RelaySession::pullNext()
{
    while (!m_toPull.empty()) {
        RelayScope& scope = m_toPull.front();
        if (scope.otherHistory) {
            if (const auto dropped = m_store.startAnew(scope.scope); !dropped)
                return notTaken(dropped.error());
            scope.otherHistory = false;
            scope.cursor = {};
            scope.wantsSnapshot = scope.seq > 0;
        }
        if (scope.wantsSnapshot)
            return snapshotNext();
        if (scope.cursor.epoch == scope.epoch && scope.cursor.seq >= scope.seq) {
            m_toPull.pop_front();
            continue;
        }
        return send(Step::pull, pageQuestion("/v1/relay/pull/", scope.scope, scope.cursor, m_requestBytes));
    }
    return {Next::What::done, {}, 0, m_toTell, true};
}

Next RelaySession::takePage(BytesView body)
{
    const auto page = decodePage(body, m_identity.serverKey);
    if (!page)
        return passOver(page.error());
    RelayScope& scope = m_toPull.front();
    if (scope.cursor.seq == 0)
        scope.cursor.epoch = page->epoch;
    if (const auto fits = checkPlace(*page, scope.scope, scope.cursor); !fits)
        return passOver(fits.error());
    if (page->entries.empty()) {
        m_toPull.pop_front();
        return pullNext();
    }
    if (const auto taken = m_store.takePage(*page); !taken)
        return notTaken(taken.error());
    m_progress.received += page->to - page->from;
    m_moved.push_back(page->scope);
    scope.cursor.seq = page->to;
    scope.cursor.chain = page->after;
    return pullNext();
}

Next RelaySession::snapshotNext()
{
    RelayScope& aim = m_toPull.front();
    const auto manifest = m_store.fetching(aim.scope);
    if (!manifest)
        return notTaken(manifest.error());
    const std::string path = "/v1/relay/snapshot/" + base::toHex(aim.scope.view());
    if (!*manifest)
        return send(Step::manifest, {"GET", path, {}, {}});
    if (const auto segment = m_store.missingSegment(**manifest))
        return send(Step::segment, {"GET", path + '/' + segment->hash.hex(), {}, {}});
    if (const auto finished = m_store.finishSnapshot(**manifest); !finished)
        return notTaken(finished.error());
    aim.wantsSnapshot = false;
    m_manifests = 0;
    if (aim.cursor.epoch != (*manifest)->epoch || aim.cursor.seq < (*manifest)->seq)
        aim.cursor = {m_identity.server, (*manifest)->epoch, (*manifest)->seq, (*manifest)->chain};
    return pullNext(); // what came after the snapshot
}

Next RelaySession::takeManifest(BytesView body)
{
    const auto manifest = decodeManifest(body, m_identity.serverKey);
    if (!manifest)
        return passOver(manifest.error());
    if (manifest->scope != m_toPull.front().scope)
        return passOver({ErrorCode::scopeMismatch, "fetching a snapshot", manifest->scope.text()});
    if (const auto begun = m_store.beginSnapshot(*manifest, body); !begun)
        return notTaken(begun.error());
    return snapshotNext();
}

Next RelaySession::takeSegment(BytesView compressed)
{
    const auto manifest = m_store.fetching(m_toPull.front().scope);
    if (!manifest)
        return notTaken(manifest.error());
    const auto info = *manifest ? m_store.missingSegment(**manifest) : std::nullopt;
    if (!info)
        return passOver({ErrorCode::internal, "fetching a snapshot", "a segment that nobody asked for"});
    if (const auto opened = openSegment(compressed, *info); !opened)
        return passOver(opened.error());
    if (const auto kept = m_store.keepSegment(*info, compressed); !kept)
        return notTaken(kept.error());
    m_progress.received += info->records;
    return snapshotNext();
}

} // namespace staffroom::sync
