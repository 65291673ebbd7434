// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/ids.h"
#include "core/storage/database.h"

namespace staffroom::storage {

// Columns of a row as the values that the ports speak of.

inline std::string textAt(const Query& query, int column)
{
    return std::string(query.asBytes(column));
}

inline std::optional<base::RecordId> optionalIdAt(const Query& query, int column)
{
    return base::RecordId::fromBytes(query.asBytes(column));
}

/// The null id where there is none.
inline base::RecordId idAt(const Query& query, int column)
{
    return optionalIdAt(query, column).value_or(base::RecordId());
}

} // namespace staffroom::storage
