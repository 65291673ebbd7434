// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/scope.h"
#include "core/domain/value.h"
#include "tests/unit/base/laws.h"

using namespace staffroom;
using namespace staffroom::domain;

TEST_CASE("a value gives back what it was made of, and nothing of another type")
{
    CHECK_LAW("integers", [](std::int64_t number) {
        const Value value = Value::integer(number);
        RC_ASSERT(value.asInteger() == number);
        RC_ASSERT(!value.asText() && !value.asBoolean() && !value.asBytes() && !value.isNull());
    });
    CHECK_LAW("bytes", [](const std::string& bytes) {
        const Value value = Value::bytes(bytes);
        RC_ASSERT(value.asBytes() == base::BytesView(bytes));
        RC_ASSERT(!value.asText() && !value.asInteger());
        RC_ASSERT(value.asId().has_value() == (bytes.size() == base::RecordId::size));
    });
    CHECK(Value::text("教研").asText() == "教研");
    CHECK(Value::boolean(true).asBoolean() == true);
    CHECK(Value().isNull());
    CHECK(Value::fromItem(Value::text("x").item()) == Value::text("x"));
}

TEST_CASE("reading a value from an empty or a cut item gives nothing")
{
    const Value text = Value::text("a text that is longer than twenty-four bytes");
    for (std::size_t size = 0; size < text.item().size(); ++size)
        CHECK_FALSE(textOf(text.item().substr(0, size)).has_value());
    CHECK_FALSE(integerOf({}).has_value());
    CHECK_FALSE(booleanOf({}).has_value());
    CHECK_FALSE(bytesOf("\x58").has_value());
}

TEST_CASE("a scope is the same after its bytes and after its text: others are refused")
{
    const base::RecordId subject = base::idFromKey("test", {"x"});
    for (std::uint8_t type = 1; type <= 6; ++type) {
        const ScopeId scope(static_cast<ScopeType>(type), subject);
        CHECK(ScopeId::fromBytes(scope.view()) == scope);
        CHECK(ScopeId::fromText(scope.text()) == scope);
        CHECK(scope.subject() == subject);
    }
    const std::string bytes(ScopeId(ScopeType::group, subject).view());
    CHECK_FALSE(ScopeId::fromBytes(bytes.substr(1)).has_value());
    CHECK_FALSE(ScopeId::fromBytes('\7' + bytes.substr(1)).has_value());
    CHECK_FALSE(ScopeId::fromBytes('\0' + bytes.substr(1)).has_value());
    for (const char* text :
         {"", "group", "group/", "group/12", "school/0192f3a0-7c1e-7b32-8d7a-0a1b2c3d4e5f",
          "person/0192f3a0-7c1e-7b32-8d7a-0a1b2c3d4e5f", "group/0192f3a0-7c1e-7b32-8d7a-0a1b2c3d4e5f/work"})
        CHECK_FALSE(ScopeId::fromText(text).has_value());
}
