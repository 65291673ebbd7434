// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace staffroom::ctl {

/// A question or an answer of a Stack Exchange data dump (Posts.xml).
struct DumpPost
{
    std::string id;
    std::string parent; ///< empty for a question
    std::string title;  ///< of a question
    std::string html;
    std::string author;     ///< the key by which one is told from another
    std::string authorName; ///< as shown
    std::int64_t created = 0;
};

struct DiscussionDump
{
    std::vector<DumpPost> posts; ///< by time
    std::size_t orphans = 0;     ///< answers whose question isn't in the file
    std::size_t otherSorts = 0;  ///< rows that are neither (pages about tags, moderation)
};

/// Reads a dump. A document type declaration is refused, so entities can't multiply or reach for files. Errors:
/// notFound, tooLarge (64 MiB), malformed with the place in the file.
base::Result<DiscussionDump> readDiscussion(const std::filesystem::path& file);

} // namespace staffroom::ctl
