// SPDX-License-Identifier: GPL-3.0-or-later
// kill -9 of either side at any moment.
#include "tests/end_to_end/county.h"
#include "tests/end_to_end/pc.h"
#include "tests/end_to_end/processes.h"
#include "tests/support/catch.hpp"

#include <QElapsedTimer>
#include <QThread>

#include <iostream>

using namespace staffroom;
using namespace staffroom::test;

namespace {

constexpr int records = 20'000;
constexpr int kills = 50;

QStringList arguments(const std::filesystem::path& root, const std::string& server)
{
    return {QString::fromStdString(root.string()), QString::fromStdString(server), QStringLiteral("li"),
            QStringLiteral("sync")};
}

std::unique_ptr<QProcess> startPc(const std::filesystem::path& root, const std::string& server)
{
    auto process = std::make_unique<QProcess>();
    process->start(QStringLiteral(STAFFROOM_PC_PROGRAM), arguments(root, server));
    REQUIRE(process->waitForStarted());
    return process;
}

/// A whole first sync without disturbance: what it takes.
struct Undisturbed
{
    qint64 ms = 0;
    std::uint64_t bytes = 0;
};
Undisturbed measure(const std::filesystem::path& root, std::uint16_t port)
{
    CountingProxy proxy(port);
    QElapsedTimer timer;
    timer.start();
    const auto process = startPc(root, proxy.address());
    REQUIRE(process->waitForFinished(120'000));
    REQUIRE(process->exitCode() == 0);
    return {timer.elapsed(), proxy.bytesToClient() + proxy.bytesToServer()};
}

std::map<std::string, std::string> digestsOfServer(const std::filesystem::path& folder)
{
    const base::SystemClock clock;
    base::SystemRandom random;
    auto store = storage::SqliteCentral::open({folder, clock, random}, false);
    REQUIRE(store.ok());
    CHECK((*store)->verifyLogs().ok());
    std::map<std::string, std::string> digests;
    const auto reports = (*store)->digests();
    REQUIRE(reports.ok());
    for (const auto& report : *reports)
        digests[report.scope.text()] = report.digest.hex();
    return digests;
}

void checkLevel(Pc& pc, const std::map<std::string, std::string>& server)
{
    for (const auto& [scope, digest] : pc.digests()) {
        INFO(scope);
        CHECK(server.at(scope) == digest);
    }
}

} // namespace

TEST_CASE("kill -9 of the client at 50 random moments of a first sync costs at most 0.3 of its bytes and no data")
{
    TemporaryFolder folder;
    makeCounty(folder.path() / "server", records);
    ServerProcess server(folder.path() / "server");
    server.start();
    measure(folder.path() / "warm", server.port()); // makes the snapshot, as the first client of a day does
    const Undisturbed whole = measure(folder.path() / "undisturbed", server.port());

    const unsigned seed = 20261122;
    base::SeededRandom random(seed);
    CountingProxy proxy(server.port());
    // A sync that got through between two kills has nothing left to kill: the next PC begins anew.
    int killed = 0, pcs = 1;
    const auto profile = [&] { return folder.path() / ("killed-" + std::to_string(pcs)); };
    while (killed < kills) {
        const auto process = startPc(profile(), proxy.address());
        const auto moment =
            static_cast<int>(20 + random.below(static_cast<std::uint64_t>(std::max<qint64>(whole.ms / 3, 80))));
        if (process->waitForFinished(moment)) {
            REQUIRE(process->exitCode() == 0);
            ++pcs;
            continue;
        }
        process->kill();
        REQUIRE(process->waitForFinished());
        ++killed;
    }
    const auto last = startPc(profile(), proxy.address());
    REQUIRE(last->waitForFinished(120'000));
    INFO(last->readAllStandardError().toStdString());
    REQUIRE(last->exitCode() == 0);
    const std::uint64_t bytes = proxy.bytesToClient() + proxy.bytesToServer();
    const double ratio = static_cast<double>(bytes) / static_cast<double>(whole.bytes) / pcs;
    std::cout << "client killed " << killed << " times (seed " << seed << ") over " << pcs << " first syncs: " << bytes
              << " bytes, one undisturbed " << whole.bytes << ", ratio " << ratio << '\n';
    CHECK(ratio <= 1.3);
    Pc pc(profile(), proxy.address(), "li");
    server.stop();
    checkLevel(pc, digestsOfServer(folder.path() / "server"));
    CHECK(pc.replica().rebuildReadModels().ok());
}

TEST_CASE("kill -9 of the server at 50 random moments of a first sync costs at most 0.3 of its bytes and no data")
{
    TemporaryFolder folder;
    makeCounty(folder.path() / "server", records);
    ServerProcess server(folder.path() / "server");
    server.start();
    const std::uint16_t port = server.port();
    measure(folder.path() / "warm", port);
    const Undisturbed whole = measure(folder.path() / "undisturbed", port);

    const unsigned seed = 20261123;
    base::SeededRandom random(seed);
    CountingProxy proxy(port);
    int killed = 0;
    std::unique_ptr<QProcess> client;
    while (killed < kills) {
        if (!client || client->state() == QProcess::NotRunning) {
            if (client && client->exitCode() == 0)
                break; // it got through between two kills
            client = startPc(folder.path() / "pc", proxy.address());
        }
        QThread::msleep(static_cast<unsigned long>(5 + random.below(60)));
        server.kill();
        ++killed;
        server.start(port);
        client->waitForFinished(1); // takes note of its end
    }
    if (client->state() != QProcess::NotRunning)
        REQUIRE(client->waitForFinished(120'000));
    while (client->exitCode() != 0) {
        client = startPc(folder.path() / "pc", proxy.address());
        REQUIRE(client->waitForFinished(120'000));
    }
    const std::uint64_t bytes = proxy.bytesToClient() + proxy.bytesToServer();
    std::cout << "server killed " << killed << " times (seed " << seed << "): " << bytes << " bytes, undisturbed "
              << whole.bytes << ", ratio " << static_cast<double>(bytes) / static_cast<double>(whole.bytes) << '\n';
    CHECK(killed == kills);
    CHECK(static_cast<double>(bytes) <= 1.3 * static_cast<double>(whole.bytes));
    Pc pc(folder.path() / "pc", proxy.address(), "li");
    server.stop();
    checkLevel(pc, digestsOfServer(folder.path() / "server"));
}
