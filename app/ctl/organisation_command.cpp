// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/organisation_command.h"

#include "app/ctl/places.h"

#include <algorithm>
#include <array>

namespace staffroom::ctl {

using domain::Kind;
using domain::Value;
namespace f = domain::field;

namespace {

constexpr std::array<std::string_view, 3> sorts{"school", "office", "cooperative"};

/// The organisations below `parent`, each with those below it, indented by how deep they are.
void printBelow(std::span<const Place> all, const RecordId& parent, std::size_t depth, std::ostream& out)
{
    constexpr std::size_t deepest = 16; // no county is deeper; a circle of parents ends here
    for (const Place& place : all) {
        if (place.parent != parent || depth > deepest)
            continue;
        out << std::string(2 * depth + 2, ' ') << (place.slug.empty() ? place.name : place.slug) << "  " << place.sort
            << "  " << place.name << '\n';
        printBelow(all, place.id, depth + 1, out);
    }
}

} // namespace

std::vector<Option> OrganisationAddCommand::options() const
{
    std::vector<Option> options = newPlaceOptions({"sort", "SORT", "school, office or cooperative", false, "school"});
    options.push_back({"parent", "SLUG", "the organisation it belongs to", false, "office"});
    return options;
}

Result<void> OrganisationAddCommand::run(const Arguments& arguments, const Surroundings& world) const
{
    const std::string& sort = arguments.text("sort");
    STAFFROOM_TRY(checkNewPlace(arguments, sorts));
    auto opened = openCounty(arguments.text("data"), world.clock, world.random);
    if (!opened)
        return opened.error();
    SqliteCentral& store = **opened;
    const auto places = organisationsOf(store);
    if (!places)
        return places.error();
    const std::string& slug = arguments.text("slug");
    const County county(store);
    STAFFROOM_TRY(checkNewSlug(store, *places, slug, county.organisation(slug)));
    const auto parent = bySlug(*places, arguments.text("parent"), "organisation");
    if (!parent)
        return parent.error();
    Edit edit{county.organisation(slug),
              Kind::organisation,
              county.org(),
              {{f::organisation::name, Value::text(arguments.text("name"))},
               {f::organisation::parent, Value::id(parent->id)},
               {f::organisation::sort, Value::text(sort)},
               {f::organisation::slug, Value::text(slug)}}};
    if (arguments.has("name-en"))
        edit.fields.emplace_back(f::organisation::nameEn, Value::text(arguments.text("name-en")));
    STAFFROOM_TRY(store.commit(std::span(&edit, 1)));
    world.out << "added " << sort << ' ' << slug << " \"" << arguments.text("name") << "\" under " << parent->slug
              << '\n';
    return {};
}

std::vector<Option> OrganisationListCommand::options() const
{
    return {dataOption};
}

Result<void> OrganisationListCommand::run(const Arguments& arguments, const Surroundings& world) const
{
    auto opened = openCounty(arguments.text("data"), world.clock, world.random);
    if (!opened)
        return opened.error();
    const auto places = organisationsOf(**opened);
    if (!places)
        return places.error();
    const auto groups = groupsOf(**opened);
    if (!groups)
        return groups.error();
    world.out << "organisations\n";
    printBelow(*places, RecordId(), 0, world.out);
    world.out << "groups" << (groups->empty() ? ": none" : "") << '\n';
    for (const Place& group : *groups)
        world.out << "  " << (group.slug.empty() ? group.name : group.slug) << "  " << group.sort << "  " << group.name
                  << '\n';
    return {};
}

} // namespace staffroom::ctl
