// SPDX-License-Identifier: GPL-3.0-or-later
// The desktop over the sample county in memory: for working on its pages without a server.
#include "app/desktop/composition.h"
#include "app/desktop/renderer.h"
#include "tests/ui/sample/sample_desktop.h"

#include <QGuiApplication>

int main(int argc, char* argv[])
{
    using namespace staffroom;
    desktop::chooseRenderer();
    const QGuiApplication application(argc, argv);
    const desktop::Options options = desktop::parseOptions(QGuiApplication::arguments());
    const base::SystemClock clock;
    sample::SampleAccounts accounts(STAFFROOM_SAMPLE_COUNTY, clock);
    return desktop::run(options, accounts, clock);
}
