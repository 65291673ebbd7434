// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/courses_screen.h"

#include "ui/models/course_words.h"
#include "ui/models/dates.h"
#include "ui/models/text.h"

namespace staffroom::ui {

namespace {

const QList<QByteArray>& roles()
{
    static const QList<QByteArray> names{"key",      "title",    "summary",  "factsText", "progressText",
                                         "fraction", "onThisPc", "enrolled", "finished"};
    return names;
}

} // namespace

CoursesScreen::CoursesScreen(Context& context, QObject* parent)
    : Screen(context, parent),
      m_mine(roles()),
      m_catalogue(roles())
{
}

void CoursesScreen::forget()
{
    m_courses.clear();
    m_text.clear();
    m_subject.clear();
    m_stage.clear();
    filter();
}

void CoursesScreen::setText(const QString& text)
{
    m_text = text;
    filter();
}

void CoursesScreen::setSubject(const QString& subject)
{
    m_subject = subject;
    filter();
}

void CoursesScreen::setStage(const QString& stage)
{
    m_stage = stage;
    filter();
}

void CoursesScreen::refresh()
{
    auto courses = m_context.desktop->learning().reads().courses(m_context.person());
    if (!well(courses))
        return;
    m_courses = std::move(*courses);
    m_subjects.clear();
    m_stages.clear();
    for (const learning::CourseSummary& course : m_courses) {
        if (const QString subject = toQt(course.subject); !subject.isEmpty() && !m_subjects.contains(subject))
            m_subjects.append(subject);
        if (const QString stage = stageName(course.stage); !stage.isEmpty() && !m_stages.contains(stage))
            m_stages.append(stage);
    }
    filter();
}

Rows::Row CoursesScreen::row(const learning::CourseSummary& course) const
{
    const bool here = m_context.desktop && m_context.desktop->packageFolder(course.id).has_value();
    QStringList facts;
    for (const QString& fact : {toQt(course.subject), stageName(course.stage)})
        if (!fact.isEmpty())
            facts.append(fact);
    facts.append(languageName(course.language));
    facts.append(spokenMinutes(course.minutes));
    if (!here)
        facts.append(spokenBytes(course.packageBytes));
    const bool finished = course.activities > 0 && course.completed >= course.activities;
    const QString progress = finished ? tr("Finished")
                             : course.completed == 0 && course.studied == 0
                                 ? tr("Not started yet")
                                 : tr("%1 of %2 done").arg(course.completed).arg(course.activities);
    const double fraction =
        course.activities > 0 ? static_cast<double>(course.completed) / static_cast<double>(course.activities) : 0;
    return {toQt(course.id),
            toQt(course.title),
            toQt(course.summary),
            facts.join(QStringLiteral(" · ")),
            progress,
            fraction,
            here,
            course.enrolled,
            finished};
}

void CoursesScreen::filter()
{
    QList<Rows::Row> mine;
    QList<Rows::Row> others;
    for (const learning::CourseSummary& course : m_courses) {
        const QString title = toQt(course.title);
        if (course.enrolled) {
            mine.append(row(course));
            continue;
        }
        if ((!m_subject.isEmpty() && toQt(course.subject) != m_subject) ||
            (!m_stage.isEmpty() && stageName(course.stage) != m_stage))
            continue;
        const QString text = m_text.trimmed();
        if (!text.isEmpty() && !title.contains(text, Qt::CaseInsensitive) &&
            !toQt(course.summary).contains(text, Qt::CaseInsensitive) &&
            !toQt(course.provider).contains(text, Qt::CaseInsensitive))
            continue;
        others.append(row(course));
    }
    m_mine.setRows(mine);
    m_catalogue.setRows(others);
    Q_EMIT changed();
}

} // namespace staffroom::ui
