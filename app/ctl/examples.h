// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

namespace staffroom::ctl {

/// What somebody may type to begin with, for the help of the command of that name; empty for no command's.
std::string_view exampleOf(std::string_view command);

} // namespace staffroom::ctl
