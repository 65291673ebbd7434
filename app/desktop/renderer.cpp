// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/renderer.h"

#include <QDir>
#include <QString>

namespace staffroom::desktop {

void chooseRenderer()
{
    const bool card = !QDir(QStringLiteral("/dev/dri")).entryList({QStringLiteral("renderD*")}, QDir::System).isEmpty();
    if (card)
        return;
    if (!qEnvironmentVariableIsSet("QT_QUICK_BACKEND"))
        qputenv("QT_QUICK_BACKEND", "software");
    if (!qEnvironmentVariableIsSet("QT_XCB_GL_INTEGRATION"))
        qputenv("QT_XCB_GL_INTEGRATION", "none");
}

} // namespace staffroom::desktop
