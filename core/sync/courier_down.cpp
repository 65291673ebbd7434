// SPDX-License-Identifier: GPL-3.0-or-later
// The server's side of the way down. The PC's is in courier_take.cpp.
#include "core/sync/courier_down.h"

#include "core/sync/relayed.h"
#include "core/sync/tuning.h"

#include <algorithm>

namespace staffroom::sync {

using base::Error;
using base::ErrorCode;

namespace {

constexpr std::string_view doing = "writing a PC's file";

class DownWriting
{
public:
    DownWriting(CentralStore& store, const DownOrder& order, CourierWriter& file, const OpenFile& open,
                const CourierProgress& progress)
        : m_store(store),
          m_order(order),
          m_file(file),
          m_open(open),
          m_progress(progress)
    {
    }

    Result<DownWritten> write()
    {
        const auto read = m_store.heads(m_order.device);
        if (!read)
            return read.error();
        Heads heads = *read;
        STAFFROOM_TRY(m_file.frame(CourierFrame::standing, wrap(encode(m_order.standing))));
        STAFFROOM_TRY(
            m_file.frame(CourierFrame::grant, wrap(encodeGrant(heads, m_order.device.incarnation, m_store.key()))));
        STAFFROOM_TRY(verdicts(heads));
        std::stable_sort(heads.heads.begin(), heads.heads.end(),
                         [](const Head& a, const Head& b) { return laneOf(a.scope.type()) < laneOf(b.scope.type()); });
        for (const Head& head : heads.heads)
            STAFFROOM_TRY(scope(heads.epoch, head));
        for (const Hash& hash : m_order.packages)
            STAFFROOM_TRY(package(hash));
        return m_written;
    }

private:
    Result<void> goOn() const
    {
        return m_progress && !m_progress(m_file.written(), 0) ? Error{ErrorCode::cancelled, std::string(doing), {}}
                                                              : Result<void>();
    }

    /// Also of scopes that the person has left: they wrote what the words are about.
    Result<void> verdicts(const Heads& heads)
    {
        std::set<ScopeId> scopes;
        for (const Head& head : heads.heads)
            scopes.insert(head.scope);
        for (const CourierStanding::Place& place : m_order.standing.places)
            scopes.insert(place.scope);
        std::vector<Verdict> some;
        std::size_t bytes = 0;
        const auto flush = [&]() -> Result<void> {
            if (some.empty())
                return {};
            m_written.verdicts += some.size();
            bytes = 0;
            return m_file.frame(CourierFrame::verdicts, wrap(encodeVerdicts(std::exchange(some, {}))));
        };
        for (const ScopeId& scope : scopes) {
            auto judged =
                m_store.verdictsOf(m_order.device.incarnation, scope, m_order.standing.of(scope).acknowledged + 1);
            if (!judged)
                return judged.error();
            for (Verdict& verdict : *judged) {
                const Bytes claim = verdictClaim(verdict);
                verdict.signature = m_store.key().sign(claim);
                bytes += claim.size() + verdict.signature.size();
                some.push_back(std::move(verdict));
                if (bytes >= tuning::courierBatches)
                    STAFFROOM_TRY(flush());
            }
        }
        for (const Verdict& verdict : m_order.words) {
            const auto head = std::find_if(heads.heads.begin(), heads.heads.end(),
                                           [&](const Head& one) { return one.scope == verdict.scope; });
            if (verdict.incarnation == m_order.device.incarnation && head != heads.heads.end() &&
                head->through >= verdict.first)
                continue; // it came by another way since
            some.push_back(verdict);
            bytes += verdictClaim(verdict).size() + verdict.signature.size();
            if (bytes >= tuning::courierBatches)
                STAFFROOM_TRY(flush());
        }
        return flush();
    }

    Result<void> scope(std::uint64_t epoch, const Head& head)
    {
        const CourierStanding::Place place = m_order.standing.of(head.scope);
        const bool level = place.epoch == epoch && place.seq == head.seq && place.chain == head.chain;
        const bool lost = head.through < place.acknowledged; // the server was restored
        if (level && !place.rebasing && !lost)
            return {};
        Cursor from{m_store.id(), place.epoch, place.seq, place.chain};
        // As a session decides (session.cpp), and where a PC was away for so long that history is the longer way.
        const bool otherHistory =
            place.seq != 0 && (place.epoch != epoch || place.seq > head.seq || place.seq == head.seq);
        const bool fresh = place.seq == 0 && (head.seq > tuning::snapshotAfter || head.through > 0);
        bool whole = place.rebasing || lost || otherHistory || fresh;
        if (!whole && head.seq - place.seq > tuning::snapshotAfter) {
            const auto shorter = snapshotIsShorter(head, place.seq);
            if (!shorter)
                return shorter.error();
            whole = *shorter;
        }
        if (!whole) {
            auto served = pages(head.scope, from);
            if (served ||
                (served.error().code != ErrorCode::epochChanged && served.error().code != ErrorCode::cursorTooOld))
                return served;
        }
        STAFFROOM_TRY(snapshot(head.scope, from));
        return pages(head.scope, from);
    }

