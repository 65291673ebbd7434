// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/sample_county.h"

#include "core/domain/login.h"

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <nlohmann/json.hpp>

namespace staffroom::ctl::sample {

using base::Error;
using base::ErrorCode;
using base::Result;
using Json = nlohmann::json;
namespace fs = std::filesystem;

namespace {

constexpr std::string_view doing = "reading the sample county";

std::string textOf(const Json& object, const char* name)
{
    const auto found = object.find(name);
    return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

Name nameOf(const Json& object)
{
    return {object.at("name").at("zh").get<std::string>(), object.at("name").at("en").get<std::string>()};
}

/// Reads a file and hands it over; what nlohmann::json throws on the way ends here.
template <typename Take>
Result<void> readJson(const fs::path& file, Take take)
{
    std::ifstream in(file, std::ios::binary);
    if (!in)
        return Error{ErrorCode::notFound, std::string(doing), file.string()};
    try {
        take(Json::parse(in));
        return {};
    } catch (const Json::exception& exception) {
        return Error{ErrorCode::malformed, std::string(doing), file.filename().string() + ": " + exception.what()};
    }
}

void takePeople(const Json& root, County& county)
{
    county.office = {root.at("office").at("slug").get<std::string>(), nameOf(root.at("office"))};
    for (const Json& school : root.at("schools"))
        county.schools.push_back({school.at("slug").get<std::string>(), nameOf(school)});
    for (const Json& group : root.at("groups"))
        county.groups.push_back({group.at("slug").get<std::string>(), group.at("kind").get<std::string>(),
                                 nameOf(group), textOf(group, "about")});
    for (const Json& person : root.at("people"))
        county.people.push_back({person.at("login").get<std::string>(), person.at("name").get<std::string>(),
                                 person.at("school").get<std::string>(), person.at("role").get<std::string>(),
                                 textOf(person, "subject"), textOf(person, "grade"),
                                 person.at("groups").get<std::vector<std::string>>()});
}

void takePlans(const Json& root, County& county)
{
    for (const Json& written : root) {
        Plan plan{written.at("title").get<std::string>(),
                  textOf(written, "lang"),
                  textOf(written, "for"),
                  written.at("target_hours").get<double>(),
                  {}};
        for (const Json& item : written.at("items"))
            plan.items.push_back({textOf(item, "goal"), item.at("title").get<std::string>(), textOf(item, "notes"),
                                  textOf(item, "due"), item.at("hours").get<double>(), textOf(item, "course")});
        county.plans.push_back(std::move(plan));
    }
}

void takeThreads(const Json& root, const std::string& lang, County& county)
{
    for (const Json& written : root) {
        Thread thread{written.at("group").get<std::string>(), lang, written.at("title").get<std::string>(), {}};
        const Json& opening = written.at("opening");
        thread.lines.push_back({opening.at("by").get<std::string>(), 0, 0, opening.at("body").get<std::string>()});
        for (const Json& reply : written.at("replies")) {
            Line line{reply.at("by").get<std::string>(), reply.at("cast").get<int>(), 0,
                      reply.at("body").get<std::string>()};
            // An answer to oneself or to what comes later is a slip of the writer: it answers the opening post then.
            if (const Json& to = reply.at("to"); to.is_number_unsigned()) {
                const auto number = to.get<std::size_t>();
                if (number > 0 && number < thread.lines.size() &&
                    (thread.lines[number].cast != line.cast || thread.lines[number].by != line.by))
                    line.to = number;
            }
            thread.lines.push_back(std::move(line));
        }
        county.threads.push_back(std::move(thread));
    }
}

std::vector<fs::path> sorted(const fs::path& folder)
{
    std::vector<fs::path> entries;
    std::error_code failed;
    for (fs::directory_iterator at(folder, failed), end; !failed && at != end; at.increment(failed))
        entries.push_back(at->path());
    std::sort(entries.begin(), entries.end());
    return entries;
}

} // namespace

Result<County> read(const fs::path& folder)
{
    County county;
    STAFFROOM_TRY(readJson(folder / "county.json", [&](const Json& root) { takePeople(root, county); }));
    STAFFROOM_TRY(readJson(folder / "plans.json", [&](const Json& root) { takePlans(root, county); }));
    STAFFROOM_TRY(readJson(folder / "announcements.json", [&](const Json& root) {
        for (const Json& one : root)
            county.announcements.push_back({textOf(one, "lang"), one.at("title").get<std::string>(),
                                            textOf(one, "body"), one.at("days_ago").get<std::int64_t>()});
    }));
    for (const fs::path& file : sorted(folder / "threads"))
        if (file.extension() == ".json")
            STAFFROOM_TRY(readJson(
                file, [&](const Json& root) { takeThreads(root, file.filename().string().substr(0, 2), county); }));
    for (const fs::path& course : sorted(folder / "courses"))
        if (fs::exists(course / "course.json"))
            county.courses.push_back(course);
    for (const Person& person : county.people)
        if (const auto fits = domain::checkLogin(person.login); !fits)
            return Error{ErrorCode::malformed, std::string(doing), "county.json: " + fits.error().detail};
    if (county.threads.empty() || county.courses.empty() || county.plans.empty() || county.people.empty())
        return Error{ErrorCode::malformed, std::string(doing), folder.string() + " has no people, threads or courses"};
    return county;
}

Result<fs::path> find(const std::string& given)
{
    std::vector<fs::path> places;
    if (!given.empty()) {
        places.emplace_back(given);
    } else {
        if (const char* variable = std::getenv("STAFFROOM_RESOURCES"))
            places.emplace_back(variable);
        std::error_code failed;
        const fs::path self = fs::read_symlink("/proc/self/exe", failed);
        if (!failed)
            places.push_back(self.parent_path().parent_path() / "share" / "staffroom");
#ifdef STAFFROOM_SOURCE_RESOURCES
        places.emplace_back(STAFFROOM_SOURCE_RESOURCES);
#endif
    }
    std::string looked;
    std::error_code failed;
    for (const fs::path& place : places) {
        if (fs::exists(place / "county.json", failed))
            return place;
        if (fs::exists(place / "sample-county" / "county.json", failed))
            return place / "sample-county";
        looked += (looked.empty() ? "" : ", ") + place.string();
    }
    return Error{ErrorCode::notFound, "looking for the sample county", "no county.json in " + looked,
                 "name its folder with --resources; the package staffroom-tools brings it"};
}

} // namespace staffroom::ctl::sample
