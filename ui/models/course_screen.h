// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/rows.h"
#include "ui/models/screen.h"

namespace staffroom::ui {

/// One course: what it is, what it needs, what is done, and the way into it.
class CourseScreen : public Screen
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Belongs to the session")
    /// Roles: key, isModule, title, sortText, minutesText, completed, resume.
    Q_PROPERTY(staffroom::ui::Rows* parts READ parts CONSTANT)
    /// Roles: key, label, value.
    Q_PROPERTY(staffroom::ui::Rows* facts READ facts CONSTANT)
    Q_PROPERTY(QString key READ key NOTIFY changed)
    Q_PROPERTY(QString title READ title NOTIFY changed)
    Q_PROPERTY(QString summary READ summary NOTIFY changed)
    Q_PROPERTY(bool enrolled READ enrolled NOTIFY changed)
    Q_PROPERTY(bool onThisPc READ onThisPc NOTIFY changed)
    Q_PROPERTY(bool finished READ finished NOTIFY changed)
    Q_PROPERTY(bool started READ started NOTIFY changed)
    Q_PROPERTY(double fraction READ fraction NOTIFY changed)
    Q_PROPERTY(QString progressText READ progressText NOTIFY changed)
    Q_PROPERTY(QString sizeText READ sizeText NOTIFY changed)
    Q_PROPERTY(bool downloading READ downloading NOTIFY downloadChanged)
    Q_PROPERTY(double downloadFraction READ downloadFraction NOTIFY downloadChanged)
    Q_PROPERTY(QString downloadText READ downloadText NOTIFY downloadChanged)

public:
    explicit CourseScreen(Context& context, QObject* parent = nullptr);

    Rows* parts() { return &m_parts; }
    Rows* facts() { return &m_facts; }
    QString key() const;
    QString title() const;
    QString summary() const;
    bool enrolled() const { return m_course.summary.enrolled; }
    bool onThisPc() const { return m_onThisPc; }
    bool finished() const;
    bool started() const { return m_course.resumeActivity.has_value() || m_course.summary.completed > 0; }
    double fraction() const;
    QString progressText() const;
    QString sizeText() const;
    bool downloading() const { return m_downloading; }
    double downloadFraction() const;
    QString downloadText() const;
    void forget() override;
    const learning::CourseDetail& course() const { return m_course; }

    /// Takes a course and shows its page.
    Q_INVOKABLE void open(const QString& key);
    Q_INVOKABLE void enrol();
    Q_INVOKABLE void withdraw();
    Q_INVOKABLE void download();
    Q_INVOKABLE void removePackage();
    /// Opens the course in the player, at an activity, or where the person stopped for an empty key.
    Q_INVOKABLE void study(const QString& activity);

Q_SIGNALS:
    void changed();
    void downloadChanged();
    /// Somebody is to open the player; the session does.
    void studyWanted(const staffroom::base::RecordId& course, const staffroom::base::RecordId& activity);

protected:
    void refresh() override;

private:
    void readParts();
    void readFacts();

    Rows m_parts, m_facts;
    base::RecordId m_id;
    learning::CourseDetail m_course;
    node::Desktop::Download m_download;
    bool m_downloading = false;
    bool m_onThisPc = false;
};

} // namespace staffroom::ui
