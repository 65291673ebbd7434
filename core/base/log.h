// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <initializer_list>
#include <mutex>
#include <ostream>
#include <string>
#include <string_view>
#include <variant>

namespace staffroom::base {

class Clock;

enum class LogLevel { debug, info, warning, error };

/// One named value of a log line.
struct LogField
{
    std::string_view name;
    std::variant<std::string_view, std::int64_t, double, bool> value;
};

/// Writes one JSON object a line: time (RFC 3339, UTC), level, event, then the fields. Thread-safe. Secrets and the
/// text of posts never go in here.
class Log
{
public:
    Log(std::ostream& out, const Clock& clock, LogLevel least = LogLevel::info)
        : m_out(out),
          m_clock(clock),
          m_least(least)
    {
    }
    void write(LogLevel level, std::string_view event, std::initializer_list<LogField> fields = {});
    void info(std::string_view event, std::initializer_list<LogField> fields = {})
    {
        write(LogLevel::info, event, fields);
    }
    void warning(std::string_view event, std::initializer_list<LogField> fields = {})
    {
        write(LogLevel::warning, event, fields);
    }
    void error(std::string_view event, std::initializer_list<LogField> fields = {})
    {
        write(LogLevel::error, event, fields);
    }

private:
    std::ostream& m_out;
    const Clock& m_clock;
    LogLevel m_least;
    std::mutex m_mutex;
};

/// The text as a JSON string with its quotes (RFC 8259); bytes that aren't UTF-8 become U+FFFD.
std::string jsonString(std::string_view text);

/// The shortest JSON number that reads back as the same value; null for what isn't finite.
std::string jsonNumber(double value);

/// "2026-03-01T08:00:00.000Z" for milliseconds since 1970.
std::string rfc3339(std::int64_t ms);

} // namespace staffroom::base
