// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/sync/change.h"
#include "core/sync/tuning.h"

#include <algorithm>

namespace staffroom::sync {

/// Stamps changes (hybrid logical clock, Kulkarni et al. 2014). Used for display order and to break true ties only.
class HybridClock
{
public:
    HybridClock(const base::Clock& clock, HybridTime last) : m_clock(&clock), m_last(last) {}

    /// Greater than every stamp given or met so far.
    HybridTime next()
    {
        m_last = std::max(m_last + 1, static_cast<HybridTime>(std::max<std::int64_t>(m_clock->wallMs(), 0)) << 16);
        return m_last;
    }
    /// Takes note of a peer's stamp, unless it runs further ahead than a sane clock may.
    void meet(HybridTime stamp)
    {
        if (millisecondsOf(stamp) <= m_clock->wallMs() + tuning::clockCapMs)
            m_last = std::max(m_last, stamp);
    }
    HybridTime last() const { return m_last; }

private:
    const base::Clock* m_clock;
    HybridTime m_last;
};

} // namespace staffroom::sync
