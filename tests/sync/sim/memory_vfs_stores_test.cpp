// SPDX-License-Identifier: GPL-3.0-or-later
// The product's own stores on the disk in memory, unchanged. "[.bench]" prints what opening and saving cost there.
#include "core/storage/central.h"
#include "core/storage/replica.h"
#include "tests/support/catch.hpp"
#include "tests/support/temporary_folder.h"
#include "tests/sync/sim/memory_vfs.h"

#include <sqlite3.h>

#include <algorithm>
#include <ctime>
#include <functional>
#include <iostream>
#include <vector>

using namespace staffroom;
using test::MemoryDisk;
using test::TemporaryFolder;

namespace {

namespace f = domain::field;

template <typename T>
T must(base::Result<T> result)
{
    if (!result.ok())
        FAIL(describe(result.error()));
    return *std::move(result);
}

/// The machines of one run: their names are the same in each, under a folder whose name isn't.
struct Machines
{
    explicit Machines(std::uint64_t seed) : disk(seed), random(seed), ids(clock, random)
    {
        for (const char* name : {"pc", "server", "template"})
            std::filesystem::create_directories(folder.path() / name);
    }
    std::string prefix(const char* machine) const { return folder.path(machine) + "/"; }
    storage::Replica::Setup pc(const char* name = "pc") const
    {
        return {folder.path(name), key, server, serverKey.publicKey(), clock};
    }
    base::Result<void> write(storage::Replica& replica, std::string_view title)
    {
        clock.advance(1'000);
        const domain::Edit edit{ids.record(),
                                domain::Kind::planItem,
                                {domain::ScopeType::personWork, person},
                                {{f::plan_item::title, domain::Value::text(title)}}};
        return replica.commit({&edit, 1});
    }
    std::unique_ptr<storage::SqliteCentral> central()
    {
        return must(storage::SqliteCentral::open({folder.path("server"), clock, random}, true));
    }

    MemoryDisk disk;
    TemporaryFolder folder{TemporaryFolder::Place::memory};
    base::ManualClock clock;
    base::SeededRandom random;
    base::IdMaker ids;
    base::KeyPair key = base::KeyPair::make(random);
    base::KeyPair serverKey = base::KeyPair::make(random);
    base::StoreId server = ids.make<base::StoreId>();
    base::RecordId person = ids.record();
};

} // namespace

TEST_CASE("a person's saved work survives a power cut in the middle of the next")
{
    int inTheMiddle = 0;
    for (std::uint64_t seed = 0; seed < 60; ++seed) {
        INFO("seed " << seed);
        Machines machines(seed);
        const std::string prefix = machines.prefix("pc");
        auto replica = must(storage::Replica::open(machines.pc()));
        machines.disk.cutPower(prefix, 1 + machines.random.below(300), seed);
        std::int64_t saved = 0;
        while (saved < 8 && machines.write(*replica, "plan " + std::to_string(saved)).ok())
            ++saved;
        const bool cut = machines.disk.powerOn(prefix);
        if (!cut)
            machines.disk.crash(prefix, machines.random);
        inTheMiddle += cut ? 1 : 0;
        replica.reset();

        replica = must(storage::Replica::open(machines.pc()));
        const auto counts = must(replica->counts());
        REQUIRE(counts.waiting >= saved);
        REQUIRE(counts.waiting <= saved + 1);
        REQUIRE(machines.write(*replica, "after").ok());
        REQUIRE(replica->writer().connection().execAndGet("PRAGMA integrity_check").getString() == "ok");
    }
    CHECK(inTheMiddle > 20);
}

TEST_CASE("what is there after a restart stays over a power cut, also where its saving had failed")
{
    int shown = 0;
    for (std::uint64_t seed = 0; seed < 20; ++seed) {
        INFO("seed " << seed);
        Machines machines(seed);
        const std::string prefix = machines.prefix("pc");
        auto replica = must(storage::Replica::open(machines.pc()));
        REQUIRE(machines.write(*replica, "saved").ok());
        machines.disk.failWrites(prefix, 1, SQLITE_IOERR_FSYNC);
        CHECK_FALSE(machines.write(*replica, "whose saving fails").ok());
        machines.disk.kill(prefix);
        replica.reset();
        replica = must(storage::Replica::open(machines.pc()));
        const std::int64_t there = must(replica->counts()).waiting; // what was written and not synced is still there
        shown += there == 2 ? 1 : 0;
        machines.disk.crash(prefix, machines.random);
        replica.reset();
        replica = must(storage::Replica::open(machines.pc()));
        CHECK(must(replica->counts()).waiting == there);
    }
    CHECK(shown > 0);
}

TEST_CASE("the central store opens on the disk in memory, with its reader, and again after a crash")
{
    Machines machines(2);
    auto central = machines.central();
    const base::StoreId id = central->id();
    REQUIRE(central->setAccount({machines.person, "li", "Li Meiling", "hash"}).ok());
    CHECK(must(central->account("li")).has_value()); // by the second connection
    CHECK_FALSE(std::filesystem::exists(machines.folder.path("server/server.db")));
    CHECK(machines.disk.contains(machines.prefix("server"), "Li Meiling"));

    machines.disk.crash(machines.prefix("server"), machines.random);
    CHECK_FALSE(central->setAccount({machines.person, "li", "Nobody", "hash"}).ok());
    central.reset();
    central = machines.central();
    CHECK(central->id() == id);
    CHECK(must(central->account("li"))->name == "Li Meiling");
}

TEST_CASE("a store whose log was left behind is checked at its opening, in memory too")
{
    Machines machines(3);
    auto replica = must(storage::Replica::open(machines.pc()));
    for (int line = 0; line < 50; ++line)
        REQUIRE(machines.write(*replica, "plan").ok());
    REQUIRE(replica->checkpoint().ok()); // nothing in the log, so damage shows; but the log is there
    // A page that opening alone doesn't read.
    SQLite::Database& connection = replica->writer().connection();
    const int page = connection.execAndGet("SELECT max(rootpage) FROM sqlite_master").getInt();
    const int size = connection.execAndGet("PRAGMA page_size").getInt();
    const std::string file = replica->file().string();
    machines.disk.kill(machines.prefix("pc"));
    replica.reset();
    REQUIRE(machines.disk.exists(file + "-wal"));
    REQUIRE(machines.disk.damage(file, static_cast<std::uint64_t>(page - 1) * static_cast<std::uint64_t>(size)));
    const auto opened = storage::Replica::open(machines.pc());
    REQUIRE_FALSE(opened.ok());
    CHECK(opened.error().code == base::ErrorCode::storageDamaged);
}

TEST_CASE("the same seed gives the same stores, byte by byte")
{
    const auto run = [](std::uint64_t seed) {
        Machines machines(seed);
        auto replica = must(storage::Replica::open(machines.pc()));
        auto central = machines.central();
        for (int line = 0; line < 10; ++line)
            REQUIRE(machines.write(*replica, "plan " + std::to_string(line)).ok());
        REQUIRE(central->setAccount({machines.person, "li", "Li Meiling", "hash"}).ok());
        machines.disk.crash(machines.folder.path().string(), machines.random);
        std::vector<std::string> files;
        for (const std::string& name : machines.disk.files(machines.folder.path().string()))
            files.push_back(name.substr(machines.folder.path().string().size()) + ":" + machines.disk.bytes(name));
        return files;
    };
    const auto first = run(5);
    CHECK(first.size() >= 4); // two stores and their logs
    CHECK(run(5) == first);
    CHECK(run(6) != first);
}

namespace {

/// Processor time, as other programs on the machine don't count; the median of many, in microseconds.
void measured(const char* what, const std::function<void()>& prepare, const std::function<void()>& work)
{
    const auto now = [] {
        timespec time{};
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
        return static_cast<double>(time.tv_sec) * 1e6 + static_cast<double>(time.tv_nsec) / 1e3;
    };
    std::vector<double> times;
    for (int run = 0; run < 101; ++run) {
        prepare();
        const double start = now();
        work();
        times.push_back(now() - start);
    }
    std::ranges::sort(times);
    std::cout << what << ": " << times[50] << " us (best " << times[0] << ")\n";
}

} // namespace

TEST_CASE("what stores cost on the disk in memory", "[.bench]")
{
    Machines machines(1);
    const std::string pc = machines.prefix("pc");
    const std::string server = machines.prefix("server");
    std::unique_ptr<storage::Replica> replica;
    std::unique_ptr<storage::SqliteCentral> central;
    const auto nothing = [&] {
        replica.reset();
        central.reset();
        machines.disk.remove("/");
        for (const std::string& folder : {pc, server}) {
            std::filesystem::remove(folder + "store.db.checked");
            std::filesystem::remove(folder + "server.db.checked");
        }
    };
    const auto openPc = [&] { replica = must(storage::Replica::open(machines.pc())); };
    measured("Replica from nothing", nothing, openPc);
    measured("SqliteCentral from nothing", nothing, [&] { central = machines.central(); });
    measured(
        "small commit",
        [&] {
            if (!replica)
                openPc();
        },
        [&] { REQUIRE(machines.write(*replica, "plan").ok()); });
    measured("closing a Replica", openPc, [&] { replica.reset(); });

    nothing();
    openPc();
    central = machines.central();
    replica.reset();
    central.reset();
    machines.disk.copy(pc, "/image/pc/");
    machines.disk.copy(server, "/image/server/");
    std::cout << "templates: " << machines.disk.size("/image/pc/store.db") << " and "
              << machines.disk.size("/image/server/server.db") << " bytes\n";
    const auto fresh = [&] {
        replica.reset();
        central.reset();
        machines.disk.remove(pc);
        machines.disk.remove(server);
    };
    const auto copyPc = [&] { machines.disk.copy("/image/pc/", pc); };
    measured("copying a template", fresh, copyPc);
    measured(
        "Replica from a template",
        [&] {
            fresh();
            copyPc();
        },
        openPc);
    measured(
        "Replica from a template, checked",
        [&] {
            fresh();
            copyPc();
            std::filesystem::remove(pc + "store.db.checked");
        },
        openPc);
    measured(
        "SqliteCentral from a template",
        [&] {
            fresh();
            machines.disk.copy("/image/server/", server);
        },
        [&] { central = machines.central(); });
    const auto work = [&] {
        replica.reset();
        openPc();
        REQUIRE(machines.write(*replica, "plan").ok());
    };
    const auto crash = [&] { machines.disk.crash(pc, machines.random); };
    fresh();
    copyPc();
    measured("a power cut", work, crash);
    measured(
        "Replica after a power cut",
        [&] {
            work();
            crash();
            replica.reset();
        },
        openPc);
}
