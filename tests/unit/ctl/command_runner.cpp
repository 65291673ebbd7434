// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/ctl/command_runner.h"

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <sstream>

namespace staffroom::ctl::testing {

Folder::Folder()
{
    std::string pattern = (std::filesystem::temp_directory_path() / "staffroom-ctl-XXXXXX").string();
    if (mkdtemp(pattern.data()))
        m_path = pattern;
}

Folder::~Folder()
{
    std::error_code ignored;
    if (!m_path.empty())
        std::filesystem::remove_all(m_path, ignored);
}

std::string Folder::write(const std::string& name, const std::string& content) const
{
    const std::filesystem::path file = m_path / name;
    std::filesystem::create_directories(file.parent_path());
    std::ofstream(file, std::ios::binary) << content;
    return file.string();
}

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
    std::vector<std::string> words{"seed", "--data", data, "--resources",
                                   STAFFROOM_SOURCE_DIR "/resources/sample-county"};
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
