// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/sync/sim/ground.h"
#include "tests/sync/sim/plan.h"

namespace staffroom::test {

/// Lives through a plan on that ground, heals everything, and looks at every invariant. Never throws.
SimOutcome live(SimGround& ground, const SimPlan& plan);

/// The smallest plan found that still breaks an invariant: fewer steps, fewer kinds of faults.
SimPlan shrink(SimGround& ground, SimPlan plan);

} // namespace staffroom::test
