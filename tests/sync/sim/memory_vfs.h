// SPDX-License-Identifier: GPL-3.0-or-later
// SQLite's disk for the simulator: in memory, repeatable, with power cuts. For one thread; any number of connections.
//
// What a simulator has to mind:
// - Only SQLite's files are here. What the stores keep beside them is on the real disk, in the folder of the same name,
//   which must be there for SqliteCentral: `lock`, `snapshots/`, `blobs/`, `segments/`, and store.db.checked. A power
//   cut takes nothing of those. A simulated PC needs a new real folder each run, best in /dev/shm.
// - Product code asks SQLite's file system whether a log was left behind, so that a store is checked after a crash here
//   as on a real disk. <name>.checked holds the real time and number 0, as there is no real file: an image of a store
//   that is put in another's place isn't noticed by it. SqliteCentral::open without `create` looks for a real
//   server.db.
// - The order of faults within a crash follows the names of files: give all machines of a run one common real prefix,
// for
//   such names as mkdtemp makes must not change which machine comes first. Prefixes end with '/', or "pc1" is "pc10"
//   too.
// - What a sector held between two writes without a sync isn't kept: a cut leaves the durable bytes or the latest.
// - After a crash, drop the objects that had stores open (their every operation fails) before you open them anew.
#pragma once

#include "core/base/random.h"

#include <cstdint>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace staffroom::test {

/// While it lives it is SQLite's default file system, so product code opens its databases on it unchanged; SQLite's
/// randomness and time are the disk's too. All databases must be closed before it goes.
class MemoryDisk
{
public:
    explicit MemoryDisk(std::uint64_t seed);
    ~MemoryDisk();
    MemoryDisk(const MemoryDisk&) = delete;
    MemoryDisk& operator=(const MemoryDisk&) = delete;

    /// As if made anew with that seed, but for the files: those of templates stay for the next run.
    void reseed(std::uint64_t seed);
    /// What SQLite takes for the time, in milliseconds since 1970; it stands still but for SQLite's waiting.
    void setTime(std::int64_t wallMs);

    // ---- machines: all files whose names begin with the prefix

    /// A power cut: open files are dead (SQLITE_IOERR), and what was not synced is kept, lost or torn sector by sector;
    /// truncations, new files and removed ones may not have come to the disk.
    void crash(std::string_view prefix, base::Random& random);
    /// The process dies, the machine goes on: open files are dead, everything written stays.
    void kill(std::string_view prefix);
    /// A crash in the middle of work: at the `after`th write, truncation, sync or removal from now on (1: the next).
    /// That write may reach the disk, that sync does nothing. From then on nothing opens there until powerOn.
    void cutPower(std::string_view prefix, std::uint64_t after, std::uint64_t seed);
    bool isOff(std::string_view prefix) const;
    /// Whether the cut came; if it didn't, it won't any more.
    bool powerOn(std::string_view prefix);

    // ---- faults

    /// The `after`th operation from now on fails with the code: SQLITE_IOERR_FSYNC counts syncs (what failed to sync
    /// can still be synced by the next), any other counts writes and truncations, and a failing write writes a part.
    void failWrites(std::string_view prefix, std::uint64_t after, int code, bool forGood = false);
    /// No more bytes in all these files together: SQLITE_FULL beyond.
    void setCapacity(std::string_view prefix, std::uint64_t bytes);
    /// Takes back what failWrites and setCapacity set for exactly this prefix; whether a failure came of it.
    bool heal(std::string_view prefix);
    /// Flips bits of a byte, on the medium: false where the file has no such byte. An open connection may still have
    /// the page in its cache.
    bool damage(std::string_view file, std::uint64_t offset, unsigned char bits = 0xFF);

    // ---- content

    /// A file, or all files of a prefix, as they are seen now, durable at once and independent of where they came from.
    /// What is there of the same name goes (open files of it die), other files of `to` stay: remove them first, or a
    /// store gets another's log. How many files.
    std::size_t copy(std::string_view from, std::string_view to);
    /// Wipes; open files die.
    void remove(std::string_view prefix);
    bool exists(std::string_view file) const;
    std::uint64_t size(std::string_view file) const;
    std::string bytes(std::string_view file) const;
    /// Whether the bytes are anywhere in the files of that prefix, logs included.
    bool contains(std::string_view prefix, std::string_view needle) const;
    /// What stands between these two words, wherever that is within one page: each text once.
    std::set<std::string> found(std::string_view prefix, std::string_view begin, std::string_view end) const;
    std::vector<std::string> files(std::string_view prefix) const;

    struct Counters
    {
        std::uint64_t writes = 0; ///< truncations too
        std::uint64_t syncs = 0;
        std::uint64_t bytes = 0;    ///< written
        std::uint64_t failures = 0; ///< operations that failed as failWrites and setCapacity asked for
        std::uint64_t crashes = 0;
        std::uint64_t lostSectors = 0, tornSectors = 0; ///< by crashes
        Counters since(const Counters& before) const;
    };
    const Counters& counters() const;

private:
    friend struct MemoryDiskCalls;
    friend struct OpenFile;
    struct State;
    std::unique_ptr<State> m_state;
};

} // namespace staffroom::test
