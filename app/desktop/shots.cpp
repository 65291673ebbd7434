// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/shots.h"

#include <QDir>

#include <iostream>

namespace staffroom::desktop {

namespace {

struct Shot
{
    QString name;
    std::function<void()> prepare;
};

QString firstKey(ui::Rows* rows, int row = 0)
{
    return rows->at(row, "key").toString();
}

std::vector<Shot> pages(ui::Session& s)
{
    const auto page = [&s](const char* name) { return [&s, name] { s.setPage(QString::fromLatin1(name)); }; };
    return {
        {QStringLiteral("home"), page("home")},
        {QStringLiteral("plan"),
         [&s] {
             s.plan()->setOpenItem({});
             s.setPage(QStringLiteral("plan"));
         }},
        {QStringLiteral("plan-item"),
         [&s] {
             s.setPage(QStringLiteral("plan"));
             s.plan()->setOpenItem(firstKey(s.plan()->items(), 3));
         }},
        {QStringLiteral("courses"), page("courses")},
        {QStringLiteral("course"),
         [&s] {
             const bool mine = s.courses()->mine()->count() > 0;
             s.course()->open(firstKey(mine ? s.courses()->mine() : s.courses()->catalogue()));
         }},
        {QStringLiteral("course-not-here"), [&s] { s.course()->open(firstKey(s.courses()->catalogue(), 1)); }},
        {QStringLiteral("community"),
         [&s] {
             s.community()->stopThread();
             s.setPage(QStringLiteral("community"));
         }},
        {QStringLiteral("community-new"), [&s] { s.community()->startThread(); }},
        {QStringLiteral("search"),
         [&s] {
             s.search()->setQuery(QStringLiteral("分数"));
             s.setPage(QStringLiteral("search"));
         }},
        {QStringLiteral("sync"), page("sync")},
        {QStringLiteral("settings"), page("settings")},
    };
}

} // namespace

int takeShots(ui::Session& session, QQuickWindow& window, const Options& options)
{
    constexpr int drawMs = 260; // typing pauses, lists and icons have come to rest
    Automation hand(session, window, options);
    window.resize(1366, 768);
    int count = 0;
    const auto variants = [&](const std::vector<Shot>& shots) {
        for (const QString& language : {QStringLiteral("zh_CN"), QStringLiteral("en")})
            for (const QString& theme : {QStringLiteral("light"), QStringLiteral("dark")}) {
                session.appearance()->setLanguage(language);
                session.appearance()->setTheme(theme);
                for (const Shot& shot : shots) {
                    shot.prepare();
                    Automation::settle(drawMs);
                    const QString file = QStringLiteral("%1-%2-%3.png").arg(shot.name, language, theme);
                    if (!hand.grab(QDir(options.shots).filePath(file))) {
                        std::cerr << "staffroom: can't write " << file.toStdString() << '\n';
                        return false;
                    }
                    ++count;
                }
            }
        return true;
    };
    if (!variants({{QStringLiteral("sign-in"), [] {}}}))
        return 1;
    for (const QString& problem : {hand.signIn(), session.open() ? hand.firstSync() : QString()})
        if (!problem.isEmpty()) {
            std::cerr << "staffroom: " << problem.toStdString() << '\n';
            return 1;
        }
    if (!variants(pages(session)))
        return 1;
    std::cout << count << " pictures in " << options.shots.toStdString() << '\n';
    return 0;
}

} // namespace staffroom::desktop
