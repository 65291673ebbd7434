// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/central_lookup.h"

#include "core/storage/rows.h"
#include "staffroom_sql.h"

#include <algorithm>

namespace staffroom::storage {

const domain::Value* ShownRecord::field(domain::FieldNo number) const
{
    const auto found = std::find_if(fields.begin(), fields.end(), [&](const auto& one) { return one.first == number; });
    return found == fields.end() ? nullptr : &found->second;
}

Result<std::optional<ShownRecord>> lookUp(SqliteCentral& store, const RecordId& id)
{
    const std::lock_guard lock(store.mutex());
    return guarded("looking a record up", [&]() -> Result<std::optional<ShownRecord>> {
        const auto row = store.records().find(id);
        if (!row)
            return row.error();
        if (!*row)
            return std::optional<ShownRecord>();
        ShownRecord record{static_cast<domain::Kind>((*row)->kind), (*row)->state.deleted(), {}};
        for (const sync::LiveWrite* write : (*row)->state.shown())
            record.fields.emplace_back(write->field, domain::Value::fromItem(write->item));
        return std::optional(std::move(record));
    });
}

Result<std::vector<domain::Edit>> withoutWhatIsSo(SqliteCentral& store, std::span<const domain::Edit> edits)
{
    std::vector<domain::Edit> left;
    for (const domain::Edit& edit : edits) {
        const auto record = lookUp(store, edit.id);
        if (!record)
            return record.error();
        domain::Edit news{edit.id, edit.kind, edit.scope, {}};
        for (const auto& [number, value] : edit.fields) {
            const domain::Value* held = *record ? (*record)->field(number) : nullptr;
            const bool isSo = number == domain::field::deleted
                                  ? (*record && (*record)->deleted == value.asBoolean().value_or(false))
                                  : (held && *held == value);
            if (!isSo)
                news.fields.emplace_back(number, value);
        }
        if (!news.fields.empty())
            left.push_back(std::move(news));
    }
    return left;
}

namespace {

Result<std::vector<RecordId>> idsOf(SqliteCentral& store, const char* sql, std::string_view doing)
{
    const std::lock_guard lock(store.mutex());
    return guarded(doing, [&] {
        std::vector<RecordId> ids;
        Query rows = store.writer().query(sql);
        while (rows.step())
            ids.push_back(idAt(rows, 0));
        return ids;
    });
}

} // namespace

Result<std::vector<RecordId>> organisations(SqliteCentral& store)
{
    return idsOf(store, sql::lookup::organisations, "listing organisations");
}

Result<std::vector<RecordId>> groups(SqliteCentral& store)
{
    return idsOf(store, sql::lookup::groups, "listing groups");
}

Result<std::vector<sync::LoginAccount>> accounts(SqliteCentral& store)
{
    const std::lock_guard lock(store.mutex());
    return guarded("listing accounts", [&] {
        std::vector<sync::LoginAccount> all;
        Query rows = store.writer().query(sql::lookup::accounts);
        while (rows.step())
            all.push_back({idAt(rows, 1), textAt(rows, 0), textAt(rows, 2), {}});
        return all;
    });
}

} // namespace staffroom::storage
