// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/home_screen.h"

#include "ui/models/dates.h"
#include "ui/models/text.h"

#include <QHash>
#include <QLocale>

namespace staffroom::ui {

namespace {

constexpr std::int64_t mostThreads = 5;
constexpr std::int64_t mostNews = 2;
constexpr qsizetype mostCourses = 3;

QDate date(const std::string& day)
{
    return QDate::fromString(toQt(day), Qt::ISODate);
}

/// Where a thread is and how many have answered: who began it says less. The time is that of the answer that waits,
/// where one does.
QList<Rows::Row> threadRows(const std::vector<community::Thread>& threads, const QHash<QString, QString>& groups,
                            std::int64_t now)
{
    QList<Rows::Row> rows;
    for (const community::Thread& thread : threads) {
        const QString group = toQt(thread.group);
        const QString replies = thread.replies == 0 ? QString() : HomeScreen::repliesText(thread.replies);
        rows.append({toQt(thread.id), group, toQt(thread.title), groups.value(group), replies,
                     spokenTime(thread.waitsSince > 0 ? thread.waitsSince : thread.latest, now)});
    }
    return rows;
}

} // namespace

HomeScreen::HomeScreen(Context& context, QObject* parent)
    : Screen(context, parent),
      m_due({"key", "title", "dueText", "overdue", "hoursText"}),
      m_studying({"key", "title", "progressText", "fraction", "studiedText"}),
      m_fresh({"key", "group", "title", "groupName", "repliesText", "whenText"}),
      m_waiting({"key", "group", "title", "groupName", "repliesText", "whenText"}),
      m_news({"key", "title", "body", "byline", "whenText"})
{
}

QString HomeScreen::repliesText(std::int64_t replies)
{
    return tr("%n reply(s)", nullptr, static_cast<int>(replies));
}

void HomeScreen::refresh()
{
    const std::int64_t now = m_context.now();
    m_today = spokenToday(dayOf(now));
    const std::int64_t last = m_context.desktop->status().lastSynced;
    m_synced = last == 0 ? tr("Not synced yet") : tr("Last synced: %1").arg(spokenTime(last, now));
    readDue();
    readStudying();
    readCommunity();
    Q_EMIT changed();
}

void HomeScreen::readDue()
{
    const QDate today = dayOf(m_context.now());
    const std::string until = toCore(today.addDays(7).toString(Qt::ISODate));
    const auto items = m_context.desktop->learning().reads().dueItems(m_context.person(), until);
    if (!well(items))
        return;
    QList<Rows::Row> rows;
    for (const learning::PlanItem& item : *items) {
        const QDate due = date(item.due);
        const QString hours =
            item.targetMinutes > 0
                ? tr("%1 of %2").arg(spokenMinutes(item.spentMinutes), spokenMinutes(item.targetMinutes))
                : QString();
        rows.append({toQt(item.id), toQt(item.title), spokenDue(due, today), due < today, hours});
    }
    m_due.setRows(rows);
}

void HomeScreen::readStudying()
{
    const auto courses = m_context.desktop->learning().reads().courses(m_context.person());
    if (!well(courses))
        return;
    QList<Rows::Row> rows;
    for (const learning::CourseSummary& course : *courses) {
        if (!course.enrolled || (course.activities > 0 && course.completed >= course.activities))
            continue;
        const double whole = static_cast<double>(std::max<std::int64_t>(course.activities, 1));
        rows.append({toQt(course.id), toQt(course.title),
                     tr("%1 of %2 done").arg(course.completed).arg(course.activities),
                     static_cast<double>(course.completed) / whole,
                     course.studied > 0 ? tr("Last studied: %1").arg(spokenTime(course.studied, m_context.now()))
                                        : tr("Not started yet")});
        if (rows.size() == mostCourses)
            break;
    }
    m_studying.setRows(rows);
}

void HomeScreen::readCommunity()
{
    const community::Reads& reads = m_context.desktop->community().reads();
    const std::int64_t now = m_context.now();
    const auto groups = reads.groups(m_context.person());
    if (!well(groups))
        return;
    const bool english = QLocale().language() == QLocale::English;
    QHash<QString, QString> names;
    for (const community::Group& group : *groups)
        names.insert(toQt(group.id), toQt(english && !group.nameEn.empty() ? group.nameEn : group.name));
    if (const auto threads = reads.newForMe(m_context.person(), mostThreads); well(threads))
        m_fresh.setRows(threadRows(*threads, names, now));
    if (const auto threads = reads.waitingForMe(m_context.person(), mostThreads); well(threads))
        m_waiting.setRows(threadRows(*threads, names, now));
    const auto announcements = reads.announcements(mostNews);
    if (!well(announcements))
        return;
    QList<Rows::Row> rows;
    for (const community::Announcement& news : *announcements)
        rows.append(
            {toQt(news.id), toQt(news.title), toQt(news.body), toQt(news.author.name), spokenDayOf(news.created, now)});
    m_news.setRows(rows);
}

void HomeScreen::finishItem(const QString& key)
{
    if (!m_context.desktop)
        return;
    const base::RecordId id = toId(key);
    const QString title = m_due.at(m_due.find(key), "title").toString();
    if (!well(m_context.desktop->learning().setDone(id, true)))
        return;
    m_context.notice.offerUndo(tr("Done: %1").arg(title), [this, id] {
        if (m_context.desktop && well(m_context.desktop->learning().setDone(id, false)))
            markStale();
    });
    markStale();
}

} // namespace staffroom::ui
