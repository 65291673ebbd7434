// SPDX-License-Identifier: GPL-3.0-or-later
// Who may do what with an open file: SQLite's two kinds of locks.
#include "tests/sync/sim/memory_node.h"

#include <algorithm>

namespace staffroom::test {

int OpenFile::take(int level)
{
    if (lock >= level)
        return SQLITE_OK;
    if (readOnly && level > SQLITE_LOCK_SHARED)
        return SQLITE_IOERR_LOCK; // as the real one: a file opened for reading takes no write lock
    int strongest = SQLITE_LOCK_NONE;
    for (const OpenFile* other : node->open)
        if (other != this)
            strongest = std::max(strongest, other->lock);
    if (level == SQLITE_LOCK_SHARED) {
        if (strongest >= SQLITE_LOCK_PENDING)
            return SQLITE_BUSY;
    } else if (strongest >= SQLITE_LOCK_RESERVED) {
        return SQLITE_BUSY;
    } else if (level == SQLITE_LOCK_EXCLUSIVE && strongest >= SQLITE_LOCK_SHARED) {
        lock = SQLITE_LOCK_PENDING; // keeps new readers out until those that are there have gone
        return SQLITE_BUSY;
    }
    lock = level;
    return SQLITE_OK;
}

int OpenFile::takeShared(int first, int count, bool exclusive)
{
    for (int slot = first; slot < first + count; ++slot) {
        const auto at = static_cast<std::size_t>(slot);
        const bool ownedByOther = shared->owners[at] && shared->owners[at] != this;
        const int others = shared->sharers[at] - (sharing[at] ? 1 : 0);
        if (ownedByOther || (exclusive && others > 0))
            return SQLITE_BUSY;
    }
    for (int slot = first; slot < first + count; ++slot) {
        const auto at = static_cast<std::size_t>(slot);
        if (exclusive) {
            shared->owners[at] = this;
        } else if (!sharing[at]) {
            sharing[at] = true;
            ++shared->sharers[at];
        }
    }
    return SQLITE_OK;
}

void OpenFile::giveShared(int first, int count)
{
    if (!shared)
        return;
    for (int slot = first; slot < first + count; ++slot) {
        const auto at = static_cast<std::size_t>(slot);
        if (shared->owners[at] == this)
            shared->owners[at] = nullptr;
        if (sharing[at])
            --shared->sharers[at];
        sharing[at] = false;
    }
}

void OpenFile::die()
{
    giveShared(0, SQLITE_SHM_NLOCK);
    lock = SQLITE_LOCK_NONE;
    if (node)
        std::erase(node->open, this);
    node.reset(); // the shared memory stays until SQLite gives it back: it still has pointers into it
}

} // namespace staffroom::test
