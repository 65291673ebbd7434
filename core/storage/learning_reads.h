// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/learning/reads.h"
#include "core/storage/database.h"

namespace staffroom::storage {

/// learning::Reads over the read models. A person's plans are those of their work scope. Uses the reader on the
/// caller's thread.
class LearningReads final : public learning::Reads
{
public:
    using RecordId = base::RecordId;

    explicit LearningReads(Database& reader) : m_reader(reader) {}

    Result<std::vector<learning::Plan>> plans(const RecordId& person) const override;
    Result<std::vector<learning::PlanItem>> planItems(const RecordId& plan) const override;
    Result<std::optional<learning::PlanItem>> planItem(const RecordId& item) const override;
    /// Not those of plans that are archived or that aren't here.
    Result<std::vector<learning::PlanItem>> dueItems(const RecordId& person,
                                                     const std::string& untilDay) const override;
    Result<std::vector<learning::CourseSummary>> courses(const RecordId& person) const override;
    /// Activities without a module, or whose module isn't here, come in a last module without a title.
    Result<std::optional<learning::CourseDetail>> course(const RecordId& person, const RecordId& course) const override;

private:
    Database& m_reader;
};

} // namespace staffroom::storage
