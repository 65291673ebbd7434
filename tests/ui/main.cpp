// SPDX-License-Identifier: GPL-3.0-or-later
// Catch2's main for the tests of the screens, which need an application with windows.
#define CATCH_CONFIG_RUNNER
#include "tests/support/catch.hpp"

#include <QGuiApplication>

int main(int argc, char* argv[])
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    qputenv("QT_QUICK_BACKEND", "software");
    qputenv("TZ", "Asia/Shanghai");
    const QGuiApplication application(argc, argv);
    return Catch::Session().run(argc, argv);
}
