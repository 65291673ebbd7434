// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/catch.hpp"
#include "ui/models/appearance.h"
#include "ui/models/dates.h"

#include <QDateTime>
#include <QTemporaryDir>

using namespace staffroom::ui;

namespace {

std::int64_t at(const char* when)
{
    return QDateTime::fromString(QString::fromLatin1(when), Qt::ISODate).toMSecsSinceEpoch();
}

QDate day(const char* when)
{
    return QDate::fromString(QString::fromLatin1(when), Qt::ISODate);
}

struct Speaking
{
    QTemporaryDir folder;
    Appearance appearance{folder.filePath(QStringLiteral("look.ini"))};
    explicit Speaking(const char* language) { appearance.setLanguage(QString::fromLatin1(language)); }
};

} // namespace

TEST_CASE("times are said as people say them, in English")
{
    const Speaking speaking("en");
    const std::int64_t now = at("2026-11-22T10:00:00");
    CHECK(spokenTime(now - 20'000, now) == u"just now");
    CHECK(spokenTime(at("2026-11-22T09:55:00"), now) == u"5 min ago");
    CHECK(spokenTime(at("2026-11-22T07:05:00"), now) == u"today 07:05");
    CHECK(spokenTime(at("2026-11-21T23:59:00"), now) == u"yesterday 23:59");
    CHECK(spokenTime(at("2026-11-17T08:00:00"), now) == u"Tuesday 08:00");
    CHECK(spokenTime(at("2026-11-15T08:00:00"), now) == u"15 November");
    CHECK(spokenTime(at("2025-03-05T08:00:00"), now) == u"5 March 2025");
}

TEST_CASE("times are said as people say them, in Chinese")
{
    const Speaking speaking("zh_CN");
    const std::int64_t now = at("2026-11-22T10:00:00");
    CHECK(spokenTime(now - 20'000, now) == QString::fromUtf8("刚刚"));
    CHECK(spokenTime(at("2026-11-22T09:55:00"), now) == QString::fromUtf8("5 分钟前"));
    CHECK(spokenTime(at("2026-11-22T07:05:00"), now) == QString::fromUtf8("今天 07:05"));
    CHECK(spokenTime(at("2026-11-21T23:59:00"), now) == QString::fromUtf8("昨天 23:59"));
    CHECK(spokenTime(at("2026-11-17T08:00:00"), now) == QString::fromUtf8("星期二 08:00"));
    CHECK(spokenTime(at("2026-03-05T08:00:00"), now) == QString::fromUtf8("3 月 5 日"));
    CHECK(spokenTime(at("2025-03-05T08:00:00"), now) == QString::fromUtf8("2025 年 3 月 5 日"));
}

TEST_CASE("an instant ahead of this PC's clock is shown as its day, never as minutes ago")
{
    const Speaking speaking("en");
    const std::int64_t now = at("2026-11-22T10:00:00");
    CHECK(spokenTime(at("2026-11-24T10:00:00"), now) == u"24 November");
    CHECK(spokenTime(at("2099-01-01T10:00:00"), now) == u"1 January 2099");
}

TEST_CASE("what is due is said by day, and what is overdue by how long")
{
    const QDate today = day("2026-11-22");
    {
        const Speaking speaking("en");
        CHECK(spokenDue(day("2026-11-22"), today) == u"today");
        CHECK(spokenDue(day("2026-11-23"), today) == u"tomorrow");
        CHECK(spokenDue(day("2026-11-27"), today) == u"Friday");
        CHECK(spokenDue(day("2026-12-11"), today) == u"11 December");
        CHECK(spokenDue(day("2026-11-21"), today) == u"1 day overdue");
        CHECK(spokenDue(day("2026-11-12"), today) == u"10 days overdue");
        CHECK(spokenDue(QDate(), today).isEmpty());
    }
    const Speaking speaking("zh_CN");
    CHECK(spokenDue(day("2026-11-27"), today) == QString::fromUtf8("星期五"));
    CHECK(spokenDue(day("2026-11-12"), today) == QString::fromUtf8("已过期 10 天"));
    CHECK(spokenDue(day("2027-01-15"), today) == QString::fromUtf8("2027 年 1 月 15 日"));
}

TEST_CASE("amounts have the units of the language")
{
    {
        const Speaking speaking("en");
        CHECK(spokenMinutes(45) == u"45 min");
        CHECK(spokenMinutes(0) == u"0 h");
        CHECK(spokenMinutes(150) == u"2.5 h");
        CHECK(spokenMinutes(1200) == u"20 h");
        CHECK(spokenBytes(320'000) == u"320 KB");
        CHECK(spokenBytes(4'500'000) == u"4.5 MB");
        CHECK(spokenBytes(999'700'000) == u"1 GB");
    }
    const Speaking speaking("zh_CN");
    CHECK(spokenMinutes(150) == QString::fromUtf8("2.5 学时"));
    CHECK(spokenSpan(day("2026-08-25"), day("2027-01-25")) ==
          QString::fromUtf8("2026 年 8 月 25 日 – 2027 年 1 月 25 日"));
}
