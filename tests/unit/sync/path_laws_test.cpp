// SPDX-License-Identifier: GPL-3.0-or-later
// Laws of a whole scope: by whatever path its changes came, page by page, out of order, or from a snapshot, whoever has
// the same changes has the same digest, and whoever read the same log stands at the same place of it.
#include "tests/unit/base/laws.h"
#include "tests/unit/sync/inventor.h"

#include <map>

using namespace staffroom;
using namespace staffroom::test;

namespace {

/// One replica of a scope, taking each incarnation's changes in their order.
struct Replica
{
    std::map<RecordId, sync::RecordState> states;
    sync::VersionVector through;

    void take(const IncarnationId& who, std::uint64_t dseq, const sync::Change& change)
    {
        through[who] = dseq;
        states[change.record].apply(change, {who, dseq}, [&](const Dot& dot) {
            const auto held = through.find(dot.incarnation);
            return held != through.end() && dot.dseq <= held->second;
        });
    }

    base::Hash digest() const
    {
        sync::DigestBuilder builder;
        for (const auto& [id, state] : states)
            builder.add(id, 6, state.encode());
        return builder.finish();
    }

    /// What a snapshot of it makes elsewhere, in segments of so many records.
    Replica throughSegments(std::uint64_t records) const
    {
        Replica other;
        other.through = through;
        sync::SegmentWriter writer;
        std::uint64_t inSegment = 0;
        const auto finish = [&] {
            sync::SegmentInfo info;
            const Bytes compressed = writer.finish(info);
            const Bytes open = *sync::openSegment(compressed, info);
            const auto read = sync::readSegment(open, info);
            for (const sync::SegmentRecord& record : *read)
                other.states[record.id] = *sync::RecordState::decode(record.state);
            inSegment = 0;
        };
        for (const auto& [id, state] : states) {
            writer.add(id, 6, state.encode());
            if (++inSegment == records)
                finish();
        }
        if (!writer.empty())
            finish();
        return other;
    }
};

/// Several incarnations write to a few records and hear of each other now and then.
struct Scope
{
    std::map<IncarnationId, std::vector<sync::Change>> log;

    explicit Scope(std::uint64_t seed)
    {
        Inventor some(seed);
        std::vector<RecordId> records;
        for (std::uint64_t count = 1 + some.below(4); records.size() < count;)
            records.push_back(some.id<RecordId>());
        std::vector<std::pair<IncarnationId, Replica>> places;
        for (std::uint64_t count = 2 + some.below(3); places.size() < count;)
            places.emplace_back(some.id<IncarnationId>(), Replica());
        for (std::uint64_t steps = 5 + some.below(30), step = 1; step <= steps; ++step) {
            auto& [who, place] = places[some.below(places.size())];
            if (some.below(3) == 0) {
                const IncarnationId other = places[some.below(places.size())].first;
                goOn(place, other, some.below(4));
                continue;
            }
            sync::Change change{records[some.below(records.size())], 6, step << 16U, {}};
            sync::FieldWrite write{static_cast<domain::FieldNo>(some.below(3)), some.item(), 0, {}};
            if (write.field == domain::field::deleted)
                write.item = place.states[change.record].deletionItem();
            place.states[change.record].supersede(write);
            change.writes.push_back(std::move(write));
            log[who].push_back(change);
            place.take(who, log[who].size(), change);
        }
    }

    void goOn(Replica& place, const IncarnationId& who, std::uint64_t count)
    {
        for (; count > 0 && place.through[who] < log[who].size(); --count)
            place.take(who, place.through[who] + 1, log[who][place.through[who]]);
    }

    /// Up to so many steps of an order of its own; 0: to the end.
    void inOrder(Replica& place, std::uint64_t seed, std::uint64_t steps)
    {
        Inventor some(seed);
        for (std::uint64_t step = 0; steps == 0 || step < steps; ++step) {
            std::vector<IncarnationId> open;
            for (const auto& [who, changes] : log)
                if (place.through[who] < changes.size())
                    open.push_back(who);
            if (open.empty())
                return;
            goOn(place, open[some.below(open.size())], 1 + some.below(3));
        }
    }
};

} // namespace

TEST_CASE("the digest of a scope says what was taken in, not in which order or through which snapshot")
{
    CHECK_LAW("path", [](std::uint64_t seed, std::uint64_t one, std::uint64_t two) {
        Scope scope(seed);
        Replica straight;
        scope.inOrder(straight, one, 0);

        Replica begun;
        Inventor some(two);
        scope.inOrder(begun, two, 1 + some.below(8));
        Replica resumed = begun.throughSegments(1 + some.below(3));
        RC_ASSERT(resumed.digest() == begun.digest());
        scope.inOrder(resumed, two + 1, 0);
        RC_ASSERT(resumed.digest() == straight.digest());
    });
}

TEST_CASE("one change more or another value is another digest")
{
    CHECK_LAW("digest tells", [](std::uint64_t seed) {
        Scope scope(seed);
        Replica place;
        scope.inOrder(place, seed, 0);
        const base::Hash before = place.digest();
        Inventor some(seed);
        const IncarnationId who = some.id<IncarnationId>();
        sync::Change change{place.states.begin()->first, 6, 1, {{1, Bytes(1, '\1'), 0, {}}}};
        Replica other = place;
        place.take(who, 1, change);
        RC_ASSERT(place.digest() != before);
        change.writes.front().item = Bytes(1, '\2');
        other.take(who, 1, change);
        RC_ASSERT(other.digest() != place.digest());
    });
}

TEST_CASE("a log may be cut into pages anywhere: they join to the same place, and in no other order")
{
    CHECK_LAW("pages join", [](std::uint64_t seed) {
        Inventor some(seed);
        const base::KeyPair server = *base::KeyPair::fromSeed("the server's seed of 32 bytes ..");
        const ScopeId scope = some.scope();
        std::vector<Bytes> entries;
        sync::Cursor end{{}, 3, 0, {}};
        for (std::uint64_t count = 2 + some.below(6); entries.size() < count;) {
            const auto writer = some.id<IncarnationId>();
            const auto changes = some.changes(writer, 3);
            entries.push_back(sync::encodeEntry(writer, 1, changes));
            end.seq += changes.size();
            end.chain = sync::chained(end.chain, base::Hash::of(entries.back()));
        }
        sync::Cursor cursor{{}, 3, 0, {}};
        std::vector<Bytes> pages;
        for (std::size_t at = 0; at < entries.size();) {
            sync::Page page{scope, cursor.epoch, cursor.seq, cursor.seq, cursor.chain, cursor.chain, false, {}};
            std::vector<BytesView> taken;
            for (std::uint64_t count = 1 + some.below(3); count > 0 && at < entries.size(); --count, ++at) {
                taken.emplace_back(entries[at]);
                page.to += sync::decodeEntry(entries[at])->count;
                page.after = sync::chained(page.after, base::Hash::of(entries[at]));
            }
            pages.push_back(sync::encodePage(page, taken, server));
            const auto read = sync::decodePage(pages.back(), server.publicKey());
            RC_ASSERT(read.ok() && sync::checkPlace(*read, scope, cursor).ok());
            for (const Bytes& other : pages) { // none but the newest goes on here, and it not twice
                const auto again = sync::decodePage(other, server.publicKey());
                RC_ASSERT(sync::checkPlace(*again, scope, cursor).ok() == (&other == &pages.back()));
            }
            cursor.seq = read->to;
            cursor.chain = read->after;
        }
        RC_ASSERT(cursor == end);
    });
}
