// SPDX-License-Identifier: GPL-3.0-or-later
// What SQLite calls: answers as its own file system for Unix gives them (os_unix.c of 3.40), where SQLite relies on it.
#include "tests/sync/sim/memory_node.h"

#include <algorithm>
#include <cstring>
#include <filesystem>
#include <new>

namespace staffroom::test {

struct MemoryDiskCalls::Files
{
    using State = MemoryDisk::State;
    using Deed = State::Deed;

    static OpenFile& of(sqlite3_file* file) { return *reinterpret_cast<OpenFile*>(file); }
    static State& stateOf(const OpenFile& file) { return *file.state; }

    static int close(sqlite3_file* raw)
    {
        OpenFile& file = of(raw);
        if (file.state)
            std::erase(stateOf(file).open, &file);
        if (file.state && file.node && file.deleteOnClose && !file.node->name.empty())
            stateOf(file).drop(file.node->name);
        file.die();
        file.~OpenFile();
        return SQLITE_OK;
    }

    static int read(sqlite3_file* raw, void* out, int amount, sqlite3_int64 offset)
    {
        const OpenFile& file = of(raw);
        if (!file.node)
            return SQLITE_IOERR_READ;
        const std::span<char> buffer(static_cast<char*>(out), static_cast<std::size_t>(amount));
        return file.node->content.read(static_cast<std::uint64_t>(offset), buffer) ? SQLITE_OK
                                                                                   : SQLITE_IOERR_SHORT_READ;
    }

    static int write(sqlite3_file* raw, const void* in, int amount, sqlite3_int64 at)
    {
        const OpenFile& file = of(raw);
        if (!file.node || file.readOnly)
            return SQLITE_IOERR_WRITE;
        State& state = stateOf(file);
        const auto offset = static_cast<std::uint64_t>(at);
        const auto verdict = state.next(file.node->name, Deed::write);
        const auto wanted = static_cast<std::uint64_t>(amount);
        std::uint64_t part = state.room(*file.node, offset, wanted);
        const int code = part < wanted ? SQLITE_FULL : verdict.code;
        if (verdict.code != SQLITE_OK && !verdict.cut)
            part = std::min(part, state.accidents.below(wanted));
        if (part > 0)
            file.node->content.write(offset, {static_cast<const char*>(in), part});
        ++state.counters.writes;
        state.counters.bytes += part;
        if (verdict.cut)
            state.obey(verdict);
        return code;
    }

    static int truncate(sqlite3_file* raw, sqlite3_int64 size)
    {
        const OpenFile& file = of(raw);
        if (!file.node || file.readOnly)
            return SQLITE_IOERR_TRUNCATE;
        State& state = stateOf(file);
        const auto verdict = state.next(file.node->name, Deed::write);
        if (verdict.code == SQLITE_OK || verdict.cut)
            file.node->content.resize(static_cast<std::uint64_t>(size));
        ++state.counters.writes;
        if (verdict.cut)
            state.obey(verdict);
        return verdict.code;
    }

    static int sync(sqlite3_file* raw, int)
    {
        OpenFile& file = of(raw);
        if (!file.node)
            return SQLITE_IOERR_FSYNC;
        State& state = stateOf(file);
        const auto verdict = state.next(file.node->name, Deed::sync);
        if (verdict.cut)
            state.obey(verdict);
        if (verdict.code != SQLITE_OK)
            return verdict.code;
        ++state.counters.syncs;
        file.node->content.sync();
        if (file.syncsFolder)
            state.syncFolder(file.node->name);
        file.syncsFolder = false;
        return SQLITE_OK;
    }

    static int fileSize(sqlite3_file* raw, sqlite3_int64* out)
    {
        const OpenFile& file = of(raw);
        if (!file.node)
            return SQLITE_IOERR_FSTAT;
        *out = static_cast<sqlite3_int64>(file.node->content.size());
        return SQLITE_OK;
    }

    static int lock(sqlite3_file* raw, int level)
    {
        OpenFile& file = of(raw);
        return file.node ? file.take(level) : SQLITE_IOERR_LOCK;
    }

