// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/database.h"

#include "core/base/failpoint.h"
#include "core/storage/search_fts5.h"
#include "staffroom_sql.h"

#include <sqlite3.h>

#include <cerrno>
#include <cstring>
#include <ctime>
#include <fcntl.h>
#include <fstream>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

namespace staffroom::storage {

namespace {

/// For a store that is made now; an older one keeps its 4096. The rows of posts fill smaller pages badly.
constexpr int pageBytes = 8192;
/// What a write-ahead log may hold before the writer checkpoints by itself, and where the disk has plenty of room.
/// Small checkpoints make a first sync ten times slower; when idle the log is moved into the file anyway.
constexpr std::int64_t logBytes = 80LL * 1024 * 1024;
constexpr std::int64_t logBytesWithRoom = 200LL * 1024 * 1024;
constexpr std::uintmax_t roomBytes = 4ULL * 1024 * 1024 * 1024;

Error failed(std::string_view doing, ErrorCode code, std::string detail)
{
    return {code, std::string(doing), std::move(detail)};
}

/// SQLite's own file system is asked about what SQLite keeps: a simulated machine's disk is not this machine's.
sqlite3_vfs& disk()
{
    return *sqlite3_vfs_find(nullptr);
}

/// An empty one too; also where it can't be known.
bool isOnDisk(const std::filesystem::path& file)
{
    int found = 0;
    return disk().xAccess(&disk(), file.c_str(), SQLITE_ACCESS_READWRITE, &found) != SQLITE_OK || found != 0;
}

std::int64_t logBytesFor(const std::filesystem::path& file)
{
    std::error_code unknown;
    const auto space = std::filesystem::space(file.parent_path(), unknown);
    return !unknown && space.available >= roomBytes ? logBytesWithRoom : logBytes;
}

/// Copies the file before its schema changes, so that a failed migration can be taken back by hand.
void backUp(SQLite::Database& connection, const std::filesystem::path& file, int version)
{
    std::filesystem::path copy = file;
    copy += ".before-" + std::to_string(version + 1);
    // An older copy of a try that failed is in the way of VACUUM INTO; a missing one isn't.
    static_cast<void>(disk().xDelete(&disk(), copy.c_str(), 0));
    SQLite::Statement vacuum(connection, "VACUUM INTO ?");
    vacuum.bind(1, copy.string());
    vacuum.exec();
}

Result<void> migrate(SQLite::Database& connection, const std::filesystem::path& file)
{
    constexpr std::string_view doing = "bringing the store up to date";
    const int version = connection.execAndGet("PRAGMA user_version").getInt();
    const int newest = static_cast<int>(sql::migrations.size());
    if (version > newest)
        return failed(doing, ErrorCode::newerStore,
                      "version " + std::to_string(version) + ", this program knows " + std::to_string(newest));
    if (version < 0)
        return failed(doing, ErrorCode::storageDamaged, "version " + std::to_string(version));
    if (version > 0 && version < newest)
        backUp(connection, file, version);
    for (int next = version; next < newest; ++next) {
        connection.exec("BEGIN IMMEDIATE");
        try {
            connection.exec(std::string(sql::migrations[static_cast<std::size_t>(next)]));
            connection.exec("PRAGMA user_version = " + std::to_string(next + 1)); // last, in the same transaction
            base::failpoint("migration-before-commit");
            connection.exec("COMMIT");
        } catch (const SQLite::Exception& exception) {
            connection.tryExec("ROLLBACK");
            return errorOf(exception, doing);
        }
    }
    return {};
}

/// A quick look at the first start after a crash is worth its time; a full one is ctl verify's.
Result<void> check(SQLite::Database& connection)
{
    SQLite::Statement look(connection, "PRAGMA quick_check(1)");
    if (look.executeStep() && look.getColumn(0).getString() != "ok")
        return failed("checking the store", ErrorCode::storageDamaged, look.getColumn(0).getString());
    return {};
}

/// Disks rot without a crash.
constexpr std::int64_t secondsBetweenChecks = 30LL * 24 * 60 * 60;

std::filesystem::path beside(std::filesystem::path file, const char* ending)
{
    file += ending;
    return file;
}

/// Says of which file the check was: one that was moved into its place, as from a backup, has another number.
std::uint64_t numberOf(const std::filesystem::path& file)
{
    struct stat facts
    {
    };
    return ::stat(file.c_str(), &facts) == 0 ? static_cast<std::uint64_t>(facts.st_ino) : 0;
}

/// Whether the file must be looked at before it is used. SQLite's own mark of a store in use is its write-ahead log:
/// made durable before anything is written to the file, and removed when the last connection closes. Whoever left it
/// crashed.
bool mustCheck(const std::filesystem::path& file)
{
    if (isOnDisk(beside(file, "-wal")))
        return true;
    std::uint64_t number = 0;
    std::int64_t when = 0;
    std::ifstream last(beside(file, ".checked"));
    if (!(last >> number >> when) || number != numberOf(file))
        return true;
    const std::int64_t age = std::time(nullptr) - when;
    return age < 0 || age > secondsBetweenChecks;
}

/// A mark that can't be written means a check more at the next start.
void markChecked(const std::filesystem::path& file)
{
    std::ofstream(beside(file, ".checked"), std::ios::trunc) << numberOf(file) << ' ' << std::time(nullptr) << '\n';
}

/// What was found in the log of a process that died was perhaps never synced. It is shown from now on, so from now on
/// it is on the disk.
void settleLog(SQLite::Database& connection)
{
    try {
        connection.exec("PRAGMA wal_checkpoint(PASSIVE)");
    } catch (const SQLite::Exception& failed) {
        if (failed.getErrorCode() != SQLITE_FULL) // the log was synced before the file was to grow
            throw;
    }
}

} // namespace

Error errorOf(const SQLite::Exception& exception, std::string_view doing)
{
    ErrorCode code = ErrorCode::storageFailed;
    switch (exception.getErrorCode()) {
    case SQLITE_FULL:
        code = ErrorCode::diskFull;
        break;
    case SQLITE_IOERR: // no room for the index of the write-ahead log comes as this
        if (exception.getExtendedErrorCode() == SQLITE_IOERR_SHMSIZE)
            code = ErrorCode::diskFull;
        break;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        code = ErrorCode::storageBusy;
        break;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
        code = ErrorCode::storageDamaged;
        break;
    default:
        break;
    }
    return {code, std::string(doing), exception.what()};
}

void Database::Finalize::operator()(sqlite3_stmt* statement) const
{
    sqlite3_finalize(statement);
}

namespace {

/// SQLite adds up the memory of the whole process, under a lock at each allocation. Nobody here asks for the sum.
/// Has no effect once SQLite has begun to work.
void countNoMemory()
{
    static const int once = sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
    static_cast<void>(once);
}

} // namespace

/// A connection is used by one thread at a time, so it needs no lock of its own: that costs a tenth of a first sync.
Database::Database(const std::filesystem::path& file, int flags)
    : m_connection(file.string(), flags | SQLite::OPEN_NOMUTEX)
{
}

Result<std::unique_ptr<Database>> Database::openWriter(const std::filesystem::path& file)
{
    return guarded("opening the store", [&]() -> Result<std::unique_ptr<Database>> {
        countNoMemory();
        const bool doubtful = mustCheck(file); // asked before this connection makes a log of its own
        std::unique_ptr<Database> database(new Database(file, SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE));
        SQLite::Database& connection = database->m_connection;
        connection.setBusyTimeout(5000);
        registerTextSearch(connection.getHandle());
        connection.exec("PRAGMA page_size = " + std::to_string(pageBytes));
        connection.exec("PRAGMA journal_mode = WAL");
        connection.exec("PRAGMA synchronous = FULL");
        connection.exec("PRAGMA foreign_keys = OFF"); // read models are projections: truth, not they, is constrained
        connection.exec("PRAGMA temp_store = MEMORY");
        connection.exec("PRAGMA cache_size = -16000");
        const std::int64_t page = connection.execAndGet("PRAGMA page_size").getInt64(); // of an older store less
        connection.exec("PRAGMA wal_autocheckpoint = " + std::to_string(logBytesFor(file) / page));
        // What was deleted, and what was there before a change, is in the file no more: who may not read it any more
        // doesn't find it in free pages, nor in what is left of a page that holds something else now.
        connection.exec("PRAGMA secure_delete = ON");
        if (doubtful) {
            STAFFROOM_TRY(check(connection));
            settleLog(connection);
            markChecked(file);
        }
        STAFFROOM_TRY(migrate(connection, file));
        return database;
    });
}

Result<std::unique_ptr<Database>> Database::openReader(const std::filesystem::path& file)
{
    return guarded("opening the store for reading", [&]() -> Result<std::unique_ptr<Database>> {
        countNoMemory();
        std::unique_ptr<Database> database(new Database(file, SQLite::OPEN_READONLY));
        database->m_connection.setBusyTimeout(5000);
        registerTextSearch(database->m_connection.getHandle());
        database->m_connection.exec("PRAGMA query_only = ON");
        database->m_connection.exec("PRAGMA cache_size = -8000");
        return database;
    });
}

Query Database::query(const char* sql)
{
    auto& statement = m_statements[sql];
    if (!statement) {
        sqlite3* const connection = m_connection.getHandle();
        sqlite3_stmt* prepared = nullptr;
        if (const int answer = sqlite3_prepare_v3(connection, sql, -1, SQLITE_PREPARE_PERSISTENT, &prepared, nullptr);
            answer != SQLITE_OK)
            throw SQLite::Exception(connection, answer);
        statement.reset(prepared);
    }
    return Query(*statement);
}

void Database::setDurable(bool durable)
{
    if (durable == m_durable)
        return;
    m_connection.exec(durable ? "PRAGMA synchronous = FULL" : "PRAGMA synchronous = NORMAL");
    m_durable = durable;
}

Result<void> Database::copyTo(const std::filesystem::path& file)
{
    return guarded("copying the store", [&] {
        static_cast<void>(disk().xDelete(&disk(), file.c_str(), 0)); // VACUUM INTO writes over nothing
        SQLite::Statement vacuum(m_connection, "VACUUM INTO ?");
        vacuum.bind(1, file.string());
        vacuum.exec();
    });
}

Result<void> Database::checkpoint()
{
    return guarded("checkpointing", [&] { m_connection.exec("PRAGMA wal_checkpoint(TRUNCATE)"); });
}

Transaction::Transaction(Database& database) : m_database(database)
{
    m_database.execute("BEGIN IMMEDIATE");
}

Transaction::~Transaction()
{
    if (m_open)
        m_database.connection().tryExec("ROLLBACK");
}

void Transaction::commit()
{
    m_database.execute("COMMIT");
    m_open = false;
}

Result<std::unique_ptr<ProfileLock>> ProfileLock::take(const std::filesystem::path& folder)
{
    const std::string file = (folder / "lock").string();
    const int descriptor = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (descriptor < 0)
        return failed("locking the profile", errno == ENOSPC ? ErrorCode::diskFull : ErrorCode::storageFailed,
                      file + ": " + std::strerror(errno));
    if (::flock(descriptor, LOCK_EX | LOCK_NB) != 0) {
        ::close(descriptor);
        return failed("locking the profile", ErrorCode::profileLocked, file);
    }
    return std::unique_ptr<ProfileLock>(new ProfileLock(descriptor));
}

ProfileLock::~ProfileLock()
{
    ::close(m_descriptor);
}

} // namespace staffroom::storage
