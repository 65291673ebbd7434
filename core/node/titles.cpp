// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/node/titles.h"

#include "core/domain/value.h"

#include <algorithm>

namespace staffroom::node {

namespace {

using domain::Kind;
namespace f = domain::field;

/// Enough of a text to know it again.
constexpr std::size_t titleBytes = 120;

domain::FieldNo titleField(std::uint32_t kind)
{
    switch (static_cast<Kind>(kind)) {
    case Kind::planItem:
        return f::plan_item::title;
    case Kind::module:
        return f::module::title;
    case Kind::activity:
        return f::activity::title;
    case Kind::post:
        return f::post::title;
    case Kind::reply:
        return f::reply::body;
    case Kind::membership:
        return f::membership::personName;
    default:
        return 1; // every other kind begins with its name or title
    }
}

/// The field that names what the record is about, for kinds without words of their own.
domain::FieldNo subjectField(std::uint32_t kind)
{
    switch (static_cast<Kind>(kind)) {
    case Kind::enrolment:
        return f::enrolment::course;
    case Kind::statement:
        return f::statement::object;
    default:
        return 0;
    }
}

base::BytesView itemOf(std::span<const sync::LiveWrite> shown, domain::FieldNo field)
{
    const auto write =
        std::find_if(shown.begin(), shown.end(), [&](const sync::LiveWrite& some) { return some.field == field; });
    return write == shown.end() ? base::BytesView() : base::BytesView(write->item);
}

/// The beginning of that text.
std::string titleFrom(base::BytesView item)
{
    std::string text(domain::textOf(item).value_or(""));
    text.resize(std::min(text.size(), text.find('\n')));
    if (text.size() > titleBytes) {
        std::size_t end = titleBytes;
        while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80)
            --end; // not inside a character
        text.resize(end);
        text += "…";
    }
    return text;
}

} // namespace

std::string titleOf(std::uint32_t kind, std::span<const sync::LiveWrite> shown)
{
    return titleFrom(itemOf(shown, titleField(kind)));
}

std::string titleOf(std::uint32_t kind, const std::map<domain::FieldNo, base::Bytes>& words)
{
    const auto title = words.find(titleField(kind));
    return title == words.end() ? std::string() : titleFrom(title->second);
}

std::string titleOf(storage::Replica& replica, const base::RecordId& record)
{
    const auto shown = replica.shown(record);
    if (!shown || !*shown)
        return {};
    const auto& [kind, writes] = **shown;
    if (const domain::FieldNo subject = subjectField(kind)) {
        const auto id = domain::idOf(itemOf(writes, subject));
        return id && *id != record ? titleOf(replica, *id) : std::string();
    }
    return titleOf(kind, writes);
}

} // namespace staffroom::node
