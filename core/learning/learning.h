// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/domain/edit.h"
#include "core/learning/reads.h"

namespace staffroom::learning {

/// What a learner does: plans, plan items, enrolments, progress. Each call is one durable local commit.
class Learning
{
public:
    Learning(const RecordId& person, domain::Journal& journal, const Reads& reads, base::IdMaker& ids,
             const base::Clock& clock)
        : m_person(person),
          m_journal(journal),
          m_reads(reads),
          m_ids(ids),
          m_clock(clock)
    {
    }

    const Reads& reads() const { return m_reads; }
    const RecordId& person() const { return m_person; }

    Result<RecordId> addPlan(const std::string& title, const std::string& starts, const std::string& ends,
                             std::int64_t targetMinutes);
    Result<void> changePlan(const RecordId& plan, domain::FieldNo field, const domain::Value& value);
    Result<RecordId> addItem(const RecordId& plan, const std::string& goal, const std::string& title);
    /// One field of an item, numbers as in domain::field::plan_item.
    Result<void> changeItem(const RecordId& item, domain::FieldNo field, const domain::Value& value);
    Result<void> setDone(const RecordId& item, bool done);
    Result<void> deleteItem(const RecordId& item);
    /// Takes a deletion back: undo.
    Result<void> restoreItem(const RecordId& item);

    Result<void> enrol(const RecordId& course);
    Result<void> withdraw(const RecordId& course);

    /// What the player hands over.
    struct Progress
    {
        RecordId course;
        RecordId activity;
        std::string_view verb; ///< one of domain::verb
        std::string location;
        std::int64_t durationMs = 0;
    };
    /// Writes a statement (launched and completed always; progressed only moves the enrolment's position, so that
    /// turning pages doesn't fill the log) and the position in one commit; enrols where the person wasn't.
    Result<void> record(const Progress& progress);

private:
    domain::ScopeId work() const { return {domain::ScopeType::personWork, m_person}; }
    Result<void> commit(const RecordId& id, domain::Kind kind,
                        std::vector<std::pair<domain::FieldNo, domain::Value>> fields);

    RecordId m_person;
    domain::Journal& m_journal;
    const Reads& m_reads;
    base::IdMaker& m_ids;
    const base::Clock& m_clock;
};

} // namespace staffroom::learning
