// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/ctl/bench_store.h"
#include "app/ctl/child.h"
#include "app/ctl/command.h"
#include "core/node/blocking_desktop.h"

#include <filesystem>
#include <optional>

namespace staffroom::ctl {

/// One run of the benchmark: makes a store, starts the real server, syncs real profiles, and compares.
class BenchRun
{
public:
    struct Plan
    {
        std::int64_t posts;
        std::string server, desktop, emptyWindow, folder;
    };
    BenchRun(Plan plan, const Surroundings& world);
    ~BenchRun();
    BenchRun(const BenchRun&) = delete;
    BenchRun& operator=(const BenchRun&) = delete;

    Result<void> measure();
    const std::vector<std::pair<std::string, double>>& figures() const { return m_figures; }

private:
    Result<void> makeStore();
    Result<void> enrolClients(storage::SqliteCentral& store);
    Result<void> startServer(std::string_view logLevel);
    void stopServer();
    Result<void> pack();
    Result<void> syncFirst();
    Result<void> compareWithBare();
    Result<void> syncAgain();
    Result<void> search();
    struct Start
    {
        double milliseconds = 0; ///< to the first frame
        double residentMb = 0;
    };
    Result<Start> startOnce(const std::vector<std::string>& words);
    Result<void> startDesktop();
    // bench_load.cpp
    Result<void> idle();
    Result<void> push();
    /// Bytes in and out of the requests that the server has logged from that line on, and how many they were.
    struct Wire
    {
        double bytes = 0;
        double requests = 0;
        std::size_t lines = 0;
    };
    Wire wireFrom(std::size_t line) const;
    void say(std::string_view what) const;
    void figure(std::string name, double value) { m_figures.emplace_back(std::move(name), value); }
    Result<double> syncChild(const std::filesystem::path& profiles, double& peakMb);

    Plan m_plan;
    const Surroundings& m_world;
    std::filesystem::path m_folder;
    std::optional<Child> m_server;
    std::string m_address;
    std::uint16_t m_port = 0;
    BenchCounty m_county;
    std::vector<base::KeyPair> m_clients;
    base::StoreId m_serverId;
    base::PublicKey m_serverKey{};
    double m_firstSync = 0;
    double m_bareHundred = 0;
    std::vector<std::pair<std::string, double>> m_figures;
};

} // namespace staffroom::ctl
