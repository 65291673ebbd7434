// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/course_screen.h"

#include "ui/models/course_words.h"
#include "ui/models/dates.h"
#include "ui/models/text.h"

#include <QPointer>

namespace staffroom::ui {

CourseScreen::CourseScreen(Context& context, QObject* parent)
    : Screen(context, parent),
      m_parts({"key", "isModule", "title", "sortText", "minutesText", "completed", "resume"}),
      m_facts({"key", "label", "value"})
{
}

QString CourseScreen::key() const
{
    return m_id.isNull() ? QString() : toQt(m_id);
}
QString CourseScreen::title() const
{
    return toQt(m_course.summary.title);
}
QString CourseScreen::summary() const
{
    return toQt(m_course.summary.summary);
}
bool CourseScreen::finished() const
{
    return m_course.summary.activities > 0 && m_course.summary.completed >= m_course.summary.activities;
}
double CourseScreen::fraction() const
{
    return m_course.summary.activities == 0
               ? 0
               : static_cast<double>(m_course.summary.completed) / static_cast<double>(m_course.summary.activities);
}
QString CourseScreen::progressText() const
{
    return tr("%1 of %2 parts done").arg(m_course.summary.completed).arg(m_course.summary.activities);
}
QString CourseScreen::sizeText() const
{
    return spokenBytes(m_course.summary.packageBytes);
}

double CourseScreen::downloadFraction() const
{
    return m_download.total == 0 ? 0 : static_cast<double>(m_download.have) / static_cast<double>(m_download.total);
}

QString CourseScreen::downloadText() const
{
    return tr("%1 of %2 downloaded").arg(spokenBytes(m_download.have), spokenBytes(m_download.total));
}

void CourseScreen::forget()
{
    m_id = {};
    m_course = {};
    m_downloading = false;
    m_parts.setRows({});
    m_facts.setRows({});
    Q_EMIT changed();
    Q_EMIT downloadChanged();
}

void CourseScreen::open(const QString& key)
{
    if (toId(key) != m_id) {
        forget();
        m_id = toId(key);
    }
    markStale();
    m_context.go(QStringLiteral("course"));
}

void CourseScreen::refresh()
{
    if (m_id.isNull())
        return;
    auto course = m_context.desktop->learning().reads().course(m_context.person(), m_id);
    if (!well(course))
        return;
    if (!*course) {
        m_context.notice.showProblem({base::ErrorCode::notFound, "opening a course", m_id.text()});
        return;
    }
    m_course = std::move(**course);
    m_onThisPc = m_context.desktop->packageFolder(m_id).has_value();
    readParts();
    readFacts();
    Q_EMIT changed();
}

void CourseScreen::readParts()
{
    QList<Rows::Row> rows;
    for (const learning::Module& module : m_course.modules) {
        rows.append({toQt(module.id), true, toQt(module.title), moduleSortName(module.sort), QString(), false, false});
        for (const learning::Activity& activity : module.activities)
            rows.append({toQt(activity.id), false, toQt(activity.title), QString(),
                         activity.minutes > 0 ? spokenMinutes(activity.minutes) : QString(), activity.completed,
                         m_course.resumeActivity == activity.id});
    }
    m_parts.setRows(rows);
}

void CourseScreen::readFacts()
{
    const learning::CourseSummary& course = m_course.summary;
    QList<Rows::Row> rows;
    const auto fact = [&rows](const char* key, const QString& label, const QString& value) {
        if (!value.isEmpty())
            rows.append({QString::fromLatin1(key), label, value});
    };
    fact("length", tr("Length"), spokenMinutes(course.minutes));
    fact("size", tr("Size"), spokenBytes(course.packageBytes));
    fact("licence", tr("Licence"), toQt(course.licence));
    fact("provider", tr("Provider"), toQt(course.provider));
    fact("language", tr("Language"), languageName(course.language));
    fact("subject", tr("Subject"), toQt(course.subject));
    fact("stage", tr("Stage"), stageName(course.stage));
    fact("needs", tr("Needs"), tr("Nothing more: works without network once it is on this PC"));
    m_facts.setRows(rows);
}

void CourseScreen::enrol()
{
    if (m_context.desktop && well(m_context.desktop->learning().enrol(m_id)))
        markStale();
}

void CourseScreen::withdraw()
{
    if (!m_context.desktop || !well(m_context.desktop->learning().withdraw(m_id)))
        return;
    m_context.notice.offerUndo(tr("Left: %1. Your progress is kept.").arg(title()), [this, id = m_id] {
        if (m_context.desktop && well(m_context.desktop->learning().enrol(id)))
            markStale();
    });
    markStale();
}

void CourseScreen::download()
{
    if (!m_context.desktop || m_downloading)
        return;
    m_downloading = true;
    m_download = {0, m_course.summary.packageBytes, false, std::nullopt};
    Q_EMIT downloadChanged();
    m_context.desktop->download(
        m_id, [screen = QPointer<CourseScreen>(this), id = m_id](const node::Desktop::Download& progress) {
            if (!screen || screen->m_id != id)
                return; // another course is shown meanwhile; the download itself goes on
            screen->m_download = progress;
            screen->m_downloading = !progress.done && !progress.error;
            if (progress.error)
                screen->m_context.notice.showProblem(*progress.error);
            Q_EMIT screen->downloadChanged();
            if (!screen->m_downloading)
                screen->markStale();
        });
}

void CourseScreen::removePackage()
{
    if (!m_context.desktop)
        return;
    m_context.desktop->removePackage(m_id);
    m_context.notice.say(tr("Removed from this PC. Your progress is kept."));
    markStale();
}

void CourseScreen::study(const QString& activity)
{
    if (!m_context.desktop || m_id.isNull())
        return;
    base::RecordId from = toId(activity);
    if (from.isNull() && m_course.resumeActivity)
        from = *m_course.resumeActivity;
    Q_EMIT studyWanted(m_id, from);
}

} // namespace staffroom::ui
