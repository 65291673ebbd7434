// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/program.h"
#include "core/base/private_files.h"

#include <QCoreApplication>

#include <iostream>

int main(int argc, char* argv[])
{
    staffroom::base::keepFilesPrivate();
    const QCoreApplication application(argc, argv); // the event loop of the commands that sync
    const std::vector<std::string> words(argv + 1, argv + argc);
    const staffroom::base::SystemClock clock;
    staffroom::base::SystemRandom random;
    const staffroom::ctl::Surroundings world{std::cout, clock, random};
    return static_cast<int>(staffroom::ctl::run(staffroom::ctl::commands(), words, world, std::cerr));
}
