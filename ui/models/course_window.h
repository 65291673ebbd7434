// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/player/player_session.h"
#include "ui/models/session.h"

#include <deque>
#include <memory>

namespace staffroom::ui {

/// The window in which a course is studied: starts the player, writes what it hands over as progress, and tells it only
/// then that it may forget. One course at a time: opening another closes the first.
class CourseWindow : public QObject
{
    Q_OBJECT

public:
    /// program: the path of staffroom-player. Opens whatever the session's course page asks for.
    CourseWindow(Session& session, const QString& program, QObject* parent = nullptr);
    ~CourseWindow() override;

    void open(const base::RecordId& course, const base::RecordId& activity);
    /// Asks the player to end and waits for it, three seconds at most.
    void closeNow();
    /// Null while no course is open.
    PlayerSession* player() { return m_player.get(); }

Q_SIGNALS:
    void closed();

private:
    struct Commit
    {
        quint64 seq;
        QString activity;
        int verb;
        double location;
        qint64 durationMs;
    };
    content::player::Start start(const learning::CourseDetail& course, const base::RecordId& activity) const;
    void take(const Commit& commit);
    bool write(const Commit& commit);
    void ended();

    Session& m_session;
    QString m_program;
    std::unique_ptr<PlayerSession> m_player;
    base::RecordId m_course;
    learning::CourseDetail m_detail;
    std::deque<Commit> m_unwritten; ///< in the order in which they came
    QTimer m_again;
    base::RecordId m_nextCourse, m_nextActivity;
};

} // namespace staffroom::ui
