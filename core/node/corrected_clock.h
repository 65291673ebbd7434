// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/storage/replica.h"

#include <mutex>
#include <optional>

namespace staffroom::node {

/// What the server said last plus the time that has gone by since, so that a PC that believes it is 2010 or 2099 dates
/// its posts as everybody else does. Before the server was heard in this run it is the PC's own clock, as far as that
/// can be true: put right by as much as it was wrong the last time, no earlier than the server's last word, and no
/// later than a PC may be away from it. Safe to use from any thread.
class CorrectedClock final : public base::Clock
{
public:
    /// What a profile keeps of it between runs; milliseconds.
    struct Known
    {
        std::int64_t offset = 0; ///< how far behind the server's time the PC's clock was
        std::int64_t server = 0; ///< the server's last word, since 1970; 0: it was never heard
        bool operator==(const Known&) const = default;
    };

    explicit CorrectedClock(const base::Clock& pc) : m_pc(pc), m_startedAt(pc.monotonicMs()) {}
    std::int64_t wallMs() const override;
    std::int64_t monotonicMs() const override { return m_pc.monotonicMs(); }

    Known known() const;
    void setKnown(const Known& known);
    /// The server's time just came. Small differences are the link's delay: they aren't chased.
    void setServerTime(std::int64_t serverMs);
    /// The server said so at some time before now: a hub handed it on.
    void setServerWord(std::int64_t serverMs);

private:
    std::int64_t now() const;

    const base::Clock& m_pc;
    const std::int64_t m_startedAt; ///< monotonic, as all moments here
    mutable std::mutex m_mutex;
    Known m_known;
    struct Heard
    {
        std::int64_t time = 0;
        std::int64_t at = 0;
    };
    std::optional<Heard> m_heard; ///< the server, in this run
};

CorrectedClock::Known keptTime(storage::Replica& replica);
base::Result<void> keepTime(storage::Replica& replica, const CorrectedClock::Known& known);

} // namespace staffroom::node
