// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/content/player_protocol.h"

#include <QLocalServer>
#include <QObject>
#include <QProcess>

#include <set>

class QLocalSocket;

namespace staffroom::ui {

/// One course that is open in a player of its own process. Whoever receives committed() makes it durable and calls
/// acknowledge(); until then the player keeps it. A commit is told once, however often it arrives.
///
/// Life: open() once, then committed() any number of times, then finished() when the player ended with everything
/// acknowledged, or failed() when it did not start, broke off or left with something unacknowledged. Destroying the
/// session ends the player.
class PlayerSession : public QObject
{
    Q_OBJECT

public:
    explicit PlayerSession(QObject* parent = nullptr);
    ~PlayerSession() override;

    /// Starts the program and hands it the course. May be called once.
    void open(const QString& program, content::player::Start start);
    /// The commit is durable.
    void acknowledge(quint64 seq);
    /// Asks the player to commit where it is and end.
    void close();

    // In place of a hand, for the tour and tests.
    void goTo(const QString& activity);
    void scrollTo(double location);
    void finishActivity();
    void grab(const QString& pngPath);
    void ask();

    bool isOpen() const { return m_socket != nullptr; }
    qint64 processId() const { return m_process.processId(); }

Q_SIGNALS:
    /// The player has said Hello and was handed the course.
    void started();
    /// verb: 0 opened, 1 progressed, 2 completed; location: fraction in [0, 1], or the page of a PDF from 0.
    void committed(quint64 seq, const QString& activity, int verb, double location, qint64 durationMs);
    /// Something that a log should have: see content::player::Notice.
    void noticed(const QString& code, const QString& detail);
    void grabbed(const QString& pngPath, bool ok);
    void told(const QString& activity, const QString& pageTitle, double location, bool loaded, quint64 unacknowledged);
    void finished();
    /// code: "not-started", "broke-off", "unsaved", "protocol"
    void failed(const QString& code);

private:
    void accept();
    void read();
    void receive(const content::player::Message& message);
    void send(const content::player::Message& message);
    void end(const QString& failure);

    content::player::Start m_start;
    QLocalServer m_server;
    QProcess m_process;
    QLocalSocket* m_socket = nullptr;
    content::player::FrameReader m_reader;
    std::set<quint64> m_seen;
    std::set<quint64> m_acknowledged;
    bool m_finishSaid = false;
    bool m_ended = false;
};

} // namespace staffroom::ui
