// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/days.h"

#include <charconv>
#include <chrono>
#include <cstdio>

namespace staffroom::ctl {

namespace {

constexpr std::int64_t msADay = 86'400'000;
constexpr std::int64_t chinaAheadMs = 8 * 3'600'000;

std::optional<int> numberOf(std::string_view digits)
{
    int value = 0;
    const auto [end, fault] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    return fault == std::errc() && end == digits.data() + digits.size() && value >= 0 ? std::optional(value)
                                                                                      : std::nullopt;
}

} // namespace

std::optional<std::int64_t> dayFromText(std::string_view text)
{
    if (text.size() != 10 || text[4] != '-' || text[7] != '-')
        return std::nullopt;
    const auto year = numberOf(text.substr(0, 4));
    const auto month = numberOf(text.substr(5, 2));
    const auto day = numberOf(text.substr(8, 2));
    if (!year || !month || !day)
        return std::nullopt;
    const std::chrono::year_month_day date{std::chrono::year(*year), std::chrono::month(static_cast<unsigned>(*month)),
                                           std::chrono::day(static_cast<unsigned>(*day))};
    if (!date.ok())
        return std::nullopt;
    return std::chrono::sys_days(date).time_since_epoch().count();
}

std::string textFromDay(std::int64_t day)
{
    const std::chrono::year_month_day date{std::chrono::sys_days(std::chrono::days(day))};
    char text[16];
    std::snprintf(text, sizeof text, "%04d-%02u-%02u", static_cast<int>(date.year()) % 10000,
                  static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
    return text;
}

std::int64_t dayInChina(std::int64_t ms)
{
    return (ms + chinaAheadMs) / msADay;
}

std::int64_t midnightInChina(std::int64_t day)
{
    return day * msADay - chinaAheadMs;
}

} // namespace staffroom::ctl
