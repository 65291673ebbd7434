// SPDX-License-Identifier: GPL-3.0-or-later
// What must hold of the registry of kinds, and of what an edit may hold.
#include "core/base/cbor.h"
#include "core/domain/edit.h"
#include "tests/support/catch.hpp"

#include <set>

using namespace staffroom;
using namespace staffroom::domain;
using base::ErrorCode;

namespace {

const base::RecordId someone = base::idFromKey("test", {"someone"});
const ScopeId work{ScopeType::personWork, someone};
const ScopeId group{ScopeType::group, someone};

base::Result<void> checkItem(Kind kind, FieldNo field, const Value& value, const ScopeId& scope = work)
{
    return check(static_cast<std::uint32_t>(kind), scope, field, value.item());
}

} // namespace

TEST_CASE("every kind is found by its number, has a name of its own, and its fields have numbers of their own, not 0")
{
    std::set<std::string_view> names;
    for (const KindInfo& info : allKinds()) {
        CHECK(kindInfo(static_cast<std::uint32_t>(info.kind)) == &info);
        CHECK(names.insert(info.name).second);
        std::set<FieldNo> numbers;
        std::set<std::string_view> fieldNames;
        for (const FieldInfo& field : info.fields) {
            CHECK(field.number != field::deleted);
            CHECK(numbers.insert(field.number).second);
            CHECK(fieldNames.insert(field.name).second);
            CHECK(info.field(field.number) == &field);
        }
        CHECK_FALSE(info.placements.empty());
        CHECK((info.maker == 0 || info.field(info.maker) != nullptr));
        if (info.maker != 0)
            CHECK(info.field(info.maker)->type == FieldType::id);
    }
    CHECK(kindInfo(0) == nullptr);
    CHECK(kindInfo(static_cast<std::uint32_t>(allKinds().size()) + 1) == nullptr);
}

TEST_CASE("a value of another type than its field's is refused, null empties any field")
{
    CHECK(checkItem(Kind::planItem, field::plan_item::title, Value::text("听课")).ok());
    CHECK(checkItem(Kind::planItem, field::plan_item::title, Value()).ok());
    const std::pair<FieldNo, Value> wrong[] = {
        {field::plan_item::title, Value::integer(3)},
        {field::plan_item::position, Value::text("3")},
        {field::plan_item::plan, Value::bytes("short")},
        {field::plan_item::due, Value::text("2026-1-01")},
        {field::plan_item::due, Value::text("2026/01/01")},
        {field::deleted, Value::text("yes")},
        {field::deleted, Value::integer(1)},
    };
    for (const auto& [number, value] : wrong) {
        INFO("field " << number);
        const auto refused = checkItem(Kind::planItem, number, value);
        REQUIRE_FALSE(refused.ok());
        CHECK(refused.error().code == ErrorCode::schemaViolation);
    }
    CHECK(checkItem(Kind::planItem, field::plan_item::due, Value::text("2026-01-31")).ok());
    CHECK(checkItem(Kind::planItem, field::deleted, Value::boolean(true)).ok());
}

TEST_CASE("a value larger than its field allows is refused as too large")
{
    const auto refused = checkItem(Kind::planItem, field::plan_item::title, Value::text(std::string(5'000, 'x')));
    REQUIRE_FALSE(refused.ok());
    CHECK(refused.error().code == ErrorCode::tooLarge);
    CHECK(checkItem(Kind::planItem, field::plan_item::notes, Value::text(std::string(200'000, 'x'))).ok());
    CHECK_FALSE(checkItem(Kind::planItem, field::plan_item::notes, Value::text(std::string(300'000, 'x'))).ok());
}

TEST_CASE("a kind in a scope where it doesn't belong is refused: unknown kinds and fields pass")
{
    const auto refused = checkItem(Kind::planItem, field::plan_item::title, Value::text("x"), group);
    REQUIRE_FALSE(refused.ok());
    CHECK(refused.error().code == ErrorCode::schemaViolation);
    CHECK(check(4'711, group, 9, Value::integer(1).item()).ok());
    CHECK(checkItem(Kind::planItem, 4'711, Value::bytes("of a newer program")).ok());
}

TEST_CASE("rights: members post in their group and change nothing of others, moderators do, strangers nothing")
{
    const auto post = static_cast<std::uint32_t>(Kind::post);
    CHECK(writeRight(post, ScopeType::group, only(Role::member)).create);
    CHECK_FALSE(writeRight(post, ScopeType::group, only(Role::member)).editOthers);
    CHECK(writeRight(post, ScopeType::group, only(Role::moderator)).editOthers);
    CHECK_FALSE(writeRight(post, ScopeType::group, 0).create);
    CHECK_FALSE(writeRight(post, ScopeType::org, only(Role::administrator)).create); // it has no place there
    CHECK_FALSE(
        writeRight(static_cast<std::uint32_t>(Kind::statement), ScopeType::personWork, only(Role::owner)).editOthers);
    CHECK_FALSE(writeRight(static_cast<std::uint32_t>(Kind::announcement), ScopeType::org, only(Role::member)).create);
    CHECK(writeRight(4'711, ScopeType::group, only(Role::member)).create);
    CHECK_FALSE(writeRight(4'711, ScopeType::group, only(Role::owner)).create);
}

TEST_CASE("ids of things unique by nature follow from their key alone, each in a space of its own")
{
    const base::RecordId other = base::idFromKey("test", {"other"});
    CHECK(membershipId(someone, other) == membershipId(someone, other));
    const std::set<base::RecordId> all{membershipId(someone, other), membershipId(other, someone),
                                       enrolmentId(someone, other), preferenceId(someone, other.view())};
    CHECK(all.size() == 4);
}
