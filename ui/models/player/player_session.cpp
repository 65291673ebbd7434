// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/player/player_session.h"

#include <QLocalSocket>
#include <QUuid>

namespace staffroom::ui {

namespace protocol = content::player;

namespace {

constexpr int endWithinMs = 3000; ///< the player's own guard is 2 s

}

PlayerSession::PlayerSession(QObject* parent) : QObject(parent)
{
    m_server.setSocketOptions(QLocalServer::UserAccessOption);
    connect(&m_server, &QLocalServer::newConnection, this, &PlayerSession::accept);
    connect(&m_process, &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart)
            end(QStringLiteral("not-started"));
    });
    connect(&m_process, &QProcess::finished, this, [this](int exitCode, QProcess::ExitStatus status) {
        read(); // what it said last
        if (m_finishSaid && exitCode == 0 && status == QProcess::NormalExit)
            end({});
        else
            end(status == QProcess::NormalExit && exitCode == 3 ? QStringLiteral("unsaved")
                                                                : QStringLiteral("broke-off"));
    });
}

PlayerSession::~PlayerSession()
{
    m_ended = true;
    if (m_process.state() == QProcess::NotRunning)
        return;
    m_process.terminate();
    if (!m_process.waitForFinished(endWithinMs))
        m_process.kill();
    m_process.waitForFinished(endWithinMs);
}

void PlayerSession::open(const QString& program, content::player::Start start)
{
    m_start = std::move(start);
    m_server.setMaxPendingConnections(1);
    const QString name = QStringLiteral("staffroom-player-") + QUuid::createUuid().toString(QUuid::Id128);
    if (!m_server.listen(name))
        return end(QStringLiteral("not-started"));
    m_process.setProcessChannelMode(QProcess::ForwardedChannels);
    m_process.start(program, {QStringLiteral("--socket"), m_server.fullServerName()});
}

void PlayerSession::accept()
{
    QLocalSocket* const socket = m_server.nextPendingConnection();
    if (m_socket != nullptr || socket == nullptr) {
        delete socket; // one player, one conversation
        return;
    }
    m_socket = socket;
    m_socket->setParent(this);
    m_server.close();
    connect(m_socket, &QLocalSocket::readyRead, this, &PlayerSession::read);
}

void PlayerSession::read()
{
    if (m_socket == nullptr)
        return;
    const QByteArray bytes = m_socket->readAll();
    m_reader.feed({bytes.constData(), static_cast<std::size_t>(bytes.size())});
    for (;;) {
        auto next = m_reader.next();
        if (!next.ok()) {
            qWarning("%s", base::describe(next.error()).c_str());
            return end(QStringLiteral("protocol"));
        }
        if (!next->has_value())
            return;
        receive(**next);
    }
}

void PlayerSession::receive(const content::player::Message& message)
{
    if (const auto* const commit = std::get_if<protocol::Commit>(&message)) {
        if (m_acknowledged.contains(commit->seq))
            send(protocol::Ack{commit->seq}); // the first one was lost on the way
        else if (m_seen.insert(commit->seq).second)
            Q_EMIT committed(commit->seq, QString::fromStdString(commit->activity), static_cast<int>(commit->verb),
                             commit->location, commit->durationMs);
    } else if (std::holds_alternative<protocol::Hello>(message)) {
        send(m_start);
        Q_EMIT started();
    } else if (const auto* const notice = std::get_if<protocol::Notice>(&message)) {
        Q_EMIT noticed(QString::fromStdString(notice->code), QString::fromStdString(notice->detail));
    } else if (const auto* const picture = std::get_if<protocol::Grabbed>(&message)) {
        Q_EMIT grabbed(QString::fromStdString(picture->path), picture->ok);
    } else if (const auto* const state = std::get_if<protocol::State>(&message)) {
        Q_EMIT told(QString::fromStdString(state->activity), QString::fromStdString(state->pageTitle), state->location,
                    state->loaded, state->unacknowledged);
    } else if (std::holds_alternative<protocol::Finish>(message)) {
        m_finishSaid = true;
    }
}

void PlayerSession::send(const content::player::Message& message)
{
    if (m_socket == nullptr || m_socket->state() != QLocalSocket::ConnectedState)
        return; // the end of the process is told by its own signal
    const base::Bytes frame = protocol::encode(message);
    m_socket->write(frame.data(), static_cast<qint64>(frame.size()));
    m_socket->flush();
}

void PlayerSession::end(const QString& failure)
{
    if (m_ended)
        return;
    m_ended = true;
    if (failure.isEmpty())
        Q_EMIT finished();
    else
        Q_EMIT failed(failure);
}

void PlayerSession::acknowledge(quint64 seq)
{
    m_acknowledged.insert(seq);
    send(protocol::Ack{seq});
}

void PlayerSession::close()
{
    send(protocol::Close{});
}

void PlayerSession::goTo(const QString& activity)
{
    send(protocol::GoTo{activity.toStdString()});
}

void PlayerSession::scrollTo(double location)
{
    send(protocol::ScrollTo{location});
}

void PlayerSession::finishActivity()
{
    send(protocol::FinishActivity{});
}

void PlayerSession::grab(const QString& pngPath)
{
    send(protocol::Grab{pngPath.toStdString()});
}

void PlayerSession::ask()
{
    send(protocol::Ask{});
}

} // namespace staffroom::ui
