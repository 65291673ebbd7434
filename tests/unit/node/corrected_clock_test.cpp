// SPDX-License-Identifier: GPL-3.0-or-later
// What time a PC believes it is, whatever its own clock says.
#include "core/node/corrected_clock.h"
#include "core/sync/tuning.h"
#include "tests/support/catch.hpp"

using namespace staffroom;
using node::CorrectedClock;

namespace {

constexpr std::int64_t hour = 3'600'000, day = 24 * hour;
constexpr std::int64_t today = 1'795'312'800'000; // 2026-11-22
constexpr std::int64_t in2010 = 1'267'430'400'000, in2099 = 4'076'294'400'000;

} // namespace

TEST_CASE("a PC that never met a server believes its own clock")
{
    base::ManualClock pc(today);
    const CorrectedClock clock(pc);
    CHECK(clock.wallMs() == today);
    pc.setWall(in2010);
    CHECK(clock.wallMs() == in2010);
}

TEST_CASE("once the server was heard its time goes on with the time that passes, whatever the PC's clock does")
{
    for (const std::int64_t wrong : {in2010, in2099, today + 5 * day, today}) {
        base::ManualClock pc(wrong);
        CorrectedClock clock(pc);
        clock.setServerTime(today);
        CHECK(clock.wallMs() == today);
        pc.advance(3 * hour);
        CHECK(clock.wallMs() == today + 3 * hour);
        for (const std::int64_t jump : {in2099, in2010, today}) {
            pc.setWall(jump);
            CHECK(clock.wallMs() == today + 3 * hour);
        }
    }
}

TEST_CASE("a delay of the link isn't chased")
{
    base::ManualClock pc(today);
    CorrectedClock clock(pc);
    clock.setServerTime(today - 1'500);
    CHECK(clock.wallMs() == today);
    CHECK(clock.known().offset == 0);
    pc.advance(hour);
    clock.setServerTime(today + hour + 1'900);
    CHECK(clock.wallMs() == today + hour);
    clock.setServerTime(today + hour + 5'000);
    CHECK(clock.wallMs() == today + hour + 5'000);
}

TEST_CASE("in a later run, before the server is heard, no time is believed that can't be")
{
    base::ManualClock pc(today + 2 * day);
    const auto after = [&](const CorrectedClock::Known& known) {
        CorrectedClock clock(pc);
        clock.setKnown(known);
        pc.advance(hour);
        return clock.wallMs();
    };
    SECTION("a clock that is right is believed")
    {
        CHECK(after({0, today}) == today + 2 * day + hour);
    }
    SECTION("one that is wrong by as much as before is put right by that")
    {
        pc.setWall(in2010 + 2 * day);
        CHECK(after({today - in2010, today}) == today + 2 * day + hour);
    }
    SECTION("one that somebody has put right since is believed as it is")
    {
        CHECK(after({today - in2010, today}) == today + 2 * day + hour);
    }
    SECTION("one that fell back or ran ahead stands at the server's last word and goes on from there")
    {
        for (const std::int64_t wrong : {in2010, in2099}) {
            pc.setWall(wrong);
            CHECK(after({0, today}) == today + hour);
        }
    }
    SECTION("a clock that starts at the same moment of 2010 at each start never goes back behind the server's word")
    {
        pc.setWall(in2010);
        CHECK(after({today - in2010 - 5 * hour, today}) == today + hour);
    }
    SECTION("longer than a PC may be away nobody believes it was")
    {
        pc.setWall(today + sync::tuning::leaseMs + day);
        CHECK(after({0, today}) == today + hour);
    }
}

TEST_CASE("a server that is put right is believed again")
{
    base::ManualClock pc(today);
    CorrectedClock clock(pc);
    clock.setServerTime(in2099);
    CHECK(clock.wallMs() == in2099);
    clock.setServerTime(today);
    CHECK(clock.wallMs() == today);
    CHECK(clock.known() == CorrectedClock::Known{0, today});
}
