// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/sync/sim/run.h"

#include "tests/sync/sim/story.h"

namespace staffroom::test {

SimOutcome live(SimGround& ground, const SimPlan& plan)
{
    std::unique_ptr<Story> story;
    SimOutcome outcome;
    const MemoryDisk::Counters before = ground.disk().counters();
    try {
        story = std::make_unique<Story>(ground, plan);
        story->live();
        outcome = story->outcome();
    } catch (const std::exception& violation) {
        if (story)
            outcome = story->outcome();
        outcome.violation = violation.what();
    }
    if (story)
        outcome.trace = story->trace();
    outcome.disk = ground.disk().counters().since(before);
    return outcome;
}

SimPlan shrink(SimGround& ground, SimPlan plan)
{
    const auto fails = [&](const SimPlan& some) { return !live(ground, some).violation.empty(); };
    for (bool smaller = true; smaller;) {
        smaller = false;
        for (std::size_t fault = 0; fault < simFaults; ++fault) {
            SimPlan without = plan;
            without.faults &= ~maskOf(fault);
            if (without.faults != plan.faults && fails(without)) {
                plan = without;
                smaller = true;
            }
        }
        for (std::size_t less = plan.steps / 2; less > 0; less /= 2) {
            SimPlan shorter = plan;
            shorter.steps -= less;
            if (fails(shorter)) {
                plan = shorter;
                smaller = true;
            }
        }
    }
    return plan;
}

} // namespace staffroom::test
