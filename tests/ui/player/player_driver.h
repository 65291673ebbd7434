// SPDX-License-Identifier: GPL-3.0-or-later
// A desktop of the test, which starts the real player, drives it over its socket and keeps what it hears.
#pragma once

#include "ui/models/player/player_session.h"

#include <QElapsedTimer>
#include <QTest>

#include <algorithm>
#include <functional>
#include <vector>

namespace staffroom::test {

using content::player::Start;
using content::player::Verb;
using ui::PlayerSession;

inline constexpr int patienceMs = 30'000; // Chromium's first start on a busy machine

inline bool waitFor(const std::function<bool()>& condition, int ms = patienceMs)
{
    QElapsedTimer timer;
    timer.start();
    while (!condition()) {
        if (timer.elapsed() > ms)
            return false;
        QTest::qWait(20);
    }
    return true;
}

struct Told
{
    quint64 seq;
    QString activity;
    int verb;
    double location;
    qint64 durationMs;
};

/// A desktop that keeps what it hears.
struct Desktop
{
    explicit Desktop(const Start& start, bool acknowledging = true)
    {
        QObject::connect(
            &session, &PlayerSession::committed, &session,
            [this, acknowledging](quint64 seq, const QString& activity, int verb, double place, qint64 ms) {
                commits.push_back({seq, activity, verb, place, ms});
                if (acknowledging)
                    session.acknowledge(seq);
            });
        QObject::connect(&session, &PlayerSession::noticed, &session,
                         [this](const QString& code, const QString& detail) {
                             notices.push_back(code + QLatin1Char(' ') + detail);
                         });
        QObject::connect(
            &session, &PlayerSession::told, &session,
            [this](const QString& activity, const QString& title, double place, bool isLoaded, quint64 left) {
                shown = activity;
                pageTitle = title;
                location = place;
                loaded = isLoaded;
                unacknowledged = left;
            });
        QObject::connect(&session, &PlayerSession::finished, &session, [this] { finished = true; });
        QObject::connect(&session, &PlayerSession::failed, &session, [this](const QString& code) { failure = code; });
        session.open(QStringLiteral(STAFFROOM_PLAYER), start);
    }
    bool waitShown(const QString& activity)
    {
        return waitFor([&] {
                   session.ask();
                   QTest::qWait(100);
                   return (shown == activity && loaded) || !failure.isEmpty();
               }) &&
               failure.isEmpty();
    }
    bool has(const QString& activity, Verb verb) const
    {
        return std::any_of(commits.begin(), commits.end(), [&](const Told& told) {
            return told.activity == activity && told.verb == static_cast<int>(verb);
        });
    }
    bool noticed(const QString& start) const
    {
        return std::any_of(notices.begin(), notices.end(),
                           [&](const QString& notice) { return notice.startsWith(start); });
    }
    PlayerSession session;
    std::vector<Told> commits;
    std::vector<QString> notices;
    QString shown;
    QString pageTitle;
    QString failure;
    double location = -1;
    quint64 unacknowledged = 0;
    bool loaded = false;
    bool finished = false;
};

} // namespace staffroom::test
