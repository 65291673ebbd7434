// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/rows.h"
#include "ui/models/screen.h"

namespace staffroom::ui {

/// What is due this week, what to go on studying, what is new, what waits for an answer.
class HomeScreen : public Screen
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Belongs to the session")
    /// Roles: key, title, dueText, overdue, hoursText.
    Q_PROPERTY(staffroom::ui::Rows* due READ due CONSTANT)
    /// Roles: key, title, progressText, fraction, studiedText.
    Q_PROPERTY(staffroom::ui::Rows* studying READ studying CONSTANT)
    /// Roles: key, group, title, groupName, repliesText, whenText.
    Q_PROPERTY(staffroom::ui::Rows* fresh READ fresh CONSTANT)
    Q_PROPERTY(staffroom::ui::Rows* waiting READ waiting CONSTANT)
    /// Roles: key, title, body, byline, whenText.
    Q_PROPERTY(staffroom::ui::Rows* news READ news CONSTANT)
    Q_PROPERTY(QString today READ today NOTIFY changed)
    Q_PROPERTY(QString synced READ synced NOTIFY changed)

public:
    explicit HomeScreen(Context& context, QObject* parent = nullptr);

    Rows* due() { return &m_due; }
    Rows* studying() { return &m_studying; }
    Rows* fresh() { return &m_fresh; }
    Rows* waiting() { return &m_waiting; }
    Rows* news() { return &m_news; }
    QString today() const { return m_today; }
    QString synced() const { return m_synced; }

    /// "3 replies".
    static QString repliesText(std::int64_t replies);
    Q_INVOKABLE void finishItem(const QString& key);

Q_SIGNALS:
    void changed();

protected:
    void refresh() override;

private:
    void readDue();
    void readStudying();
    void readCommunity();

    Rows m_due, m_studying, m_fresh, m_waiting, m_news;
    QString m_today, m_synced;
};

} // namespace staffroom::ui