    static int unlock(sqlite3_file* raw, int level)
    {
        OpenFile& file = of(raw);
        file.lock = std::min(file.lock, level);
        return SQLITE_OK;
    }

    static int checkReserved(sqlite3_file* raw, int* out)
    {
        const OpenFile& file = of(raw);
        if (!file.node)
            return SQLITE_IOERR_CHECKRESERVEDLOCK;
        *out = std::ranges::any_of(file.node->open,
                                   [](const OpenFile* other) { return other->lock >= SQLITE_LOCK_RESERVED; });
        return SQLITE_OK;
    }

    static int control(sqlite3_file* raw, int, void*) { return of(raw).node ? SQLITE_NOTFOUND : SQLITE_IOERR; }
    static int sectorSize(sqlite3_file*) { return static_cast<int>(MemoryFile::pageSize); }
    /// As on Unix: bytes beside those written stay as they are, also when the power goes.
    static int characteristics(sqlite3_file*) { return SQLITE_IOCAP_POWERSAFE_OVERWRITE; }

    static int mapShared(sqlite3_file* raw, int region, int size, int extend, void volatile** out)
    {
        OpenFile& file = of(raw);
        *out = nullptr;
        if (!file.node)
            return SQLITE_IOERR_SHMMAP;
        if (!file.shared)
            file.shared = file.node->shared.lock();
        if (!file.shared) {
            file.shared = std::make_shared<SharedMemory>();
            file.node->shared = file.shared;
        }
        auto& regions = file.shared->regions;
        const auto wanted = static_cast<std::size_t>(region);
        while (extend != 0 && regions.size() <= wanted)
            regions.push_back(std::make_unique<char[]>(static_cast<std::size_t>(size)));
        if (wanted < regions.size())
            *out = regions[wanted].get();
        return SQLITE_OK;
    }

    static int lockShared(sqlite3_file* raw, int first, int count, int flags)
    {
        OpenFile& file = of(raw);
        if (!file.node || !file.shared)
            return SQLITE_IOERR_SHMLOCK;
        if ((flags & SQLITE_SHM_LOCK) != 0)
            return file.takeShared(first, count, (flags & SQLITE_SHM_EXCLUSIVE) != 0);
        file.giveShared(first, count);
        return SQLITE_OK;
    }

    static void barrier(sqlite3_file*) {} // one thread

    static int unmapShared(sqlite3_file* raw, int)
    {
        OpenFile& file = of(raw);
        file.giveShared(0, SQLITE_SHM_NLOCK);
        file.shared.reset();
        return SQLITE_OK;
    }

    static constexpr sqlite3_io_methods methods{
        .iVersion = 2, // 3 would be memory-mapped reading
        .xClose = close,
        .xRead = read,
        .xWrite = write,
        .xTruncate = truncate,
        .xSync = sync,
        .xFileSize = fileSize,
        .xLock = lock,
        .xUnlock = unlock,
        .xCheckReservedLock = checkReserved,
        .xFileControl = control,
        .xSectorSize = sectorSize,
        .xDeviceCharacteristics = characteristics,
        .xShmMap = mapShared,
        .xShmLock = lockShared,
        .xShmBarrier = barrier,
        .xShmUnmap = unmapShared,
        .xFetch = nullptr,
        .xUnfetch = nullptr,
    };
};

struct MemoryDiskCalls::Folders
{
    using State = MemoryDisk::State;

    static State& of(sqlite3_vfs* vfs) { return *static_cast<State*>(vfs->pAppData); }

