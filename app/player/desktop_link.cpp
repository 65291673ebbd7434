// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/player/desktop_link.h"

#include <QLoggingCategory>

namespace staffroom::player {
namespace {

constexpr int connectWithinMs = 5000;

}

DesktopLink::DesktopLink(QObject* parent) : QObject(parent)
{
    connect(&m_socket, &QLocalSocket::readyRead, this, &DesktopLink::read);
    connect(&m_socket, &QLocalSocket::disconnected, this, &DesktopLink::lost);
}

bool DesktopLink::connectTo(const QString& socketName)
{
    m_socket.connectToServer(socketName);
    return m_socket.waitForConnected(connectWithinMs);
}

bool DesktopLink::isConnected() const
{
    return m_socket.state() == QLocalSocket::ConnectedState;
}

void DesktopLink::send(const content::player::Message& message)
{
    if (!isConnected())
        return; // commits stay in their queue; whoever leaves looks at it
    const base::Bytes frame = content::player::encode(message);
    m_socket.write(frame.data(), static_cast<qint64>(frame.size()));
}

void DesktopLink::flush(int atMostMs)
{
    while (isConnected() && m_socket.bytesToWrite() > 0 && m_socket.waitForBytesWritten(atMostMs)) {
    }
}

void DesktopLink::read()
{
    const QByteArray bytes = m_socket.readAll();
    m_reader.feed({bytes.constData(), static_cast<std::size_t>(bytes.size())});
    for (;;) {
        auto next = m_reader.next();
        if (!next.ok()) {
            qWarning("%s", base::describe(next.error()).c_str());
            m_socket.abort();
            return;
        }
        if (!next->has_value())
            return;
        Q_EMIT received(**next);
    }
}

} // namespace staffroom::player
