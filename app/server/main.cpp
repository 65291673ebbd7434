// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/server/roles.h"
#include "core/base/private_files.h"

#include <csignal>
#include <iostream>

int main(int count, char** values)
{
    using namespace staffroom;
    base::keepFilesPrivate();
    const auto options = server::readOptions(std::span(values + 1, static_cast<std::size_t>(count - 1)));
    if (!options) {
        std::cerr << "staffroom-server: " << describe(options.error()) << ": " << options.error().advice << '\n';
        return 2;
    }
    if (options->help) {
        std::cout << server::usage;
        return 0;
    }
    sigset_t signals; // taken by sigwait later; threads made from here on inherit the mask
    sigemptyset(&signals);
    sigaddset(&signals, SIGTERM);
    sigaddset(&signals, SIGINT);
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);

    const base::SystemClock clock;
    base::SystemRandom random;
    base::Log log(std::cerr, clock, options->logLevel);
    const server::World world{*options, clock, random, log};
    return options->hub ? server::serveHub(world) : server::serveCentral(world);
}
