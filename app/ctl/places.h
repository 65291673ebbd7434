// SPDX-License-Identifier: GPL-3.0-or-later
// The organisations and groups of a county by the slugs that people type.
#pragma once

#include "app/ctl/arguments.h"
#include "app/ctl/county.h"

namespace staffroom::ctl {

/// An organisation or a group.
struct Place
{
    RecordId id;
    std::string slug; ///< empty where the record has none: an imported discussion
    std::string name;
    std::string sort;
    RecordId parent; ///< of an organisation below another one
};

Result<std::vector<Place>> organisationsOf(SqliteCentral& store);
Result<std::vector<Place>> groupsOf(SqliteCentral& store);

/// The place of that slug, or of that name where it has no slug. `what` is its word in the message: "school". Errors:
/// notFound, which lists the known ones.
Result<Place> bySlug(std::span<const Place> places, const std::string& slug, std::string_view what);

/// The options that both kinds of places are made with, and `sort` as the last.
std::vector<Option> newPlaceOptions(const Option& sort);
/// Errors: invalidArgument for another sort than these, or no name.
Result<void> checkNewPlace(const Arguments& arguments, std::span<const std::string_view> sorts);

/// Errors: invalidArgument for what isn't a slug (lower-case letters, digits and dashes, at most 64), forbidden for one
/// that a place has already, or that the record of that id was made with.
Result<void> checkNewSlug(SqliteCentral& store, std::span<const Place> places, const std::string& slug,
                          const RecordId& id);

} // namespace staffroom::ctl
