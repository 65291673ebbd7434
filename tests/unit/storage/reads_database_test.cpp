// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/community_reads.h"
#include "tests/support/catch.hpp"
#include "tests/unit/storage/reads_store.h"

#include <fstream>
#include <optional>
#include <sys/wait.h>
#include <unistd.h>

using namespace staffroom;
using namespace staffroom::storage;
using namespace staffroom::storage::test;
using base::ErrorCode;

namespace {

void overwrite(const std::filesystem::path& file, std::uintmax_t from, std::uintmax_t to)
{
    std::fstream stream(file, std::ios::in | std::ios::out | std::ios::binary);
    stream.seekp(static_cast<std::streamoff>(from));
    for (std::uintmax_t at = from; at < to; ++at)
        stream.put(static_cast<char>(at * 31));
}

void makeStore(const std::filesystem::path& file)
{
    const auto writer = Database::openWriter(file);
    REQUIRE(writer.ok());
    (*writer)->execute("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000) "
                       "INSERT INTO meta (name, value) SELECT 'name ' || i, zeroblob(20) FROM n");
}

/// A program that has the store open and dies.
void crashOver(const std::filesystem::path& file)
{
    const pid_t child = ::fork();
    if (child == 0) {
        const auto writer = Database::openWriter(file);
        ::_exit(writer.ok() ? 0 : 1);
    }
    int status = -1;
    REQUIRE(::waitpid(child, &status, 0) == child);
    REQUIRE(status == 0);
    REQUIRE(std::filesystem::exists(file.string() + "-wal"));
}

/// Breaks the pages of a table that opening doesn't read.
void damageOneTable(const std::filesystem::path& file)
{
    SQLite::Database database(file.string(), SQLite::OPEN_READWRITE);
    const auto root = database.execAndGet("SELECT rootpage FROM sqlite_master WHERE name = 'meta'").getInt64();
    const auto page = static_cast<std::uintmax_t>(database.execAndGet("PRAGMA page_size").getInt64());
    overwrite(file, static_cast<std::uintmax_t>(root - 1) * page, static_cast<std::uintmax_t>(root) * page);
}

} // namespace

TEST_CASE("an empty file becomes a store of the newest version, and opening it again changes nothing")
{
    const TemporaryFolder folder;
    const auto file = folder.path() / "store.sqlite";
    std::ofstream(file).close();
    int version = 0;
    {
        const auto writer = Database::openWriter(file);
        REQUIRE(writer.ok());
        version = (*writer)->connection().execAndGet("PRAGMA user_version").getInt();
        CHECK(version >= 3);
    }
    const auto again = Database::openWriter(file);
    REQUIRE(again.ok());
    CHECK((*again)->connection().execAndGet("PRAGMA user_version").getInt() == version);
    CHECK((*again)->connection().execAndGet("SELECT count(*) FROM post").getInt() == 0);
}

TEST_CASE("a store of a newer program is refused and left as it is")
{
    const TemporaryFolder folder;
    const auto file = folder.path() / "store.sqlite";
    {
        const auto writer = Database::openWriter(file);
        REQUIRE(writer.ok());
        (*writer)->execute("PRAGMA user_version = 1000");
    }
    const auto refused = Database::openWriter(file);
    REQUIRE_FALSE(refused.ok());
    CHECK(refused.error().code == ErrorCode::newerStore);
    SQLite::Database look(file.string());
    CHECK(look.execAndGet("PRAGMA user_version").getInt() == 1000);
}

