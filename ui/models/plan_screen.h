// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/rows.h"
#include "ui/models/screen.h"

namespace staffroom::ui {

/// A person's plan of a term: items by goal, hours against target, each item a line that opens in place.
class PlanScreen : public Screen
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Belongs to the session")
    /// Roles: key, title, spanText.
    Q_PROPERTY(staffroom::ui::Rows* plans READ plans CONSTANT)
    /// Roles: key, goal, title, notes, due, dueText, overdue, target, spent (minutes), hoursText, done, course,
    /// courseTitle, hasAlternatives, first, last (of its goal), goalText, goalFraction.
    Q_PROPERTY(staffroom::ui::Rows* items READ items CONSTANT)
    /// Roles: key, title; the courses an item can point to.
    Q_PROPERTY(staffroom::ui::Rows* courses READ courses CONSTANT)
    Q_PROPERTY(QString current READ current NOTIFY changed)
    Q_PROPERTY(QString title READ title NOTIFY changed)
    Q_PROPERTY(QString notes READ notes NOTIFY changed)
    Q_PROPERTY(QString starts READ starts NOTIFY changed)
    Q_PROPERTY(QString ends READ ends NOTIFY changed)
    Q_PROPERTY(int target READ target NOTIFY changed)
    Q_PROPERTY(QString spanText READ spanText NOTIFY changed)
    Q_PROPERTY(QString stateText READ stateText NOTIFY changed)
    Q_PROPERTY(QString hoursText READ hoursText NOTIFY changed)
    Q_PROPERTY(QString doneText READ doneText NOTIFY changed)
    Q_PROPERTY(double fraction READ fraction NOTIFY changed)
    /// The item that stands open, empty where none does.
    Q_PROPERTY(QString openItem READ openItem WRITE setOpenItem NOTIFY openItemChanged)

public:
    explicit PlanScreen(Context& context, QObject* parent = nullptr);

    Rows* plans() { return &m_plans; }
    Rows* items() { return &m_items; }
    Rows* courses() { return &m_courses; }
    QString current() const { return m_plan.id.isNull() ? QString() : toQtId(m_plan.id); }
    QString title() const;
    QString notes() const;
    QString starts() const;
    QString ends() const;
    int target() const { return static_cast<int>(m_plan.targetMinutes); }
    QString spanText() const;
    QString stateText() const;
    QString hoursText() const { return m_hoursText; }
    QString doneText() const { return m_doneText; }
    double fraction() const { return m_fraction; }
    QString openItem() const { return m_openItem; }
    void setOpenItem(const QString& key);
    void forget() override;

    Q_INVOKABLE void choosePlan(const QString& key);
    /// Adds a plan for the half-year around today and shows it.
    Q_INVOKABLE void startPlan();
    /// field: "title", "notes", "starts", "ends" (ISO days), "target" (minutes).
    Q_INVOKABLE void changePlan(const QString& field, const QVariant& value);
    Q_INVOKABLE void addItem(const QString& goal, const QString& title);
    Q_INVOKABLE void setDone(const QString& key, bool done);
    /// field: "title", "goal", "notes", "due" (ISO day or empty), "target", "spent" (minutes), "course" (key or empty).
    Q_INVOKABLE void changeItem(const QString& key, const QString& field, const QVariant& value);
    Q_INVOKABLE void deleteItem(const QString& key);
    /// The ISO day so many days from today, or the plan's last day for -1.
    Q_INVOKABLE QString dayAhead(int days) const;
    /// The ISO day that was typed ("2026-12-5", "12-5", "12/5"), empty for none; "?" for what is no day.
    Q_INVOKABLE QString typedDay(const QString& text) const;
    /// An ISO day in the words of the language.
    Q_INVOKABLE QString shownDay(const QString& day) const;

Q_SIGNALS:
    void changed();
    void openItemChanged();

protected:
    void refresh() override;

private:
    static QString toQtId(const base::RecordId& id);
    void readPlans();
    void readItems();

    Rows m_plans, m_items, m_courses;
    learning::Plan m_plan;
    base::RecordId m_chosen;
    QString m_hoursText, m_doneText, m_openItem;
    double m_fraction = 0;
};

} // namespace staffroom::ui
