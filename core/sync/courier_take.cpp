// SPDX-License-Identifier: GPL-3.0-or-later
// A PC takes its server's file in.
#include "core/sync/courier_down.h"
#include "core/sync/courier_fit.h"
#include "core/sync/relayed.h"

#include <algorithm>

namespace staffroom::sync {

using base::Error;
using base::ErrorCode;
using namespace courier_fit;

namespace {

constexpr std::string_view doing = "taking a file in";

class DownTaking
{
public:
    DownTaking(ClientStore& store, const Session::Identity& self, CourierReader& file, PackageSink* packages)
        : m_store(store),
          m_self(self),
          m_file(file),
          m_packages(packages)
    {
    }

    Result<void> take(const CourierReader::Frame& frame)
    {
        if (frame.type == CourierFrame::package)
            return takePackage(frame.bytes);
        const auto payload = m_file.payload();
        if (!payload)
            return payload.error();
        if (frame.type == CourierFrame::segment)
            return takeSegment(*payload);
        const auto message = unwrap(*payload);
        if (!message)
            return note(CourierNote::What::unreadable, {}, message.error());
        switch (frame.type) {
        case CourierFrame::standing:
            return takeStanding(*message);
        case CourierFrame::grant:
            return takeGrant(*message);
        case CourierFrame::verdicts:
            return takeVerdicts(*message);
        case CourierFrame::manifest:
            return takeManifest(*message);
        case CourierFrame::page:
            return takePage(*message);
        default:
            return note(CourierNote::What::unreadable, {},
                        Error{ErrorCode::unsupported, std::string(doing),
                              "frame " + std::to_string(static_cast<unsigned>(frame.type))});
        }
    }

    DownTaken taken;

private:
    using What = CourierNote::What;

    /// Once for each scope and sort; what ends all is handed up instead.
    Result<void> note(What what, const ScopeId& scope, const Error& error)
    {
        if (endsAll(error))
            return error;
        return note(what, scope, describe(error));
    }
    Result<void> note(What what, const ScopeId& scope, std::string detail)
    {
        if (m_noted.emplace(what, scope).second)
            taken.notes.push_back({what, scope, std::move(detail)});
        return {};
    }

    Result<std::optional<HeldScope>> held(const ScopeId& scope)
    {
        const auto scopes = m_store.scopes();
        if (!scopes)
            return scopes.error();
        for (const HeldScope& some : *scopes)
            if (some.scope == scope)
                return std::optional(some);
        return std::optional<HeldScope>();
    }

    Result<void> takeStanding(BytesView message)
    {
        auto told = decodeStanding(message);
        if (!told)
            return note(What::unreadable, {}, told.error());
        m_told = *std::move(told);
        return {};
    }

    Result<void> takeGrant(BytesView message)
    {
        const auto since = m_store.headsMs();
        if (!since)
            return since.error();
        // The same grant again: a reading that was cut short goes on with what it had still to compare.
        const auto heads = decodeGrant(message, m_self.incarnation, m_self.serverKey, *since - 1);
        if (!heads && heads.error().code == ErrorCode::replayed)
            return note(What::olderRights, {}, heads.error());
        if (!heads)
            return note(What::unreadable, {}, heads.error());
        if (heads->serverMs > *since)
            STAFFROOM_TRY(m_store.takeHeads(*heads));
        taken.rights = true;
        taken.serverMs = heads->serverMs;
        return compare(*heads);
    }

    /// Whether both sides still tell the same story of what was made here (as Session::compare).
    Result<void> compare(const Heads& heads)
    {
        const auto scopes = m_store.scopes();
        if (!scopes)
            return scopes.error();
        for (const HeldScope& scope : *scopes) {
            const auto head = std::find_if(heads.heads.begin(), heads.heads.end(),
                                           [&](const Head& some) { return some.scope == scope.scope; });
            if (head == heads.heads.end())
                continue;
            const auto ours = head->through == scope.acknowledged ? Result<Hash>(scope.acknowledgedBatch)
                                                                  : m_store.ownBatch(scope.scope, head->through);
            if (!ours)
                return ours.error();
            if (*ours != head->lastBatch)
                return Error{ErrorCode::forked, std::string(doing),
                             "another PC writes under this device's name in " + scope.scope.text()};
            const bool lost = head->through < scope.acknowledged;
            if (lost && wasPutBack(*head, m_told.of(scope.scope)))
                STAFFROOM_TRY(m_store.takeBack(scope.scope, head->through));
            if (lost) // or the file is from before a link's last push
                STAFFROOM_TRY(note(What::holdsLess, scope.scope,
                                   std::to_string(head->through) + " of " + std::to_string(scope.acknowledged)));
        }
        return {};
    }

