// SPDX-License-Identifier: GPL-3.0-or-later
// A PC that goes on under another name: what it made says the same as before, and the words about it are read as
// written.
#include "core/sync/incarnation.h"
#include "core/sync/renaming.h"
#include "core/sync/tuning.h"
#include "tests/unit/base/laws.h"
#include "tests/unit/sync/history.h"
#include "tests/unit/sync/refuses.h"

using namespace staffroom;
using namespace staffroom::test;
using base::ErrorCode;

namespace {

/// The live writes of a state, with what a deletion among them knew of, as that renaming calls them.
std::set<std::tuple<domain::FieldNo, Dot, Bytes>> writesOf(const sync::RecordState& state,
                                                           const sync::Renaming& renaming)
{
    std::set<std::tuple<domain::FieldNo, Dot, Bytes>> writes;
    for (const sync::LiveWrite& write : state.writes()) {
        Bytes item = write.item;
        if (auto known = write.field == f::deleted ? sync::deletedDots(item) : std::nullopt) {
            std::set<Dot> dots;
            for (const Dot& dot : *known)
                dots.insert(renaming(dot));
            item = sync::deletionOf(std::vector<Dot>(dots.begin(), dots.end()));
        }
        writes.emplace(write.field, renaming(write.dot), std::move(item));
    }
    return writes;
}

} // namespace

TEST_CASE("what was made after a number says under a new name what it said under the old one, in any order")
{
    CHECK_LAW("renaming", [](std::uint64_t seed, std::uint64_t order) {
        History history(seed);
        Inventor some(seed + 1);
        const IncarnationId who = history.writers[some.below(history.writers.size())];
        const sync::Renaming renaming{who, history.log[who].size(), some.id<IncarnationId>()};
        for (std::uint64_t count = 1 + some.below(6), at = 0; at < count; ++at) // nobody has heard of these
            history.edit(who, some, (1'000 + at) << 16U);
        const sync::RecordState before = history.inOrder(order).state;

        std::vector<sync::Change>& own = history.log[who];
        for (std::size_t at = renaming.after; at < own.size(); ++at)
            history.log[renaming.to].push_back(sync::renamed(own[at], renaming));
        own.resize(renaming.after);
        const sync::RecordState after = history.inOrder(order + 1).state;
        RC_ASSERT(writesOf(after, {}) == writesOf(before, renaming));
        RC_ASSERT(after.encode() == history.inOrder(order + 2).state.encode());
        RC_ASSERT(after.settled());
        RC_ASSERT(after.deleted() == before.deleted());
        RC_ASSERT(after.alternatives() == before.alternatives());
    });
}

TEST_CASE("a request for a new name and the word on it are read back as they were written, and only whole")
{
    CHECK_LAW("words", [](std::uint64_t seed) {
        Inventor some(seed);
        sync::IncarnationRequest request{some.id<IncarnationId>(), some.key().publicKey(), some.text(), {}, {}, {}};
        std::set<domain::ScopeId> scopes;
        for (std::uint64_t count = some.below(4); scopes.size() < count;)
            scopes.insert(some.scope());
        for (const domain::ScopeId& scope : scopes) {
            const std::uint64_t after = some.number() / 2;
            request.asked.push_back({scope, after, after + some.number() / 2});
        }
        const Bytes asked = encode(request);
        const auto read = sync::decodeIncarnationRequest(asked);
        RC_ASSERT(read.ok());
        RC_ASSERT(encode(*read) == asked);
        RC_ASSERT(refusesEveryCut(asked, sync::decodeIncarnationRequest));
        if (request.asked.size() > 1) {
            std::swap(request.asked.front(), request.asked.back());
            const auto unordered = sync::decodeIncarnationRequest(encode(request));
            RC_ASSERT(!unordered.ok() && unordered.error().code == ErrorCode::malformed);
        }

        sync::IncarnationAnswer answer{static_cast<std::int64_t>(some.number() / 2), {}, {}};
        for (std::uint64_t count = some.below(3); answer.held.size() < count;) {
            sync::HeldChanges held{some.scope(), some.number(), some.number(), {}, {}, some.below(2) == 0};
            for (std::uint64_t hashes = some.below(4); held.hashes.size() < hashes;)
                held.hashes.push_back(some.hash());
            answer.held.push_back(std::move(held));
        }
        const Bytes told = encode(answer);
        const auto heard = sync::decodeIncarnationAnswer(told);
        RC_ASSERT(heard.ok());
        RC_ASSERT(encode(*heard) == told);
        RC_ASSERT(refusesEveryCut(told, sync::decodeIncarnationAnswer));
    });
}

TEST_CASE("a request for a new name that asks backwards is malformed")
{
    Inventor some(1);
    sync::IncarnationRequest request{some.id<IncarnationId>(), some.key().publicKey(), "PC", {}, {}, {}};
    request.asked.push_back({some.scope(), 5, 4});
    const auto read = sync::decodeIncarnationRequest(encode(request));
    CHECK((!read.ok() && read.error().code == ErrorCode::malformed));
}
