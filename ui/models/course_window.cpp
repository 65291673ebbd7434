// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/course_window.h"

#include "ui/models/text.h"

#include <QEventLoop>

#include <charconv>

namespace staffroom::ui {

namespace {

constexpr int againMs = 5'000;
constexpr int closeMs = 3'000; // the player's own guard is 2 s

std::string_view verbOf(int verb)
{
    switch (static_cast<content::player::Verb>(verb)) {
    case content::player::Verb::opened:
        return domain::verb::launched;
    case content::player::Verb::completed:
        return domain::verb::completed;
    case content::player::Verb::progressed:
        break;
    }
    return domain::verb::progressed;
}

} // namespace

CourseWindow::CourseWindow(Session& session, const QString& program, QObject* parent)
    : QObject(parent),
      m_session(session),
      m_program(program)
{
    m_again.setInterval(againMs);
    connect(&m_again, &QTimer::timeout, this, [this] {
        while (!m_unwritten.empty() && write(m_unwritten.front()))
            m_unwritten.pop_front();
        if (m_unwritten.empty())
            m_again.stop();
    });
    connect(&session, &Session::studyWanted, this, &CourseWindow::open);
    connect(&session, &Session::closing, this, &CourseWindow::closeNow);
}

CourseWindow::~CourseWindow() = default;

content::player::Start CourseWindow::start(const learning::CourseDetail& course, const base::RecordId& activity) const
{
    content::player::Start start;
    start.packageId = course.summary.id.text();
    start.courseTitle = course.summary.title;
    const Appearance* look = m_session.appearance();
    start.lang = toCore(look->language());
    start.person = m_session.desktop()->account().name;
    start.dark = look->shownDark();
    start.textScale = look->textSize() / 100.0;
    for (const learning::Module& module : course.modules)
        for (const learning::Activity& part : module.activities) {
            if (part.completed)
                start.finished.push_back(part.file);
            if (part.id == activity)
                start.resumeActivity = part.file;
        }
    if (course.resumeActivity == activity && !activity.isNull()) {
        const std::string& text = course.resumeLocation;
        if (std::from_chars(text.data(), text.data() + text.size(), start.resumeLocation).ec != std::errc())
            start.resumeLocation = 0; // written by another program: from the top
    }
    return start;
}

void CourseWindow::open(const base::RecordId& course, const base::RecordId& activity)
{
    node::Desktop* desktop = m_session.desktop();
    if (!desktop)
        return;
    const auto detail = desktop->learning().reads().course(desktop->account().person, course);
    if (!detail) {
        m_session.notice()->showProblem(detail.error());
        return;
    }
    const auto folder = desktop->packageFolder(course);
    if (!*detail || !folder) {
        m_session.notice()->showProblem({base::ErrorCode::notFound, "opening a course", course.text()});
        return;
    }
    if (m_player) {
        if (course != m_course) {
            m_nextCourse = course;
            m_nextActivity = activity;
            m_player->close();
            return;
        }
        m_player->goTo(toQt(start(**detail, activity).resumeActivity));
        return;
    }
    m_course = course;
    m_detail = **detail;
    content::player::Start message = start(m_detail, activity);
    message.packageFolder = folder->string();
    m_player = std::make_unique<PlayerSession>();
    connect(m_player.get(), &PlayerSession::committed, this,
            [this](quint64 seq, const QString& file, int verb, double location, qint64 ms) {
                take({seq, file, verb, location, ms});
            });
    connect(m_player.get(), &PlayerSession::finished, this, &CourseWindow::ended, Qt::QueuedConnection);
    connect(
        m_player.get(), &PlayerSession::failed, this,
        [this](const QString& code) {
            m_session.notice()->showProblem(code == QStringLiteral("not-started")
                                                ? tr("The course window didn't open. Your work isn't touched. Start "
                                                     "Staffroom again; if that doesn't "
                                                     "help, install it anew.")
                                                : tr("The course window closed unexpectedly. What you had finished is "
                                                     "kept. Open the course again."));
            ended();
        },
        Qt::QueuedConnection);
    m_player->open(m_program, std::move(message));
}

void CourseWindow::take(const Commit& commit)
{
    // In order: a later position must not be overwritten by an earlier one that failed at first.
    if (!m_unwritten.empty() || !write(commit)) {
        m_unwritten.push_back(commit);
        m_again.start();
    }
}

bool CourseWindow::write(const Commit& commit)
{
    node::Desktop* desktop = m_session.desktop();
    if (!desktop)
        return false;
    for (const learning::Module& module : m_detail.modules)
        for (const learning::Activity& part : module.activities) {
            if (toQt(part.file) != commit.activity)
                continue;
            const auto result =
                desktop->learning().record({m_course, part.id, verbOf(commit.verb),
                                            toCore(QString::number(commit.location, 'g', 6)), commit.durationMs});
            if (!result) {
                m_session.notice()->showProblem(result.error());
                return false;
            }
            if (m_player)
                m_player->acknowledge(commit.seq);
            m_session.course()->markStale();
            return true;
        }
    // The package holds something that the catalogue doesn't: nothing to write it to, so nothing to keep it for.
    if (m_player)
        m_player->acknowledge(commit.seq);
    return true;
}

void CourseWindow::ended()
{
    if (!m_player)
        return;
    m_player.reset();
    m_unwritten.clear();
    m_again.stop();
    m_session.course()->markStale();
    Q_EMIT closed();
    if (!m_nextCourse.isNull())
        open(std::exchange(m_nextCourse, {}), std::exchange(m_nextActivity, {}));
}

void CourseWindow::closeNow()
{
    if (!m_player)
        return;
    m_nextCourse = {};
    QEventLoop loop;
    connect(this, &CourseWindow::closed, &loop, &QEventLoop::quit);
    QTimer::singleShot(closeMs, &loop, &QEventLoop::quit);
    m_player->close();
    loop.exec();
    ended();
}

} // namespace staffroom::ui
