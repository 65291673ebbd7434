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
}

} // namespace staffroom::ui
