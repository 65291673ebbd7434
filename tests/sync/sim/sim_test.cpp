// SPDX-License-Identifier: GPL-3.0-or-later
// A few seeds for every build; `./dev sim` lives through as many as there is time for.
#include "tests/support/catch.hpp"
#include "tests/support/temporary_folder.h"
#include "tests/sync/sim/run.h"

using namespace staffroom::test;

namespace {

/// Plans that once broke an invariant, as the simulator shrank them, and what was wrong. What a seed tells is another
/// story whenever the simulator learns to draw something more: the bugs themselves are kept in planted/.
struct Once
{
    SimPlan plan;
    const char* what;
};

constexpr SimFaultMask faults(std::initializer_list<SimFault> some)
{
    SimFaultMask mask = 0;
    for (const SimFault fault : some)
        mask |= maskOf(fault);
    return mask;
}

using enum SimFault;
const Once once[]{
    {{165, 146,
      faults({requestLost, answerLost, answerFlipped, pcKilled, serverKilled, serverWriteFails, rightsChange})},
     "the late verdict on work that was sent brought it back into a scope that was left since"},
    {{349, 126,
      faults(
          {answerLost, requestTwice, answerFlipped, requestReplayed, pcKilled, pcDiskFull, clockJump, rightsChange})},
     "the same, with two records"},
    {{3539, 106,
      faults({requestLost, answerLost, requestLate, pcKilled, pcPowerCut, pcDiskFull, pcCloned, serverKilled,
              serverPowerCut, serverDiskFull, serverRestored, rightsChange})},
     "a PC that had fetched nothing of a scope took no snapshot of it after the server had lost what it sent"},
    {{2038, 25, faults({answerOfAnother, requestReplayed, serverPowerCutInTheMiddle})},
     "a PC that was given another's sign-in on the way kept its token, and could compare with nobody"},
    {{779, 138,
      faults({requestLost, answerOfAnother, requestReplayed, requestLate, pcKilled, pcWriteFails, serverDiskFull,
              stickOld, rightsChange})},
     "a hub's file kept words in free pages that none of its members may read any more"},
    {{1237, 91,
      faults({requestLost, answerLost, requestReplayed, requestLate, pcKilled, pcPowerCutInTheMiddle, pcWriteFails,
              pcRestored, serverKilled, serverRestored, hubPowerCut, hubWriteFails, hubDiskFull, clockJump,
              rightsChange})},
     "a hub took work for judged that the server had lost, and neither sent it up nor asked for it again"},
    {{1116, 160, allSimFaults},
     "rejected work that waits again was not shown; a hub's snapshot from before the PC's place was never taken"},
    {{1709, 160, allSimFaults}, "work that the server lost was not shown where its scope had left and come back"},
    {{2391, 107,
      faults({requestLost, answerLost, requestTwice, requestReplayed, requestLate, pcKilled, pcPowerCut, pcDiskFull,
              pcCloned, serverPowerCut, serverWriteFails, serverDiskFull, hubKilled, rightsChange})},
     "unconfirmed work of a copied PC stayed on top where the server had something else under its number"},
    {{6289, 148,
      faults({requestLost, answerCutShort, answerOfAnother, requestReplayed, pcWriteFails, pcDiskFull, pcCloned,
              serverKilled, serverRestored, hubPowerCutInTheMiddle, rightsChange})},
     "a changed preference left its name out, and a server that had lost the preference rejected it"},
    {{53586, 153,
      faults({requestLost, requestTwice, requestReplayed, pcKilled, pcPowerCut, pcPowerCutInTheMiddle, pcWriteFails,
              pcDiskFull, pcCloned, serverKilled, serverPowerCut, serverPowerCutInTheMiddle, serverWriteFails,
              serverRestored, clockJump, rightsChange})},
     "a copy that had fetched nothing took for accepted what the server, put back since, had rejected"},
};

} // namespace

TEST_CASE("a county under faults ends level with nothing lost, whatever the seed, and twice the same")
{
    const TemporaryFolder folder(TemporaryFolder::Place::memory);
    SimGround ground(folder.path() / "county");
    SimFaultMask drawn = 0;
    for (std::uint64_t seed = 1; seed <= 40; ++seed) {
        const SimOutcome first = live(ground, {seed, 160, allSimFaults});
        const SimOutcome again = live(ground, {seed, 160, allSimFaults});
        INFO("seed " << seed);
        CHECK(first.violation.empty());
        CHECK(first.violation == again.violation);
        CHECK(first.trace == again.trace);
        for (std::size_t fault = 0; fault < simFaults; ++fault)
            drawn |= first.drawn[fault] > 0 ? maskOf(fault) : 0;
    }
    CHECK(drawn == allSimFaults);
}

TEST_CASE("seeds that once broke an invariant hold")
{
    const TemporaryFolder folder(TemporaryFolder::Place::memory);
    SimGround ground(folder.path() / "county");
    for (const Once& one : once) {
        INFO("seed " << one.plan.seed << ": " << one.what);
        CHECK(live(ground, one.plan).violation.empty());
    }
}

TEST_CASE("another seed is another story")
{
    const TemporaryFolder folder(TemporaryFolder::Place::memory);
    SimGround ground(folder.path() / "county");
    CHECK(live(ground, {1, 60, allSimFaults}).trace != live(ground, {2, 60, allSimFaults}).trace);
}
