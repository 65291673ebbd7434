// SPDX-License-Identifier: GPL-3.0-or-later
// resources/sample-county as it is written there.
#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace staffroom::ctl::sample {

struct Name
{
    std::string zh, en;
};
struct School
{
    std::string slug;
    Name name;
};
struct Group
{
    std::string slug, kind;
    Name name;
    std::string about;
};
struct Person
{
    std::string login, name, school, role, subject, grade;
    std::vector<std::string> groups;
};
struct PlanItem
{
    std::string goal, title, notes, due;
    double hours = 0;
    std::string course; ///< slug, or empty
};
struct Plan
{
    std::string title, lang, forSubject; ///< "any" or a subject
    double hours = 0;
    std::vector<PlanItem> items;
};
struct Announcement
{
    std::string lang, title, body;
    std::int64_t daysAgo = 0;
};
/// Who speaks is a role and a number: the same number is the same person within a thread.
struct Line
{
    std::string by; ///< teacher, mentor or leader
    int cast = 0;
    std::size_t to = 0; ///< the number of an earlier line, from 1; 0: the opening post
    std::string body;
};
struct Thread
{
    std::string group, lang, title;
    std::vector<Line> lines; ///< the opening post first
};

struct County
{
    School office;
    std::vector<School> schools;
    std::vector<Group> groups;
    std::vector<Person> people;
    std::vector<Plan> plans;
    std::vector<Announcement> announcements;
    std::vector<Thread> threads;
    std::vector<std::filesystem::path> courses; ///< folders, by name
};

/// Reads the folder. Errors: notFound, malformed with the file's name.
base::Result<County> read(const std::filesystem::path& folder);

/// Where the sample county lies: --resources, else STAFFROOM_RESOURCES, else share/staffroom beside the program, else
/// the source tree (development builds). Errors: notFound with the places looked at.
base::Result<std::filesystem::path> find(const std::string& given);

} // namespace staffroom::ctl::sample
