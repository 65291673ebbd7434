// SPDX-License-Identifier: GPL-3.0-or-later
// Catch2's main, compiled once for every test program.
#define CATCH_CONFIG_RUNNER
#include "tests/support/catch.hpp"

#include <QCoreApplication>

#include <cstdlib>
#include <unistd.h>

int main(int argc, char* argv[])
{
    // No test needs a display or a GPU; whoever set these already knows better. The sandbox doesn't work for root.
    setenv("QT_QPA_PLATFORM", "offscreen", 0);
    setenv("QT_QUICK_BACKEND", "software", 0);
    if (geteuid() == 0)
        setenv("QTWEBENGINE_DISABLE_SANDBOX", "1", 0);
    const QCoreApplication application(argc, argv);
    Catch::Session session;
    if (const int wrong = session.applyCommandLine(argc, argv); wrong != 0)
        return wrong;
    // A name that matches no test is a fault: CTest would count it as passed.
    session.configData().warnings =
        static_cast<Catch::WarnAbout::What>(session.configData().warnings | Catch::WarnAbout::NoTests);
    return session.run();
}
