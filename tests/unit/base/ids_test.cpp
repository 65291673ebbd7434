// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/ids.h"
#include "tests/support/catch.hpp"

#include <algorithm>
#include <unordered_set>
#include <vector>

using namespace staffroom::base;

namespace {

std::int64_t millisecondsOf(const RecordId& id)
{
    std::int64_t ms = 0;
    for (int i = 0; i < 6; ++i)
        ms = (ms << 8) | id.array()[static_cast<std::size_t>(i)];
    return ms;
}

struct Maker
{
    ManualClock clock;
    SeededRandom random{7};
    IdMaker ids{clock, random};
};

} // namespace

TEST_CASE("a made id is a UUID of version 7 with the clock's milliseconds in front")
{
    Maker maker;
    const RecordId id = maker.ids.record();
    CHECK((id.array()[6] >> 4) == 7);
    CHECK((id.array()[8] >> 6) == 2);
    CHECK(millisecondsOf(id) == maker.clock.wallMs());
    CHECK_FALSE(id.isNull());
}

TEST_CASE("ids rise while the clock stands still, also past what the counter holds")
{
    Maker maker;
    RecordId last = maker.ids.record();
    for (int i = 0; i < 20'000; ++i) {
        const RecordId next = maker.ids.record();
        REQUIRE(last < next);
        REQUIRE((next.array()[6] >> 4) == 7);
        last = next;
    }
    // 20,000 ids of 4,096 a millisecond borrow a few milliseconds of the future, not more.
    CHECK(millisecondsOf(last) - maker.clock.wallMs() <= 6);
}

TEST_CASE("ids rise when the clock goes back, and follow it again once it has caught up")
{
    Maker maker;
    const std::int64_t start = maker.clock.wallMs();
    const RecordId before = maker.ids.record();
    maker.clock.setWall(start - 10LL * 365 * 86'400'000);
    const RecordId during = maker.ids.record();
    CHECK(before < during);
    CHECK(millisecondsOf(during) == start);
    maker.clock.setWall(start + 5);
    const RecordId after = maker.ids.record();
    CHECK(during < after);
    CHECK(millisecondsOf(after) == start + 5);
}

TEST_CASE("ids rise on a machine whose clock is before 1970")
{
    Maker maker;
    maker.clock.setWall(-86'400'000);
    RecordId last = maker.ids.record();
    for (int i = 0; i < 10'000; ++i) {
        const RecordId next = maker.ids.record();
        REQUIRE(last < next);
        last = next;
    }
}

TEST_CASE("ids rise with a moving clock and are all different")
{
    Maker maker;
    std::vector<RecordId> made;
    for (int i = 0; i < 5'000; ++i) {
        made.push_back(maker.ids.record());
        maker.clock.advance(i % 3);
    }
    CHECK(std::is_sorted(made.begin(), made.end()));
    CHECK(std::unordered_set<RecordId>(made.begin(), made.end()).size() == made.size());
}

TEST_CASE("two makers with one clock and different randomness don't make the same id")
{
    const ManualClock clock;
    SeededRandom one(1);
    SeededRandom two(2);
    IdMaker first(clock, one);
    IdMaker second(clock, two);
    std::unordered_set<RecordId> seen;
    for (int i = 0; i < 1'000; ++i) {
        CHECK(seen.insert(first.record()).second);
        CHECK(seen.insert(second.record()).second);
    }
}

TEST_CASE("the text of an id is that of RFC 9562 and leads back to it")
{
    const auto id = RecordId::fromText("0192F3A0-7c1e-7b32-8d7a-0a1b2c3d4e5f");
    REQUIRE(id);
    CHECK(id->text() == "0192f3a0-7c1e-7b32-8d7a-0a1b2c3d4e5f");
    CHECK(RecordId::fromText("0192f3a07c1e7b328d7a0a1b2c3d4e5f") == id);
    CHECK(RecordId::fromBytes(id->bytes()) == id);
}

TEST_CASE("text or bytes that aren't an id give nothing")
{
    for (const char* text : {"", "-", "0192f3a0-7c1e-7b32-8d7a-0a1b2c3d4e5", "0192f3a0-7c1e-7b32-8d7a-0a1b2c3d4e5g",
                             "0192f3a0-7c1e-7b32-8d7a-0a1b2c3d4e5f00", "{0192f3a0-7c1e-7b32-8d7a-0a1b2c3d4e5f}"}) {
        CAPTURE(text);
        CHECK_FALSE(RecordId::fromText(text));
    }
    CHECK_FALSE(RecordId::fromBytes(Bytes(15, 'x')));
    CHECK_FALSE(RecordId::fromBytes(Bytes(17, 'x')));
}

TEST_CASE("ids sort as their bytes do, because SQLite compares the bytes")
{
    const auto low = RecordId::fromBytes(Bytes(16, '\x7F'));
    const auto high = RecordId::fromBytes(Bytes(16, '\x80'));
    REQUIRE((low && high));
    CHECK(*low < *high);
    CHECK(low->view() < high->view());
}

TEST_CASE("the id of a natural key is the same everywhere and differs where any part differs")
{
    const RecordId id = idFromKey("membership", {"group-1", "person-2"});
    CHECK((id.array()[6] >> 4) == 8);
    CHECK((id.array()[8] >> 6) == 2);
    // Written down, because a change of it would split every membership in two.
    CHECK(id.text() == "1031c682-6004-8504-8e3e-c2ba487d30f1");
    CHECK(idFromKey("membership", {"group-1", "person-2"}) == id);
    CHECK(idFromKey("membership", {"person-2", "group-1"}) != id);
    CHECK(idFromKey("enrolment", {"group-1", "person-2"}) != id);
    CHECK(idFromKey("m", {"ab", "c"}) != idFromKey("m", {"a", "bc"}));
    CHECK(idFromKey("m", {"ab"}) != idFromKey("m", {"ab", ""}));
    CHECK(idFromKey("m", {}) != idFromKey("", {"m"}));
}
