// SPDX-License-Identifier: GPL-3.0-or-later
// The disk itself, with SQLite on it. What SQLite promises of a disk like this must hold, and what it doesn't promise
// must really break: a disk that loses nothing would prove nothing.
#include "tests/support/catch.hpp"
#include "tests/sync/sim/memory_vfs.h"

#include <sqlite3.h>
#include <SQLiteCpp/SQLiteCpp.h>

#include <optional>

using namespace staffroom;
using test::MemoryDisk;

namespace {

const int readWrite = SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE;
const std::string file = "/pc/store.db";

/// A small cache, so that transactions spill; a small page, so that many pages take part.
class Store
{
public:
    Store(const std::string& name, const char* mode, const char* synchronous) : m_connection(name, readWrite)
    {
        m_connection.exec("PRAGMA page_size = 1024");
        m_connection.exec(std::string("PRAGMA journal_mode = ") + mode);
        m_connection.exec(std::string("PRAGMA synchronous = ") + synchronous);
        m_connection.exec("PRAGMA cache_size = 10");
        m_connection.exec("PRAGMA wal_autocheckpoint = 25");
        m_connection.exec("CREATE TABLE IF NOT EXISTS line (number INTEGER PRIMARY KEY, text TEXT, other TEXT)");
        m_connection.exec("CREATE INDEX IF NOT EXISTS by_text ON line (text)");
    }
    /// One transaction: three lines of this number, and an older one goes.
    void commit(std::int64_t number)
    {
        SQLite::Transaction transaction(m_connection);
        SQLite::Statement add(m_connection, "INSERT INTO line VALUES (?, ?, ?)");
        for (std::int64_t part = 0; part < 3; ++part) {
            add.bind(1, number * 3 + part);
            add.bind(2, std::to_string(number * 7919 % 1000) + std::string(200, 'x'));
            add.bind(3, std::string(static_cast<std::size_t>(number * 37 % 1500), 'y'));
            add.exec();
            add.reset();
        }
        m_connection.exec("UPDATE line SET text = 'old' || text WHERE number = " + std::to_string(number * 2 / 3));
        transaction.commit();
    }
    SQLite::Database& connection() { return m_connection; }

private:
    SQLite::Database m_connection;
};

struct Left
{
    std::string integrity;
    std::int64_t lines = 0; ///< of a store that is sound
    std::int64_t last = -1; ///< number of the last transaction
};

Left look(const std::string& name)
{
    Left left;
    try {
        SQLite::Database connection(name, readWrite);
        left.integrity = connection.execAndGet("PRAGMA integrity_check").getString();
        if (left.integrity != "ok")
            return left;
        if (connection.execAndGet("SELECT count(*) FROM sqlite_master WHERE name = 'line'").getInt() == 0)
            return left;
        left.lines = connection.execAndGet("SELECT count(*) FROM line").getInt64();
        const std::int64_t biggest = connection.execAndGet("SELECT coalesce(max(number), -3) FROM line").getInt64();
        left.last = biggest < 0 ? -1 : biggest / 3;
    } catch (const SQLite::Exception& exception) {
        left.integrity = exception.what();
    }
    return left;
}

struct CrashEnd
{
    std::int64_t committed = -1; ///< the last transaction whose commit came back
    Left left;
};

/// Works until the power goes in the middle of it, and starts again.
CrashEnd crashAt(std::uint64_t seed, const char* mode, const char* synchronous)
{
    MemoryDisk disk(seed);
    base::SeededRandom random(seed);
    CrashEnd end;
    disk.cutPower("/pc/", 1 + random.below(900), seed);
    try {
        Store store(file, mode, synchronous);
        for (std::int64_t number = 0; number < 60; ++number) {
            store.commit(number);
            end.committed = number;
        }
    } catch (const SQLite::Exception&) { // the power
    }
    if (!disk.powerOn("/pc/"))
        disk.crash("/pc/", random);
    end.left = look(file);
    return end;
}

void fill(const std::string& name, std::int64_t commits)
{
    Store store(name, "WAL", "FULL");
    for (std::int64_t number = 0; number < commits; ++number)
        store.commit(number);
}

} // namespace

