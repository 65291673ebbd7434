// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/scope.h"

namespace staffroom::domain {

namespace {

constexpr std::string_view firstPart(ScopeType type)
{
    switch (type) {
    case ScopeType::personWork:
    case ScopeType::personPrivate:
        return "person";
    case ScopeType::group:
        return "group";
    case ScopeType::org:
        return "org";
    case ScopeType::catalogue:
        return "catalogue";
    case ScopeType::evaluation:
        return "evaluation";
    }
    return {};
}

constexpr std::string_view lastPart(ScopeType type)
{
    if (type == ScopeType::personWork)
        return "work";
    return type == ScopeType::personPrivate ? std::string_view("private") : std::string_view();
}

constexpr bool known(std::uint8_t type)
{
    return type >= static_cast<std::uint8_t>(ScopeType::personWork) &&
           type <= static_cast<std::uint8_t>(ScopeType::evaluation);
}

} // namespace

ScopeId::ScopeId(ScopeType type, const base::RecordId& subject)
{
    m_bytes[0] = static_cast<std::uint8_t>(type);
    std::memcpy(m_bytes.data() + 1, subject.array().data(), base::RecordId::size);
}

std::optional<ScopeId> ScopeId::fromBytes(base::BytesView bytes)
{
    if (bytes.size() != size || !known(static_cast<std::uint8_t>(bytes[0])))
        return std::nullopt;
    ScopeId scope;
    std::memcpy(scope.m_bytes.data(), bytes.data(), size);
    return scope;
}

std::optional<ScopeId> ScopeId::fromText(std::string_view text)
{
    const std::size_t slash = text.find('/');
    if (slash == std::string_view::npos)
        return std::nullopt;
    const std::string_view first = text.substr(0, slash);
    const std::string_view rest = text.substr(slash + 1);
    const std::size_t second = rest.find('/');
    const std::string_view last = second == std::string_view::npos ? std::string_view() : rest.substr(second + 1);
    const auto subject = base::RecordId::fromText(rest.substr(0, second));
    if (!subject)
        return std::nullopt;
    for (std::uint8_t number = 1; known(number); ++number) {
        const auto type = static_cast<ScopeType>(number);
        if (firstPart(type) == first && lastPart(type) == last)
            return ScopeId(type, *subject);
    }
    return std::nullopt;
}

base::RecordId ScopeId::subject() const
{
    std::array<std::uint8_t, base::RecordId::size> bytes{};
    std::memcpy(bytes.data(), m_bytes.data() + 1, bytes.size());
    return base::RecordId(bytes);
}

std::string ScopeId::text() const
{
    std::string text(firstPart(type()));
    text += '/' + subject().text();
    if (const std::string_view last = lastPart(type()); !last.empty())
        text.append("/").append(last);
    return text;
}

} // namespace staffroom::domain
