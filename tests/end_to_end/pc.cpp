// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/end_to_end/pc.h"

#include <QCoreApplication>
#include <QElapsedTimer>

#include <stdexcept>

namespace staffroom::test {

namespace {

constexpr qint64 patienceMs = 120'000;

template <typename Until>
void turnUntil(Until until)
{
    QElapsedTimer timer;
    timer.start();
    while (!until()) {
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents, 50);
        if (timer.elapsed() > patienceMs)
            throw std::runtime_error("waited too long");
    }
}

} // namespace

Pc::Pc(const std::filesystem::path& root, const std::string& server, const std::string& login, const std::string& password)
{
    auto accounts = node::Accounts::open(root);
    if (!accounts)
        throw std::runtime_error(describe(accounts.error()));
    m_accounts = *std::move(accounts);
    node::Desktop::Options options;
    options.automatic = false;
    options.onStatus = [this](const node::SyncStatus& status) {
        const bool busy = status.phase != node::Phase::idle && status.phase != node::Phase::offline;
        if (m_running && !busy)
            ++m_ended;
        m_running = busy;
    };
    base::Result<std::unique_ptr<node::Desktop>> opened(base::Error{});
    bool answered = false;
    m_accounts->signIn(server, login, password, std::move(options), [&](auto result) {
        opened = std::move(result);
        answered = true;
    });
    turnUntil([&] { return answered; });
    if (!opened)
        throw std::runtime_error(describe(opened.error()));
    m_desktop.reset(static_cast<node::LocalDesktop*>((*opened).release()));
}

node::SyncStatus Pc::sync()
{
    const int before = m_ended;
    m_desktop->syncNow();
    turnUntil([&] { return m_ended > before; });
    return m_desktop->status();
}

std::filesystem::path Pc::download(const base::RecordId& course)
{
    bool ended = false;
    std::optional<base::Error> error;
    m_desktop->download(course, [&](const node::Desktop::Download& download) {
        ended = download.done || download.error;
        error = download.error;
    });
    turnUntil([&] { return ended; });
    if (error)
        throw std::runtime_error(describe(*error));
    return m_desktop->packageFolder(course).value();
}

std::map<std::string, std::string> Pc::digests()
{
    std::map<std::string, std::string> digests;
    const auto computed = replica().digests();
    if (!computed)
        throw std::runtime_error(describe(computed.error()));
    for (const auto& [scope, digest] : *computed)
        digests[scope.text()] = digest.hex();
    return digests;
}

} // namespace staffroom::test
