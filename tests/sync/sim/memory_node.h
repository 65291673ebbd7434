// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/sync/sim/memory_file.h"
#include "tests/sync/sim/memory_vfs.h"

#include <sqlite3.h>

#include <array>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace staffroom::test {

struct OpenFile;

/// The shared memory of a database's connections; gone with the last of them, so that the next one recovers.
struct SharedMemory
{
    std::vector<std::unique_ptr<char[]>> regions;
    std::array<int, SQLITE_SHM_NLOCK> sharers{};
    std::array<const OpenFile*, SQLITE_SHM_NLOCK> owners{};
};

/// A file with its name and who has it open.
struct MemoryNode
{
    std::string name; ///< empty: nobody else can open it
    MemoryFile content;
    bool nameDurable = false; ///< a power cut can't take the name any more
    std::vector<OpenFile*> open;
    std::weak_ptr<SharedMemory> shared;
};

/// One connection's view of a file. SQLite allocates it, by the size that the file system names.
struct OpenFile
{
    sqlite3_file base{};              ///< first: SQLite's pointer to it is the pointer to this
    std::shared_ptr<MemoryNode> node; ///< null: dead
    std::shared_ptr<SharedMemory> shared;
    std::array<bool, SQLITE_SHM_NLOCK> sharing{};
    MemoryDisk::State* state = nullptr; ///< null: the disk is gone
    int lock = SQLITE_LOCK_NONE;
    bool readOnly = false;
    bool deleteOnClose = false;
    bool syncsFolder = false; ///< at its first sync, as SQLite does with new logs and journals

    /// SQLITE_OK or SQLITE_BUSY; as the locks of a database file are meant.
    int take(int level);
    /// Of the shared memory: SQLITE_OK or SQLITE_BUSY.
    int takeShared(int first, int count, bool exclusive);
    void giveShared(int first, int count);
    /// Lets everything go; whoever uses the file from now on fails.
    void die();
};

/// What a disk is made of; SQLite's calls (memory_vfs_calls.cpp) work on it.
struct MemoryDisk::State
{
    explicit State(std::uint64_t seed);

    enum class Deed { write, sync, remove };
    struct Verdict
    {
        int code = SQLITE_OK;
        const std::string* cut = nullptr; ///< the machine whose power goes with this deed
        std::uint64_t seed = 0;
    };
    /// Counts the deed and says what becomes of it.
    Verdict next(std::string_view name, Deed deed);
    /// Cuts the power as the verdict says.
    void obey(const Verdict& verdict);
    /// How many of these bytes still fit.
    std::uint64_t room(const MemoryNode& node, std::uint64_t offset, std::uint64_t amount);
    bool isOff(std::string_view name) const;

    std::shared_ptr<MemoryNode> find(std::string_view name) const;
    std::shared_ptr<MemoryNode> create(std::string name);
    /// False where there is none.
    bool drop(std::string_view name);
    /// Names in the folder of this file are durable, the removed ones gone.
    void syncFolder(std::string_view name);
    void crash(std::string_view prefix, base::Random& random);
    void die(std::string_view prefix);

    using Names = std::map<std::string, std::shared_ptr<MemoryNode>, std::less<>>;
    /// Calls back for each file of the prefix, in the order of their names.
    template <typename Visit>
    static void each(const Names& names, std::string_view prefix, Visit visit)
    {
        for (auto at = names.lower_bound(prefix); at != names.end() && at->first.starts_with(prefix); ++at)
            visit(*at->second);
    }

    struct Failure
    {
        std::string prefix;
        std::uint64_t left;
        int code;
        bool forGood, came;
    };
    struct Capacity
    {
        std::string prefix;
        std::uint64_t bytes;
        bool came;
    };
    struct Cut
    {
        std::string prefix;
        std::uint64_t left;
        std::uint64_t seed;
        bool came;
    };

    sqlite3_vfs vfs{};
    sqlite3_vfs* before = nullptr; ///< SQLite's default until now
    Names names;
    Names removed; ///< had durable names, and may come back with a power cut
    std::vector<OpenFile*> open;
    base::SeededRandom random;    ///< what SQLite is given
    base::SeededRandom accidents; ///< of its own, so that a fault changes nothing else that is drawn
    std::int64_t nowMicros = 1'767'225'600'000'000;
    std::vector<Failure> failures;
    std::vector<Capacity> capacities;
    std::vector<Cut> cuts;
    Counters counters;
};

/// SQLite's calls on a disk. Kept apart from its state: they are C's.
struct MemoryDiskCalls
{
    static sqlite3_vfs table(MemoryDisk::State& state);
    struct Files;
    struct Folders;
};

} // namespace staffroom::test
