// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/server/packer.h"

#include <sys/resource.h>
#include <unistd.h>

namespace staffroom::server {

namespace {

constexpr int lowest = 19;

} // namespace

Packer::Packer(storage::SqliteCentral& store, base::Log& log, std::chrono::milliseconds between)
    : m_store(store),
      m_log(log),
      m_between(between),
      m_thread([this](const std::stop_token& ending) { run(ending); })
{
}

void Packer::run(const std::stop_token& ending)
{
    // Of this thread alone, as Linux has it; where it can't be had it is like the others.
    static_cast<void>(::setpriority(PRIO_PROCESS, static_cast<id_t>(::gettid()), lowest));
    std::unique_lock lock(m_mutex);
    while (!m_ended.wait_for(lock, ending, m_between, [&] { return ending.stop_requested(); })) {
        const auto scopes = m_store.snapshotsToPack();
        std::int64_t packed = 0;
        for (const domain::ScopeId& scope : scopes ? *scopes : std::vector<domain::ScopeId>()) {
            const auto done = m_store.packSnapshot(scope, [&] { return !ending.stop_requested(); });
            packed += done && *done ? 1 : 0;
            if (!done)
                m_log.warning("no snapshot packed", {{"why", std::string_view(describe(done.error()))}});
        }
        if (packed > 0)
            m_log.info("packed snapshots", {{"scopes", packed}});
    }
}

} // namespace staffroom::server
