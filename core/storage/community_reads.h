// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/community/reads.h"
#include "core/storage/database.h"

namespace staffroom::storage {

/// community::Reads over the read models. Uses the reader on the caller's thread.
///
/// A thread is unread when its newest message is another's and newer than the person's marker ("read/<thread>"). So
/// that nobody is met by years of old threads, those count as read whose newest message is
/// - more than 30 days before the first sign of the person here (enrolment, own message, marker), or
/// - more than 30 days before the 20th newest thread of the group (not the newest: one wrong clock would hide the
/// rest).
class CommunityReads final : public community::Reads
{
public:
    using RecordId = base::RecordId;

    explicit CommunityReads(Database& reader) : m_reader(reader) {}

    Result<community::PersonCard> person(const RecordId& person) const override;
    /// Those the person is a member of, by name; unread is the number of unread threads, among the newest 1,000.
    Result<std::vector<community::Group>> groups(const RecordId& person) const override;
    Result<std::vector<community::Thread>> threads(const RecordId& person, const RecordId& group,
                                                   std::optional<community::After> after,
                                                   std::int64_t limit) const override;
    Result<std::optional<community::ThreadDetail>> thread(const RecordId& person,
                                                          const RecordId& thread) const override;
    Result<std::vector<community::Thread>> newForMe(const RecordId& person, std::int64_t limit) const override;
    /// Looks at the threads of the person's newest 200 posts and 200 replies.
    Result<std::vector<community::Thread>> waitingForMe(const RecordId& person, std::int64_t limit) const override;
    Result<std::vector<community::Announcement>> announcements(std::int64_t limit) const override;
    Result<community::SearchResult> search(const std::string& query, std::int64_t limit) const override;

private:
    Database& m_reader;
};

} // namespace staffroom::storage
