// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/automation.h"

#include "core/base/error.h"
#include "ui/models/text.h"

#include <QElapsedTimer>
#include <QEventLoop>
#include <QFile>
#include <QImage>
#include <QTimer>

namespace staffroom::desktop {

namespace {

constexpr int signInMs = 60'000;
constexpr int syncMs = 300'000;

QString problemOf(const node::SyncStatus& status)
{
    return status.problem ? ui::toQt(base::describe(*status.problem)) : QString();
}

} // namespace

void Automation::settle(int ms)
{
    QEventLoop loop;
    QTimer::singleShot(ms, &loop, &QEventLoop::quit);
    loop.exec();
}

bool Automation::waitUntil(const std::function<bool()>& condition, int ms)
{
    QElapsedTimer timer;
    timer.start();
    while (!condition()) {
        if (timer.elapsed() > ms)
            return false;
        settle(20);
    }
    return true;
}

base::Result<QString> Automation::password() const
{
    QFile file(m_options.passwordFile);
    if (!file.open(QIODevice::ReadOnly))
        return base::Error{base::ErrorCode::notFound, "reading the password file",
                           m_options.passwordFile.toStdString()};
    return QString::fromUtf8(file.readLine()).trimmed();
}

QString Automation::signIn()
{
    const auto password = this->password();
    if (!password)
        return ui::toQt(base::describe(password.error()));
    ui::SignInScreen* screen = m_session.signIn();
    screen->choose({});
    if (!m_options.server.isEmpty())
        screen->setServer(m_options.server);
    screen->setLogin(m_options.login);
    screen->signIn(*password);
    if (!waitUntil([screen] { return !screen->busy(); }, signInMs))
        return QStringLiteral("signing in took longer than a minute");
    return m_session.open() ? QString()
                            : QStringLiteral("not signed in: %1 %2").arg(screen->problem(), screen->advice());
}

QString Automation::firstSync()
{
    const auto status = [this] { return m_session.desktop()->status(); };
    if (status().lastSynced == 0)
        m_session.desktop()->syncNow();
    const bool ended = waitUntil(
        [&] { return (status().lastSynced > 0 || status().problem) && !m_session.sync()->running(); }, syncMs);
    if (!ended)
        return QStringLiteral("the first sync didn't end within five minutes");
    return status().lastSynced > 0 ? QString() : QStringLiteral("the first sync failed: %1").arg(problemOf(status()));
}

QString Automation::syncToTheEnd()
{
    const auto status = [this] { return m_session.desktop()->status(); };
    m_session.sync()->syncNow();
    const bool sent = waitUntil([&] { return status().waiting == 0 || status().problem; }, syncMs);
    waitUntil([this] { return !m_session.sync()->running(); }, syncMs);
    if (!problemOf(status()).isEmpty())
        return QStringLiteral("syncing failed: %1").arg(problemOf(status()));
    return sent ? QString() : QStringLiteral("%1 changes are still waiting after five minutes").arg(status().waiting);
}

bool Automation::makeFolder(const QString& folder) const
{
    using std::filesystem::perms;
    const std::filesystem::path path = folder.toStdString();
    std::error_code failed;
    if (!std::filesystem::create_directories(path, failed))
        return !failed; // it was there already
    perms rights = m_options.pictureRights | perms::owner_exec;
    for (const auto& [read, enter] :
         {std::pair(perms::group_read, perms::group_exec), std::pair(perms::others_read, perms::others_exec)})
        if ((rights & read) != perms::none)
            rights |= enter;
    std::filesystem::permissions(path, rights, failed);
    return true; // a stick without owners keeps its own rights
}

bool Automation::grab(const QString& file)
{
    const std::filesystem::path picture = file.toStdString();
    if (!makeFolder(QString::fromStdString(picture.parent_path().string())) || !m_window.grabWindow().save(file))
        return false;
    std::error_code kept; // likewise
    std::filesystem::permissions(picture, m_options.pictureRights, kept);
    return true;
}

} // namespace staffroom::desktop
