// SPDX-License-Identifier: GPL-3.0-or-later
// What the courier commands say.
#pragma once

#include "app/ctl/command.h"
#include "core/sync/courier_down.h"

#include <filesystem>

namespace staffroom::ctl {

/// "512 bytes", "48.2 KB", "1.3 GB".
std::string sizeWords(std::uint64_t bytes);
/// "5 posts, 2 plan items"; "nothing" for none.
std::string kindWords(const std::map<std::uint32_t, std::uint64_t>& kinds);
/// "12 records", "1 record".
std::string counted(std::uint64_t count, std::string_view one);
/// What the outside says: from whom, for whom, when.
void printOutside(std::ostream& out, const sync::CourierOutside& outside);
/// The same in a line's part: "from the PC of li.meiling, file 3, made 2026-11-20T08:00:00Z, for the server".
std::string outsideWords(const sync::CourierOutside& outside);
/// What a scope holds: "a group", "the list of courses".
std::string_view scopeWords(const domain::ScopeId& scope);
std::string noteWords(const sync::CourierNote& note);
/// Why a file was not taken, in words for whoever holds the stick.
std::string refusalWords(const Error& error);
/// What to do where a courier command failed.
std::string_view courierAdvice(ErrorCode code);
/// A line now and then while a large file goes through.
sync::CourierProgress courierProgress(const Surroundings& world, std::string_view doing);

} // namespace staffroom::ctl