    /// One that isn't beyond the PC's place would tell it that its place is of another history (courier_take.cpp).
    Result<bool> snapshotIsShorter(const Head& head, std::uint64_t from)
    {
        const auto encoded = m_store.snapshot(head.scope);
        const auto manifest =
            encoded ? decodeManifest(*encoded, m_store.key().publicKey()) : Result<Manifest>(encoded.error());
        return manifest ? Result<bool>(manifest->seq > from && manifest->records() < head.seq - from)
                        : Result<bool>(manifest.error());
    }

    Result<void> pages(const ScopeId& scope, Cursor from)
    {
        for (bool more = true; more;) {
            const auto served = servePage(m_store, m_order.device.incarnation, scope, from, tuning::pageBytes);
            if (!served)
                return served.error();
            if (served->to == served->from)
                return {};
            STAFFROOM_TRY(m_file.frame(CourierFrame::page, wrap(served->page)));
            m_written.changes += served->to - served->from;
            from = {from.store, m_store.epoch(), served->to, served->after};
            more = served->more;
            STAFFROOM_TRY(goOn());
        }
        return {};
    }

    /// The cursor then stands at the snapshot.
    Result<void> snapshot(const ScopeId& scope, Cursor& cursor)
    {
        const auto encoded = m_store.snapshot(scope);
        const auto manifest =
            encoded ? decodeManifest(*encoded, m_store.key().publicKey()) : Result<Manifest>(encoded.error());
        if (!manifest)
            return manifest.error();
        STAFFROOM_TRY(m_file.frame(CourierFrame::manifest, wrap(*encoded)));
        for (const SegmentInfo& info : manifest->segments) {
            const auto path = m_store.segment(scope, info.hash);
            if (!path)
                return Error{ErrorCode::notFound, std::string(doing), "segment " + info.hash.hex()};
            STAFFROOM_TRY(m_file.beginFrame(CourierFrame::segment, info.bytes));
            STAFFROOM_TRY(copy(*path, info.bytes));
        }
        m_written.records += manifest->records();
        cursor = {cursor.store, manifest->epoch, manifest->seq, manifest->chain};
        return {};
    }

    Result<void> package(const Hash& hash)
    {
        const auto path = m_store.blob(hash, m_order.device.person);
        if (!path)
            return Error{ErrorCode::notFound, std::string(doing),
                         "the package " + hash.hex() + " isn't here, or isn't for this person"};
        const auto source = m_open(*path);
        if (!source)
            return source.error();
        const std::uint64_t bytes = (*source)->size();
        STAFFROOM_TRY(m_file.beginFrame(CourierFrame::package, Hash::size + bytes));
        STAFFROOM_TRY(m_file.add(hash.view()));
        STAFFROOM_TRY(copy(**source, bytes));
        ++m_written.packages;
        return {};
    }

    Result<void> copy(const std::filesystem::path& path, std::uint64_t bytes)
    {
        const auto source = m_open(path);
        return source ? copy(**source, bytes) : Result<void>(source.error());
    }

    Result<void> copy(CourierSource& source, std::uint64_t bytes)
    {
        for (std::uint64_t at = 0; at < bytes;) {
            const auto some =
                source.read(at, static_cast<std::size_t>(std::min<std::uint64_t>(tuning::courierPiece, bytes - at)));
            if (!some)
                return some.error();
            STAFFROOM_TRY(m_file.add(*some));
            at += some->size();
            STAFFROOM_TRY(goOn());
        }
        return {};
    }

    CentralStore& m_store;
    const DownOrder& m_order;
    CourierWriter& m_file;
    const OpenFile& m_open;
    const CourierProgress& m_progress;
    DownWritten m_written;
};

} // namespace

Result<DownWritten> writeDown(CentralStore& store, const DownOrder& order, CourierWriter& file, const OpenFile& open,
                              const CourierProgress& progress)
{
    return DownWriting(store, order, file, open, progress).write();
}

} // namespace staffroom::sync
