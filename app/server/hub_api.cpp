// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/server/hub_api.h"

#include "app/server/parameters.h"
#include "app/server/sessions.h"
#include "core/sync/tuning.h"

#include <algorithm>

namespace staffroom::server {

using base::Error;
using base::ErrorCode;
using domain::ScopeId;

namespace {

constexpr std::size_t mostStrangers = 1'000;
/// After that the server is asked again about a device that it didn't name.
constexpr std::int64_t denialMs = 5'000;
/// Anybody on the school's network can make devices up: the server is asked about them this often.
constexpr std::int64_t strangerEveryMs = 10'000;

Response later(int seconds, std::string_view why)
{
    Response response = problem(503, ErrorCode::serverBusy, why);
    response.headers.emplace_back("Retry-After", std::to_string(seconds));
    return response;
}

} // namespace

HubApi::HubApi(storage::HubStore& store, Upstream& upstream, Poke& poke, const base::Clock& clock, base::Random& random,
               base::Log& log)
    : m_store(store),
      m_upstream(upstream),
      m_poke(poke),
      m_clock(clock),
      m_log(log),
      m_key(store.setup().key),
      m_tokens(m_key.seed(), clock, random)
{
}

BodyPlan HubApi::plan(const Request& head) const
{
    if (head.path == "/v1/push")
        return {sync::tuning::messageBytes, false};
    return {64 * 1024, false};
}

Handler::Upload HubApi::openUpload(const Request&)
{
    return problem(404, ErrorCode::notFound, "packages are published at the server");
}

Response HubApi::handle(const Request& request)
{
    const std::string& path = request.path;
    const bool post = request.method == "POST";
    if (post && (path == "/v1/enrol" || path == "/v1/incarnation"))
        return passOn(request);
    if (post && path == "/v1/session")
        return session(request);
    const auto member = authenticate(request);
    if (!member)
        return problem(member.error());
    if (post && path == "/v1/heads")
        return heads(*member, request);
    if (post && path == "/v1/push")
        return push(*member, request);
    if (post && path == "/v1/verdicts")
        return verdicts(*member, request);
    if (request.method == "GET" && path == "/v1/poke")
        return poke(*member);
    for (const std::string_view kind : {"pull", "snapshot", "unconfirmed"})
        if (const auto rest = after(path, "/v1/" + std::string(kind) + '/'); rest && post == (kind == "unconfirmed"))
            return scoped(*member, request, kind, *rest);
    return problem(404, ErrorCode::notFound, "a hub has nothing at this address");
}

base::Result<HubApi::Member> HubApi::authenticate(const Request& request)
{
    const Error denied{ErrorCode::unauthenticated, "checking who asks", {}};
    const auto incarnation = askingDevice(request, m_tokens);
    const auto member = incarnation ? m_store.member(*incarnation) : std::nullopt;
    return member ? base::Result<Member>(*member) : denied;
}

Response HubApi::passOn(const Request& request)
{
    const auto asked = m_upstream.ask({"POST", request.path, request.body, {}});
    if (!asked)
        return later(5, "another PC of this school is signing in for the first time");
    const sync::Response& answer = *asked;
    if (answer.status == 0)
        return problem(503, ErrorCode::hostUnreachable, "this needs the server once, and the hub can't reach it now");
    if (answer.status != 200) {
        Response response = problem(answer.status, answer.error.code, "the server said so");
        if (answer.retryAfterMs > 0)
            response.headers.emplace_back("Retry-After", std::to_string((answer.retryAfterMs + 999) / 1000));
        return response;
    }
    {
        const std::lock_guard lock(m_strangersMutex); // the server knows it, and it comes next
        m_strangerWoke.reset();
    }
    m_upstream.wake();
    Response response = message({});
    response.body = answer.body;
    return response;
}

bool HubApi::wakeForStranger()
{
    const std::int64_t now = m_clock.monotonicMs();
    if (m_strangerWoke && now - *m_strangerWoke < strangerEveryMs)
        return false;
    m_strangerWoke = now;
    m_upstream.wake();
    return true;
}

Response HubApi::unknown(const base::IncarnationId& device)
{
    const Upstream::Exchanges exchanges = m_upstream.exchanges();
    const std::lock_guard lock(m_strangersMutex);
    if (m_strangers.size() >= mostStrangers)
        m_strangers.clear(); // someone is making devices up: forget rather than grow
    Stranger& stranger = m_strangers.try_emplace(device, Stranger{exchanges.begun, 0}).first->second;
    if (stranger.deniedAt != 0 && m_clock.monotonicMs() - stranger.deniedAt > denialMs)
        stranger = {exchanges.begun, 0};
    const bool asked = exchanges.lastGood > stranger.since;
    // A session asks five times more: by the last one it may wake, if no exchange came by itself.
    if (!asked && (exchanges.linked || exchanges.begun == 0))
        return later(wakeForStranger() ? 1 : 3, "the hub is asking the server about this device");
    if (stranger.deniedAt == 0)
        stranger.deniedAt = std::max<std::int64_t>(1, m_clock.monotonicMs());
    return problem(401, ErrorCode::unauthenticated, "this device belongs to no member of this hub");
}

Response HubApi::session(const Request& request)
{
    const auto claim = sessionRequest(request);
    if (!claim)
        return problem(claim.error());
    const auto certificate = m_store.certificate();
    if (!certificate) {
        m_upstream.wake();
        return later(2, "this hub hasn't met its server yet");
    }
    if (claim->challenge.empty())
        return challengeAnswer(m_tokens, claim->incarnation, m_store.serverMs(), m_key, *certificate);
    const auto member = m_store.member(claim->incarnation);
    if (!member && !m_tokens.isFresh(claim->challenge, claim->incarnation))
        return problem(401, ErrorCode::unauthenticated, "its answer came too late");
    if (!member)
        return unknown(claim->incarnation);
    if (!isProven(*claim, m_tokens, sync::storeOfHub(m_key.publicKey()), member->device.key))
        return problem(401, ErrorCode::unauthenticated, "not this device's key, or its answer came too late");
    return tokenAnswer(m_tokens, *claim, m_store.serverMs(), m_key);
}

Response HubApi::heads(const Member& member, const Request& request)
{
    const auto body = sync::unwrap(request.body);
    const auto question = body ? sync::decodeHeadsRequest(*body) : base::Result<base::Bytes>(body.error());
    if (!question)
        return problem(question.error());
    auto heads = m_store.heads(member);
    if (!heads)
        return problem(heads.error());
    return message(
        sync::encode(sync::RelayHeads{member.grant, *std::move(heads)}, member.device.incarnation(), *question, m_key));
}

Response HubApi::push(const Member& member, const Request& request)
{
    const auto body = sync::unwrap(request.body);
    const auto batches = body ? sync::decodePush(*body) : base::Result<std::vector<base::BytesView>>(body.error());
    if (!batches)
        return problem(batches.error());
    std::vector<sync::Receipt> receipts;
    for (const base::BytesView encoded : *batches) {
        const auto batch = sync::decodeBatch(encoded);
        if (!batch)
            return problem(422, batch.error().code, "a batch that can't be read");
        // A PC brings again what it sent under earlier names.
        const auto writer = m_store.member(batch->incarnation);
        const bool isTheirs = writer && writer->device.person == member.device.person;
        const auto receipt = m_store.take(*batch, encoded, isTheirs ? *writer : member);
        if (!receipt)
            return problem(receipt.error());
        if (receipt->refused)
            m_log.warning("batch refused", {{"why", base::errorName(*receipt->refused)},
                                            {"incarnation", std::string_view(batch->incarnation.text())}});
        else
            m_poke.publish(base::toHex(batch->scope.view()));
        receipts.push_back(*receipt);
    }
    m_upstream.wake();
    return message(sync::encodeReceipts(receipts, m_key));
}

Response HubApi::verdicts(const Member& member, const Request& request)
{
    const auto body = sync::unwrap(request.body);
    const auto questions =
        body ? sync::decodeVerdictQuestions(*body) : base::Result<std::vector<sync::VerdictQuestion>>(body.error());
    if (!questions)
        return problem(questions.error());
    const auto verdicts = m_store.verdicts(member, *questions);
    if (!verdicts)
        return problem(verdicts.error());
    const auto missing = m_store.missingVerdicts();
    if (!missing)
        return problem(missing.error());
    // Where it took another hub's place: until the word is here, its author's PC takes nothing of that log.
    if (!missing->empty())
        m_upstream.wake();
    return message(sync::joinVerdicts(*verdicts));
}

Response HubApi::scoped(const Member& member, const Request& request, std::string_view kind, std::string_view rest)
{
    const std::size_t slash = std::min(rest.find('/'), rest.size());
    const auto scope = ScopeId::fromBytes(base::fromHex(rest.substr(0, slash)));
    if (!scope)
        return problem({ErrorCode::malformed, "finding a scope", "no such scope"});
    if (member.roles(*scope) == 0)
        return problem({ErrorCode::forbidden, "reading a scope", scope->text()});
    if (kind == "unconfirmed")
        return unconfirmed(member, *scope, request);
    return kind == "pull" ? pull(member, *scope, request) : snapshot(*scope, rest.substr(slash));
}

Response HubApi::unconfirmed(const Member& member, const ScopeId& scope, const Request& request)
{
    const auto body = sync::unwrap(request.body);
    if (!body)
        return problem(body.error());
    const auto held = sync::decodeUnconfirmedQuestion(*body);
    if (!held)
        return problem(held.error());
    const auto found = m_store.unconfirmed(scope, member.device.incarnation(), *held);
    return found ? message(sync::encode(*found)) : problem(found.error());
}

Response HubApi::pull(const Member& member, const ScopeId& scope, const Request& request)
{
    const auto question = pageQuestion(request);
    if (!question)
        return problem(question.error());
    const sync::Cursor& from = question->from;
    auto run = m_store.log(scope, from.epoch, from.seq, from.chain, question->bytes);
    if (!run)
        return problem(run.error());
    const auto entries = sync::entriesFor(member.device.incarnation(), std::move(run->entries));
    if (!entries)
        return problem(entries.error());
    const std::vector<base::BytesView> views(entries->begin(), entries->end());
    return message(sync::encodePage(run->page, views, run->place));
}

Response HubApi::snapshot(const ScopeId& scope, std::string_view segmentHex)
{
    if (segmentHex.empty()) {
        const auto manifest = m_store.snapshot(scope);
        if (!manifest)
            return problem(manifest.error());
        if (!manifest->empty())
            return message(*manifest);
        m_upstream.wake();
        // Not a wait of the whole session: the other scopes go on, and the next one finds it here.
        return problem(404, ErrorCode::serverBusy, "the hub fetches this snapshot when it reaches the server");
    }
    const auto hash = hashOf(segmentHex.substr(1));
    return segmentAnswer(hash ? m_store.segment(scope, *hash) : std::nullopt);
}

Response HubApi::poke(const Member& member)
{
    return subscription(member.device.incarnation(), member.heads);
}

void endLostStreams(storage::HubStore& store, Poke& poke)
{
    for (const base::IncarnationId& device : store.takeLosses())
        poke.end(device.text());
}

} // namespace staffroom::server
