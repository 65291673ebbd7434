// SPDX-License-Identifier: GPL-3.0-or-later
// Catch2's main, compiled once for every test program.
#define CATCH_CONFIG_RUNNER
#include "tests/support/catch.hpp"

#include <QCoreApplication>

int main(int argc, char* argv[])
{
    const QCoreApplication application(argc, argv);
    return Catch::Session().run(argc, argv);
}
