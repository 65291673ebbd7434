// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/ids.h"

#include <sodium.h>

namespace staffroom::base {

std::array<std::uint8_t, 16> IdMaker::next()
{
    constexpr std::uint32_t counterEnd = 1U << 12U;
    const std::int64_t now = m_clock.wallMs();
    if (now > m_lastMs) {
        m_lastMs = now;
        m_counter = static_cast<std::uint32_t>(m_random.below(counterEnd / 4));
    } else if (++m_counter == counterEnd) {
        ++m_lastMs;
        m_counter = 0;
    }
    std::array<std::uint8_t, 16> id{};
    m_random.fill(id.data() + 8, 8);
    for (unsigned i = 0; i < 6; ++i)
        id[i] = static_cast<std::uint8_t>(static_cast<std::uint64_t>(m_lastMs) >> (40U - 8U * i));
    id[6] = static_cast<std::uint8_t>(0x70U | (m_counter >> 8U));
    id[7] = static_cast<std::uint8_t>(m_counter);
    id[8] = static_cast<std::uint8_t>((id[8] & 0x3FU) | 0x80U);
    return id;
}

RecordId idFromKey(std::string_view domain, std::initializer_list<BytesView> parts)
{
    crypto_generichash_state state;
    crypto_generichash_init(&state, nullptr, 0, 16);
    const auto add = [&state](BytesView part) {
        const auto size = static_cast<std::uint32_t>(part.size());
        const std::array<std::uint8_t, 4> length = {
            static_cast<std::uint8_t>(size >> 24U), static_cast<std::uint8_t>(size >> 16U),
            static_cast<std::uint8_t>(size >> 8U), static_cast<std::uint8_t>(size)};
        crypto_generichash_update(&state, length.data(), length.size());
        crypto_generichash_update(&state, reinterpret_cast<const unsigned char*>(part.data()), part.size());
    };
    add(domain);
    for (const BytesView part : parts)
        add(part);
    std::array<std::uint8_t, 16> id{};
    crypto_generichash_final(&state, id.data(), id.size());
    id[6] = static_cast<std::uint8_t>((id[6] & 0x0FU) | 0x80U);
    id[8] = static_cast<std::uint8_t>((id[8] & 0x3FU) | 0x80U);
    return RecordId(id);
}

} // namespace staffroom::base
