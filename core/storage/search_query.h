// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/community/reads.h"
#include "core/storage/database.h"

namespace staffroom::storage {

/// Looks through posts, replies, courses, plan items and announcements. All words must be there, each as a phrase; when
/// nothing has them all, what has the most and rarest pairs of characters. Best first by BM25 (a word of the title
/// counts eightfold), of the newest thousand that match: a word that is everywhere costs no more than a rare one.
Result<community::SearchResult> searchText(Database& reader, const std::string& query, std::int64_t limit);

} // namespace staffroom::storage
