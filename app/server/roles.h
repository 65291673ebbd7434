// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/server/options.h"
#include "core/base/random.h"

#include <functional>

namespace staffroom::server {

/// What a role is given of the world.
struct World
{
    const Options& options;
    const base::Clock& clock;
    base::Random& random;
    base::Log& log;
};

/// Each serves until SIGTERM or SIGINT, which must be blocked, and returns the exit code.
int serveCentral(const World& world);
int serveHub(const World& world);

/// Opens the port, writes the port file and waits for the signal; false where it couldn't. daily: done once serving and
/// then once a day.
bool serveUntilSignal(const World& world, Handler& handler, Poke& poke, const std::function<void()>& daily);

} // namespace staffroom::server
