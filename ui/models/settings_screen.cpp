// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/settings_screen.h"

#include "ui/models/dates.h"
#include "ui/models/text.h"

namespace staffroom::ui {

SettingsScreen::SettingsScreen(Context& context, const QString& folder, QObject* parent)
    : Screen(context, parent),
      m_folder(folder)
{
}

QString SettingsScreen::version() const
{
    return QStringLiteral(STAFFROOM_VERSION);
}

void SettingsScreen::refresh()
{
    const node::Account account = m_context.desktop->account();
    m_server = toQt(account.server);
    m_login = toQt(account.login);
    m_sizeText = spokenBytes(m_context.desktop->profileBytes());
    const std::int64_t waiting = m_context.desktop->status().waiting;
    m_unsentWarning = waiting == 0 ? QString()
                                   : tr("%n item(s) have not been sent yet. They stay safe on this PC and are sent "
                                        "when you sign in here again.",
                                        nullptr, static_cast<int>(waiting));
    Q_EMIT changed();
    showHub(toQt(m_context.desktop->hub()), m_hubProblem);
}

void SettingsScreen::forget()
{
    showHub({}, {});
}

void SettingsScreen::showHub(const QString& address, const QString& problem)
{
    if (address == m_hub && problem == m_hubProblem)
        return;
    m_hub = address;
    m_hubProblem = problem;
    Q_EMIT hubChanged();
}

void SettingsScreen::setHub(const QString& address)
{
    if (!m_context.desktop)
        return;
    const QString before = m_hub;
    const auto kept = m_context.desktop->setHub(toCore(address.trimmed()));
    if (!kept && kept.error().code == base::ErrorCode::invalidArgument)
        return showHub(before, tr("This isn't an address. One looks like this: 192.168.1.20:8440"));
    if (!well(kept))
        return;
    showHub(toQt(m_context.desktop->hub()), {});
    if (m_hub != before)
        m_context.notice.offerUndo(m_hub.isEmpty() ? tr("This PC syncs with the server itself from now on.")
                                                   : tr("This PC syncs through the school hub from now on."),
                                   [this, before] { setHub(before); });
}

} // namespace staffroom::ui