TEST_CASE("what was committed with a full sync survives every power cut")
{
    // In the rollback mode only EXTRA promises it: FULL doesn't sync the removal of the journal.
    const auto [mode, synchronous] = GENERATE(table<const char*, const char*>({{"WAL", "FULL"}, {"DELETE", "EXTRA"}}));
    CAPTURE(mode);
    int inTheMiddle = 0;
    for (std::uint64_t seed = 0; seed < 500; ++seed) {
        const CrashEnd end = crashAt(seed, mode, synchronous);
        INFO("seed " << seed);
        REQUIRE(end.left.integrity == "ok");
        REQUIRE(end.left.last >= end.committed);
        REQUIRE(end.left.last <= end.committed + 1);
        REQUIRE(end.left.lines == (end.left.last + 1) * 3);
        inTheMiddle += end.committed < 59 ? 1 : 0;
    }
    CHECK(inTheMiddle > 200); // or the cuts came too late to say anything
}

TEST_CASE("without a sync at each commit the end may be gone, but the store is sound")
{
    const auto [mode, synchronous] = GENERATE(table<const char*, const char*>({{"WAL", "NORMAL"}, {"DELETE", "FULL"}}));
    CAPTURE(mode);
    int lost = 0;
    for (std::uint64_t seed = 0; seed < 500; ++seed) {
        const CrashEnd end = crashAt(seed, mode, synchronous);
        INFO("seed " << seed);
        REQUIRE(end.left.integrity == "ok");
        REQUIRE(end.left.lines == (end.left.last + 1) * 3); // whole transactions, the first ones
        REQUIRE(end.left.last <= end.committed + 1);
        lost += end.left.last < end.committed ? 1 : 0;
    }
    CHECK(lost > 0);
}

TEST_CASE("without any sync a power cut breaks stores, but the death of the process doesn't")
{
    int broken = 0;
    for (std::uint64_t seed = 0; seed < 200; ++seed)
        broken += crashAt(seed, "WAL", "OFF").left.integrity != "ok" ? 1 : 0;
    CHECK(broken > 10);

    MemoryDisk disk(1);
    auto store = std::make_unique<Store>(file, "WAL", "OFF");
    for (std::int64_t number = 0; number < 30; ++number)
        store->commit(number);
    disk.kill("/pc/");
    CHECK_THROWS_AS(store->commit(30), SQLite::Exception);
    CHECK(look(file).last == 29); // while the dead one is still held
    store.reset();
    CHECK(look(file).integrity == "ok");
    CHECK(look(file).last == 29);
}

TEST_CASE("a write that fails takes back its own transaction and no other")
{
    const int code = GENERATE(SQLITE_IOERR_WRITE, SQLITE_FULL, SQLITE_IOERR_FSYNC);
    const char* mode = GENERATE("WAL", "DELETE");
    CAPTURE(code, mode);
    MemoryDisk disk(3);
    int failures = 0;
    for (std::uint64_t after = 1; after < 200; ++after) {
        INFO("failing " << after);
        disk.remove("/pc/");
        Store store(file, mode, "FULL");
        disk.failWrites("/pc/", after, code);
        std::int64_t committed = -1;
        for (std::int64_t number = 0; number < 12; ++number) {
            try {
                store.commit(committed + 1);
                ++committed;
            } catch (const SQLite::Exception& exception) {
                ++failures;
                REQUIRE((exception.getErrorCode() == SQLITE_FULL || exception.getErrorCode() == SQLITE_IOERR));
            }
        }
        REQUIRE(committed >= 10); // a single failure, and on it goes
        REQUIRE(store.connection().execAndGet("PRAGMA integrity_check").getString() == "ok");
        REQUIRE(look(file).lines == (committed + 1) * 3);
        if (!disk.heal("/pc/"))
            break;
    }
    CHECK(failures > 10);
}

