// SPDX-License-Identifier: GPL-3.0-or-later
// sim: lives through many seeds, each twice, and says which invariant broke.
#include "tests/sync/sim/run.h"
#include "tests/sync/sim/signatures.h"
#include "tests/sync/sim/sums.h"

#include <sqlite3.h>

#include <chrono>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <span>
#include <string>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace staffroom::test;

namespace {

constexpr std::string_view usage =
    R"(usage: sim [--seeds N] [--first S] [--seconds N] [--jobs N] [--until-broken yes] [--seed S] [--steps N] [--faults NAME,…|none] [--json FILE]
  --seeds N     how many seeds to live through (default 200)
  --first S     the first of them (default 1)
  --seconds N   stops after so long, however many seeds are left
  --jobs N      processes at once (default 1)
  --until-broken yes   stops at the first seed that breaks an invariant
  --seed S      this one alone
  --steps N     steps of a run before everything heals (default 160)
  --faults …    only these kinds of faults
  --json FILE   the sums as JSON, too
  --tell yes    writes down what happens as it happens, the first of the two times
Each seed is run twice and must leave the same trace. A seed that breaks an invariant is shrunk, and the command that
runs it again is printed; the exit status is then 1.
)";

struct Options
{
    std::uint64_t first = 1, seeds = 200;
    std::int64_t seconds = 0;
    std::uint64_t jobs = 1;
    bool untilBroken = false;
    std::string json;
    SimPlan plan;
};

SimFaultMask faultsNamed(const std::string& list)
{
    SimFaultMask faults = 0;
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
        else if (name == "--jobs")
            options.jobs = std::max<std::uint64_t>(1, std::stoull(value));
        else if (name == "--until-broken")
            options.untilBroken = value == "yes";
        else if (name == "--tell")
            options.plan.tell = value == "yes" ? &std::cout : nullptr;
        else if (name == "--json")
            options.json = value;
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
        if ((plan.faults & maskOf(fault)) != 0) {
            std::cout << between << simFaultNames[fault];
            between = ",";
        }
    std::cout << std::endl;
}

double secondsSince(std::chrono::steady_clock::time_point begun)
{
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count();
}

double cpuSeconds()
{
    rusage used{};
    ::getrusage(RUSAGE_SELF, &used);
    const auto seconds = [](const timeval& time) {
        return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
    };
    return seconds(used.ru_utime) + seconds(used.ru_stime);
}

/// Every jobs-th seed, from the job's own first on; underWay is the one at hand, for whoever finds this process dead.
Sums liveThrough(const Options& options, std::uint64_t job, const std::filesystem::path& folder,
                 std::uint64_t& underWay)
{
    const auto begun = std::chrono::steady_clock::now();
    Sums sums;
    SimGround ground(folder / std::to_string(job));
    for (std::uint64_t seed = options.first + job; seed < options.first + options.seeds; seed += options.jobs) {
        if (options.seconds > 0 && secondsSince(begun) > static_cast<double>(options.seconds))
            break;
        SimPlan plan = options.plan;
        plan.seed = seed;
        underWay = seed;
        tidySignatures();
        const SimOutcome once = live(ground, plan);
        plan.tell = nullptr;
        const SimOutcome again = live(ground, plan);
        sums.add(once);
        const bool differs = once.trace != again.trace || once.violation != again.violation;
        if (!differs && once.violation.empty())
            continue;
        ++sums.broken;
        std::cout << "seed " << seed << ": "
                  << (differs ? "two runs differ: \"" + once.violation + "\" and \"" + again.violation + '"'
                              : once.violation)
                  << std::endl;
        if (!differs)
            printAgain(shrink(ground, plan));
        if (options.untilBroken)
            break;
    }
    sums.cpuSeconds = cpuSeconds();
    return sums;
}

/// The jobs as processes of their own: SQLite's file system is one for a process.
Sums liveInJobs(const Options& options, const std::filesystem::path& folder)
{
    Sums sums;
    std::vector<std::pair<pid_t, int>> jobs;
    void* shared = ::mmap(nullptr, options.jobs * sizeof(std::uint64_t), PROT_READ | PROT_WRITE,
                          MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (shared == MAP_FAILED) {
        std::cerr << "sim: no memory for " << options.jobs << " jobs\n";
        std::exit(2);
    }
    const std::span<std::uint64_t> underWay(static_cast<std::uint64_t*>(shared), options.jobs);
    for (std::uint64_t job = 0; job < options.jobs; ++job) {
        std::array<int, 2> pipe{};
        if (::pipe(pipe.data()) != 0)
            break;
        const pid_t process = ::fork();
        if (process == 0) {
            ::close(pipe[0]);
            const Sums own = liveThrough(options, job, folder, underWay[job]);
            const bool told = ::write(pipe[1], &own, sizeof own) == sizeof own;
            std::cout.flush();
            ::_exit(told ? 0 : 3);
        }
        ::close(pipe[1]);
        jobs.emplace_back(process, pipe[0]);
    }
    for (std::size_t job = 0; job < jobs.size(); ++job) {
        const auto& [process, answer] = jobs[job];
        Sums own;
        int status = 0;
        if (::read(answer, &own, sizeof own) != sizeof own) {
            own.broken = 1;
            std::cout << "seed " << underWay[job] << ": the program died\n";
        }
        ::close(answer);
        ::waitpid(process, &status, 0);
        sums.add(own);
    }
    return sums;
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
    // A process is one thread here: locks and counts of memory would be a tenth of its time.
    sqlite3_config(SQLITE_CONFIG_SINGLETHREAD);
    sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
    const auto begun = std::chrono::steady_clock::now();
    const Sums sums = liveInJobs(options, folder);
    std::error_code ignored; // what stays of a run's folder harms nobody
    std::filesystem::remove_all(folder, ignored);
    const double wall = secondsSince(begun);
    print(std::cout, sums, wall);
    if (!options.json.empty()) {
        std::ofstream out(options.json, std::ios::trunc);
        printJson(out, sums, options.first, wall);
        if (!out.flush()) {
            std::cerr << "sim: " << options.json << " can't be written\n";
            return 2;
        }
    }
    return sums.broken == 0 ? 0 : 1;
}
