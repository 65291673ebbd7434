// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/end_to_end/processes.h"

#include <QElapsedTimer>
#include <QFile>
#include <QThread>

#include <arpa/inet.h>
#include <array>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <stdexcept>
#include <sys/socket.h>
#include <unistd.h>

namespace staffroom::test {

namespace {

constexpr int patienceMs = 30'000;

sockaddr_in loopback(std::uint16_t port)
{
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return address;
}

/// Moves what is there; false when that side has ended.
bool move(int from, int to, std::atomic<std::uint64_t>& count)
{
    std::array<char, 65536> buffer;
    const ssize_t got = ::recv(from, buffer.data(), buffer.size(), 0);
    if (got <= 0)
        return false;
    count += static_cast<std::uint64_t>(got);
    for (ssize_t at = 0; at < got;) {
        const ssize_t sent = ::send(to, buffer.data() + at, static_cast<std::size_t>(got - at), MSG_NOSIGNAL);
        if (sent <= 0)
            return false;
        at += sent;
    }
    return true;
}

} // namespace

Ended runProgram(const char* program, const std::vector<std::string>& words)
{
    QProcess process;
    QStringList list;
    for (const std::string& word : words)
        list.append(QString::fromStdString(word));
    process.start(QString::fromLatin1(program), list);
    if (!process.waitForFinished(60'000))
        throw std::runtime_error(std::string(program) + " didn't end");
    return {process.exitCode(), process.readAllStandardOutput().toStdString(),
            process.readAllStandardError().toStdString()};
}

void ServerProcess::start(std::uint16_t port)
{
    const QString portFile = QString::fromStdString((m_folder / "port").string());
    QFile::remove(portFile);
    m_process = std::make_unique<QProcess>();
    m_process->setProcessChannelMode(QProcess::ForwardedErrorChannel);
    const QStringList arguments{QStringLiteral("--data"),      QString::fromStdString(m_folder.string()),
                                QStringLiteral("--listen"),    QStringLiteral("127.0.0.1:%1").arg(port),
                                QStringLiteral("--port-file"), portFile,
                                QStringLiteral("--log-level"), QStringLiteral("error")};
    m_process->start(QStringLiteral(STAFFROOM_SERVER_PROGRAM), arguments + m_options);
    QElapsedTimer timer;
    timer.start();
    while (!QFile::exists(portFile)) {
        if (timer.elapsed() > patienceMs || m_process->waitForFinished(1))
            throw std::runtime_error("the server did not start");
        QThread::msleep(2);
    }
    QFile file(portFile);
    if (!file.open(QIODevice::ReadOnly))
        throw std::runtime_error("no port file");
    m_port = file.readAll().trimmed().toUShort();
}

void ServerProcess::stop()
{
    if (!m_process)
        return;
    m_process->terminate();
    if (!m_process->waitForFinished(patienceMs))
        m_process->kill();
    m_process.reset();
}

void ServerProcess::kill()
{
    if (!m_process)
        return;
    m_process->kill();
    m_process->waitForFinished(patienceMs);
    m_process.reset();
}

CountingProxy::CountingProxy(std::uint16_t target) : m_target(target)
{
    m_listener = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address = loopback(0);
    socklen_t size = sizeof address;
    if (::bind(m_listener, reinterpret_cast<sockaddr*>(&address), size) != 0 || ::listen(m_listener, 64) != 0 ||
        ::getsockname(m_listener, reinterpret_cast<sockaddr*>(&address), &size) != 0)
        throw std::runtime_error("no port for the proxy");
    m_port = ntohs(address.sin_port);
    m_thread = std::thread([this] { serve(); });
}

CountingProxy::~CountingProxy()
{
    m_ending = true;
    m_thread.join();
    for (std::thread& carrier : m_carriers)
        carrier.join();
    ::close(m_listener);
}

void CountingProxy::serve()
{
    while (!m_ending) {
        pollfd waiting{m_listener, POLLIN, 0};
        if (::poll(&waiting, 1, 20) <= 0)
            continue;
        if (const int client = ::accept4(m_listener, nullptr, nullptr, SOCK_CLOEXEC); client >= 0)
            m_carriers.emplace_back([this, client] { carry(client); });
    }
}

void CountingProxy::carry(int client)
{
    const int server = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const int yes = 1;
    for (const int side : {client, server})
        ::setsockopt(side, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
    const sockaddr_in address = loopback(m_target);
    bool open = ::connect(server, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
    while (open && !m_ending) {
        std::array<pollfd, 2> sides{pollfd{client, POLLIN, 0}, pollfd{server, POLLIN, 0}};
        if (::poll(sides.data(), sides.size(), 20) <= 0)
            continue;
        if (sides[0].revents != 0)
            open = move(client, server, m_toServer);
        if (open && sides[1].revents != 0)
            open = move(server, client, m_toClient);
    }
    ::close(client);
    ::close(server);
}

} // namespace staffroom::test
