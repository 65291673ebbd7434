// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/node/corrected_clock.h"

#include "core/sync/tuning.h"

#include <algorithm>
#include <cstdlib>

namespace staffroom::node {

namespace {

/// What a link's delay and two clocks that are both right may make.
constexpr std::int64_t smallMs = 2'000;

constexpr const char* offsetName = "clock-offset";
constexpr const char* serverTimeName = "server-time";

std::int64_t numberOf(storage::Replica& replica, const char* name)
{
    return std::strtoll(replica.meta(name).value_or("0").c_str(), nullptr, 10);
}

} // namespace

std::int64_t CorrectedClock::wallMs() const
{
    const std::lock_guard lock(m_mutex);
    return now();
}

std::int64_t CorrectedClock::now() const
{
    const std::int64_t moment = m_pc.monotonicMs();
    if (m_heard)
        return m_heard->time + (moment - m_heard->at);
    const std::int64_t pc = m_pc.wallMs();
    if (m_known.server == 0)
        return pc + m_known.offset;
    for (const std::int64_t time : {pc + m_known.offset, pc}) // or somebody has put it right
        if (time >= m_known.server - smallMs && time <= m_known.server + sync::tuning::leaseMs)
            return std::max(time, m_known.server);
    return m_known.server + (moment - m_startedAt);
}

CorrectedClock::Known CorrectedClock::known() const
{
    const std::lock_guard lock(m_mutex);
    return m_known;
}

void CorrectedClock::setKnown(const Known& known)
{
    const std::lock_guard lock(m_mutex);
    m_known = known;
}

void CorrectedClock::setServerTime(std::int64_t serverMs)
{
    const std::lock_guard lock(m_mutex);
    const std::int64_t believed = now();
    const bool isClose = std::llabs(serverMs - believed) <= smallMs;
    if (!m_heard || !isClose)
        m_heard = Heard{isClose ? believed : serverMs, m_pc.monotonicMs()};
    const std::int64_t offset = serverMs - m_pc.wallMs();
    if (std::llabs(offset - m_known.offset) > smallMs)
        m_known.offset = std::llabs(offset) > smallMs ? offset : 0;
    m_known.server = serverMs;
}

void CorrectedClock::setServerWord(std::int64_t serverMs)
{
    const std::lock_guard lock(m_mutex);
    m_known.server = serverMs;
}

CorrectedClock::Known keptTime(storage::Replica& replica)
{
    return {numberOf(replica, offsetName), numberOf(replica, serverTimeName)};
}

base::Result<void> keepTime(storage::Replica& replica, const CorrectedClock::Known& known)
{
    if (keptTime(replica).offset != known.offset)
        STAFFROOM_TRY(replica.noteMeta(offsetName, std::to_string(known.offset)));
    return replica.noteMeta(serverTimeName, std::to_string(known.server));
}

} // namespace staffroom::node