TEST_CASE("a store of an older program is copied, then brought up")
{
    const TemporaryFolder folder;
    const auto file = folder.path() / "store.sqlite";
    {
        std::ifstream schema(std::filesystem::path(STAFFROOM_SCHEMA) / "001_truth.sql");
        const std::string first{std::istreambuf_iterator<char>(schema), {}};
        SQLite::Database old(file.string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
        old.exec(first);
        old.exec("INSERT INTO meta (name, value) VALUES ('kept', x'01')");
        old.exec("PRAGMA user_version = 1");
    }
    const auto writer = Database::openWriter(file);
    REQUIRE(writer.ok());
    CHECK((*writer)->connection().execAndGet("PRAGMA user_version").getInt() >= 3);
    CHECK((*writer)->connection().execAndGet("SELECT count(*) FROM meta WHERE name = 'kept'").getInt() == 1);
    CHECK((*writer)->connection().execAndGet("SELECT count(*) FROM post").getInt() == 0);
    SQLite::Database copy((folder.path() / "store.sqlite.before-2").string());
    CHECK(copy.execAndGet("PRAGMA user_version").getInt() == 1);
    CHECK(copy.execAndGet("SELECT count(*) FROM meta").getInt() == 1);
}

TEST_CASE("a profile is locked to one holder until it lets go")
{
    const TemporaryFolder folder;
    {
        const auto first = ProfileLock::take(folder.path());
        REQUIRE(first.ok());
        const auto second = ProfileLock::take(folder.path());
        REQUIRE_FALSE(second.ok());
        CHECK(second.error().code == ErrorCode::profileLocked);
    }
    CHECK(ProfileLock::take(folder.path()).ok());
    CHECK(ProfileLock::take(folder.path() / "missing").error().code == ErrorCode::storageFailed);
}

TEST_CASE("a file that was damaged by a crash is said to be damaged")
{
    const TemporaryFolder folder;
    const auto file = folder.path() / "store.sqlite";
    makeStore(file);
    crashOver(file);
    const auto size = std::filesystem::file_size(file);
    SECTION("in its middle")
    {
        overwrite(file, size / 2, size);
    }
    SECTION("at its head")
    {
        overwrite(file, 0, 4096);
    }
    const auto opened = Database::openWriter(file);
    REQUIRE_FALSE(opened.ok());
    CHECK(opened.error().code == ErrorCode::storageDamaged);
}

TEST_CASE("a store that was closed well is opened without a look at all of it, for a month")
{
    const TemporaryFolder folder;
    const auto file = folder.path() / "store.sqlite";
    const std::string mark = file.string() + ".checked";
    makeStore(file);
    CHECK_FALSE(std::filesystem::exists(file.string() + "-wal"));
    REQUIRE(std::filesystem::exists(mark));
    damageOneTable(file);
    std::uint64_t number = 0;
    std::int64_t checked = 0;
    std::ifstream(mark) >> number >> checked;
    const auto code = [&] {
        const auto opened = Database::openWriter(file);
        return opened.ok() ? std::optional<ErrorCode>() : opened.error().code;
    };
    constexpr std::int64_t day = 24 * 60 * 60;
    SECTION("the next start is quick")
    {
        CHECK_FALSE(code());
    }
    SECTION("so is one after four weeks")
    {
        std::ofstream(mark) << number << ' ' << checked - 28 * day;
        CHECK_FALSE(code());
    }
    SECTION("one after a crash looks")
    {
        crashOver(file);
        CHECK(code() == ErrorCode::storageDamaged);
    }
    SECTION("one after more than a month looks")
    {
        std::ofstream(mark) << number << ' ' << checked - 31 * day;
        CHECK(code() == ErrorCode::storageDamaged);
    }
    SECTION("one whose clock was put back looks")
    {
        std::ofstream(mark) << number << ' ' << checked + day;
        CHECK(code() == ErrorCode::storageDamaged);
    }
    SECTION("one of another file in its place, as from a backup, looks")
    {
        std::filesystem::copy_file(file, folder.path("backup"));
        std::filesystem::rename(folder.path("backup"), file);
        CHECK(code() == ErrorCode::storageDamaged);
    }
    SECTION("one whose mark is not to be read looks")
    {
        std::ofstream(mark) << "yesterday";
        CHECK(code() == ErrorCode::storageDamaged);
    }
}

TEST_CASE("damage met while reading is an error, not an exception")
{
    Store store;
    for (std::uint32_t number = 0; number < 2000; ++number)
        putPost(store, numbered(100 + number), numbered(10), numbered(2), "t", std::string(300, 'x'), number);
    putGroup(store, numbered(10), "g", {numbered(1)});
    store.index();
    REQUIRE(store.writer().checkpoint().ok());
    overwrite(store.file(), 4096 * 40, std::filesystem::file_size(store.file()));
    auto reader = Database::openReader(store.file());
    bool damaged = !reader.ok() && reader.error().code == ErrorCode::storageDamaged;
    if (reader.ok()) {
        const auto threads = CommunityReads(**reader).threads(numbered(1), numbered(10), {}, 3000);
        damaged = !threads.ok() && threads.error().code == ErrorCode::storageDamaged;
    }
    CHECK(damaged);
}
