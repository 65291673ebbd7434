// SPDX-License-Identifier: GPL-3.0-or-later
// Laws of merging: the order in which changes come doesn't matter, nothing is lost, nothing superseded comes back.
#include "tests/unit/base/laws.h"
#include "tests/unit/sync/history.h"

using namespace staffroom;
using namespace staffroom::test;
namespace f = staffroom::domain::field;

TEST_CASE("the same changes give the same state, whatever the order in which they come")
{
    CHECK_LAW("order", [](std::uint64_t seed, std::uint64_t one, std::uint64_t two) {
        History history(seed);
        const Place first = history.inOrder(one);
        const Place second = history.inOrder(two);
        RC_ASSERT(first.state.encode() == second.state.encode());
        RC_ASSERT(first.state.settled());
        for (auto& [who, place] : history.places) { // and so do the places that wrote it, once they heard of all
            for (const IncarnationId& of : history.writers)
                history.hear(place, of, UINT64_MAX);
            RC_ASSERT(place.state.encode() == first.state.encode());
        }
    });
}

TEST_CASE("a part of one order and the rest of another give the same: merging is associative")
{
    CHECK_LAW("parts", [](std::uint64_t seed, std::uint64_t one) {
        History history(seed);
        const Bytes whole = history.inOrder(one).state.encode();
        Inventor some(one + 1);
        Place place;
        for (const IncarnationId& who : history.writers) // a prefix of each, then a pause on disk, then the rest
            history.hear(place, who, some.below(history.log[who].size() + 1));
        place.state = *sync::RecordState::decode(place.state.encode());
        for (auto who = history.writers.rbegin(); who != history.writers.rend(); ++who)
            history.hear(place, *who, UINT64_MAX);
        RC_ASSERT(place.state.encode() == whole);
    });
}

TEST_CASE("taking in what is in already changes nothing")
{
    CHECK_LAW("twice", [](std::uint64_t seed) {
        History history(seed);
        Place place = history.inOrder(seed);
        const Bytes before = place.state.encode();
        for (const auto& [who, changes] : history.log)
            for (std::uint64_t dseq = 1; dseq <= changes.size(); ++dseq)
                place.take(who, dseq, changes[dseq - 1]);
        RC_ASSERT(place.state.encode() == before);
        for (const auto& [who, changes] : history.log) // live writes even where nobody asks what was seen
            for (std::uint64_t dseq = 1; dseq <= changes.size(); ++dseq) {
                const auto& writes = place.state.writes();
                const auto live = std::count_if(writes.begin(), writes.end(), [&, who = who](const auto& write) {
                    return write.dot == Dot{who, dseq};
                });
                if (static_cast<std::size_t>(live) == changes[dseq - 1].writes.size())
                    place.state.apply(changes[dseq - 1], {who, dseq}, [](const Dot&) { return true; });
            }
        RC_ASSERT(place.state.encode() == before);
    });
}

TEST_CASE("a write is live exactly as long as nobody superseded it: none is lost, none comes back")
{
    CHECK_LAW("live", [](std::uint64_t seed) {
        History history(seed);
        const Place place = history.inOrder(seed + 1);
        std::set<std::pair<domain::FieldNo, Dot>> expected;
        for (const auto& [who, changes] : history.log)
            for (std::uint64_t dseq = 1; dseq <= changes.size(); ++dseq)
                for (const auto& write : changes[dseq - 1].writes)
                    expected.insert({write.field, {who, dseq}});
        for (const auto& [who, changes] : history.log)
            for (const auto& change : changes)
                for (const auto& write : change.writes)
                    for (const Dot& gone : write.supersedes)
                        expected.erase({write.field, gone});
        std::set<std::pair<domain::FieldNo, Dot>> live;
        for (const auto& write : place.state.writes())
            live.insert({write.field, write.dot});
        RC_ASSERT(live == expected);
    });
}

