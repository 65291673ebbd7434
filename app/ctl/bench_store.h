// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/ctl/command.h"
#include "core/storage/central.h"

#include <functional>

namespace staffroom::ctl {

/// The store that the benchmark syncs: one teacher in 30 scopes, and so many posts of about 400 bytes over 26 groups.
struct BenchCounty
{
    std::vector<base::RecordId> groups;
    base::RecordId teacher;
};
inline constexpr std::string_view benchLogin = "bench";
inline constexpr std::string_view benchPassword = "bench-password";

/// `made` is told of each post as it goes in.
Result<BenchCounty> makeBenchCounty(storage::SqliteCentral& store, std::int64_t posts,
                                    const std::function<void(const domain::Edit&)>& made = {});
/// A post's text of about so many bytes, Chinese and English words drawn at random.
std::string benchText(base::Random& random, std::size_t bytes);

} // namespace staffroom::ctl
