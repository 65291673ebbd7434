// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/server/api.h"
#include "app/server/options.h"
#include "core/storage/central.h"

#include <csignal>
#include <fstream>
#include <iostream>

namespace {

constexpr std::chrono::seconds patience{10};

/// Written beside and renamed, so that whoever waits for it never reads half a number.
bool writePort(const std::filesystem::path& file, std::uint16_t port)
{
    const std::filesystem::path part = file.string() + ".new";
    std::ofstream out(part);
    out << port << '\n';
    out.close();
    std::error_code failed;
    std::filesystem::rename(part, file, failed);
    return out && !failed;
}

/// Until a signal ends it; forgets what is old once a day.
int serve(const sigset_t& signals, staffroom::storage::SqliteCentral& store, staffroom::base::Log& log)
{
    constexpr timespec day{24 * 60 * 60, 0};
    for (;;) {
        const auto forgotten = store.forgetOld();
        if (!forgotten)
            log.warning("nothing forgotten", {{"why", std::string_view(describe(forgotten.error()))}});
        else if (forgotten->changes > 0)
            log.info("forgot what is older than the lease",
                     {{"changes", static_cast<std::int64_t>(forgotten->changes)},
                      {"records", static_cast<std::int64_t>(forgotten->records)}});
        const int signal = sigtimedwait(&signals, nullptr, &day);
        if (signal > 0)
            return signal;
    }
}

} // namespace

int main(int count, char** values)
{
    using namespace staffroom;
    const auto options = server::readOptions(std::span(values + 1, static_cast<std::size_t>(count - 1)));
    if (!options) {
        std::cerr << "staffroom-server: " << describe(options.error()) << '\n';
        return 2;
    }
    if (options->help) {
        std::cout << server::usage;
        return 0;
    }
    sigset_t signals; // taken by sigwait below; threads made later inherit the mask
    sigemptyset(&signals);
    sigaddset(&signals, SIGTERM);
    sigaddset(&signals, SIGINT);
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);

    const base::SystemClock clock;
    base::SystemRandom random;
    base::Log log(std::cerr, clock, options->logLevel);
    auto store = storage::SqliteCentral::open({options->data, clock, random}, false);
    if (!store) {
        log.error("no store", {{"why", std::string_view(describe(store.error()))}});
        return 1;
    }
    server::Poke poke;
    server::Api api(**store, poke, clock, random, log);
    auto front = server::Front::start(options->front, api, poke, clock, log);
    if (!front) {
        log.error("can't listen", {{"why", std::string_view(describe(front.error()))}});
        return 1;
    }
    log.info("serving",
             {{"address", std::string_view(options->front.address)}, {"port", std::int64_t((*front)->port())}});
    if (!options->portFile.empty() && !writePort(options->portFile, (*front)->port())) {
        log.error("can't write the port file", {{"file", std::string_view(options->portFile.native())}});
        return 1;
    }
    const int signal = serve(signals, **store, log);
    log.info("stopping", {{"signal", std::int64_t(signal)}});
    (*front)->stop(patience);
    if (const auto done = (*store)->checkpoint(); !done)
        log.warning("no last checkpoint", {{"why", std::string_view(describe(done.error()))}});
    log.info("stopped");
    return 0;
}
