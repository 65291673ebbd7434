// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/central.h"

namespace staffroom::storage {

/// A record as it is shown.
struct ShownRecord
{
    domain::Kind kind;
    bool deleted = false;
    std::vector<std::pair<domain::FieldNo, domain::Value>> fields; ///< ascending

    /// Null where it has no such field.
    const domain::Value* field(domain::FieldNo number) const;
};

/// The record of that id; nothing where there is none.
Result<std::optional<ShownRecord>> lookUp(SqliteCentral& store, const RecordId& id);

/// The edits without what is so already: an import that is run twice changes nothing the second time. Records that were
/// deleted stay so.
Result<std::vector<domain::Edit>> withoutWhatIsSo(SqliteCentral& store, std::span<const domain::Edit> edits);

/// The ids of all organisations, or of all groups, that aren't deleted, in the order in which they were made.
Result<std::vector<RecordId>> organisations(SqliteCentral& store);
Result<std::vector<RecordId>> groups(SqliteCentral& store);

/// Everybody with an account, by login; without the password's hash.
Result<std::vector<sync::LoginAccount>> accounts(SqliteCentral& store);

} // namespace staffroom::storage
