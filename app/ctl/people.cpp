// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/people.h"

#include "core/storage/central_lookup.h"

namespace staffroom::ctl {

namespace f = domain::field;

namespace {

std::string textOf(const std::optional<storage::ShownRecord>& record, domain::FieldNo field)
{
    const domain::Value* value = record ? record->field(field) : nullptr;
    return std::string(value ? value->asText().value_or("") : "");
}

} // namespace

Result<std::vector<AccountHolder>> peopleWithAccounts(SqliteCentral& store)
{
    const auto accounts = storage::accounts(store);
    if (!accounts)
        return accounts.error();
    std::vector<AccountHolder> people;
    for (const sync::LoginAccount& account : *accounts) {
        const auto record = storage::lookUp(store, account.person);
        if (!record)
            return record.error();
        const std::string name = textOf(*record, f::person::name);
        NewPerson person{account.person,
                         name.empty() ? account.name : name,
                         {},
                         {},
                         textOf(*record, f::person::role),
                         textOf(*record, f::person::subject),
                         textOf(*record, f::person::grade)};
        const domain::Value* school = *record ? (*record)->field(f::person::school) : nullptr;
        if (const auto id = school ? school->asId() : std::nullopt) {
            const auto organisation = storage::lookUp(store, *id);
            if (!organisation)
                return organisation.error();
            person.school = *id;
            person.schoolName = textOf(*organisation, f::organisation::name);
        }
        people.push_back({account.login, std::move(person)});
    }
    return people;
}

} // namespace staffroom::ctl
