// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace staffroom::ctl {

/// Days since 1970-01-01 of "YYYY-MM-DD"; nothing for what is no day.
std::optional<std::int64_t> dayFromText(std::string_view text);
/// The inverse.
std::string textFromDay(std::int64_t day);
/// The day that it is in China at that moment (UTC+8).
std::int64_t dayInChina(std::int64_t ms);
/// Midnight in China at the beginning of the day, in ms since 1970.
std::int64_t midnightInChina(std::int64_t day);

} // namespace staffroom::ctl
