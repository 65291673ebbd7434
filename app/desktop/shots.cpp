// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/shots.h"

#include "core/domain/kinds.h"
#include "core/domain/value.h"
#include "ui/models/text.h"

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
             // The first may be a lonely opening post.
             s.community()->openThread(firstKey(s.community()->threads(), 1));
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

/// The fullest pages: where large letters are short of room first.
std::vector<Shot> fullest(ui::Session& s)
{
    std::vector<Shot> all = pages(s);
    std::erase_if(all, [](const Shot& shot) {
        return !QStringList{QStringLiteral("home"),    QStringLiteral("plan"),      QStringLiteral("plan-item"),
                            QStringLiteral("courses"), QStringLiteral("community"), QStringLiteral("sync")}
                    .contains(shot.name);
    });
    // The lines above an open item leave no room for it.
    for (Shot& shot : all)
        if (shot.name == u"plan-item")
            shot.prepare = [&s] {
                s.setPage(QStringLiteral("plan"));
                s.plan()->setOpenItem(firstKey(s.plan()->items()));
            };
    return all;
}

class Photographer
{
public:
    Photographer(ui::Session& session, QQuickWindow& window, const Options& options, const OpenAccounts& openAccounts)
        : m_session(session),
          m_window(window),
          m_hand(session, window, options),
          m_staging(session, m_hand, options, openAccounts),
          m_options(options),
          m_folder(options.shots),
          m_staged(openAccounts != nullptr)
    {
    }

    /// What went wrong, or nothing.
    QString takeAll();
    int count() const { return m_count; }

private:
    QString take(const std::vector<Shot>& shots, const QStringList& themes, const QString& sort = {});
    QString takeEveryday();
    QString takeScaled(int percent);
    QString takeAtHub();
    QString enter();

    ui::Session& m_session;
    QQuickWindow& m_window;
    Automation m_hand;
    Staging m_staging;
    const Options& m_options;
    QDir m_folder;
    bool m_staged;
    int m_count = 0;
};

const QStringList& bothThemes()
{
    static const QStringList themes{QStringLiteral("light"), QStringLiteral("dark")};
    return themes;
}

QString Photographer::take(const std::vector<Shot>& shots, const QStringList& themes, const QString& sort)
{
    constexpr int drawMs = 260; // typing pauses, lists and icons have come to rest
    for (const QString& language : {QStringLiteral("zh_CN"), QStringLiteral("en")})
        for (const QString& theme : themes) {
            m_session.appearance()->setLanguage(language);
            m_session.appearance()->setTheme(theme);
            for (const Shot& shot : shots) {
                shot.prepare();
                Automation::settle(drawMs);
                const QString file = QStringLiteral("%1%2-%3-%4.png").arg(shot.name, sort, language, theme);
                if (!m_hand.grab(m_folder.filePath(file)))
                    return QStringLiteral("can't write %1").arg(file);
                ++m_count;
            }
        }
    return {};
}

QString Photographer::enter()
{
    const QString problem = m_hand.signIn();
    return problem.isEmpty() ? m_hand.firstSync() : problem;
}

QString Photographer::takeEveryday()
{
    const std::vector<Shot> signIn{{QStringLiteral("sign-in"), [] {}}};
    const auto sync = [this](const char* name) {
        return std::vector<Shot>{{QString::fromLatin1(name), [this] { m_session.setPage(QStringLiteral("sync")); }}};
    };
    QString problem = take(signIn, bothThemes());
    if (problem.isEmpty())
        problem = enter();
    if (problem.isEmpty() && m_staged)
        problem = m_staging.everyday();
    if (problem.isEmpty())
        problem = take(pages(m_session), bothThemes());
    if (problem.isEmpty() && m_staged)
        problem = m_staging.queue();
    if (problem.isEmpty() && m_staged)
        problem = take(sync("sync-queue"), bothThemes());
    if (problem.isEmpty() && m_staged)
        problem = m_staging.conflict();
    if (problem.isEmpty() && m_staged)
        problem = take(sync("sync-decision"), bothThemes());
    if (!problem.isEmpty())
        return problem;
    m_session.appearance()->setTextSize(150);
    problem = take(fullest(m_session), {QStringLiteral("light")}, QStringLiteral("-text150"));
    m_session.appearance()->setTextSize(100);
    return problem;
}

QString Photographer::takeScaled(int percent)
{
    const QString problem = enter();
    return problem.isEmpty() ? take(fullest(m_session), {QStringLiteral("light")}, QStringLiteral("-%1").arg(percent))
                             : problem;
}

/// What is new where a school's hub stands between; some of it is at the hub, nothing of it at the server.
QString Photographer::takeAtHub()
{
    QString problem = take({{QStringLiteral("sign-in-hub"), [] {}}}, {QStringLiteral("light")});
    if (problem.isEmpty())
        problem = enter();
    if (!problem.isEmpty())
        return problem;
    node::Desktop& desktop = *m_session.desktop();
    const auto items = desktop.learning().reads().dueItems(desktop.account().person, "9999-12-31");
    const auto changed = items && !items->empty()
                             ? desktop.learning().changeItem(items->front().id, domain::field::plan_item::spentMinutes,
                                                             domain::Value::integer(items->front().spentMinutes + 30))
                             : base::Result<void>();
    if (!changed)
        return ui::toQt(base::describe(changed.error()));
    for (const node::Decision& open : desktop.decisions() ? *desktop.decisions() : std::vector<node::Decision>())
        if (const auto decided = desktop.decide(open, domain::Value(open.versions.front().value)); !decided)
            return ui::toQt(base::describe(decided.error()));
    if (const auto kept = desktop.setHub(ui::toCore(m_options.hub)); !kept)
        return ui::toQt(base::describe(kept.error()));
    desktop.syncNow();
    std::vector<Shot> shots = pages(m_session);
    std::erase_if(shots, [](const Shot& shot) {
        return shot.name != u"sync" && shot.name != u"community" && shot.name != u"settings";
    });
    for (Shot& shot : shots)
        shot.name += QStringLiteral("-hub");
    problem = take(shots, bothThemes());
    if (!problem.isEmpty())
        return problem;
    m_session.appearance()->setTextSize(150);
    problem = take(shots, {QStringLiteral("light")}, QStringLiteral("-text150"));
    m_session.appearance()->setTextSize(100);
    return problem;
}

QString Photographer::takeAll()
{
    const double scale = m_window.devicePixelRatio();
    m_window.resize(static_cast<int>(1366 / scale), static_cast<int>(768 / scale)); // whole pixels of the screen
    if (!m_options.hub.isEmpty())
        return takeAtHub();
    return scale > 1 ? takeScaled(qRound(scale * 100)) : takeEveryday();
}

} // namespace

int takeShots(ui::Session& session, QQuickWindow& window, const Options& options, const OpenAccounts& openAccounts)
{
    Photographer photographer(session, window, options, openAccounts);
    if (const QString problem = photographer.takeAll(); !problem.isEmpty()) {
        std::cerr << "staffroom: " << problem.toStdString() << '\n';
        return 1;
    }
    std::cout << photographer.count() << " pictures in " << options.shots.toStdString() << '\n';
    return 0;
}

} // namespace staffroom::desktop
