// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/composition.h"
#include "app/desktop/renderer.h"

#include <QGuiApplication>

#include <iostream>

int main(int argc, char* argv[])
{
    using namespace staffroom;
    desktop::chooseRenderer();
    QGuiApplication application(argc, argv);
    QGuiApplication::setApplicationName(QStringLiteral("staffroom"));
    QGuiApplication::setApplicationVersion(QStringLiteral(STAFFROOM_VERSION));
    QGuiApplication::setDesktopFileName(QStringLiteral("staffroom"));
    const desktop::Options options = desktop::parseOptions(QGuiApplication::arguments());
    const auto accounts = node::Accounts::open(options.profileRoot.toStdString());
    if (!accounts) {
        std::cerr << "staffroom: " << base::describe(accounts.error()) << '\n';
        return 1;
    }
    const base::SystemClock clock;
    return desktop::run(options, **accounts, clock, node::Accounts::open);
}
