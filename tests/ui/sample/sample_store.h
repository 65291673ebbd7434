// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/community/community.h"
#include "core/learning/learning.h"

#include <map>
#include <set>

namespace staffroom::sample {

using base::RecordId;
using base::Result;

/// Records in memory, just enough to drive the screens: what core/storage does, without durability, merging or speed.
class SampleStore : public domain::Journal, public learning::Reads, public community::Reads, public community::Drafts
{
public:
    struct Record
    {
        domain::Kind kind{};
        domain::ScopeId scope;
        std::map<domain::FieldNo, domain::Value> fields;

        std::string text(domain::FieldNo field) const;
        std::int64_t number(domain::FieldNo field) const;
        RecordId id(domain::FieldNo field) const;
        bool deleted() const;
    };

    SampleStore(const RecordId& person, const base::Clock& clock) : m_person(person), m_clock(clock) {}

    Result<void> commit(std::span<const domain::Edit> edits) override;

    Result<std::vector<learning::Plan>> plans(const RecordId& person) const override;
    Result<std::vector<learning::PlanItem>> planItems(const RecordId& plan) const override;
    Result<std::optional<learning::PlanItem>> planItem(const RecordId& item) const override;
    Result<std::vector<learning::PlanItem>> dueItems(const RecordId& person,
                                                     const std::string& untilDay) const override;
    Result<std::vector<learning::CourseSummary>> courses(const RecordId& person) const override;
    Result<std::optional<learning::CourseDetail>> course(const RecordId& person, const RecordId& id) const override;

    Result<community::PersonCard> person(const RecordId& person) const override;
    Result<std::vector<community::Group>> groups(const RecordId& person) const override;
    Result<std::vector<community::Thread>> threads(const RecordId& person, const RecordId& group,
                                                   std::optional<community::After> after,
                                                   std::int64_t limit) const override;
    Result<std::optional<community::ThreadDetail>> thread(const RecordId& person, const RecordId& id) const override;
    Result<std::vector<community::Thread>> newForMe(const RecordId& person, std::int64_t limit) const override;
    Result<std::vector<community::Thread>> waitingForMe(const RecordId& person, std::int64_t limit) const override;
    Result<std::vector<community::Announcement>> announcements(std::int64_t limit) const override;
    Result<community::SearchResult> search(const std::string& query, std::int64_t limit) const override;

    Result<Draft> draft(const RecordId& place) const override;
    Result<void> saveDraft(const RecordId& place, const Draft& draft) override;

    /// Called after each commit with what was written.
    std::function<void(std::span<const domain::Edit>)> onCommit;
    std::map<RecordId, Record> records;
    std::vector<RecordId> order;    ///< as first written
    RecordId alternatives;          ///< the item with two versions
    std::set<RecordId> unconfirmed; ///< posts and replies that only a hub has
    bool failing = false;           ///< every commit fails as on a full disk

private:
    learning::PlanItem toItem(const RecordId& id, const Record& record) const;
    community::Thread toThread(const RecordId& id, const Record& record) const;
    std::vector<RecordId> repliesOf(const RecordId& thread) const;
    std::int64_t readUntil(const RecordId& thread) const;
    template <typename Do>
    void each(domain::Kind kind, Do&& what) const
    {
        for (const RecordId& id : order)
            if (const Record& record = records.at(id); record.kind == kind && !record.deleted())
                what(id, record);
    }

    RecordId m_person;
    const base::Clock& m_clock;
    std::map<RecordId, Draft> m_drafts;
};

} // namespace staffroom::sample