TEST_CASE("alternatives are shown until one decision, and are gone wherever it comes, in any order")
{
    CHECK_LAW("deciding", [](std::uint64_t seed, std::uint64_t order) {
        History history(seed);
        Place place = history.inOrder(order);
        for (const domain::FieldNo field : {1U, 2U}) {
            std::set<Bytes> values;
            for (const auto& write : place.state.writes())
                if (write.field == field)
                    values.insert(write.item);
            const auto alternatives = place.state.alternatives();
            RC_ASSERT((std::find(alternatives.begin(), alternatives.end(), field) != alternatives.end()) ==
                      (values.size() > 1));
        }
        // One who knows all decides every field.
        const IncarnationId judge = Inventor(order).id<IncarnationId>();
        const bool keep = order % 2 == 0;
        sync::Change decision{{}, 6, 1, {}};
        for (const domain::FieldNo field : {0U, 1U, 2U}) {
            sync::FieldWrite write{field, Bytes("\x07"), 0, {}};
            if (field == f::deleted)
                write.item = Bytes("\xf4");
            place.state.supersede(write);
            decision.writes.push_back(std::move(write));
        }
        if (keep)
            decision.writes.erase(decision.writes.begin() + 1, decision.writes.end());
        history.log[judge].push_back(decision);
        const Place after = history.inOrder(order + 1); // the decision may well come first
        const Place other = history.inOrder(order + 2);
        RC_ASSERT(after.state.encode() == other.state.encode());
        const auto left = after.state.alternatives();
        RC_ASSERT(std::find(left.begin(), left.end(), f::deleted) == left.end());
        RC_ASSERT(!after.state.deleted());
        if (!keep)
            RC_ASSERT(left.empty() && after.state.shown(1)->item == Bytes("\x07"));
    });
}

TEST_CASE("an edit that a deletion didn't know of keeps the record visible, one it knew of doesn't")
{
    Inventor some(9);
    const auto a = some.id<IncarnationId>();
    const auto b = some.id<IncarnationId>();
    const auto write = [](Place& place, const IncarnationId& who, domain::FieldNo field, Bytes item) {
        sync::FieldWrite one{field, std::move(item), 0, {}};
        place.state.supersede(one);
        sync::Change change{{}, 6, 1, {std::move(one)}};
        place.take(who, place.through[who] + 1, change);
        return change;
    };
    Place onA;
    const auto made = write(onA, a, 1, "\1");
    Place onB = onA;
    const auto removed = write(onA, a, f::deleted, onA.state.deletionItem());
    CHECK(onA.state.deleted());
    CHECK(onA.state.alternatives().empty());
    const auto edited = write(onB, b, 1, "\2");
    onA.take(b, 1, edited);
    onB.take(a, 2, removed);
    CHECK(onA.state.encode() == onB.state.encode());
    CHECK_FALSE(onA.state.deleted());
    CHECK(onA.state.alternatives() == std::vector<domain::FieldNo>{f::deleted});
    const auto again = write(onB, b, f::deleted, onB.state.deletionItem());
    onA.take(b, 2, again);
    CHECK(onA.state.deleted());
    CHECK(onA.state.alternatives().empty());
    write(onA, a, f::deleted, "\xf4"); // taken back
    CHECK_FALSE(onA.state.deleted());
    CHECK(onA.state.shown(1)->item == "\2");
}

TEST_CASE("the version shown first has the more behind it, then the later time, then the greater dot")
{
    const auto low = *IncarnationId::fromBytes(Bytes(16, '\1'));
    const auto high = *IncarnationId::fromBytes(Bytes(16, '\2'));
    const auto state = [&](std::uint32_t rankLow, sync::HybridTime timeLow, std::uint32_t rankHigh,
                           sync::HybridTime timeHigh) {
        sync::RecordState both;
        const auto all = [](const Dot&) { return true; };
        both.apply({{}, 1, timeLow, {{1, "\1", rankLow, {}}}}, {low, 5}, all);
        both.apply({{}, 1, timeHigh, {{1, "\2", rankHigh, {}}}}, {high, 5}, all);
        return both.shown(1)->item;
    };
    CHECK(state(3, 1, 2, 9) == "\1");
    CHECK(state(2, 9, 2, 1) == "\1");
    CHECK(state(2, 9, 2, 9) == "\2");
}

TEST_CASE("a change names no more dots than a reader takes, however many versions there are")
{
    sync::RecordState state;
    Inventor some(11);
    for (int number = 0; number < 100; ++number)
        state.apply({{}, 1, 1, {{1, "\1", UINT32_MAX, {}}}}, {some.id<IncarnationId>(), 1},
                    [](const Dot&) { return true; });
    sync::Change change{some.id<RecordId>(), 1, 1, {{1, "\2", 0, {}}}};
    state.supersede(change.writes[0]);
    CHECK(change.writes[0].rank == UINT32_MAX);
    const auto writer = some.id<IncarnationId>();
    CHECK(sync::decodeChange(encode(change, writer), writer).ok());
}
