// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/community/reads.h"
#include "core/domain/edit.h"

namespace staffroom::community {

/// Where unfinished texts are kept: on this PC only, per place of writing (a group for a new thread, a thread for a
/// reply).
class Drafts
{
public:
    virtual ~Drafts() = default;
    struct Draft
    {
        std::string title, body;
    };
    virtual Result<Draft> draft(const RecordId& place) const = 0;
    /// An empty draft removes it.
    virtual Result<void> saveDraft(const RecordId& place, const Draft& draft) = 0;
};

/// What a person does in the community. Each call is one durable local commit.
class Community
{
public:
    Community(const RecordId& person, domain::Journal& journal, const Reads& reads, Drafts& drafts, base::IdMaker& ids,
              const base::Clock& clock)
        : m_person(person),
          m_journal(journal),
          m_reads(reads),
          m_drafts(drafts),
          m_ids(ids),
          m_clock(clock)
    {
    }

    const Reads& reads() const { return m_reads; }
    Drafts& drafts() { return m_drafts; }
    const RecordId& person() const { return m_person; }

    /// Errors: invalidArgument for an empty title or body.
    Result<RecordId> post(const RecordId& group, const std::string& title, const std::string& body);
    Result<RecordId> reply(const RecordId& thread, const std::optional<RecordId>& to, const std::string& body);
    /// One's own message only: the server refuses others'.
    Result<void> setDeleted(const RecordId& group, const RecordId& message, bool isReply, bool deleted);
    /// Remembers how far the person has read in a group's thread (ms of the newest message seen); synced with the
    /// person.
    Result<void> markRead(const RecordId& thread, std::int64_t until);

private:
    RecordId m_person;
    domain::Journal& m_journal;
    const Reads& m_reads;
    Drafts& m_drafts;
    base::IdMaker& m_ids;
    const base::Clock& m_clock;
};

} // namespace staffroom::community
