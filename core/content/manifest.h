// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/bytes.h"
#include "core/base/result.h"

#include <string>
#include <string_view>
#include <vector>

namespace staffroom::content {

/// The name of the manifest inside a package.
inline constexpr std::string_view manifestName = "course.json";
/// The format that this program writes and the newest that it reads.
inline constexpr int manifestFormat = 1;

/// One thing to study: a page or a document of the package.
struct Activity
{
    std::string title;
    std::string file; ///< inside the package, in the form of normalName
    std::string type; ///< "html" or "pdf"
    int minutes = 0;  ///< 0: nothing to study (a break), or not known
};

struct Module
{
    std::string title;
    std::string kind = "knowledge"; ///< knowledge, activities, guidance, cases or evaluation
    std::vector<Activity> activities;
};

/// What a package says about itself.
struct CourseManifest
{
    int format = manifestFormat;
    std::string slug;
    std::string title;
    std::string lang; ///< BCP 47: "zh-CN", "en"
    std::string summary;
    std::string subject;
    std::string stage;
    double hours = 0;
    std::string licence;
    std::string provider;
    std::vector<Module> modules;

    std::size_t activityCount() const;
    /// The activity of that file; nullptr where there is none.
    const Activity* activity(std::string_view file) const;
};

/// Reads a course.json. Fields that it doesn't know are ignored, so that a newer author's file opens; an activity's
/// type may be missing and then follows from its file. Errors: packageBroken for what isn't a manifest, has no title,
/// no activity, or an activity named twice; archiveUnsafe for a file outside the package; tooLarge above 4 MB;
/// upgradeRequired for a newer format. With `author` set it reads the course.json of a folder that is to be imported:
/// files may be Markdown there.
base::Result<CourseManifest> parseManifest(base::BytesView json, bool author = false);

/// The same bytes for the same manifest, ending in a newline.
std::string toJson(const CourseManifest& manifest);

/// "html" or "pdf" for a file that can be an activity; empty for any other.
std::string_view activityTypeOf(std::string_view file);

} // namespace staffroom::content
