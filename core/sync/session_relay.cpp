// SPDX-License-Identifier: GPL-3.0-or-later
// A session with a school's hub in place of the server: what the hub says settles nothing, what it carries from the
// server counts as if it came from there.
#include "core/sync/questions.h"
#include "core/sync/tuning.h"

#include <algorithm>

namespace staffroom::sync {

using base::Error;
using base::ErrorCode;

Result<void> Session::meetHub(BytesView certificate)
{
    const auto hub = decodeHubCertificate(certificate, m_identity.server, m_identity.serverKey);
    if (!hub)
        return hub.error();
    m_hub = *hub;
    return {};
}

Next Session::takeRelayHeads(BytesView body)
{
    constexpr std::string_view doing = "comparing with the hub";
    const auto answer = decodeRelayHeads(body, m_identity.incarnation, m_fingerprint, m_hub->key);
    if (!answer) {
        m_token.clear(); // as with the server's heads
        return fail(answer.error());
    }
    const auto grant = decodeGrant(answer->grant, m_identity.incarnation, m_identity.serverKey, 0);
    if (!grant)
        return fail(grant.error());
    const auto since = m_store.headsMs();
    if (!since)
        return fail(since.error());
    const bool newer = grant->serverMs > *since;
    m_overtaken = grant->serverMs < *since;
    if (newer) {
        if (const auto taken = m_store.takeHeads(*grant); !taken)
            return fail(taken.error());
    } else if (m_overtaken) {
        m_notes.push_back({ErrorCode::replayed, std::string(doing), "rights older than those held here"});
    }
    m_asOf = std::max(grant->serverMs, *since);
    takeRelayedTime(grant->serverMs);
    if (const auto compared = compareRelay(*answer, *grant, newer); !compared)
        return fail(compared.error());
    return verdictsNext();
}

/// The hub's clock is believed as far as a signed time of the server and the longest a device may be away allow.
void Session::takeRelayedTime(std::int64_t signedMs)
{
    m_serverMs = m_relayedMs >= signedMs && m_relayedMs <= signedMs + tuning::leaseMs ? m_relayedMs : 0;
}

/// What of this device's work the hub holds. A hub that holds something else under this device's name, or more than
/// was made, gets all again that the server hasn't judged.
Result<std::uint64_t> Session::heldAtHub(const HeldScope& scope, const RelayHead& head)
{
    const auto fits = m_store.takeReceipt(m_hub->key, scope.scope, head.held, head.heldBatch);
    if (!fits)
        return fits.error();
    if (*fits)
        return head.held;
    m_notes.push_back({ErrorCode::forked, "comparing with the hub",
                       "it holds other changes under this PC's name in " + scope.scope.text()});
    return scope.acknowledged;
}

/// newer: than all that the server was heard to say so far, so that less than it acknowledged means lost.
Result<void> Session::compareRelay(const RelayHeads& relay, const Heads& grant, bool newer)
{
    const auto scopes = m_store.scopes();
    if (!scopes)
        return scopes.error();
    m_toPush.clear();
    m_toJudge.clear();
    m_toLookAt.clear();
    for (HeldScope scope : *scopes) {
        const auto is = [&](const auto& some) { return some.scope == scope.scope; };
        const auto granted = std::find_if(grant.heads.begin(), grant.heads.end(), is);
        const auto head = std::find_if(relay.heads.begin(), relay.heads.end(), is);
        if (scope.roles == 0 && scope.hasToSend()) // left: the hub may have the word on what had gone up
            m_toJudge.push_back({m_identity.incarnation, scope.scope, scope.acknowledged + 1});
        if (scope.roles == 0 || granted == grant.heads.end() || head == relay.heads.end())
            continue;
        STAFFROOM_TRY(checkOwn(scope, *granted, "comparing with the hub"));
        const Cursor& cursor = scope.cursor;
        const bool putBack = granted->seq < cursor.seq ||
                             (cursor.seq != 0 && granted->seq == cursor.seq && granted->chain != cursor.chain);
        const bool lost = newer && ((putBack && !scope.doubted()) || granted->through < scope.acknowledged);
        if (lost) {
            scope.acknowledged = std::min(granted->through, scope.acknowledged);
            STAFFROOM_TRY(m_store.takeBack(scope.scope, scope.acknowledged));
        }
        const auto held = heldAtHub(scope, *head);
        if (!held)
            return held.error();
        m_heldAtHub[scope.scope] = *held;
        if (scope.lastOwn > std::max(*held, scope.acknowledged) || lost || scope.sendsEarlier)
            m_toPush.push_back(scope.scope);
        const bool over = m_overtaken && scope.doubted(); // what the hub says of it is from before the doubt
        if (scope.sendsEarlier && !m_overtaken)
            STAFFROOM_TRY(askOfEarlier(scope.scope));
        if (!over && std::max({head->judged, granted->through, head->refused}) > scope.acknowledged)
            m_toJudge.push_back({m_identity.incarnation, scope.scope, scope.acknowledged + 1});
        if (over)
            m_notes.push_back(olderThanHere());
        else
            aimAtHub(scope, *head, lost);
        const auto kept = m_store.unconfirmed(scope.scope);
        if (!kept)
            return kept.error();
        if (!head->unconfirmed.isNull() || !kept->empty())
            m_toLookAt.push_back(scope.scope);
    }
    const auto lane = [](const ScopeId& a, const ScopeId& b) {
        return std::pair(laneOf(a.type()), a) < std::pair(laneOf(b.type()), b);
    };
    std::sort(m_toPush.begin(), m_toPush.end(), lane);
    std::sort(m_toPull.begin(), m_toPull.end(), [&](const Aim& a, const Aim& b) { return lane(a.scope, b.scope); });
    return {};
}

/// The hub may have the word on what went up through it under earlier names.
Result<void> Session::askOfEarlier(const ScopeId& scope)
{
    const auto firsts = m_store.firstEarlier(scope);
    if (!firsts)
        return firsts.error();
    for (const ClientStore::EarlierMark& mark : *firsts)
        m_toJudge.push_back({mark.first, scope, mark.second});
    return {};
}

void Session::aimAtHub(const HeldScope& scope, const RelayHead& head, bool lost)
{
    const Cursor& cursor = scope.cursor;
    if (head.seq == 0 || head.epoch < cursor.epoch)
        return; // it has nothing here, or knows of an older history
    const bool behind = head.epoch > cursor.epoch || head.seq > cursor.seq;
    if (!behind && !scope.rebasing && !lost && !scope.doubted())
        return;
    const bool otherHistory = cursor.seq != 0 && (head.epoch > cursor.epoch || scope.doubted());
    const bool fresh = cursor.seq == 0 && (head.seq > tuning::snapshotAfter || scope.lacksOwn);
    m_toPull.push_back({scope.scope, head.seq, scope.rebasing || otherHistory || fresh || lost});
    m_progress.toReceive += head.seq - (otherHistory ? 0 : std::min(cursor.seq, head.seq));
}

Next Session::verdictsNext()
{
    if (m_toJudge.empty())
        return relayPushNext();
    const std::span<const VerdictQuestion> questions = m_toJudge;
    return send(Step::verdicts, {"POST", "/v1/verdicts", wrap(encode(questions)), {}});
}

Next Session::takeRelayedVerdicts(BytesView body)
{
    m_toJudge.clear();
    const auto verdicts = decodeVerdicts(body, m_identity.serverKey);
    if (!verdicts)
        return fail(verdicts.error());
    for (const Verdict& verdict : *verdicts) {
        if (verdict.incarnation != m_identity.incarnation) {
            if (verdict.refused) // the hub may have sent it out of its order
                continue;
            const auto known = m_store.takeEarlierVerdict(verdict);
            if (!known)
                return fail(known.error());
            continue; // else a copy sent the same in other batches
        }
        const auto before = held(verdict.scope);
        if (verdict.refused == ErrorCode::forbidden && before && before->roles != 0)
            continue; // from before the right was there: it goes up again
        if (const auto taken = m_store.takeVerdict(verdict); !taken) {
            tellAtEnd(taken.error()); // the pages that need it will not be taken either
            continue;
        }
        if (const auto now = held(verdict.scope); verdict.refused && now && now->hasToSend())
            tellAtEnd({*verdict.refused, "sending", verdict.scope.text() + " from " + std::to_string(verdict.first)});
    }
    return relayPushNext();
}

Next Session::relayPushNext()
{
    while (!m_toPush.empty()) {
        const auto scope = held(m_toPush.front());
        if (!scope)
            return fail(scope.error());
        if (auto earlier = pushEarlier(*scope))
            return *std::move(earlier);
        const std::uint64_t from = m_heldAtHub[scope->scope];
        const auto pushed = m_pushedFrom.find(scope->scope);
        const bool standstill = pushed != m_pushedFrom.end() && pushed->second >= from + 1;
        if (from >= scope->lastOwn || standstill) {
            m_toPush.pop_front();
            continue;
        }
        const auto batches = m_store.outgoing(scope->scope, from, m_requestBytes);
        if (!batches)
            return fail(batches.error());
        m_pushedFrom[scope->scope] = from + 1;
        m_progress.toSend = std::max(m_progress.toSend, m_progress.sent + scope->lastOwn - from);
        return send(Step::push, {"POST", "/v1/push", wrap(encodePush(*batches)), {}});
    }
    return pullNext();
}

Next Session::takeReceipts(BytesView body)
{
    const auto receipts = decodeReceipts(body, m_hub->key);
    if (!receipts)
        return passOver(receipts.error());
    for (const Receipt& receipt : *receipts) {
        const bool earlier = receipt.incarnation != m_identity.incarnation;
        if (!(earlier ? m_earlierPushed.contains(receipt.scope) : m_heldAtHub.contains(receipt.scope)))
            return passOver({ErrorCode::malformed, "reading a hub's receipts", "of what was not sent"});
        if (receipt.refused) { // its own word only: nothing here changes for it, the name least of all
            const Error refusal{*receipt.refused, "sending to the hub",
                                receipt.scope.text() + " from " + std::to_string(receipt.first)};
            if (refusal.code == ErrorCode::forked || earlier)
                m_notes.push_back(refusal);
            else
                tellAtEnd(refusal);
        }
        if (earlier && (!receipt.refused || *receipt.refused == ErrorCode::forked))
            if (const auto noted =
                    m_store.takeEarlierReceipt(m_hub->key, receipt.scope, {receipt.incarnation, receipt.first});
                !noted)
                return notTaken(noted.error());
        if (earlier || receipt.refused)
            continue;
        std::uint64_t& through = m_heldAtHub[receipt.scope];
        if (receipt.through <= through)
            continue;
        const auto taken = m_store.takeReceipt(m_hub->key, receipt.scope, receipt.through, receipt.batch);
        if (!taken)
            return notTaken(taken.error());
        if (!*taken) // not of what was sent
            continue;
        m_progress.sent += receipt.through - through;
        through = receipt.through;
    }
    return relayPushNext();
}

Error Session::olderThanHere()
{
    return {ErrorCode::replayed, "taking a scope in", "it is older than what is here"};
}

/// A snapshot from before where this PC stands is taken only where the server's history is another one since. A hub's
/// word isn't enough for that; the pages behind the snapshot, which the server signed, are.
Next Session::tryHistory(const Manifest& manifest, BytesView encoded)
{
    if (const auto here = held(manifest.scope); !here || here->cursor.epoch != manifest.epoch)
        return passOver(olderThanHere());
    if (m_overtaken)
        return passOver(olderThanHere());
    m_trial = Trial{Bytes(encoded), {m_identity.server, manifest.epoch, manifest.seq, manifest.chain}};
    return send(Step::trial, pageQuestion("/v1/pull/", manifest.scope, m_trial->at, m_requestBytes));
}

Next Session::takeTrialPage(BytesView body)
{
    const auto here = held(m_toPull.front().scope);
    if (!here)
        return fail(here.error());
    const auto page = decodePage(body, m_identity.serverKey);
    const auto fits = page ? checkPlace(*page, here->scope, m_trial->at) : Result<void>(page.error());
    if (!fits)
        return passOver(fits.error());
    Cursor& at = m_trial->at;
    for (const Entry& entry : page->entries) {
        at.seq += entry.count;
        at.chain = chained(at.chain, entry.hash);
        if (at.seq < here->cursor.seq)
            continue;
        if (at.seq == here->cursor.seq && at.chain == here->cursor.chain)
            return passOver(olderThanHere());
        if (const auto doubted = m_store.takeBack(here->scope, here->acknowledged); !doubted)
            return notTaken(doubted.error());
        const Bytes encoded = std::move(m_trial->manifest);
        auto manifest = decodeManifest(encoded, m_identity.serverKey);
        return manifest ? beginSnapshot(*std::move(manifest), encoded) : passOver(manifest.error());
    }
    if (page->entries.empty())
        return passOver(olderThanHere());
    return send(Step::trial, pageQuestion("/v1/pull/", here->scope, at, m_requestBytes));
}

Next Session::unconfirmedNext()
{
    if (m_toLookAt.empty())
        return endOfRelay();
    const auto kept = m_store.unconfirmed(m_toLookAt.front());
    if (!kept)
        return fail(kept.error());
    m_looked = *kept;
    return send(Step::unconfirmed, {"POST",
                                    "/v1/unconfirmed/" + base::toHex(m_toLookAt.front().view()),
                                    wrap(encodeUnconfirmedQuestion(*kept)),
                                    {}});
}

/// Each batch is its author's by the server's certificate; else nothing of the answer counts.
Result<std::vector<ClientStore::Foreign>> Session::foreign(const Unconfirmed& answer, const ScopeId& scope) const
{
    std::map<IncarnationId, DeviceCertificate> writers;
    for (const Bytes& encoded : answer.certificates) {
        const auto certificate = decodeCertificate(encoded, m_identity.server, m_identity.serverKey);
        if (!certificate)
            return certificate.error();
        writers[certificate->incarnation()] = *certificate;
    }
    std::vector<ClientStore::Foreign> batches;
    for (const Bytes& encoded : answer.batches) {
        auto batch = decodeBatch(encoded);
        if (!batch)
            return batch.error();
        const auto writer = writers.find(batch->incarnation);
        if (writer == writers.end())
            return Error{ErrorCode::badSignature, "reading unconfirmed work", "the server certified no such device"};
        if (const auto genuine = verify(*batch, writer->second.key); !genuine)
            return genuine.error();
        if (batch->scope != scope)
            return Error{ErrorCode::scopeMismatch, "reading unconfirmed work", batch->scope.text()};
        batches.push_back({*std::move(batch), writer->second.person});
    }
    return batches;
}

Next Session::takeUnconfirmed(BytesView body)
{
    const ScopeId scope = m_toLookAt.front();
    const auto answer = decodeUnconfirmed(body);
    const auto batches = answer ? foreign(*answer, scope) : Result<std::vector<ClientStore::Foreign>>(answer.error());
    if (batches) {
        if (const auto taken = m_store.takeUnconfirmed(scope, answer->through, *batches); !taken)
            return notTaken(taken.error());
        const auto kept = m_store.unconfirmed(scope);
        if (kept && !batches->empty() && *kept != *m_looked && // there is more, and it was of use
            ++m_unconfirmedRounds < tuning::unconfirmedRounds)
            return unconfirmedNext();
    } else {
        tellAtEnd(batches.error());
    }
    m_toLookAt.pop_front();
    return unconfirmedNext();
}

/// All was fetched. What was written meanwhile goes to the hub in the same session, a bounded number of times.
Next Session::endOfRelay()
{
    const auto scopes = m_store.scopes();
    if (!scopes)
        return fail(scopes.error());
    for (const HeldScope& scope : *scopes)
        if (scope.roles == 0 && scope.hasToSend() && !m_overtaken)
            if (const auto refused = m_store.refuseUnsent(scope.scope); !refused)
                return fail(refused.error());
    const bool more = std::any_of(scopes->begin(), scopes->end(), [&](const HeldScope& scope) {
        if (scope.sendsEarlier && !m_overtaken && !m_earlierPushed.contains(scope.scope))
            return true;
        const auto through = m_heldAtHub.find(scope.scope);
        const auto pushed = m_pushedFrom.find(scope.scope);
        return through != m_heldAtHub.end() && scope.lastOwn > std::max(through->second, scope.acknowledged) &&
               (pushed == m_pushedFrom.end() || pushed->second <= through->second);
    });
    if (more && ++m_rounds <= 3)
        return askForHeads();
    return {Next::What::done, {}, 0, m_toTell, true};
}

} // namespace staffroom::sync
