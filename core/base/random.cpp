// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/random.h"

#include <sodium.h>

#include <bit>
#include <cstdlib>
#include <cstring>

namespace staffroom::base {

std::uint64_t Random::next64()
{
    std::uint64_t value = 0;
    fill(&value, sizeof value);
    return value;
}

std::uint64_t Random::below(std::uint64_t bound)
{
    if (bound == 0)
        return 0;
    const std::uint64_t rest = (UINT64_MAX % bound + 1) % bound;
    std::uint64_t value = next64();
    while (value > UINT64_MAX - rest)
        value = next64();
    return value % bound;
}

Bytes Random::bytes(std::size_t size)
{
    Bytes out(size, '\0');
    fill(out.data(), size);
    return out;
}

SystemRandom::SystemRandom()
{
    if (sodium_init() < 0)
        std::abort(); // without the system's generator no key may ever be made
}

void SystemRandom::fill(void* out, std::size_t size)
{
    randombytes_buf(out, size);
}

SeededRandom::SeededRandom(std::uint64_t seed)
{
    // splitmix64 spreads the seed over the whole state.
    for (auto& word : m_state) {
        seed += 0x9E3779B97F4A7C15ULL;
        std::uint64_t z = seed;
        z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9ULL;
        z = (z ^ (z >> 27U)) * 0x94D049BB133111EBULL;
        word = z ^ (z >> 31U);
    }
}

std::uint64_t SeededRandom::step()
{
    const std::uint64_t result = std::rotl(m_state[1] * 5, 7) * 9;
    const std::uint64_t t = m_state[1] << 17U;
    m_state[2] ^= m_state[0];
    m_state[3] ^= m_state[1];
    m_state[1] ^= m_state[2];
    m_state[0] ^= m_state[3];
    m_state[2] ^= t;
    m_state[3] = std::rotl(m_state[3], 45);
    return result;
}

void SeededRandom::fill(void* out, std::size_t size)
{
    auto* cursor = static_cast<unsigned char*>(out);
    while (size > 0) {
        const std::uint64_t word = step();
        const std::size_t part = size < sizeof word ? size : sizeof word;
        std::memcpy(cursor, &word, part);
        cursor += part;
        size -= part;
    }
}

} // namespace staffroom::base
