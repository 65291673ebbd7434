// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/node/blocking_desktop.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QTimer>

namespace staffroom::node {

using base::Error;
using base::ErrorCode;

namespace {

constexpr qint64 patienceMs = 2 * 3600 * 1000;

template <typename Until>
Result<void> turnUntil(std::string_view doing, Until until)
{
    QElapsedTimer timer;
    timer.start();
    // With a limit of time processEvents would not wait but spin; the timer wakes it instead.
    QTimer wake;
    wake.start(50);
    while (!until()) {
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
        if (timer.elapsed() > patienceMs)
            return Error{ErrorCode::timedOut, std::string(doing), {}};
    }
    return {};
}

} // namespace

Result<std::unique_ptr<BlockingDesktop>> BlockingDesktop::open(const std::filesystem::path& root,
                                                               const std::string& server, const std::string& login,
                                                               const std::string& password, const std::string& through)
{
    std::unique_ptr<BlockingDesktop> blocking(new BlockingDesktop);
    auto accounts = Accounts::open(root);
    if (!accounts)
        return accounts.error();
    blocking->m_accounts = *std::move(accounts);
    Desktop::Options options;
    options.automatic = false;
    options.through = through;
    options.onStatus = [self = blocking.get()](const SyncStatus& status) {
        const bool busy = status.phase != Phase::idle && status.phase != Phase::offline;
        self->m_ended += self->m_running && !busy;
        self->m_running = busy;
    };
    std::optional<Result<std::unique_ptr<Desktop>>> answer;
    blocking->m_accounts->signIn(server, login, password, std::move(options),
                                 [&](auto opened) { answer = std::move(opened); });
    STAFFROOM_TRY(turnUntil("signing in", [&] { return answer.has_value(); }));
    if (!*answer)
        return answer->error();
    blocking->m_desktop.reset(static_cast<LocalDesktop*>((*answer)->release()));
    return blocking;
}

Result<SyncStatus> BlockingDesktop::sync()
{
    const int before = m_ended;
    m_desktop->syncNow();
    STAFFROOM_TRY(turnUntil("syncing", [&] { return m_ended > before; }));
    return m_desktop->status();
}

Result<std::filesystem::path> BlockingDesktop::download(const RecordId& course)
{
    std::optional<Desktop::Download> last;
    m_desktop->download(course, [&](const Desktop::Download& download) {
        if (download.done || download.error)
            last = download;
    });
    STAFFROOM_TRY(turnUntil("downloading a course", [&] { return last.has_value(); }));
    if (last->error)
        return *last->error;
    const auto folder = m_desktop->packageFolder(course);
    return folder ? Result<std::filesystem::path>(*folder)
                  : Error{ErrorCode::notFound, "downloading a course", course.text()};
}

} // namespace staffroom::node