    Result<void> takeVerdicts(BytesView message)
    {
        const auto verdicts = decodeVerdicts(message, m_self.serverKey);
        if (!verdicts)
            return note(What::unreadable, {}, verdicts.error());
        for (const Verdict& verdict : *verdicts) {
            const auto scope = held(verdict.scope);
            if (!scope)
                return scope.error();
            if (verdict.incarnation != m_self.incarnation && taken.rights) {
                const auto earlier = m_store.takeEarlierVerdict(verdict);
                if (!earlier)
                    return earlier.error();
                if (*earlier)
                    continue;
            }
            if (verdict.incarnation != m_self.incarnation || !*scope) {
                STAFFROOM_TRY(note(What::unreadable, verdict.scope, "a receipt for another PC"));
                continue;
            }
            if (verdict.first <= (*scope)->acknowledged)
                continue; // settled already
            if (verdict.refused && !taken.rights)
                continue; // an old no, which may have become a yes
            if (const auto done = m_store.takeVerdict(verdict); !done) {
                STAFFROOM_TRY(note(What::receiptMissing, verdict.scope, done.error()));
                continue;
            }
            if (verdict.refused) {
                STAFFROOM_TRY(note(What::refused, verdict.scope, std::string(base::errorName(*verdict.refused))));
                continue;
            }
            taken.receipts += verdict.through - (*scope)->acknowledged;
            taken.rejected += verdict.quarantined.size();
        }
        return {};
    }

    Result<void> takePage(BytesView message)
    {
        auto page = decodePage(message, m_self.serverKey);
        if (!page)
            return note(What::unreadable, {}, page.error());
        const auto found = held(page->scope);
        if (!found)
            return found.error();
        if (!*found || (*found)->roles == 0)
            return note(What::noRight, page->scope, std::string());
        const HeldScope& scope = **found;
        if (scope.rebasing)
            return note(What::needsSnapshot, scope.scope, "a snapshot is half here");
        Cursor cursor = scope.cursor;
        if (cursor.seq == 0 && page->epoch > cursor.epoch)
            cursor.epoch = page->epoch;
        if (page->epoch != cursor.epoch)
            return note(What::otherHistory, scope.scope, "epoch " + std::to_string(page->epoch));
        if (page->to <= cursor.seq) {
            ++taken.held;
            return {};
        }
        if (page->from > cursor.seq)
            return note(What::missingBefore, scope.scope,
                        "it goes on at " + std::to_string(page->from) + ", this PC is at " +
                            std::to_string(cursor.seq));
        if (!dropHeld(*page, cursor))
            return note(What::otherHistory, scope.scope, "at " + std::to_string(cursor.seq));
        // Pages leave out what their reader wrote; where that isn't here it has to come too.
        const bool own = std::any_of(page->entries.begin(), page->entries.end(),
                                     [&](const Entry& entry) { return entry.incarnation == m_self.incarnation; });
        if (scope.lacksOwn && own)
            return note(What::needsSnapshot, scope.scope, "own words are in it");
        const auto done = m_store.takePage(*page);
        if (!done)
            return note(done.error().code == ErrorCode::brokenChain ? What::receiptMissing : What::unreadable,
                        scope.scope, done.error());
        taken.records += *done;
        return {};
    }

    /// Whether the snapshot is further than what is here, or what is here is of another history.
    Result<bool> isWanted(const Manifest& manifest)
    {
        const auto found = held(manifest.scope);
        if (!found)
            return found.error();
        if (!*found || (*found)->roles == 0) {
            STAFFROOM_TRY(note(What::noRight, manifest.scope, std::string()));
            return false;
        }
        const HeldScope& scope = **found;
        const Cursor& cursor = scope.cursor;
        if (manifest.epoch < cursor.epoch) {
            STAFFROOM_TRY(note(What::otherHistory, manifest.scope, "epoch " + std::to_string(manifest.epoch)));
            return false;
        }
        const CourierStanding::Place told = m_told.of(manifest.scope);
        const bool answersThis = told.seq == cursor.seq && told.chain == cursor.chain;
        const bool further = manifest.epoch > cursor.epoch || manifest.seq > cursor.seq;
        if (further && cursor.seq != 0 && !taken.rights && !answersThis) {
            STAFFROOM_TRY(note(What::otherHistory, manifest.scope, "the server was heard since"));
            return false;
        }
        // The server doesn't go back unless what it was told of isn't in its log, or a snapshot was half here.
        const bool goesBack = taken.rights && told.seq == cursor.seq && (answersThis || scope.doubted()) &&
                              (!told.rebasing || scope.rebasing);
        if (!further && !goesBack)
            ++taken.held;
        return further || goesBack;
    }

