// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/value.h"
#include "core/storage/read_models.h"

namespace staffroom::storage {

/// The shown values of a merged record by field number. What is missing, emptied or of another type (a newer program's,
/// a hostile one's) reads as empty: a read model never fails for what a record holds.
class RecordFields
{
public:
    explicit RecordFields(const MergedRecord& record) : m_fields(record.fields) {}

    base::BytesView item(domain::FieldNo number) const
    {
        for (const auto& [field, value] : m_fields)
            if (field == number)
                return value;
        return {};
    }
    std::string_view text(domain::FieldNo number) const { return domain::textOf(item(number)).value_or(""); }
    std::int64_t integer(domain::FieldNo number) const { return domain::integerOf(item(number)).value_or(0); }
    /// The 16 bytes of an id; empty where there is none.
    base::BytesView id(domain::FieldNo number) const
    {
        const auto bytes = domain::bytesOf(item(number));
        return bytes && bytes->size() == base::RecordId::size ? *bytes : base::BytesView();
    }
    base::BytesView bytes(domain::FieldNo number) const
    {
        return domain::bytesOf(item(number)).value_or(base::BytesView());
    }

private:
    std::span<const std::pair<domain::FieldNo, base::BytesView>> m_fields;
};

/// Binds an id, or null where it is empty.
inline void bindId(Query& query, base::BytesView id)
{
    if (id.empty())
        query.null();
    else
        query.blob(id);
}

} // namespace staffroom::storage
