// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace staffroom::base {

/// Time, passed in so that tests and the simulator can drive it.
class Clock
{
public:
    virtual ~Clock() = default;
    /// Milliseconds since 1970-01-01T00:00Z as this machine believes; may be wrong by decades and may jump.
    virtual std::int64_t wallMs() const = 0;
    /// Milliseconds that never go back within one process, and go on while the machine sleeps; the origin means
    /// nothing.
    virtual std::int64_t monotonicMs() const = 0;
};

class SystemClock final : public Clock
{
public:
    std::int64_t wallMs() const override;
    std::int64_t monotonicMs() const override;
};

/// A clock that stands still until it is told to move.
class ManualClock final : public Clock
{
public:
    explicit ManualClock(std::int64_t wallMs = 1'767'225'600'000) : m_wallMs(wallMs) {}
    std::int64_t wallMs() const override { return m_wallMs; }
    std::int64_t monotonicMs() const override { return m_monotonicMs; }
    void advance(std::int64_t ms)
    {
        m_wallMs += ms;
        m_monotonicMs += ms;
    }
    /// Sets the wall clock alone, as a person or a flat battery does.
    void setWall(std::int64_t ms) { m_wallMs = ms; }

private:
    std::int64_t m_wallMs;
    std::int64_t m_monotonicMs = 0;
};

} // namespace staffroom::base
