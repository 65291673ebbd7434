// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/ctl/command_runner.h"

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>

#include <algorithm>
#include <sstream>

namespace staffroom::ctl::testing {

Outcome staffroomctl(const std::vector<std::string>& words)
{
    const base::SystemClock clock;
    base::SystemRandom random;
    std::ostringstream out;
    std::ostringstream errors;
    const ExitCode code = run(commands(), words, {out, clock, random}, errors);
    return {code, out.str(), errors.str()};
}

Outcome seed(const std::string& data, const std::vector<std::string>& more)
{
    const std::string resources = STAFFROOM_SOURCE_DIR "/resources/sample-county";
    std::vector<std::string> words{"seed", "--data", data, "--resources", resources};
    words.insert(words.end(), more.begin(), more.end());
    if (std::find(words.begin(), words.end(), "--today") == words.end())
        words.insert(words.end(), {"--today", "2026-11-22"});
    return staffroomctl(words);
}

std::vector<std::string> linesFrom(const std::string& text, const std::string& beginning)
{
    std::vector<std::string> found;
    std::istringstream lines(text);
    for (std::string line; std::getline(lines, line);)
        if (line.starts_with(beginning))
            found.push_back(line);
    return found;
}

std::int64_t number(const std::string& data, const std::string& sql)
{
    const SQLite::Database database(data + "/server.db", SQLite::OPEN_READONLY);
    SQLite::Statement statement(database, sql);
    return statement.executeStep() ? statement.getColumn(0).getInt64() : -1;
}

void execute(const std::string& data, const std::string& sql)
{
    SQLite::Database(data + "/server.db", SQLite::OPEN_READWRITE).exec(sql);
}

} // namespace staffroom::ctl::testing
