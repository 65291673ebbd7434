// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/courier_up.h"

#include "core/sync/reading.h"
#include "core/sync/session.h"
#include "core/sync/tuning.h"

#include <algorithm>

namespace staffroom::sync {

using base::Error;
using base::ErrorCode;
using base::cbor::Reader;
using base::cbor::Writer;

CourierStanding::Place CourierStanding::of(const ScopeId& scope) const
{
    const auto found =
        std::find_if(places.begin(), places.end(), [&](const Place& place) { return place.scope == scope; });
    if (found != places.end())
        return *found;
    Place blank;
    blank.scope = scope;
    return blank;
}

Bytes encode(const CourierStanding& standing)
{
    Writer out;
    out.array(standing.places.size());
    for (const CourierStanding::Place& place : standing.places) {
        out.array(6);
        out.bytes(place.scope.view());
        out.uint(place.epoch);
        out.uint(place.seq);
        out.bytes(place.chain.view());
        out.uint(place.acknowledged);
        out.boolean(place.rebasing);
    }
    return out.take();
}

Result<CourierStanding> decodeStanding(BytesView bytes)
{
    Reader in(bytes);
    const std::uint64_t count = in.array();
    CourierStanding standing;
    for (std::uint64_t at = 0; at < count && in.ok(); ++at) {
        in.array(6);
        const auto scope = ScopeId::fromBytes(in.bytes(ScopeId::size));
        CourierStanding::Place place;
        place.epoch = in.uint();
        place.seq = in.uint();
        place.chain = readHash(in);
        place.acknowledged = in.uint();
        place.rebasing = in.boolean();
        if (!scope || (!standing.places.empty() && !(standing.places.back().scope < *scope)))
            in.fail();
        else
            place.scope = *scope;
        standing.places.push_back(place);
    }
    return finished(in, std::move(standing), "reading where a PC stands");
}

void CourierTally::add(const Batch& batch)
{
    for (const Batch::Item& item : batch.items)
        if (const auto change = decodeChange(item.change, batch.incarnation);
            change && m_records.insert(change->record).second)
            ++m_kinds[change->kind];
}

Result<UpWritten> writeUp(ClientStore& store, CourierWriter& file)
{
    auto scopes = store.scopes();
    const auto rights = store.headsMs();
    if (!scopes || !rights)
        return scopes ? rights.error() : scopes.error();
    CourierStanding standing;
    for (const HeldScope& held : *scopes)
        if (held.roles != 0 || held.lastOwn > held.acknowledged)
            standing.places.push_back(
                {held.scope, held.cursor.epoch, held.cursor.seq, held.cursor.chain, held.acknowledged, held.rebasing});
    std::sort(standing.places.begin(), standing.places.end(),
              [](const auto& a, const auto& b) { return a.scope < b.scope; });
    STAFFROOM_TRY(file.frame(CourierFrame::standing, wrap(encode(standing))));

    std::stable_sort(scopes->begin(), scopes->end(), [](const HeldScope& a, const HeldScope& b) {
        return laneOf(a.scope.type()) < laneOf(b.scope.type());
    });
    UpWritten written;
    const auto put = [&](const std::vector<Bytes>& batches) -> Result<Batch> {
        Batch last;
        for (const Bytes& encoded : batches) {
            auto batch = decodeBatch(encoded);
            if (!batch)
                return batch.error();
            written.changes += batch->items.size();
            written.tally.add(*batch);
            last = *std::move(batch);
        }
        written.batches += batches.size();
        STAFFROOM_TRY(file.frame(CourierFrame::batches, wrap(encodePush(batches))));
        return last;
    };
    for (const HeldScope& held : *scopes) {
        for (std::optional<ClientStore::EarlierMark> mark; held.sendsEarlier;) {
            const auto batches = store.outgoingEarlier(held.scope, mark, tuning::courierBatches, std::nullopt);
            if (!batches)
                return batches.error();
            if (batches->empty())
                break;
            const auto last = put(*batches);
            if (!last)
                return last.error();
            mark = {last->incarnation, last->first};
        }
        // Of a scope that was left the work waits here: the server would reject it for good. A PC that has heard of no
        // rights yet has left none.
        const bool left = held.roles == 0 && *rights != 0;
        for (std::uint64_t after = held.acknowledged; !left && after < held.lastOwn;) {
            const auto batches = store.outgoing(held.scope, after, tuning::courierBatches);
            if (!batches)
                return batches.error();
            if (batches->empty())
                return Error{ErrorCode::storageDamaged, "writing a courier file",
                             held.scope.text() + " has fewer changes than it says"};
            const auto last = put(*batches);
            if (!last)
                return last.error();
            after = last->last();
        }
    }
    return written;
}

namespace {

/// The device whose file it is, unsealed. Errors: as takeUp.
Result<Device> senderOf(CentralStore& store, CourierReader& file)
{
    constexpr std::string_view doing = "taking a PC's file in";
    const CourierOutside& outside = file.outside();
    if (outside.way != CourierWay::up)
        return Error{ErrorCode::invalidArgument, std::string(doing), "it comes from a server and is for a PC"};
    if (outside.server != store.id())
        return Error{ErrorCode::scopeMismatch, std::string(doing), "it is for another server"};
    const auto device = store.device(base::incarnationOf(outside.sender));
    if (!device)
        return device.error();
    if (!*device || (*device)->key != outside.sender)
        return Error{ErrorCode::unauthenticated, std::string(doing), "its PC isn't enrolled here"};
    if ((*device)->revoked)
        return Error{ErrorCode::revoked, std::string(doing), "its PC may not send any more"};
    STAFFROOM_TRY(file.unseal(store.key()));
    return **device;
}

/// Through which number the server held a name's changes of a scope before the file came.
class HeldBefore
{
public:
    explicit HeldBefore(CentralStore& store) : m_store(store) {}
    Result<std::uint64_t> through(const Batch& batch)
    {
        const std::pair place(batch.incarnation, batch.scope);
        const auto known = m_through.find(place);
        if (known != m_through.end())
            return known->second;
        const auto verdicts = m_store.verdictsOf(batch.incarnation, batch.scope, batch.first);
        if (!verdicts)
            return verdicts.error();
        return m_through[place] = verdicts->empty() ? 0 : verdicts->back().through;
    }

private:
    CentralStore& m_store;
    std::map<std::pair<IncarnationId, ScopeId>, std::uint64_t> m_through;
};

Result<void> takeBatch(CentralStore& store, UpTaken& taken, HeldBefore& before, BytesView encoded)
{
    const auto batch = decodeBatch(encoded);
    const auto held = batch ? before.through(*batch) : Result<std::uint64_t>(0);
    if (!held)
        return held.error();
    Judged judged = judge(store, taken.device, encoded);
    if (judged.isStoresTrouble())
        return *judged.why;
    ++taken.batches;
    const bool earlier = judged.verdict.incarnation != taken.device.incarnation;
    if ((judged.verdict.refused || earlier) && !judged.verdict.scope.isNull()) {
        judged.verdict.signature = store.key().sign(verdictClaim(judged.verdict));
        taken.words.push_back(judged.verdict);
    }
    if (judged.verdict.refused)
        return {};
    if (batch->last() <= *held) {
        taken.already += batch->items.size();
        return {};
    }
    taken.changes += batch->items.size();
    taken.quarantined += judged.verdict.quarantined.size();
    taken.tally.add(*batch);
    return {};
}

} // namespace

Result<UpTaken> takeUp(CentralStore& store, CourierReader& file, const CourierProgress& progress)
{
    UpTaken taken;
    const auto device = senderOf(store, file);
    if (!device)
        return device.error();
    taken.device = *device;
    HeldBefore before(store);
    for (;;) {
        const auto frame = file.next();
        if (!frame)
            return frame.error();
        if (!*frame)
            return taken;
        if (progress && !progress(file.at(), file.bytes()))
            return Error{ErrorCode::cancelled, "taking a PC's file in", {}};
        if ((*frame)->type != CourierFrame::standing && (*frame)->type != CourierFrame::batches)
            continue; // a newer program's, or none of a PC's
        const auto payload = file.payload();
        const auto message = payload ? unwrap(*payload) : Result<Bytes>(payload.error());
        if (!message)
            return message.error();
        if ((*frame)->type == CourierFrame::standing) {
            auto standing = decodeStanding(*message);
            if (!standing)
                return standing.error();
            taken.standing = *std::move(standing);
            continue;
        }
        const auto batches = decodePush(*message);
        if (!batches)
            return batches.error();
        for (const BytesView encoded : *batches)
            STAFFROOM_TRY(takeBatch(store, taken, before, encoded));
    }
}

} // namespace staffroom::sync