    static int open(sqlite3_vfs* vfs, const char* name, sqlite3_file* raw, int flags, int* outFlags)
    {
        raw->pMethods = nullptr; // SQLite doesn't close what didn't open
        State& state = of(vfs);
        std::shared_ptr<MemoryNode> node;
        if (!name) {
            node = std::make_shared<MemoryNode>();
        } else {
            if (state.isOff(name))
                return SQLITE_IOERR;
            node = state.find(name);
            if (node && (flags & SQLITE_OPEN_EXCLUSIVE) != 0)
                return SQLITE_CANTOPEN;
            if (!node && (flags & SQLITE_OPEN_CREATE) == 0)
                return SQLITE_CANTOPEN;
            if (!node)
                node = state.create(name);
        }
        auto* file = new (raw) OpenFile;
        file->base.pMethods = &Files::methods;
        file->state = &state;
        file->node = std::move(node);
        file->readOnly = (flags & SQLITE_OPEN_READONLY) != 0;
        file->deleteOnClose = (flags & SQLITE_OPEN_DELETEONCLOSE) != 0;
        file->syncsFolder = (flags & SQLITE_OPEN_CREATE) != 0 &&
                            (flags & (SQLITE_OPEN_MAIN_JOURNAL | SQLITE_OPEN_SUPER_JOURNAL | SQLITE_OPEN_WAL)) != 0;
        file->node->open.push_back(file);
        state.open.push_back(file);
        if (outFlags)
            *outFlags = flags;
        return SQLITE_OK;
    }

    static int remove(sqlite3_vfs* vfs, const char* name, int syncFolder)
    {
        State& state = of(vfs);
        if (state.isOff(name))
            return SQLITE_IOERR_DELETE;
        if (!state.find(name))
            return SQLITE_IOERR_DELETE_NOENT;
        const auto verdict = state.next(name, State::Deed::remove);
        state.drop(name);
        if (verdict.cut) {
            state.obey(verdict);
            return SQLITE_IOERR_DELETE;
        }
        if (syncFolder != 0)
            state.syncFolder(name);
        return SQLITE_OK;
    }

    /// As Unix: an empty file doesn't count where it is only asked whether it is there.
    static int access(sqlite3_vfs* vfs, const char* name, int flags, int* out)
    {
        const State& state = of(vfs);
        if (state.isOff(name))
            return SQLITE_IOERR_ACCESS;
        const auto node = state.find(name);
        *out = node && (flags != SQLITE_ACCESS_EXISTS || node->content.size() > 0);
        return SQLITE_OK;
    }

    static int fullPath(sqlite3_vfs*, const char* name, int size, char* out)
    {
        const std::string path = (std::filesystem::path("/") / name).lexically_normal().string();
        if (path.size() >= static_cast<std::size_t>(size))
            return SQLITE_CANTOPEN;
        std::memcpy(out, path.c_str(), path.size() + 1);
        return SQLITE_OK;
    }

    static int randomness(sqlite3_vfs* vfs, int size, char* out)
    {
        of(vfs).random.fill(out, static_cast<std::size_t>(size));
        return size;
    }

    static int sleep(sqlite3_vfs* vfs, int micros)
    {
        of(vfs).nowMicros += micros;
        return micros;
    }

    /// Milliseconds since noon of 24 November 4714 B.C.
    static int now(sqlite3_vfs* vfs, sqlite3_int64* out)
    {
        constexpr sqlite3_int64 unixEpoch = 24'405'875LL * 8'640'000LL;
        *out = unixEpoch + of(vfs).nowMicros / 1'000;
        return SQLITE_OK;
    }

    static int nowInDays(sqlite3_vfs* vfs, double* out)
    {
        sqlite3_int64 ms = 0;
        now(vfs, &ms);
        *out = static_cast<double>(ms) / 86'400'000.0;
        return SQLITE_OK;
    }

    static int lastError(sqlite3_vfs*, int, char*) { return 0; }
};

sqlite3_vfs MemoryDiskCalls::table(MemoryDisk::State& state)
{
    sqlite3_vfs vfs{};
    vfs.iVersion = 2;
    vfs.szOsFile = sizeof(OpenFile);
    vfs.mxPathname = 512;
    vfs.zName = "memory-disk";
    vfs.pAppData = &state;
    vfs.xOpen = Folders::open;
    vfs.xDelete = Folders::remove;
    vfs.xAccess = Folders::access;
    vfs.xFullPathname = Folders::fullPath;
    vfs.xRandomness = Folders::randomness;
    vfs.xSleep = Folders::sleep;
    vfs.xCurrentTime = Folders::nowInDays;
    vfs.xCurrentTimeInt64 = Folders::now;
    vfs.xGetLastError = Folders::lastError;
    return vfs; // no extensions are loaded from it
}

} // namespace staffroom::test
