// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/edit.h"

#include "core/base/cbor.h"

#include <algorithm>

namespace staffroom::domain {

namespace {

/// "YYYY-MM-DD" by shape; whether that day exists is the calendar's business.
bool isDate(std::string_view text)
{
    if (text.size() != 10)
        return false;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const bool dash = at == 4 || at == 7;
        if (dash ? text[at] != '-' : (text[at] < '0' || text[at] > '9'))
            return false;
    }
    return true;
}

/// false takes a deletion back; an array of dots deletes what they name (core/sync/state.h); true is an edit's way to
/// ask for the latter.
bool isDeletion(base::BytesView item)
{
    const base::cbor::Type found = base::cbor::Reader(item).peek();
    return found == base::cbor::Type::boolean || found == base::cbor::Type::array;
}

bool fits(FieldType type, base::BytesView item)
{
    using base::cbor::Type;
    const Type found = base::cbor::Reader(item).peek();
    if (found == Type::null)
        return true; // a field can be emptied
    switch (type) {
    case FieldType::text:
    case FieldType::longText:
        return found == Type::text;
    case FieldType::integer:
        return integerOf(item).has_value();
    case FieldType::boolean:
        return found == Type::boolean;
    case FieldType::id:
        return idOf(item).has_value();
    case FieldType::bytes:
        return found == Type::bytes;
    case FieldType::date: {
        const auto text = textOf(item);
        return text && isDate(*text);
    }
    case FieldType::any:
        return true;
    }
    return false;
}

} // namespace

base::Result<void> check(std::uint32_t kind, const ScopeId& scope, FieldNo number, base::BytesView item)
{
    const KindInfo* info = kindInfo(kind);
    if (info && !info->placement(scope.type()))
        return base::Error{base::ErrorCode::schemaViolation, "checking a change",
                           std::string(info->name) + " does not belong in " + scope.text()};
    const FieldInfo* field = info ? info->field(number) : nullptr;
    const std::string name = (info ? std::string(info->name) : "kind " + std::to_string(kind)) + '.' +
                             (field ? std::string(field->name) : std::to_string(number));
    const std::size_t largest = largestValue(field ? field->type : FieldType::longText);
    if (item.size() > largest + 8)
        return base::Error{base::ErrorCode::tooLarge, "checking a change",
                           name + " has " + std::to_string(item.size()) + " bytes"};
    const bool good = number == field::deleted ? isDeletion(item) : !field || fits(field->type, item);
    if (!good)
        return base::Error{base::ErrorCode::schemaViolation, "checking a change", name + " holds another type"};
    return {};
}

WriteRight writeRight(std::uint32_t kind, ScopeType scope, Roles roles)
{
    if (const KindInfo* info = kindInfo(kind)) {
        const Placement* place = info->placement(scope);
        if (!place)
            return {};
        return {(place->creators & roles) != 0, (place->editors & roles) != 0};
    }
    WriteRight right;
    for (const KindInfo& info : allKinds())
        if (const Placement* place = info.placement(scope)) {
            right.create = right.create || (place->creators & roles) != 0;
            right.editOthers = right.editOthers || (place->editors & roles) != 0;
        }
    return right;
}

} // namespace staffroom::domain
