// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/node/bench_command.h"
#include "app/ctl/node/sync_command.h"
#include "app/ctl/program.h"

#include <QCoreApplication>

#include <iostream>

int main(int argc, char* argv[])
{
    const QCoreApplication application(argc, argv); // the event loop of the commands that sync
    const std::vector<std::string> words(argv + 1, argv + argc);
    const staffroom::base::SystemClock clock;
    staffroom::base::SystemRandom random;
    const staffroom::ctl::Surroundings world{std::cout, clock, random};
    staffroom::ctl::Commands commands = staffroom::ctl::commands();
    commands.push_back(std::make_unique<staffroom::ctl::SyncCommand>());
    commands.push_back(std::make_unique<staffroom::ctl::VerifyProfileCommand>());
    commands.push_back(std::make_unique<staffroom::ctl::BenchCommand>());
    return static_cast<int>(staffroom::ctl::run(commands, words, world, std::cerr));
}
