// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/ui/sample/sample_desktop.h"
#include "ui/models/session.h"

#include <QCoreApplication>
#include <QEventLoop>
#include <QTemporaryDir>
#include <QTimer>

namespace staffroom::test {

/// A session over the sample county, on Sunday 2026-11-22, 10:00 in Shanghai, signed in where asked.
struct Bench
{
    QTemporaryDir folder;
    base::ManualClock clock{1'795'312'800'000};
    sample::SampleAccounts accounts{STAFFROOM_SAMPLE_COUNTY, clock};
    ui::Session session;

    explicit Bench(bool signedIn = true, const QString& language = QStringLiteral("en"))
        : session({accounts, clock, folder.path(), QString()})
    {
        session.appearance()->setLanguage(language);
        if (signedIn)
            signIn();
    }
    void signIn()
    {
        session.signIn()->choose(session.signIn()->known()->at(0, "key").toString());
        session.signIn()->signIn(QStringLiteral("staffroom-demo"));
        settle();
    }
    sample::SampleDesktop& desktop() { return *accounts.opened; }
    /// Long enough for the timers that gather changes and typing.
    static void settle(int ms = 200)
    {
        QEventLoop loop;
        QTimer::singleShot(ms, &loop, &QEventLoop::quit);
        loop.exec();
    }
};

} // namespace staffroom::test
