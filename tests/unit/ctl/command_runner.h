// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/ctl/program.h"
#include "tests/support/temporary_folder.h"

#include <string>
#include <vector>

namespace staffroom::ctl::testing {

using test::TemporaryFolder;

struct Outcome
{
    ExitCode code;
    std::string out;
    std::string errors;
};

/// Runs staffroomctl's library as main.cpp does, with the real clock and randomness.
Outcome staffroomctl(const std::vector<std::string>& words);

/// Seeds data in that folder of the resources in the source tree; the same day each time.
Outcome seed(const std::string& data, const std::vector<std::string>& more = {});

/// The lines that begin so.
std::vector<std::string> linesFrom(const std::string& text, const std::string& beginning);

/// The first column of the first row.
std::int64_t number(const std::string& data, const std::string& sql);
void execute(const std::string& data, const std::string& sql);

} // namespace staffroom::ctl::testing
