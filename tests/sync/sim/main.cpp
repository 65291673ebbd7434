// SPDX-License-Identifier: GPL-3.0-or-later
// sim: lives through many seeds, each twice, and says which invariant broke.
#include "tests/sync/sim/run.h"

#include <chrono>
#include <cstdlib>
#include <iostream>
#include <string>
#include <unistd.h>

using namespace staffroom::test;

namespace {

constexpr std::string_view usage =
    R"(usage: sim [--seeds N] [--first S] [--seed S] [--steps N] [--faults NAME,NAME…|none] [--seconds N]
  --seeds N     how many seeds to live through (default 200)
  --first S     the first of them (default 1)
  --seconds N   stops after so long, however many seeds are left
  --seed S      this one alone
  --steps N     steps of a run before everything heals (default 160)
  --faults …    only these kinds of faults
Each seed is run twice and must leave the same trace. A seed that breaks an invariant is shrunk, and the command that
runs it again is printed; the exit status is then 1.
)";

struct Options
{
    std::uint64_t first = 1, seeds = 200;
    std::int64_t seconds = 0;
    SimPlan plan;
};

std::uint32_t faultsNamed(const std::string& list)
{
    std::uint32_t faults = 0;
    for (std::size_t at = 0; list != "none" && at <= list.size();) {
        const std::size_t end = std::min(list.find(',', at), list.size());
        const auto fault = simFaultNamed(std::string_view(list).substr(at, end - at));
        if (!fault) {
            std::cerr << "sim: no fault is named " << list.substr(at, end - at) << '\n';
            std::exit(2);
        }
        faults |= maskOf(*fault);
        at = end + 1;
    }
    return faults;
}

Options read(int count, char** values)
{
    Options options;
    for (int at = 1; at < count; ++at) {
        const std::string name = values[at];
        if (name == "--help" || at + 1 == count) {
            std::cout << usage;
            std::exit(name == "--help" ? 0 : 2);
        }
        const std::string value = values[++at];
        if (name == "--faults")
            options.plan.faults = faultsNamed(value);
        else if (name == "--seeds")
            options.seeds = std::stoull(value);
        else if (name == "--first")
            options.first = std::stoull(value);
        else if (name == "--seconds")
            options.seconds = std::stoll(value);
        else if (name == "--steps")
            options.plan.steps = std::stoull(value);
        else if (name == "--seed") {
            options.first = std::stoull(value);
            options.seeds = 1;
        } else {
            std::cout << usage;
            std::exit(2);
        }
    }
    return options;
}

void printAgain(const SimPlan& plan)
{
    std::cout << "  again: sim --seed " << plan.seed << " --steps " << plan.steps << " --faults ";
    if (plan.faults == 0)
        std::cout << "none";
    const char* between = "";
    for (std::size_t fault = 0; fault < simFaults; ++fault)
        if ((plan.faults & (1U << fault)) != 0) {
            std::cout << between << simFaultNames[fault];
            between = ",";
        }
    std::cout << std::endl;
}

} // namespace

int main(int count, char** values)
{
    const Options options = read(count, values);
    const std::filesystem::path root =
        ::access("/dev/shm", W_OK) == 0 ? "/dev/shm" : std::filesystem::temp_directory_path();
    std::string folder = (root / "staffroom-sim-XXXXXX").string();
    if (!::mkdtemp(folder.data())) {
        std::cerr << "sim: no folder can be made in " << root << '\n';
        return 2;
    }
    const auto begun = std::chrono::steady_clock::now();
    const auto seconds = [&] {
        return std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count();
    };
    std::uint64_t broken = 0, lived = 0, requests = 0, edits = 0, rounds = 0;
    std::array<std::uint64_t, simFaults> drawn{};
    {
        SimGround ground(folder);
        for (std::uint64_t seed = options.first; seed < options.first + options.seeds; ++seed) {
            if (options.seconds > 0 && seconds() > static_cast<double>(options.seconds))
                break;
            SimPlan plan = options.plan;
            plan.seed = seed;
            const SimOutcome once = live(ground, plan);
            const SimOutcome again = live(ground, plan);
            ++lived;
            requests += once.requests;
            edits += once.edits;
            rounds = std::max(rounds, once.healingRounds);
            for (std::size_t fault = 0; fault < simFaults; ++fault)
                drawn[fault] += once.drawn[fault];
            if (once.trace != again.trace || once.violation != again.violation) {
                ++broken;
                std::cout << "seed " << seed << ": two runs differ: \"" << once.violation << "\" and \""
                          << again.violation << '"' << std::endl;
            } else if (!once.violation.empty()) {
                ++broken;
                std::cout << "seed " << seed << ": " << once.violation << std::endl;
                printAgain(shrink(ground, plan));
            }
        }
    }
    std::error_code ignored; // what stays of a run's folder harms nobody
    std::filesystem::remove_all(folder, ignored);
    std::cout << lived << " seeds, each twice, " << broken << " broken; " << edits << " edits, " << requests
              << " requests, at most " << rounds << " rounds to heal; " << seconds() << " s\n";
    for (std::size_t fault = 0; fault < simFaults; ++fault)
        std::cout << "  " << simFaultNames[fault] << ' ' << drawn[fault] << '\n';
    return broken == 0 ? 0 : 1;
}
