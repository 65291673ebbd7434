// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/tour.h"

#include "ui/models/text.h"

#include <QDir>
#include <QElapsedTimer>

#include <algorithm>
#include <iostream>

namespace staffroom::desktop {

namespace {

constexpr int drawMs = 250;
constexpr int downloadMs = 120'000;
constexpr int playerMs = 60'000;

/// One walk. Each step returns what went wrong, or nothing.
class Tour
{
public:
    Tour(ui::Session& session, QQuickWindow& window, ui::CourseWindow& courseWindow, const Options& options)
        : m_session(session),
          m_courseWindow(courseWindow),
          m_hand(session, window, options),
          m_options(options),
          m_folder(options.tour)
    {
    }

    int walk();

private:
    QString signIn();
    QString plan();
    QString course();
    QString study(const base::RecordId& course);
    QString post();
    QString sync();
    void say(const QString& text) const { std::cout << text.toStdString() << std::endl; }
    QString picture(const char* name);
    node::Desktop& desktop() { return *m_session.desktop(); }
    const learning::Reads& learning() { return desktop().learning().reads(); }
    base::RecordId person() { return desktop().account().person; }

    ui::Session& m_session;
    ui::CourseWindow& m_courseWindow;
    Automation m_hand;
    const Options& m_options;
    QDir m_folder;
    int m_number = 0;
};

QString Tour::picture(const char* name)
{
    Automation::settle(drawMs);
    const QString file = m_folder.filePath(QStringLiteral("%1-%2.png").arg(++m_number).arg(QString::fromLatin1(name)));
    return m_hand.grab(file) ? QString() : QStringLiteral("a picture can't be written: %1").arg(file);
}

QString Tour::signIn()
{
    if (QString problem = m_hand.signIn(); !problem.isEmpty())
        return problem;
    if (QString problem = m_hand.firstSync(); !problem.isEmpty())
        return problem;
    // Signing in brought the person's own choice.
    if (!m_options.language.isEmpty())
        m_session.appearance()->setLanguage(m_options.language);
    if (!m_options.theme.isEmpty())
        m_session.appearance()->setTheme(m_options.theme);
    const node::SyncStatus status = desktop().status();
    const auto courses = learning().courses(person());
    const auto groups = desktop().community().reads().groups(person());
    if (!courses || !groups)
        return QStringLiteral("the store can't be read after the first sync");
    say(QStringLiteral("sign in   %1, %2; received %3 records, %4 bytes; %5 courses, %6 groups")
            .arg(m_session.personName(), m_session.school())
            .arg(status.received)
            .arg(status.bytes)
            .arg(courses->size())
            .arg(groups->size()));
    return picture("home");
}

QString Tour::plan()
{
    m_session.setPage(QStringLiteral("plan"));
    Automation::settle(drawMs);
    if (m_session.plan()->items()->count() == 0)
        return QStringLiteral("there is no plan to change");
    ui::Rows* items = m_session.plan()->items();
    int row = 0;
    while (row + 1 < items->count() && items->at(row, "done").toBool())
        ++row;
    const QString key = items->at(row, "key").toString();
    const QString notes = items->at(row, "notes").toString();
    m_session.plan()->setOpenItem(key);
    m_session.plan()->changeItem(key, QStringLiteral("notes"),
                                 (notes.isEmpty() ? QString() : notes + u'\n') +
                                     QStringLiteral("下周三和同事一起看一遍。"));
    m_session.plan()->changeItem(key, QStringLiteral("spent"), items->at(row, "spent").toInt() + 45);
    Automation::settle(drawMs);
    say(QStringLiteral("plan      %1 items; changed the notes and hours of “%2”; %3 waiting")
            .arg(items->count())
            .arg(items->at(items->find(key), "title").toString())
            .arg(desktop().status().waiting));
    return picture("plan");
}

QString Tour::course()
{
    const auto courses = learning().courses(person());
    if (!courses || courses->empty())
        return QStringLiteral("there is no course to study");
    // One with something left to do; of these the smallest.
    const learning::CourseSummary* chosen = nullptr;
    for (const learning::CourseSummary& course : *courses)
        if (course.packageBytes > 0 && course.completed < course.activities &&
            (!chosen || course.packageBytes < chosen->packageBytes))
            chosen = &course;
    if (!chosen)
        return QStringLiteral("no course has a package with something left to study");
    ui::CourseScreen* screen = m_session.course();
    screen->open(ui::toQt(chosen->id));
    if (!chosen->enrolled)
        screen->enrol();
    Automation::settle(drawMs);
    QElapsedTimer timer;
    timer.start();
    if (!screen->onThisPc()) {
        screen->download();
        if (!Automation::waitUntil([screen] { return !screen->downloading(); }, downloadMs))
            return QStringLiteral("the course took longer than two minutes to fetch");
        Automation::settle(drawMs);
    }
    if (!desktop().packageFolder(chosen->id))
        return QStringLiteral("the course was not fetched: %1").arg(m_session.notice()->text());
    say(QStringLiteral("course    fetched “%1”, %2 bytes in %3 ms")
            .arg(screen->title())
            .arg(chosen->packageBytes)
            .arg(timer.elapsed()));
    if (QString problem = study(chosen->id); !problem.isEmpty())
        return problem;
    return picture("course");
}

QString Tour::study(const base::RecordId& id)
{
    const auto completed = [&]() -> std::int64_t {
        const auto detail = learning().course(person(), id);
        return detail && *detail ? (*detail)->summary.completed : -1;
    };
    const std::int64_t before = completed();
    // The first part that isn't finished.
    base::RecordId first;
    if (const auto detail = learning().course(person(), id); detail && *detail)
        for (const learning::Module& module : (*detail)->modules)
            for (const learning::Activity& activity : module.activities)
                if (first.isNull() && !activity.completed)
                    first = activity.id;
    m_session.course()->study(ui::toQt(first));
    ui::PlayerSession* player = m_courseWindow.player();
    if (!player)
        return QStringLiteral("the player was not started: %1").arg(m_session.notice()->text());
    bool loaded = false;
    QObject::connect(player, &ui::PlayerSession::told, &m_session,
                     [&loaded](const QString&, const QString&, double, bool is, quint64) { loaded = loaded || is; });
    const bool opened = Automation::waitUntil(
        [&] {
            if (m_courseWindow.player() && player->isOpen())
                player->ask();
            return loaded || !m_courseWindow.player();
        },
        playerMs);
    if (!opened || !m_courseWindow.player())
        return QStringLiteral("the course did not open in the player: %1").arg(m_session.notice()->text());
    player->grab(m_folder.filePath(QStringLiteral("%1-player.png").arg(++m_number)));
    player->finishActivity();
    const bool done = Automation::waitUntil([&] { return completed() > before || !m_courseWindow.player(); }, playerMs);
    m_courseWindow.closeNow();
    if (!done || completed() <= before)
        return QStringLiteral("the finished part did not reach the store");
    say(QStringLiteral("study     finished a part in the player; %1 of the course done; %2 waiting")
            .arg(completed())
            .arg(desktop().status().waiting));
    return {};
}

QString Tour::post()
{
    ui::CommunityScreen* screen = m_session.community();
    m_session.setPage(QStringLiteral("community"));
    Automation::settle(drawMs);
    if (screen->groups()->count() == 0)
        return QStringLiteral("there is no group to write in");
    screen->startThread();
    screen->newThread()->setTitle(QStringLiteral("两个年级同时上课，先讲哪一个？"));
    screen->newThread()->setBody(QStringLiteral("今天把任务卡先发给四年级，三年级讲新课，二十分钟里只转了两次身，"
                                                "比上周安静多了。大家是先讲高年级还是先讲低年级？"));
    Automation::settle(drawMs);
    if (!screen->sendThread())
        return QStringLiteral("the post was not written: %1").arg(m_session.notice()->text());
    say(QStringLiteral("post      wrote a thread in “%1”; %2 waiting")
            .arg(screen->groupName())
            .arg(desktop().status().waiting));
    return picture("community");
}

QString Tour::sync()
{
    m_session.setPage(QStringLiteral("sync"));
    if (QString problem = m_hand.syncToTheEnd(); !problem.isEmpty())
        return problem;
    Automation::settle(drawMs);
    const node::SyncStatus status = desktop().status();
    const auto lines = desktop().outbox(1000);
    if (!lines)
        return QStringLiteral("the receipts can't be read");
    const auto atServer = std::count_if(lines->begin(), lines->end(), [](const node::OutboxLine& line) {
        return line.receipt == node::Receipt::atServer;
    });
    say(QStringLiteral("sync      sent %1, received %2, %3 bytes; %4 of %5 receipts at the server")
            .arg(status.sent)
            .arg(status.received)
            .arg(status.bytes)
            .arg(atServer)
            .arg(lines->size()));
    if (QString problem = picture("sync"); !problem.isEmpty())
        return problem;
    if (lines->empty() || atServer != static_cast<std::ptrdiff_t>(lines->size()) || status.waiting != 0)
        return QStringLiteral("not everything that was written is at the server");
    return {};
}

int Tour::walk()
{
    if (!m_hand.makeFolder(m_folder.path())) {
        std::cerr << "staffroom: can't make " << m_folder.path().toStdString() << '\n';
        return 1;
    }
    for (QString (Tour::*step)() : {&Tour::signIn, &Tour::plan, &Tour::course, &Tour::post, &Tour::sync}) {
        QString problem = (this->*step)();
        if (!problem.isEmpty()) {
            std::cerr << "staffroom: the tour stopped: " << problem.toStdString() << '\n';
            return 1;
        }
    }
    say(QStringLiteral("done      pictures in %1").arg(m_folder.path()));
    return 0;
}

} // namespace

int takeTour(ui::Session& session, QQuickWindow& window, ui::CourseWindow& courseWindow, const Options& options)
{
    window.resize(1366, 768);
    return Tour(session, window, courseWindow, options).walk();
}

} // namespace staffroom::desktop
