// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

struct sqlite3;

namespace staffroom::storage {

/// Makes the tokenizer "staffroom" (search_tokenizer.h) and the function staffroom_hits known to a connection; without
/// them the table search can't be opened. Throws SQLite::Exception.
///
/// staffroom_hits(search): of the row at hand, a blob of native-endian 32-bit numbers: the row's length in tokens, then
/// for each phrase of the query how often it is in the title and how often in the body.
void registerTextSearch(sqlite3* connection);

} // namespace staffroom::storage
