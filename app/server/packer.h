// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/log.h"
#include "core/storage/central.h"

#include <condition_variable>
#include <thread>

namespace staffroom::server {

/// Makes snapshots small while the processor has nothing better to do: each new PC on a slow line waits a fifth less.
/// On a thread of the lowest priority, from its making on and until it goes.
class Packer
{
public:
    /// between: looks that often; those who asked for a snapshot fetch it meanwhile.
    Packer(storage::SqliteCentral& store, base::Log& log, std::chrono::milliseconds between = std::chrono::minutes(1));

private:
    void run(const std::stop_token& ending);

    storage::SqliteCentral& m_store;
    base::Log& m_log;
    std::chrono::milliseconds m_between;
    std::mutex m_mutex;
    std::condition_variable_any m_ended;
    std::jthread m_thread;
};

} // namespace staffroom::server
