// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

namespace staffroom::base {

#ifdef STAFFROOM_FAILPOINTS

/// A named place where a test may end or halt the program, to see that it goes on from there. Only in builds with the
/// CMake option STAFFROOM_FAILPOINTS; in others nothing is left of it.
///
/// The environment variable STAFFROOM_FAILPOINT arms one: "place", "place/what" (only where it is about that), "…#3"
/// (the third time it is passed), "…=stop" (SIGSTOP instead of SIGKILL).
void failpoint(std::string_view place, std::string_view what = {});

#else

constexpr void failpoint(std::string_view, std::string_view = {}) {}

#endif

} // namespace staffroom::base
