// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/rows.h"
#include "ui/models/screen.h"

#include <QStringList>

namespace staffroom::ui {

/// My courses and the catalogue.
class CoursesScreen : public Screen
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Belongs to the session")
    /// Roles of both: key, title, summary, factsText, progressText, fraction, onThisPc, enrolled, finished.
    Q_PROPERTY(staffroom::ui::Rows* mine READ mine CONSTANT)
    Q_PROPERTY(staffroom::ui::Rows* catalogue READ catalogue CONSTANT)
    Q_PROPERTY(QStringList subjects READ subjects NOTIFY changed)
    Q_PROPERTY(QStringList stages READ stages NOTIFY changed)
    /// Filters; empty for all.
    Q_PROPERTY(QString text MEMBER m_text WRITE setText NOTIFY changed)
    Q_PROPERTY(QString subject MEMBER m_subject WRITE setSubject NOTIFY changed)
    Q_PROPERTY(QString stage MEMBER m_stage WRITE setStage NOTIFY changed)
    Q_PROPERTY(int all READ all NOTIFY changed)

public:
    explicit CoursesScreen(Context& context, QObject* parent = nullptr);

    Rows* mine() { return &m_mine; }
    Rows* catalogue() { return &m_catalogue; }
    QStringList subjects() const { return m_subjects; }
    QStringList stages() const { return m_stages; }
    int all() const { return static_cast<int>(m_courses.size()); }
    void setText(const QString& text);
    void setSubject(const QString& subject);
    void setStage(const QString& stage);
    void forget() override;

Q_SIGNALS:
    void changed();

protected:
    void refresh() override;

private:
    void filter();
    Rows::Row row(const learning::CourseSummary& course) const;

    Rows m_mine, m_catalogue;
    std::vector<learning::CourseSummary> m_courses;
    QStringList m_subjects, m_stages;
    QString m_text, m_subject, m_stage;
};

} // namespace staffroom::ui
