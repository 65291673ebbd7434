// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/ctl/county.h"
#include "core/content/import.h"

namespace staffroom::ctl {

/// A course as it lies in the catalogue.
struct CatalogueCourse
{
    RecordId id;
    struct Activity
    {
        RecordId id;
        int minutes = 0;
    };
    std::vector<Activity> activities; ///< in the order of study
    std::size_t modules = 0;
};

/// Makes a package of the folder, takes it in as a blob, and gives what the catalogue must hold. Ids follow from the
/// slug, the modules' titles and the files, so that the same folder is the same course.
struct CoursePackage
{
    content::Imported imported;
    CatalogueCourse course;
    std::vector<Edit> edits;
};
Result<CoursePackage> packageCourse(SqliteCentral& store, const std::filesystem::path& folder,
                                    content::ImportOptions options, std::int64_t published);

} // namespace staffroom::ctl
