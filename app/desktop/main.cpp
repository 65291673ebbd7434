// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/composition.h"
#include "app/desktop/renderer.h"
#include "core/base/private_files.h"

#include <QGuiApplication>

#include <iostream>

int main(int argc, char* argv[])
{
    using namespace staffroom;
    const std::filesystem::perms asked = base::keepFilesPrivate();
    desktop::chooseRenderer();
    QGuiApplication application(argc, argv);
    QGuiApplication::setApplicationName(QStringLiteral("staffroom"));
    QGuiApplication::setApplicationVersion(QStringLiteral(STAFFROOM_VERSION));
    QGuiApplication::setDesktopFileName(QStringLiteral("staffroom"));
    desktop::Options options = desktop::parseOptions(QGuiApplication::arguments());
    options.pictureRights = asked;
    const auto accounts = node::Accounts::open(options.profileRoot.toStdString());
    if (!accounts) {
        std::cerr << "staffroom: " << base::describe(accounts.error()) << '\n';
        return 1;
    }
    const base::SystemClock clock;
    return desktop::run(options, **accounts, clock, node::Accounts::open);
}
