// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/ids.h"

#include <compare>
#include <cstdint>
#include <optional>
#include <string>

namespace staffroom::domain {

/// The sorts of scope. Numbers are on the wire and never reused.
enum class ScopeType : std::uint8_t {
    personWork = 1,
    personPrivate = 2,
    group = 3,
    org = 4,
    catalogue = 5,
    evaluation = 6,
};

/// The unit of reading and writing rights and of replication: a sort and whose it is. 17 bytes: the type, then the id
/// of the person, group, organisation or evaluation.
class ScopeId
{
public:
    static constexpr std::size_t size = 17;

    ScopeId() = default;
    ScopeId(ScopeType type, const base::RecordId& subject);
    /// From exactly 17 bytes of a known type; nothing for anything else.
    static std::optional<ScopeId> fromBytes(base::BytesView bytes);
    /// From text(): "person/<uuid>/work", "group/<uuid>" …
    static std::optional<ScopeId> fromText(std::string_view text);

    ScopeType type() const { return static_cast<ScopeType>(m_bytes[0]); }
    base::RecordId subject() const;
    base::BytesView view() const { return {reinterpret_cast<const char*>(m_bytes.data()), size}; }
    std::string text() const;
    bool isNull() const { return m_bytes[0] == 0; }

    friend auto operator<=>(const ScopeId&, const ScopeId&) = default;

private:
    std::array<std::uint8_t, size> m_bytes{};
};

} // namespace staffroom::domain

template <>
struct std::hash<staffroom::domain::ScopeId>
{
    std::size_t operator()(const staffroom::domain::ScopeId& scope) const noexcept
    {
        return std::hash<staffroom::base::RecordId>()(scope.subject()) * 31 + static_cast<std::size_t>(scope.type());
    }
};
