// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/ctl/command.h"

namespace staffroom::ctl {

/// What a process ends with.
enum class ExitCode : int { done = 0, failed = 1, usage = 2 };

/// All of them.
Commands commands();

/// Finds the command that the words name, reads its options and runs it. Help goes to world.out; an error is one line
/// on `errors`: what failed, why, what to do.
ExitCode run(const Commands& commands, std::span<const std::string> words, const Surroundings& world,
             std::ostream& errors);

/// "what failed: why: what to do"; the error's own advice goes before the one given.
std::string errorLine(const Error& error, std::string_view advice);

} // namespace staffroom::ctl