TEST_CASE("a full disk refuses what doesn't fit and takes it again when there is room")
{
    MemoryDisk disk(4);
    Store store(file, "WAL", "FULL");
    disk.setCapacity("/pc/", 60'000);
    std::int64_t number = 0;
    int code = SQLITE_OK;
    while (code == SQLITE_OK && number < 1'000) {
        try {
            store.commit(number);
            ++number;
        } catch (const SQLite::Exception& exception) {
            code = exception.getErrorCode();
        }
    }
    CHECK(code == SQLITE_FULL);
    CHECK(number > 3);
    CHECK(disk.size(file) + disk.size(file + "-wal") <= 60'000);
    CHECK(look(file).lines == number * 3);
    CHECK(disk.heal("/pc/"));
    store.commit(number);
    CHECK(look(file).integrity == "ok");
    CHECK(look(file).last == number);
}

TEST_CASE("a reader sees what was committed, and keeps what it began to read")
{
    MemoryDisk disk(5);
    Store writer(file, "WAL", "FULL");
    SQLite::Database reader(file, SQLite::OPEN_READONLY);
    const auto seen = [&] { return reader.execAndGet("SELECT count(*) FROM line").getInt64(); };
    CHECK(seen() == 0);
    for (std::int64_t number = 0; number < 100; ++number) {
        writer.commit(number);
        REQUIRE(seen() == (number + 1) * 3);
    }
    reader.exec("BEGIN");
    CHECK(seen() == 300);
    for (std::int64_t number = 100; number < 160; ++number)
        writer.commit(number);
    CHECK(writer.connection().execAndGet("PRAGMA wal_checkpoint(TRUNCATE)").getInt() == 1); // the reader is in its way
    CHECK(seen() == 300);
    reader.exec("COMMIT");
    CHECK(seen() == 480);
    CHECK(writer.connection().execAndGet("PRAGMA wal_checkpoint(TRUNCATE)").getInt() == 0);
    CHECK(disk.size(file + "-wal") == 0);
    CHECK(seen() == 480);

    SECTION("one of two writers waits, without any real time")
    {
        SQLite::Database second(file, readWrite);
        second.setBusyTimeout(60'000);
        writer.connection().exec("BEGIN IMMEDIATE");
        try {
            second.exec("BEGIN IMMEDIATE");
            FAIL("two writers at once");
        } catch (const SQLite::Exception& exception) {
            CHECK(exception.getErrorCode() == SQLITE_BUSY);
        }
        writer.connection().exec("ROLLBACK");
        second.exec("BEGIN IMMEDIATE");
        second.exec("ROLLBACK");
    }
    SECTION("a reader in the rollback mode keeps the writer out")
    {
        Store other("/pc/other.db", "DELETE", "FULL");
        other.commit(0);
        SQLite::Database otherReader("/pc/other.db", SQLite::OPEN_READONLY);
        otherReader.exec("BEGIN");
        CHECK(otherReader.execAndGet("SELECT count(*) FROM line").getInt() == 3);
        CHECK_THROWS_AS(other.commit(1), SQLite::Exception);
        otherReader.exec("COMMIT");
        other.commit(1);
        CHECK(otherReader.execAndGet("SELECT count(*) FROM line").getInt() == 6);
    }
}

TEST_CASE("the same seed gives the same bytes, another seed others")
{
    const auto run = [](std::uint64_t seed) {
        MemoryDisk disk(seed);
        disk.cutPower("/pc/", 400, seed);
        std::string bytes;
        try {
            Store store(file, "WAL", "NORMAL");
            store.connection().exec("CREATE TABLE drawn AS SELECT randomblob(100) AS noise, julianday('now') AS day");
            bytes = disk.bytes(file) + disk.bytes(file + "-wal");
            for (std::int64_t number = 0; number < 100; ++number)
                store.commit(number);
        } catch (const SQLite::Exception&) { // the power
        }
        CHECK(disk.powerOn("/pc/"));
        for (const std::string& name : disk.files("/"))
            bytes += name + disk.bytes(name);
        CHECK(look(file).integrity == "ok");
        return bytes;
    };
    const std::string first = run(7);
    CHECK(first.size() > 10'000);
    CHECK(run(8) != first);
    CHECK(run(7) == first);
}

TEST_CASE("copies are independent of what they were copied from")
{
    MemoryDisk disk(9);
    fill("/template/store.db", 20);
    CHECK(disk.files("/template/") == std::vector<std::string>{"/template/store.db"}); // closed well: no log
    const std::string before = disk.bytes("/template/store.db");
    CHECK(disk.copy("/template/", "/pc/") == 1);
    CHECK(disk.copy("/template/store.db", "/other/store.db") == 1);
    {
        Store store(file, "WAL", "FULL");
        for (std::int64_t number = 20; number < 40; ++number)
            store.commit(number);
        CHECK(disk.copy("/pc/", "/image/") == 2); // in the middle of its work, with its log
        store.commit(40);
    }
    CHECK(disk.bytes("/template/store.db") == before);
    CHECK(look("/other/store.db").last == 19);
    CHECK(look("/image/store.db").last == 39);
    CHECK(look(file).last == 40);

    base::SeededRandom random(1);
    disk.crash("/other/", random); // a copy is durable, and a crash of one machine is none of another
    CHECK(disk.bytes("/other/store.db") == before);
    CHECK(disk.copy("/nowhere/", "/pc/") == 0);
    disk.remove("/pc/");
    CHECK_FALSE(disk.exists(file));
    CHECK(disk.bytes("/template/store.db") == before);
}

TEST_CASE("a damaged byte is found, and a canary in the log too")
{
    MemoryDisk disk(10);
    fill(file, 30);
    CHECK(look(file).integrity == "ok");
    CHECK(disk.damage(file, 1024 + 5, 0x55)); // a page's number of free bytes
    CHECK(look(file).integrity != "ok");
    CHECK(disk.damage(file, 1024 + 5, 0x55));
    CHECK(look(file).integrity == "ok");
    CHECK_FALSE(disk.damage(file, disk.size(file)));

    Store store(file, "WAL", "FULL");
    store.connection().exec("INSERT INTO line VALUES (100000, 'canary-4711', '')");
    CHECK(disk.contains("/pc/", "canary-4711"));
    CHECK_FALSE(disk.contains("/pc/store.db-j", "canary-4711"));
    CHECK_FALSE(disk.contains("/other/", "canary-4711"));
}

TEST_CASE("after the power went nothing of that machine works until it is on again, and others go on")
{
    MemoryDisk disk(11);
    Store here(file, "WAL", "FULL");
    Store there("/other/store.db", "WAL", "FULL");
    disk.cutPower("/pc/", 3, 1);
    CHECK_THROWS_AS(here.commit(0), SQLite::Exception);
    CHECK_THROWS_AS(here.connection().execAndGet("SELECT count(*) FROM line"), SQLite::Exception);
    CHECK_THROWS_AS(SQLite::Database(file, readWrite).exec("CREATE TABLE t (x)"), SQLite::Exception);
    there.commit(0);
    CHECK(disk.powerOn("/pc/"));
    CHECK_FALSE(disk.powerOn("/pc/"));
    CHECK(look(file).integrity == "ok");
    CHECK(disk.counters().crashes == 1);
    CHECK(disk.counters().syncs > 0);
    CHECK(disk.counters().bytes > disk.counters().writes);
}

TEST_CASE("the real disk is SQLite's again when the memory goes")
{
    sqlite3_vfs* const before = sqlite3_vfs_find(nullptr);
    {
        MemoryDisk disk(12);
        CHECK(sqlite3_vfs_find(nullptr) != before);
    }
    CHECK(sqlite3_vfs_find(nullptr) == before);
}