    Result<void> takeManifest(BytesView message)
    {
        m_rebase.reset();
        auto manifest = decodeManifest(message, m_self.serverKey);
        if (!manifest)
            return note(What::unreadable, {}, manifest.error());
        const auto wanted = isWanted(*manifest);
        if (!wanted)
            return wanted.error();
        if (!*wanted)
            return {};
        const ScopeId scope = manifest->scope;
        auto begun = m_store.rebase(scope);
        if (!begun)
            return begun.error();
        if (*begun && sameSnapshot((*begun)->manifest, *manifest)) {
            m_rebase = *std::move(begun); // goes on where the last reading, or a link, was cut
            return {};
        }
        const auto placeOf = [](const Manifest& some) { return std::pair(some.epoch, some.seq); };
        if (*begun && !taken.rights && placeOf((*begun)->manifest) > placeOf(*manifest)) {
            ++taken.held;
            return {};
        }
        if (const auto done = m_store.beginRebase(*manifest, message); !done)
            return note(done.error().code == ErrorCode::brokenChain ? What::receiptMissing : What::unreadable, scope,
                        done.error());
        m_rebase = ClientStore::Rebase{*std::move(manifest), 0};
        return {};
    }

    Result<void> takeSegment(BytesView compressed)
    {
        if (!m_rebase || m_rebase->next >= m_rebase->manifest.segments.size())
            return {};
        const ScopeId scope = m_rebase->manifest.scope;
        const SegmentInfo& info = m_rebase->manifest.segments[m_rebase->next];
        if (Hash::of(compressed) != info.hash)
            return {}; // one that was taken in before the reading was cut
        const auto bytes = openSegment(compressed, info);
        const auto records = bytes ? readSegment(*bytes, info) : Result<std::vector<SegmentRecord>>(bytes.error());
        const auto done = records ? m_store.takeSegment(scope, *m_rebase, *records) : Result<void>(records.error());
        if (!done) {
            m_rebase.reset();
            return note(What::unreadable, scope, done.error());
        }
        taken.records += records->size();
        ++m_rebase->next;
        return {};
    }

    Result<void> takePackage(std::uint64_t bytes)
    {
        if (!m_packages || bytes < Hash::size)
            return {};
        Bytes name;
        while (name.size() < Hash::size) {
            const auto some = m_file.some(Hash::size - name.size());
            if (!some)
                return some.error();
            name += *some;
        }
        const auto wanted = m_packages->begin(*Hash::fromBytes(name), bytes - Hash::size);
        if (!wanted)
            return wanted.error();
        if (!*wanted) {
            ++taken.held;
            return {};
        }
        for (;;) {
            const auto some = m_file.some(1 << 16);
            if (!some)
                return some.error();
            if (some->empty())
                break;
            STAFFROOM_TRY(m_packages->write(*some));
            if (report && !report(m_file.at(), m_file.bytes()))
                return Error{ErrorCode::cancelled, std::string(doing), {}};
        }
        if (const auto done = m_packages->finish(); !done)
            return note(What::packageBroken, {}, done.error());
        ++taken.packages;
        return {};
    }

public:
    CourierProgress report;

private:
    ClientStore& m_store;
    const Session::Identity& m_self;
    CourierReader& m_file;
    PackageSink* m_packages;
    CourierStanding m_told;                      ///< where this PC had said that it stood, for this file
    std::optional<ClientStore::Rebase> m_rebase; ///< whose segments come
    std::set<std::pair<What, ScopeId>> m_noted;
};

} // namespace

Result<DownTaken> takeDown(ClientStore& store, const Session::Identity& self, const base::KeyPair& device,
                           CourierReader& file, PackageSink* packages, const CourierProgress& progress)
{
    const CourierOutside& outside = file.outside();
    if (outside.way != CourierWay::down)
        return Error{ErrorCode::invalidArgument, std::string(doing), "it comes from a PC and is for the server"};
    if (outside.server != self.server)
        return Error{ErrorCode::scopeMismatch, std::string(doing), "it is from another server"};
    if (outside.sender != self.serverKey)
        return Error{ErrorCode::badSignature, std::string(doing), "it was not written by the server that it names"};
    STAFFROOM_TRY(file.unseal(device));
    DownTaking taking(store, self, file, packages);
    taking.report = progress;
    for (;;) {
        const auto frame = file.next();
        if (!frame)
            return frame.error();
        if (!*frame)
            return std::move(taking.taken);
        if (progress && !progress(file.at(), file.bytes()))
            return Error{ErrorCode::cancelled, std::string(doing), {}};
        STAFFROOM_TRY(taking.take(**frame));
    }
}

} // namespace staffroom::sync
