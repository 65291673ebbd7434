// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/replica.h"

#include <string>

namespace staffroom::node {

/// What a person calls this record: its title, the beginning of its text, or the name of what it is about.
std::string titleOf(storage::Replica& replica, const base::RecordId& record);
std::string titleOf(std::uint32_t kind, std::span<const sync::LiveWrite> shown);
/// Of what was written and is no record here any more.
std::string titleOf(std::uint32_t kind, const std::map<domain::FieldNo, base::Bytes>& words);

} // namespace staffroom::node
