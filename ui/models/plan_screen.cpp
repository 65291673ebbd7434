// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/plan_screen.h"

#include "ui/models/dates.h"
#include "ui/models/text.h"

#include <QHash>
#include <QRegularExpression>

#include <algorithm>

namespace staffroom::ui {

namespace {

namespace f = domain::field;

struct Sum
{
    std::int64_t target = 0, spent = 0;
    int items = 0, seen = 0;
};

QDate date(const std::string& day)
{
    return QDate::fromString(toQt(day), Qt::ISODate);
}

double share(std::int64_t spent, std::int64_t target)
{
    return target <= 0 ? 0 : std::clamp(static_cast<double>(spent) / static_cast<double>(target), 0.0, 1.0);
}

} // namespace

PlanScreen::PlanScreen(Context& context, QObject* parent)
    : Screen(context, parent),
      m_plans({"key", "title", "spanText"}),
      m_items({"key", "goal", "title", "notes", "due", "dueText", "overdue", "target", "spent", "hoursText", "done",
               "course", "courseTitle", "hasAlternatives", "first", "last", "goalText", "goalFraction"}),
      m_courses({"key", "title"})
{
}

QString PlanScreen::toQtId(const base::RecordId& id)
{
    return toQt(id);
}
QString PlanScreen::title() const
{
    return toQt(m_plan.title);
}
QString PlanScreen::notes() const
{
    return toQt(m_plan.notes);
}
QString PlanScreen::starts() const
{
    return toQt(m_plan.starts);
}
QString PlanScreen::ends() const
{
    return toQt(m_plan.ends);
}
QString PlanScreen::spanText() const
{
    return spokenSpan(date(m_plan.starts), date(m_plan.ends));
}

QString PlanScreen::stateText() const
{
    if (m_plan.id.isNull())
        return {};
    if (m_plan.state == "submitted")
        return tr("Handed in");
    if (m_plan.state == "in-review")
        return tr("Being reviewed");
    if (m_plan.state == "active")
        return tr("Under way");
    if (m_plan.state == "completed")
        return tr("Completed");
    if (m_plan.state == "archived")
        return tr("Archived");
    return tr("Draft");
}

void PlanScreen::forget()
{
    m_plans.setRows({});
    m_items.setRows({});
    m_plan = {};
    m_chosen = {};
    m_openItem.clear();
    Q_EMIT changed();
}

void PlanScreen::setOpenItem(const QString& key)
{
    if (key == m_openItem)
        return;
    m_openItem = key;
    Q_EMIT openItemChanged();
}

void PlanScreen::refresh()
{
    readPlans();
    readItems();
    Q_EMIT changed();
}

void PlanScreen::readPlans()
{
    const auto plans = m_context.desktop->learning().reads().plans(m_context.person());
    m_plan = {};
    if (!well(plans))
        return;
    QList<Rows::Row> rows;
    for (const learning::Plan& plan : *plans) {
        rows.append({toQt(plan.id), toQt(plan.title), spokenSpan(date(plan.starts), date(plan.ends))});
        if (m_plan.id.isNull() || plan.id == m_chosen)
            m_plan = plan;
    }
    m_plans.setRows(rows);
}

void PlanScreen::readItems()
{
    if (m_plan.id.isNull()) {
        m_items.setRows({});
        return;
    }
    const auto items = m_context.desktop->learning().reads().planItems(m_plan.id);
    const auto courses = m_context.desktop->learning().reads().courses(m_context.person());
    if (!well(items) || !well(courses))
        return;
    QHash<QString, QString> titles;
    QList<Rows::Row> courseRows{{QString(), tr("No course")}};
    for (const learning::CourseSummary& course : *courses) {
        titles.insert(toQt(course.id), toQt(course.title));
        courseRows.append({toQt(course.id), toQt(course.title)});
    }
    m_courses.setRows(courseRows);

    QHash<QString, Sum> goals;
    Sum all;
    int done = 0;
    for (const learning::PlanItem& item : *items) {
        for (Sum* sum : {&goals[toQt(item.goal)], &all}) {
            sum->target += item.targetMinutes;
            sum->spent += item.spentMinutes;
            ++sum->items;
        }
        done += item.state == "done";
    }
    const QDate today = dayOf(m_context.now());
    const auto ofTarget = [](std::int64_t spent, std::int64_t target) {
        return target > 0 ? tr("%1 of %2").arg(spokenMinutes(spent), spokenMinutes(target)) : spokenMinutes(spent);
    };
    QList<Rows::Row> rows;
    for (const learning::PlanItem& item : *items) {
        Sum& goal = goals[toQt(item.goal)];
        const bool first = goal.seen++ == 0;
        const QDate due = date(item.due);
        const bool isDone = item.state == "done";
        const QString course = item.course ? toQt(*item.course) : QString();
        const bool hours = item.targetMinutes > 0 || item.spentMinutes > 0;
        rows.append({toQt(item.id), toQt(item.goal), toQt(item.title), toQt(item.notes), toQt(item.due),
                     isDone ? spokenDay(due, today) : spokenDue(due, today), due.isValid() && due < today && !isDone,
                     static_cast<int>(item.targetMinutes), static_cast<int>(item.spentMinutes),
                     hours ? ofTarget(item.spentMinutes, item.targetMinutes) : QString(), isDone, course,
                     titles.value(course), item.hasAlternatives, first, goal.seen == goal.items,
                     ofTarget(goal.spent, goal.target), share(goal.spent, goal.target)});
    }
    m_items.setRows(rows);
    const std::int64_t target = m_plan.targetMinutes > 0 ? m_plan.targetMinutes : all.target;
    m_hoursText = ofTarget(all.spent, target);
    m_fraction = share(all.spent, target);
    m_doneText = tr("%1 of %2 done").arg(done).arg(all.items);
}

void PlanScreen::choosePlan(const QString& key)
{
    m_chosen = toId(key);
    setOpenItem({});
    markStale();
}

void PlanScreen::startPlan()
{
    if (!m_context.desktop)
        return;
    // School terms: February to July and August to January.
    const QDate today = dayOf(m_context.now());
    const bool spring = today.month() >= 2 && today.month() <= 7;
    const int year = today.month() == 1 ? today.year() - 1 : today.year();
    const QDate from = spring ? QDate(year, 2, 15) : QDate(year, 8, 25);
    const QDate to = spring ? QDate(year, 7, 15) : QDate(year + 1, 1, 25);
    const QString title = spring ? tr("My plan, spring %1").arg(year) : tr("My plan, autumn %1").arg(year);
    constexpr std::int64_t target = 40 * 60;
    const auto plan = m_context.desktop->learning().addPlan(toCore(title), toCore(from.toString(Qt::ISODate)),
                                                            toCore(to.toString(Qt::ISODate)), target);
    if (well(plan))
        choosePlan(toQt(*plan));
}

void PlanScreen::changePlan(const QString& field, const QVariant& value)
{
    if (!m_context.desktop || m_plan.id.isNull())
        return;
    const auto text = [&value] { return domain::Value::text(toCore(value.toString().trimmed())); };
    learning::Learning& learning = m_context.desktop->learning();
    base::Result<void> result;
    if (field == QStringLiteral("title")) {
        if (value.toString().trimmed().isEmpty() || value.toString() == title())
            return;
        result = learning.changePlan(m_plan.id, f::plan::title, text());
    } else if (field == QStringLiteral("notes") && value.toString() != notes()) {
        result = learning.changePlan(m_plan.id, f::plan::notes, text());
    } else if (field == QStringLiteral("starts") && value.toString() != starts()) {
        result = learning.changePlan(m_plan.id, f::plan::starts, text());
    } else if (field == QStringLiteral("ends") && value.toString() != ends()) {
        result = learning.changePlan(m_plan.id, f::plan::ends, text());
    } else if (field == QStringLiteral("target") && value.toInt() != target()) {
        result = learning.changePlan(m_plan.id, f::plan::targetMinutes, domain::Value::integer(value.toInt()));
    } else {
        return;
    }
    if (well(result))
        markStale();
}

void PlanScreen::addItem(const QString& goal, const QString& title)
{
    if (!m_context.desktop || m_plan.id.isNull() || title.trimmed().isEmpty())
        return;
    const auto item = m_context.desktop->learning().addItem(m_plan.id, toCore(goal.trimmed()), toCore(title.trimmed()));
    if (well(item))
        markStale();
}

void PlanScreen::setDone(const QString& key, bool done)
{
    if (m_context.desktop && well(m_context.desktop->learning().setDone(toId(key), done)))
        markStale();
}

void PlanScreen::changeItem(const QString& key, const QString& field, const QVariant& value)
{
    const int row = m_items.find(key);
    if (!m_context.desktop || row < 0 || m_items.at(row, field.toLatin1()) == value)
        return;
    domain::FieldNo number = 0;
    domain::Value written = domain::Value::text(toCore(value.toString().trimmed()));
    if (field == QStringLiteral("title")) {
        if (value.toString().trimmed().isEmpty())
            return; // an item keeps its name; the field shows it again
        number = f::plan_item::title;
    } else if (field == QStringLiteral("goal")) {
        number = f::plan_item::goal;
    } else if (field == QStringLiteral("notes")) {
        number = f::plan_item::notes;
    } else if (field == QStringLiteral("due")) {
        number = f::plan_item::due;
    } else if (field == QStringLiteral("target") || field == QStringLiteral("spent")) {
        number = field == QStringLiteral("target") ? f::plan_item::targetMinutes : f::plan_item::spentMinutes;
        written = domain::Value::integer(std::max(0, value.toInt()));
    } else if (field == QStringLiteral("course")) {
        number = f::plan_item::course;
        written = value.toString().isEmpty() ? domain::Value() : domain::Value::id(toId(value.toString()));
    } else {
        return;
    }
    if (well(m_context.desktop->learning().changeItem(toId(key), number, written)))
        markStale();
}

void PlanScreen::deleteItem(const QString& key)
{
    if (!m_context.desktop)
        return;
    const QString title = m_items.at(m_items.find(key), "title").toString();
    if (!well(m_context.desktop->learning().deleteItem(toId(key))))
        return;
    if (m_openItem == key)
        setOpenItem({});
    m_context.notice.offerUndo(tr("Deleted: %1").arg(title), [this, id = toId(key)] {
        if (m_context.desktop && well(m_context.desktop->learning().restoreItem(id)))
            markStale();
    });
    markStale();
}

QString PlanScreen::dayAhead(int days) const
{
    return days < 0 ? ends() : dayOf(m_context.now()).addDays(days).toString(Qt::ISODate);
}

QString PlanScreen::typedDay(const QString& text) const
{
    if (text.trimmed().isEmpty())
        return {};
    static const QRegularExpression pattern(
        QStringLiteral("^(?:(\\d{4})[-/.年 ]+)?(\\d{1,2})[-/.月 ]+(\\d{1,2}) *日?$"));
    const auto match = pattern.match(text.trimmed());
    const QDate today = dayOf(m_context.now());
    const int year = match.captured(1).isEmpty() ? today.year() : match.captured(1).toInt();
    QDate day(year, match.captured(2).toInt(), match.captured(3).toInt());
    // Without a year, the next such day rather than one half a year back.
    if (day.isValid() && match.captured(1).isEmpty() && day.daysTo(today) > 180)
        day = day.addYears(1);
    return day.isValid() ? day.toString(Qt::ISODate) : QStringLiteral("?");
}

QString PlanScreen::shownDay(const QString& day) const
{
    return fullDay(QDate::fromString(day, Qt::ISODate));
}

} // namespace staffroom::ui
