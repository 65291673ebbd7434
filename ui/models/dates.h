// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDate>
#include <QString>

#include <cstdint>

namespace staffroom::ui {

/// Times and amounts as people say them, in the language of QLocale() (what the person chose). Instants are ms since
/// 1970 and shown in local time.

/// "just now", "5 min ago", "today 14:05", "yesterday 14:05", "Tuesday 14:05" (within six days), "5 March",
/// "5 March 2024". Instants ahead of now (another PC's clock) are shown as their date and time.
QString spokenTime(std::int64_t ms, std::int64_t nowMs);

/// The day only, of an instant: "today", "yesterday", "Tuesday", "5 March".
QString spokenDayOf(std::int64_t ms, std::int64_t nowMs);

/// A day: "today", "tomorrow", "yesterday", a weekday within six days to come, else "5 March" or "5 March 2027".
QString spokenDay(const QDate& day, const QDate& today);

/// "5 March 2027", whatever today is; empty for a day that isn't one.
QString fullDay(const QDate& day);

/// When something is due: spokenDay, or "3 days overdue". Empty for a day that isn't one.
QString spokenDue(const QDate& day, const QDate& today);

/// "45 min", "2 h", "2.5 h": study time; "45 分钟", "2 学时" are both minutes of the clock, an hour has 60.
QString spokenMinutes(std::int64_t minutes);

/// "320 KB", "4.5 MB", "1.2 GB" (powers of 1000, as file managers print them).
QString spokenBytes(std::int64_t bytes);

/// "22 November, Sunday".
QString spokenToday(const QDate& today);

/// "1 March – 31 July 2026"; one end missing leaves the other.
QString spokenSpan(const QDate& from, const QDate& to);

/// The local day of an instant.
QDate dayOf(std::int64_t ms);

} // namespace staffroom::ui
