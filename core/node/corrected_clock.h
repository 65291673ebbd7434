// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"

#include <atomic>
#include <cstdlib>

namespace staffroom::node {

/// This PC's clock, put right by what the server said last: a PC that believes it is 2010 or 2099 still dates its posts
/// as everybody else does. Safe to read from any thread.
class CorrectedClock final : public base::Clock
{
public:
    explicit CorrectedClock(const base::Clock& pc) : m_pc(pc) {}
    std::int64_t wallMs() const override { return m_pc.wallMs() + m_offsetMs; }
    std::int64_t monotonicMs() const override { return m_pc.monotonicMs(); }

    std::int64_t offsetMs() const { return m_offsetMs; }
    void setOffset(std::int64_t ms) { m_offsetMs = ms; }
    /// The server's time just came. Small differences are the link's delay: they aren't chased.
    void setServerTime(std::int64_t serverMs)
    {
        const std::int64_t offset = serverMs - m_pc.wallMs();
        if (std::llabs(offset - m_offsetMs) > 2'000)
            m_offsetMs = std::llabs(offset) > 2'000 ? offset : 0;
    }

private:
    const base::Clock& m_pc;
    std::atomic<std::int64_t> m_offsetMs = 0;
};

} // namespace staffroom::node
