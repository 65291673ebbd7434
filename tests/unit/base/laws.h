// SPDX-License-Identifier: GPL-3.0-or-later
// RapidCheck inside Catch2: a law is checked on made-up input, and a counterexample fails the test with its seed.
#pragma once

#include "tests/support/catch.hpp"

#include <rapidcheck.h>
#include <sstream>
#include <string>
#include <vector>

namespace staffroom::test {

template <typename Law>
void checkLaw(const std::string& name, Law&& law)
{
    rc::detail::TestMetadata about;
    about.id = name;
    about.description = name;
    const auto outcome = rc::detail::checkTestable(std::forward<Law>(law), about);
    std::ostringstream text;
    rc::detail::printResultMessage(outcome, text);
    INFO(text.str());
    CHECK(outcome.template is<rc::detail::SuccessResult>());
}

} // namespace staffroom::test

#define CHECK_LAW(name, ...) staffroom::test::checkLaw(name, __VA_ARGS__)
