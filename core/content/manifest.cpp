// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/content/manifest.h"

#include "core/content/names.h"

#include <nlohmann/json.hpp>
#include <set>

namespace staffroom::content {
namespace {

using Json = nlohmann::ordered_json;
using base::Error;
using base::ErrorCode;
using base::Result;

constexpr std::size_t largestManifest = 4U << 20U;
constexpr double mostMinutes = 60.0 * 1000;

Error broken(std::string detail)
{
    return {ErrorCode::packageBroken, "reading the manifest of a course", std::move(detail)};
}

/// A list of texts counts as one text with commas, since authors write both for subject and stage.
std::string textOf(const Json& object, const char* key)
{
    const auto found = object.find(key);
    if (found == object.end())
        return {};
    if (found->is_string())
        return found->get<std::string>();
    std::string all;
    if (found->is_array())
        for (const Json& item : *found)
            if (item.is_string())
                all += (all.empty() ? "" : ", ") + item.get<std::string>();
    return all;
}

double numberOf(const Json& object, const char* key)
{
    const auto found = object.find(key);
    return found != object.end() && found->is_number() ? found->get<double>() : 0;
}

Result<Activity> activityOf(const Json& json, bool author)
{
    if (!json.is_object())
        return broken("an activity that is not an object");
    Activity activity;
    activity.title = textOf(json, "title");
    const std::string file = textOf(json, "file");
    if (file.empty())
        return broken("an activity without a file: " + activity.title);
    auto name = normalName(file);
    if (!name.ok())
        return name.error();
    activity.file = *std::move(name);
    if (activity.title.empty())
        activity.title = leafOf(withoutExtension(activity.file));
    activity.type = activityTypeOf(activity.file);
    const std::string extension = extensionOf(activity.file);
    const bool markdown = extension == "md" || extension == "markdown";
    if (activity.type.empty() && !(author && markdown))
        return Error{ErrorCode::unsupported, "reading the manifest of a course", "activity " + activity.file};
    const double minutes = numberOf(json, "minutes");
    activity.minutes = minutes > 0 && minutes < mostMinutes ? static_cast<int>(minutes) : 0;
    return activity;
}

Result<Module> moduleOf(const Json& json, bool author, std::set<std::string>& files)
{
    if (!json.is_object())
        return broken("a module that is not an object");
    Module module;
    module.title = textOf(json, "title");
    if (const std::string kind = textOf(json, "kind"); !kind.empty())
        module.kind = kind;
    const auto activities = json.find("activities");
    if (activities == json.end() || !activities->is_array())
        return broken("a module without activities: " + module.title);
    for (const Json& item : *activities) {
        auto activity = activityOf(item, author);
        if (!activity.ok())
            return activity.error();
        if (!files.insert(activity->file).second)
            return broken("two activities of one file: " + activity->file);
        module.activities.push_back(*std::move(activity));
    }
    return module;
}

} // namespace

std::size_t CourseManifest::activityCount() const
{
    std::size_t count = 0;
    for (const Module& module : modules)
        count += module.activities.size();
    return count;
}

const Activity* CourseManifest::activity(std::string_view file) const
{
    for (const Module& module : modules)
        for (const Activity& candidate : module.activities)
            if (candidate.file == file)
                return &candidate;
    return nullptr;
}

std::string_view activityTypeOf(std::string_view file)
{
    const std::string extension = extensionOf(file);
    if (extension == "html" || extension == "htm" || extension == "xhtml")
        return "html";
    return extension == "pdf" ? "pdf" : "";
}

Result<CourseManifest> parseManifest(base::BytesView json, bool author)
{
    if (json.size() > largestManifest)
        return Error{ErrorCode::tooLarge, "reading the manifest of a course", std::to_string(json.size()) + " bytes"};
    const Json root = Json::parse(json, nullptr, false);
    if (!root.is_object())
        return broken("not a JSON object");
    CourseManifest manifest;
    const double format = numberOf(root, "format");
    if (format > manifestFormat)
        return Error{ErrorCode::upgradeRequired, "reading the manifest of a course", "a newer format"};
    manifest.slug = textOf(root, "slug");
    manifest.title = textOf(root, "title");
    if (manifest.title.empty())
        return broken("no title");
    manifest.lang = textOf(root, "lang");
    manifest.summary = textOf(root, "summary");
    manifest.subject = textOf(root, "subject");
    manifest.stage = textOf(root, "stage");
    manifest.hours = std::max(0.0, numberOf(root, "hours"));
    manifest.licence = textOf(root, "licence");
    manifest.provider = textOf(root, "provider");
    const auto modules = root.find("modules");
    if (modules == root.end() || !modules->is_array())
        return broken("no modules");
    std::set<std::string> files;
    for (const Json& item : *modules) {
        auto module = moduleOf(item, author, files);
        if (!module.ok())
            return module.error();
        manifest.modules.push_back(*std::move(module));
    }
    if (files.empty())
        return broken("no activity");
    return manifest;
}

std::string toJson(const CourseManifest& manifest)
{
    Json modules = Json::array();
    for (const Module& module : manifest.modules) {
        Json activities = Json::array();
        for (const Activity& activity : module.activities)
            activities.push_back(Json{{"title", activity.title},
                                      {"file", activity.file},
                                      {"type", activity.type},
                                      {"minutes", activity.minutes}});
        modules.push_back(Json{{"title", module.title}, {"kind", module.kind}, {"activities", std::move(activities)}});
    }
    const Json root{{"format", manifest.format},     {"slug", manifest.slug},        {"title", manifest.title},
                    {"lang", manifest.lang},         {"summary", manifest.summary},  {"subject", manifest.subject},
                    {"stage", manifest.stage},       {"hours", manifest.hours},      {"licence", manifest.licence},
                    {"provider", manifest.provider}, {"modules", std::move(modules)}};
    return root.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

} // namespace staffroom::content
