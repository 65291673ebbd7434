// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/places.h"

#include "app/ctl/command.h"
#include "core/storage/central_lookup.h"

#include <algorithm>

namespace staffroom::ctl {

namespace f = domain::field;

namespace {

std::string textOf(const storage::ShownRecord& record, domain::FieldNo field)
{
    const domain::Value* value = record.field(field);
    return std::string(value ? value->asText().value_or("") : "");
}

/// The places of these ids; `read` takes the fields that differ between the kinds.
template <typename Read>
Result<std::vector<Place>> placesOf(SqliteCentral& store, const Result<std::vector<RecordId>>& ids, Read read)
{
    if (!ids)
        return ids.error();
    std::vector<Place> places;
    for (const RecordId& id : *ids) {
        const auto record = storage::lookUp(store, id);
        if (!record)
            return record.error();
        if (*record)
            places.push_back(read(id, **record));
    }
    return places;
}

/// What people type: an imported discussion has only its name.
const std::string& word(const Place& place)
{
    return place.slug.empty() ? place.name : place.slug;
}

const Place* find(std::span<const Place> places, const std::string& slug)
{
    const auto found = std::find_if(places.begin(), places.end(), [&](const Place& one) { return word(one) == slug; });
    return found == places.end() ? nullptr : &*found;
}

bool isSlug(const std::string& text)
{
    const auto allowed = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; };
    return !text.empty() && text.size() <= 64 && text.front() != '-' && std::all_of(text.begin(), text.end(), allowed);
}

} // namespace

Result<std::vector<Place>> organisationsOf(SqliteCentral& store)
{
    return placesOf(store, storage::organisations(store), [](const RecordId& id, const storage::ShownRecord& record) {
        const domain::Value* parent = record.field(f::organisation::parent);
        return Place{id, textOf(record, f::organisation::slug), textOf(record, f::organisation::name),
                     textOf(record, f::organisation::sort), parent ? parent->asId().value_or(RecordId()) : RecordId()};
    });
}

Result<std::vector<Place>> groupsOf(SqliteCentral& store)
{
    return placesOf(store, storage::groups(store), [](const RecordId& id, const storage::ShownRecord& record) {
        return Place{
            id, textOf(record, f::group::slug), textOf(record, f::group::name), textOf(record, f::group::sort), {}};
    });
}

Result<Place> bySlug(std::span<const Place> places, const std::string& slug, std::string_view what)
{
    if (const Place* place = slug.empty() ? nullptr : find(places, slug))
        return *place;
    std::string known;
    for (const Place& place : places)
        if (!word(place).empty())
            known += (known.empty() ? "" : ", ") + word(place);
    return Error{ErrorCode::notFound, "looking for the " + std::string(what),
                 "no " + std::string(what) + " has the slug \"" + slug + "\"; " +
                     (known.empty() ? "there is none yet" : "there are " + known),
                 known.empty()
                     ? "\"staffroomctl " + std::string(what == "group" ? "group" : "organisation") + " add\" makes one"
                     : "write one of these"};
}

std::vector<Option> newPlaceOptions(const Option& sort)
{
    return {dataOption,
            {"slug", "SLUG", "its short name for commands: lower-case letters, digits, dashes", true},
            {"name", "NAME", "as people read it", true},
            {"name-en", "NAME", "the same in English"},
            sort};
}

Result<void> checkNewPlace(const Arguments& arguments, std::span<const std::string_view> sorts)
{
    if (std::find(sorts.begin(), sorts.end(), arguments.text("sort")) == sorts.end()) {
        std::string known;
        for (const std::string_view sort : sorts)
            known += (known.empty() ? "" : sort == sorts.back() ? " or " : ", ") + std::string(sort);
        return Error{ErrorCode::invalidArgument, "reading the command line", "--sort must be " + known};
    }
    if (arguments.text("name").empty())
        return Error{ErrorCode::invalidArgument, "reading the command line", "--name is empty"};
    return {};
}

Result<void> checkNewSlug(SqliteCentral& store, std::span<const Place> places, const std::string& slug,
                          const RecordId& id)
{
    if (!isSlug(slug))
        return Error{ErrorCode::invalidArgument, "reading the command line",
                     "--slug must be of lower-case letters, digits and dashes, at most 64"};
    if (const Place* place = find(places, slug))
        return Error{ErrorCode::forbidden, "taking the slug", slug + " is " + place->name + ": choose another one"};
    // The id comes from the slug that a place was made with; a moderator may have given it another one since.
    const auto there = storage::lookUp(store, id);
    if (!there)
        return there.error();
    if (*there)
        return Error{ErrorCode::forbidden, "taking the slug",
                     slug + " was the slug of " + textOf(**there, f::group::name) + ": choose another one"};
    return {};
}

} // namespace staffroom::ctl
