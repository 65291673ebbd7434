// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/domain/kinds.h"
#include "core/domain/scope.h"
#include "core/domain/value.h"

#include <span>
#include <utility>
#include <vector>

namespace staffroom::domain {

/// What a person does to one record: new values of some of its fields. A record that isn't there yet is made by it.
struct Edit
{
    base::RecordId id;
    Kind kind;
    ScopeId scope;
    std::vector<std::pair<FieldNo, Value>> fields;
};

/// Where edits go: the store's one writer. What commit returns success for is durable, readable at once, and queued for
/// the server.
class Journal
{
public:
    virtual ~Journal() = default;
    /// All or nothing. An edit supersedes every version of its fields that this store knows, so writing a field that
    /// has alternatives decides them. Errors: schemaViolation, forbidden, diskFull, storageFailed.
    virtual base::Result<void> commit(std::span<const Edit> edits) = 0;
};

/// Whether the edit fits the registry: kind in its scope, types and sizes of values. Unknown kinds and fields fit.
/// Errors: schemaViolation with the field's name, tooLarge.
base::Result<void> check(std::uint32_t kind, const ScopeId& scope, FieldNo number, base::BytesView item);

/// What somebody with these roles may do to a record of this kind there.
struct WriteRight
{
    bool create = false;
    bool editOthers = false;
};
/// Of a kind that this program doesn't know: whoever may create anything in that sort of scope.
WriteRight writeRight(std::uint32_t kind, ScopeType scope, Roles roles);

} // namespace staffroom::domain
