// SPDX-License-Identifier: GPL-3.0-or-later
// RapidCheck inside Catch2: a law is checked on made-up input, and a counterexample fails the test with its seed.
#pragma once

#include "tests/support/catch.hpp"

#include <rapidcheck.h>
#include <rapidcheck/detail/TestListener.h>
#include <sstream>
#include <string>
#include <vector>

namespace staffroom::test {

/// Catch 2 tells what failed; RapidCheck needn't print its progress.
class SilentListener final : public rc::detail::TestListener
{
public:
    void onTestCaseFinished(const rc::detail::CaseDescription& /*unused*/) override {}
    void onShrinkTried(const rc::detail::CaseDescription& /*unused*/, bool /*unused*/) override {}
    void onTestFinished(const rc::detail::TestMetadata& /*unused*/, const rc::detail::TestResult& /*unused*/) override
    {
    }
};

template <typename Law>
void checkLaw(const std::string& name, Law&& law)
{
    rc::detail::TestMetadata about;
    about.id = name;
    about.description = name;
    rc::detail::TestParams how = rc::detail::configuration().testParams;
    how.maxSuccess = 1'000;
    SilentListener listener;
    const auto outcome = rc::detail::checkTestable(std::forward<Law>(law), about, how, listener);
    std::ostringstream text;
    rc::detail::printResultMessage(outcome, text);
    INFO(text.str());
    CHECK(outcome.template is<rc::detail::SuccessResult>());
}

} // namespace staffroom::test

#define CHECK_LAW(name, ...) staffroom::test::checkLaw(name, __VA_ARGS__)
