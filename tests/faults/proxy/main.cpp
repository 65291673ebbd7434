// SPDX-License-Identifier: GPL-3.0-or-later
// Stands between a client and the server and does one thing wrong.
#include "tests/faults/proxy/faults.h"

#include <csignal>
#include <iostream>
#include <sys/socket.h>
#include <thread>

namespace {

using staffroom::faults::Plan;

constexpr const char* usage =
    R"(staffroom-fault-proxy --listen PORT --to PORT [--on PATH] [--skip N] [--times N] [--tally FILE] FAULT [OPERAND]

Hands HTTP requests on to a port of this machine, and does FAULT to those whose path begins with PATH: not to the first N
(--skip), and then to so many (--times). Runs until it is killed.

)";

bool readPlan(int count, char** words, Plan& plan)
{
    int at = 1;
    for (; at + 1 < count && std::string_view(words[at]).starts_with("--"); at += 2) {
        const std::string_view name = words[at];
        const char* const value = words[at + 1];
        if (name == "--listen")
            plan.listen = static_cast<std::uint16_t>(std::atoi(value));
        else if (name == "--to")
            plan.to = static_cast<std::uint16_t>(std::atoi(value));
        else if (name == "--on")
            plan.on = value;
        else if (name == "--skip")
            plan.skip = std::atoi(value);
        else if (name == "--times")
            plan.times = std::atoi(value);
        else if (name == "--tally")
            plan.tally = value;
        else
            return false;
    }
    if (at >= count)
        return false;
    plan.what = words[at];
    plan.operand = at + 1 < count ? words[at + 1] : "";
    const bool known =
        std::string_view(staffroom::faults::faultNames).find("  " + plan.what + ' ') != std::string::npos;
    return known && plan.listen != 0 && plan.to != 0;
}

} // namespace

int main(int count, char** words)
{
    Plan plan;
    if (!readPlan(count, words, plan)) {
        std::cerr << usage << staffroom::faults::faultNames;
        return 2;
    }
    std::signal(SIGPIPE, SIG_IGN);
    const int listener = staffroom::faults::listenOn(plan.listen);
    if (listener < 0) {
        std::cerr << "staffroom-fault-proxy: port " << plan.listen << " can't be had\n";
        return 1;
    }
    std::atomic<int> seen = 0;
    for (;;) {
        const int client = ::accept4(listener, nullptr, nullptr, SOCK_CLOEXEC);
        if (client >= 0)
            std::thread([&plan, &seen, client] {
                staffroom::faults::Carrier(plan, seen).carry(staffroom::faults::Stream(client));
            }).detach();
    }
}
