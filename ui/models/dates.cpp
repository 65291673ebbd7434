// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/dates.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>

#include <cmath>

namespace staffroom::ui {

namespace {

QString dayAndMonth(const QDate& day, bool withYear)
{
    // The order and the spaces are the language's own, so the pattern is a translation.
    return QLocale().toString(day, withYear ? QCoreApplication::translate("Dates", "d MMMM yyyy")
                                            : QCoreApplication::translate("Dates", "d MMMM"));
}

QString weekday(const QDate& day)
{
    return QLocale().toString(day, QStringLiteral("dddd"));
}

/// A text with "%n" in it.
QString counted(const char* text, std::int64_t n)
{
    return QCoreApplication::translate("Dates", text, nullptr, static_cast<int>(n));
}

/// One decimal below ten, where it says something.
QString number(double value)
{
    const double rounded = std::round(value * 10) / 10;
    return QLocale().toString(rounded, 'f', rounded < 10 && rounded != std::floor(rounded) ? 1 : 0);
}

} // namespace

QDate dayOf(std::int64_t ms)
{
    return QDateTime::fromMSecsSinceEpoch(ms).date();
}

QString spokenDayOf(std::int64_t ms, std::int64_t nowMs)
{
    const QDate day = dayOf(ms);
    const QDate today = dayOf(nowMs);
    const qint64 ago = day.daysTo(today);
    if (ago == 0)
        return QCoreApplication::translate("Dates", "today");
    if (ago == 1)
        return QCoreApplication::translate("Dates", "yesterday");
    if (ago > 1 && ago < 7)
        return weekday(day);
    return dayAndMonth(day, day.year() != today.year());
}

QString spokenTime(std::int64_t ms, std::int64_t nowMs)
{
    const std::int64_t seconds = (nowMs - ms) / 1000;
    if (seconds >= 0 && seconds < 60)
        return QCoreApplication::translate("Dates", "just now");
    if (seconds >= 0 && seconds < 3600)
        return counted(QT_TRANSLATE_N_NOOP("Dates", "%n min ago"), seconds / 60);
    QString day = spokenDayOf(ms, nowMs);
    const qint64 ago = dayOf(ms).daysTo(dayOf(nowMs));
    if (ago < 0 || ago >= 7)
        return day;
    return QCoreApplication::translate("Dates", "%1 %2", "day, time")
        .arg(day, QDateTime::fromMSecsSinceEpoch(ms).time().toString(QStringLiteral("HH:mm")));
}

QString spokenDay(const QDate& day, const QDate& today)
{
    if (!day.isValid())
        return {};
    const qint64 ahead = today.daysTo(day);
    if (ahead == 0)
        return QCoreApplication::translate("Dates", "today");
    if (ahead == 1)
        return QCoreApplication::translate("Dates", "tomorrow");
    if (ahead == -1)
        return QCoreApplication::translate("Dates", "yesterday");
    if (ahead > 1 && ahead < 7)
        return weekday(day);
    return dayAndMonth(day, day.year() != today.year());
}

QString fullDay(const QDate& day)
{
    return day.isValid() ? dayAndMonth(day, true) : QString();
}

QString spokenDue(const QDate& day, const QDate& today)
{
    if (!day.isValid())
        return {};
    const qint64 over = day.daysTo(today);
    if (over > 0)
        return counted(QT_TRANSLATE_N_NOOP("Dates", "%n day(s) overdue"), over);
    return spokenDay(day, today);
}

QString spokenMinutes(std::int64_t minutes)
{
    if (minutes < 60 && minutes != 0)
        return counted(QT_TRANSLATE_N_NOOP("Dates", "%n min"), minutes);
    return QCoreApplication::translate("Dates", "%1 h").arg(number(static_cast<double>(minutes) / 60.0));
}

QString spokenBytes(std::int64_t bytes)
{
    const auto size = static_cast<double>(bytes);
    if (size < 999.5)
        return QCoreApplication::translate("Dates", "%1 bytes").arg(bytes);
    if (size < 999.5e3)
        return QCoreApplication::translate("Dates", "%1 KB").arg(number(size / 1e3));
    if (size < 999.5e6)
        return QCoreApplication::translate("Dates", "%1 MB").arg(number(size / 1e6));
    return QCoreApplication::translate("Dates", "%1 GB").arg(number(size / 1e9));
}

QString spokenToday(const QDate& today)
{
    return QCoreApplication::translate("Dates", "%1, %2", "weekday, day and month")
        .arg(weekday(today), dayAndMonth(today, false));
}

QString spokenSpan(const QDate& from, const QDate& to)
{
    if (!from.isValid() || !to.isValid())
        return from.isValid() ? dayAndMonth(from, true) : to.isValid() ? dayAndMonth(to, true) : QString();
    return QStringLiteral("%1 – %2").arg(dayAndMonth(from, from.year() != to.year()), dayAndMonth(to, true));
}

} // namespace staffroom::ui
