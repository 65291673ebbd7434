// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/result.h"
#include "tests/support/catch.hpp"

#include <memory>
#include <set>
#include <string>

using namespace staffroom::base;

namespace {

constexpr int codeCount = static_cast<int>(ErrorCode::internal) + 1;

Result<int> half(int number)
{
    if (number % 2 != 0)
        return Error{ErrorCode::invalidArgument, "halving", std::to_string(number)};
    return number / 2;
}

int evaluations = 0;

Result<int> counted(int number)
{
    ++evaluations;
    return half(number);
}

Result<void> quarter(int number)
{
    STAFFROOM_TRY(counted(number));
    STAFFROOM_TRY(half(number / 2));
    return {};
}

} // namespace

TEST_CASE("every error code has a name of its own that leads back to it")
{
    std::set<std::string_view> names;
    for (int i = 0; i < codeCount; ++i) {
        const auto code = static_cast<ErrorCode>(i);
        const std::string_view name = errorName(code);
        CAPTURE(i, name);
        CHECK(names.insert(name).second);
        CHECK(errorFromName(name) == code);
        CHECK(name.find_first_not_of("abcdefghijklmnopqrstuvwxyz-") == std::string_view::npos);
    }
}

TEST_CASE("an error name of a newer program reads as internal")
{
    CHECK(errorFromName("made-up-later") == ErrorCode::internal);
    CHECK(errorFromName("") == ErrorCode::internal);
}

TEST_CASE("an error is described in one line with what was attempted and the facts")
{
    CHECK(describe({ErrorCode::badSignature, "checking a batch", "incarnation 12ab"}) ==
          "bad-signature while checking a batch: incarnation 12ab");
    CHECK(describe({ErrorCode::notFound, "", ""}) == "not-found");
}

TEST_CASE("a result holds its value or its error")
{
    REQUIRE(half(8).ok());
    CHECK(*half(8) == 4);
    const Result<int> failed = half(7);
    REQUIRE_FALSE(failed.ok());
    CHECK(failed.error().code == ErrorCode::invalidArgument);
    CHECK(failed.error().detail == "7");
}

TEST_CASE("a result hands out what can only be moved")
{
    Result<std::unique_ptr<int>> made(std::make_unique<int>(5));
    const std::unique_ptr<int> taken = *std::move(made);
    REQUIRE(taken);
    CHECK(*taken == 5);
}

TEST_CASE("STAFFROOM_TRY hands the error up and evaluates its expression once")
{
    evaluations = 0;
    CHECK(quarter(8).ok());
    CHECK(evaluations == 1);
    REQUIRE_FALSE(quarter(7).ok());
    CHECK(evaluations == 2);
    const Result<void> second = quarter(6);
    REQUIRE_FALSE(second.ok());
    CHECK(second.error().detail == "3");
}
