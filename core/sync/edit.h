// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/edit.h"
#include "core/sync/hybrid_clock.h"
#include "core/sync/state.h"

#include <optional>
#include <span>

namespace staffroom::sync {

/// A change made here, and the bytes that it is for ever.
struct Written
{
    Change change;
    Bytes bytes;
};

/// What an edit changes about a record in that state; nothing where it says what is there already. A record that is
/// known by its fields (domain::hasNaturalKey) is told with all fields of the edit: the server may have lost what is
/// here, or not have heard of it yet. Errors: as domain::check; schemaViolation, tooLarge where nobody could take the
/// change in.
Result<std::optional<Written>> write(const domain::Edit& edit, std::uint32_t kind, const RecordState& state,
                                     const IncarnationId& writer, HybridClock& time);

/// How many of these encoded changes, from the first on, make up one batch; at least one where there is any.
std::size_t fittingBatch(std::span<const Bytes> changes);

} // namespace staffroom::sync
