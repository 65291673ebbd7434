// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/log.h"

#include "core/base/bytes.h"
#include "core/base/clock.h"

#include <array>
#include <charconv>
#include <chrono>
#include <cmath>
#include <cstdio>

namespace staffroom::base {

std::string jsonString(std::string_view text)
{
    std::string out = "\"";
    const bool wellFormed = isUtf8(text);
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\') {
            out += '\\';
            out += c;
        } else if (byte < 0x20) {
            std::array<char, 8> escape{};
            std::snprintf(escape.data(), escape.size(), "\\u%04x", byte);
            out += escape.data();
        } else if (byte >= 0x80 && !wellFormed) {
            out += "\\ufffd";
        } else {
            out += c;
        }
    }
    out += '"';
    return out;
}

std::string jsonNumber(double value)
{
    if (!std::isfinite(value))
        return "null"; // JSON has no name for these
    std::array<char, 32> text{};
    const auto end = std::to_chars(text.data(), text.data() + text.size(), value);
    return {text.data(), end.ptr};
}

std::string rfc3339(std::int64_t ms)
{
    using namespace std::chrono;
    const sys_time<milliseconds> point{milliseconds(ms)};
    const auto day = floor<days>(point);
    const year_month_day date(day);
    const hh_mm_ss time(point - day);
    std::array<char, 40> text{};
    std::snprintf(text.data(), text.size(), "%04d-%02u-%02uT%02d:%02d:%02d.%03dZ", static_cast<int>(date.year()),
                  static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                  static_cast<int>(time.hours().count()), static_cast<int>(time.minutes().count()),
                  static_cast<int>(time.seconds().count()), static_cast<int>(time.subseconds().count()));
    return text.data();
}

void Log::write(LogLevel level, std::string_view event, std::initializer_list<LogField> fields)
{
    if (level < m_least)
        return;
    static constexpr std::array<const char*, 4> levels = {"debug", "info", "warning", "error"};
    std::string line = "{\"time\":\"" + rfc3339(m_clock.wallMs()) + "\",\"level\":\"" +
                       levels[static_cast<std::size_t>(level)] + "\",\"event\":" + jsonString(event);
    for (const auto& [name, value] : fields) {
        line += ',' + jsonString(name) + ':';
        if (const auto* text = std::get_if<std::string_view>(&value))
            line += jsonString(*text);
        else if (const auto* number = std::get_if<std::int64_t>(&value))
            line += std::to_string(*number);
        else if (const auto* real = std::get_if<double>(&value))
            line += jsonNumber(*real);
        else
            line += std::get<bool>(value) ? "true" : "false";
    }
    line += "}\n";
    const std::lock_guard lock(m_mutex);
    m_out << line << std::flush;
}

} // namespace staffroom::base
