// SPDX-License-Identifier: GPL-3.0-or-later
// The way down: pages and snapshots. The way up is in session_push.cpp, signing in and comparing in session.cpp.
#include "core/sync/questions.h"
#include "core/sync/tuning.h"

#include <algorithm>

namespace staffroom::sync {

using base::Error;
using base::ErrorCode;

namespace {

Request manifestQuestion(const ScopeId& scope)
{
    return {"GET", "/v1/snapshot/" + base::toHex(scope.view()), {}, {}};
}

/// The hub asks the server for it when it is asked, and has it the next time.
Error wordMissing(const ScopeId& scope)
{
    return {ErrorCode::serverBusy, "taking a scope in",
            "the hub still asks the server for its word on what was made here in " + scope.text()};
}

} // namespace

Next Session::pullNext()
{
    while (!m_toPull.empty()) {
        const Aim& aim = m_toPull.front();
        const auto scope = held(aim.scope);
        if (!scope)
            return fail(scope.error());
        if (aim.snapshot || scope->rebasing)
            return snapshotNext();
        if (aim.seq != 0 && scope->cursor.seq >= aim.seq) {
            m_toPull.pop_front();
            continue;
        }
        return askForPage(*scope);
    }
    if (m_hub)
        return unconfirmedNext();
    // What was written meanwhile goes up in the same session, a bounded number of times.
    const auto scopes = m_store.scopes();
    if (!scopes)
        return fail(scopes.error());
    const bool more = std::any_of(scopes->begin(), scopes->end(), [&](const HeldScope& scope) {
        if (scope.sendsEarlier && !m_earlierPushed.contains(scope.scope))
            return true;
        const auto pushed = m_pushedFrom.find(scope.scope);
        return scope.hasToSend() && (pushed == m_pushedFrom.end() || pushed->second <= scope.acknowledged);
    });
    if (more && ++m_rounds <= 3)
        return askForHeads();
    return {Next::What::done, {}, 0, m_toTell, true};
}

Next Session::askForPage(const HeldScope& scope)
{
    return send(Step::pull, pageQuestion("/v1/pull/", scope.scope, scope.cursor, m_requestBytes));
}

Next Session::takePage(BytesView body)
{
    const auto page = decodePage(body, m_identity.serverKey);
    if (!page)
        return passOver(page.error());
    const auto scope = held(m_toPull.front().scope);
    if (!scope)
        return fail(scope.error());
    Cursor cursor = scope->cursor;
    if (cursor.seq == 0)
        cursor.epoch = page->epoch; // the first page of a scope says which epoch it is
    if (const auto fits = checkPlace(*page, scope->scope, cursor); !fits)
        return passOver(fits.error());
    if (m_hub && std::any_of(page->entries.begin(), page->entries.end(), [&](const Entry& entry) {
            return entry.incarnation == m_identity.incarnation && entry.first + entry.count - 1 > scope->acknowledged;
        }))
        return passOver(wordMissing(scope->scope));
    if (!page->entries.empty()) {
        if (const auto noted = noteWord(); !noted)
            return notTaken(noted.error());
        const auto taken = m_store.takePage(*page);
        if (!taken)
            return notTaken(taken.error());
        m_progress.received += page->to - page->from;
    }
    if (page->more && page->to > page->from)
        return pullNext();
    m_toPull.pop_front();
    return pullNext();
}

Next Session::snapshotNext()
{
    const ScopeId& scope = m_toPull.front().scope;
    if (!m_rebase) {
        auto rebase = m_store.rebase(scope);
        if (!rebase)
            return notTaken(rebase.error());
        m_rebase = *std::move(rebase);
        if (m_rebase)
            m_progress.received += m_rebase->next * tuning::segmentRecords;
    }
    const bool ahead = m_ahead && m_ahead->scope == scope;
    if (!m_rebase && ahead && !m_ahead->manifest.empty())
        return takeManifest(std::exchange(m_ahead->manifest, {}));
    if (!m_rebase)
        return askForManifest(scope);
    if (m_rebase->next >= m_rebase->manifest.segments.size()) {
        m_rebase.reset();
        m_toPull.front().snapshot = false;
        return pullNext(); // what came after the snapshot
    }
    const SegmentInfo& info = m_rebase->manifest.segments[m_rebase->next];
    if (ahead && m_ahead->first && m_ahead->first->hash == info.hash)
        return takeSegment(std::move(m_ahead->first));
    if (const auto kept = m_store.keptSegment(scope, info))
        return takeSegment(unpack(*kept, scope, info));
    return askForSegment(scope, info);
}

Next Session::askForManifest(const ScopeId& scope)
{
    return send(Step::manifest, manifestQuestion(scope));
}

Next Session::askForSegment(const ScopeId& scope, const SegmentInfo& info, Step step)
{
    m_askedIn = scope;
    m_asked = info;
    return send(step, {"GET", "/v1/snapshot/" + base::toHex(scope.view()) + '/' + info.hash.hex(), {}, {}});
}

Next Session::takeManifest(BytesView body)
{
    auto manifest = decodeManifest(body, m_identity.serverKey);
    if (!manifest)
        return passOver(manifest.error());
    const ScopeId& scope = m_toPull.front().scope;
    if (manifest->scope != scope)
        return passOver({ErrorCode::scopeMismatch, "taking a snapshot in", manifest->scope.text()});
    if (m_hub) { // the server says when its history is another one; a hub may have an old snapshot of it
        const auto now = held(scope);
        if (now && !now->doubted() &&
            std::pair(manifest->epoch, manifest->seq) < std::pair(now->cursor.epoch, now->cursor.seq))
            return tryHistory(*manifest, body);
    }
    return beginSnapshot(*std::move(manifest), body);
}

Next Session::beginSnapshot(Manifest manifest, BytesView encoded)
{
    const auto own = manifest.seen.find(m_identity.incarnation);
    const auto here = held(manifest.scope);
    if (m_hub && here && own != manifest.seen.end() && own->second > here->acknowledged)
        return passOver(wordMissing(manifest.scope));
    if (const auto noted = noteWord(); !noted)
        return notTaken(noted.error());
    // From now on no hub or stick that hasn't heard of it counts, whatever becomes of this snapshot.
    const auto other = m_otherHistory.find(manifest.scope);
    if (!m_hub && here && other != m_otherHistory.end() && other->second && !here->doubted())
        if (const auto doubted = m_store.takeBack(manifest.scope, here->acknowledged); !doubted)
            return notTaken(doubted.error());
    if (const auto begun = m_store.beginRebase(manifest, encoded); !begun)
        return notTaken(begun.error());
    m_rebase = ClientStore::Rebase{std::move(manifest), 0};
    return snapshotNext();
}

Session::Unpacked Session::unpack(BytesView compressed, const ScopeId& scope, const SegmentInfo& info)
{
    auto bytes = openSegment(compressed, info);
    if (!bytes)
        return bytes.error();
    auto untaken = std::make_unique<Untaken>(Untaken{info.hash, *std::move(bytes), {}, {}, {}}); // where its bytes stay
    auto records = readSegment(untaken->bytes, info);
    if (!records)
        return records.error();
    untaken->records = *std::move(records);
    untaken->kept = m_store.keepSegment(scope, info, compressed);
    return untaken;
}

bool Session::prepare(const Response& response)
{
    m_spent.reset();
    if (response.status == 200 && (m_step == Step::segment || m_step == Step::segmentAhead))
        m_unpacked = unpack(response.body, m_askedIn, m_asked);
    if (m_step != Step::manifestAhead)
        return false;
    readManifestAhead(response);
    return m_ahead->toAsk.has_value();
}

Next Session::takeSegment(Unpacked unpacked)
{
    if (!unpacked)
        return passOver(unpacked.error());
    if (!(*unpacked)->kept)
        return notTaken((*unpacked)->kept.error());
    m_untaken = *std::move(unpacked);
    // It is in a file: a kill doesn't cost it. One segment ahead and no more, for a kill does cost that one.
    const std::vector<SegmentInfo>& segments = m_rebase->manifest.segments;
    const std::size_t next = m_rebase->next + 1;
    const ScopeId& scope = m_toPull.front().scope;
    if (next < segments.size() && !m_store.keptSegment(scope, segments[next]))
        return askForSegment(scope, segments[next]);
    if (next == segments.size())
        if (auto ask = askForManifestAhead())
            return *std::move(ask);
    const auto taken = settleUntaken();
    return taken ? snapshotNext() : notTaken(taken.error());
}

/// Of the scope behind the one in front; nothing where that has no use for it.
std::optional<Next> Session::askForManifestAhead()
{
    if (m_toPull.size() < 2 || !m_toPull[1].snapshot)
        return std::nullopt;
    const auto scope = held(m_toPull[1].scope);
    if (!scope || scope->rebasing) // that one goes on with the manifest that it has
        return std::nullopt;
    if (m_ahead && m_ahead->scope == scope->scope && !m_ahead->manifest.empty())
        return std::nullopt;
    m_ahead.emplace().scope = scope->scope;
    return send(Step::manifestAhead, manifestQuestion(scope->scope));
}

/// Another thread's meanwhile() may run. Whether a hub's snapshot is of use shows only in its turn.
void Session::readManifestAhead(const Response& response)
{
    if (response.status != 200)
        return;
    const auto body = unwrap(response.body);
    const auto manifest = body ? decodeManifest(*body, m_identity.serverKey) : Result<Manifest>(body.error());
    if (!manifest || manifest->scope != m_ahead->scope)
        return;
    m_ahead->manifest = *body;
    if (!m_hub && !manifest->segments.empty() && !m_store.keptSegment(manifest->scope, manifest->segments.front()))
        m_ahead->toAsk = manifest->segments.front();
}

/// Where something else than that came, or nothing, it is asked for in its turn, and what to do is found out there.
Next Session::takeAhead(const Response& response, std::optional<Unpacked> unpacked)
{
    if (m_step == Step::manifestAhead) {
        if (m_ahead->manifest.empty())
            readManifestAhead(response);
        if (const auto first = std::exchange(m_ahead->toAsk, std::nullopt))
            return askForSegment(m_ahead->scope, *first, Step::segmentAhead);
    } else if (response.status == 200) {
        Unpacked first = unpacked ? *std::move(unpacked) : unpack(response.body, m_askedIn, m_asked);
        if (first && (*first)->kept)
            m_ahead->first = *std::move(first);
    }
    return snapshotNext();
}

void Session::meanwhile()
{
    if (m_untaken && !m_untaken->taken)
        m_untaken->taken = m_store.takeSegment(m_toPull.front().scope, *m_rebase, m_untaken->records);
}

Result<void> Session::settleUntaken()
{
    meanwhile();
    if (!m_untaken)
        return {};
    m_spent = std::move(m_untaken); // its thousands of small parts are freed when there is time
    if (*m_spent->taken) {
        m_progress.received += m_spent->records.size();
        ++m_rebase->next;
    }
    return *m_spent->taken;
}

int laneOf(domain::ScopeType type)
{
    switch (type) {
    case domain::ScopeType::personPrivate:
        return 0;
    case domain::ScopeType::personWork:
        return 1;
    case domain::ScopeType::evaluation:
        return 2;
    case domain::ScopeType::org:
        return 3;
    case domain::ScopeType::group:
        return 4;
    case domain::ScopeType::catalogue:
        return 5;
    }
    return 6;
}

} // namespace staffroom::sync
