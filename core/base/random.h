// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/bytes.h"

#include <array>
#include <cstddef>
#include <cstdint>

namespace staffroom::base {

/// Randomness, passed in so that tests, the seed county and the simulator are repeatable.
class Random
{
public:
    virtual ~Random() = default;
    virtual void fill(void* out, std::size_t size) = 0;

    std::uint64_t next64();
    /// Uniform in [0, bound); 0 for bound 0.
    std::uint64_t below(std::uint64_t bound);
    Bytes bytes(std::size_t size);
};

/// The operating system's generator, for keys and ids.
class SystemRandom final : public Random
{
public:
    SystemRandom();
    void fill(void* out, std::size_t size) override;
};

/// Repeatable from a seed (xoshiro256**); never for keys of real people.
class SeededRandom final : public Random
{
public:
    explicit SeededRandom(std::uint64_t seed);
    void fill(void* out, std::size_t size) override;

private:
    std::uint64_t step();
    std::array<std::uint64_t, 4> m_state;
};

} // namespace staffroom::base
