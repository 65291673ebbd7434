// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/content/player_protocol.h"

#include <QLocalSocket>
#include <QObject>

namespace staffroom::player {

/// The local socket to the desktop program.
class DesktopLink : public QObject
{
    Q_OBJECT

public:
    explicit DesktopLink(QObject* parent = nullptr);
    /// Whether the desktop answered within five seconds.
    bool connectTo(const QString& socketName);
    bool isConnected() const;
    void send(const content::player::Message& message);
    /// Gives what is written to the system, at most the time long.
    void flush(int atMostMs);

Q_SIGNALS:
    void received(const staffroom::content::player::Message& message);
    /// The desktop went away or said something that isn't the protocol.
    void lost();

private:
    void read();

    QLocalSocket m_socket;
    content::player::FrameReader m_reader;
};

} // namespace staffroom::player
