// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/domain/kinds.h"

#include <optional>
#include <string>
#include <vector>

namespace staffroom::community {

using base::RecordId;
using base::Result;

struct PersonCard
{
    RecordId id;
    std::string name;
    std::string school;
    std::string role; ///< teacher, mentor, leader, admin
};

struct Group
{
    RecordId id;
    std::string name, nameEn;
    std::string sort; ///< cooperative, workshop, study
    std::string about;
    std::int64_t members = 0;
    std::int64_t unread = 0; ///< threads with something newer than what the person has read, of the newest 1,000
    std::int64_t latest = 0; ///< ms since 1970
};

struct Thread
{
    RecordId id;
    RecordId group;
    std::string title;
    std::string excerpt; ///< the first 140 characters of the opening post
    PersonCard author;
    std::int64_t created = 0;
    std::int64_t latest = 0;
    std::int64_t replies = 0;
    bool unread = false;
    std::int64_t waitsSince = 0; ///< of waitingForMe only: when the newest reply came that waits
    bool unconfirmed = false;    ///< of the opening post: somebody else's, and the server hasn't confirmed it
};

/// The opening post or a reply.
struct Message
{
    RecordId id;
    std::optional<RecordId> to;
    std::string body;
    PersonCard author;
    std::int64_t created = 0;
    bool own = false;
    bool corrected = false;   ///< body is the newest correction of it
    bool unconfirmed = false; ///< somebody else's, and the server hasn't confirmed it
};

struct ThreadDetail
{
    Thread thread;
    std::vector<Message> messages; ///< the opening post first, then by causal order and time
};

struct Announcement
{
    RecordId id;
    std::string title, body, language;
    PersonCard author;
    std::int64_t created = 0;
};

/// A place to go on from: the last thread of a list.
struct After
{
    std::int64_t latest;
    RecordId id;
};

enum class Found { post, reply, course, planItem, announcement };
struct Hit
{
    Found sort;
    RecordId id;
    RecordId parent; ///< the thread of a reply, the plan of an item; else the same as id
    std::string title;
    std::string excerpt; ///< around the first match; matches between U+0002 and U+0003
    std::string where;   ///< group, school or plan
    std::int64_t when = 0;
};
struct SearchResult
{
    std::vector<Hit> hits;
    bool indexing = false; ///< the text index is still being filled: there may be more
};

/// What core/storage answers about the community, for one person, from the local store.
class Reads
{
public:
    virtual ~Reads() = default;
    virtual Result<PersonCard> person(const RecordId& person) const = 0;
    virtual Result<std::vector<Group>> groups(const RecordId& person) const = 0;
    /// Newest activity first, at most limit from after on.
    virtual Result<std::vector<Thread>> threads(const RecordId& person, const RecordId& group,
                                                std::optional<After> after, std::int64_t limit) const = 0;
    virtual Result<std::optional<ThreadDetail>> thread(const RecordId& person, const RecordId& thread) const = 0;
    /// Threads with something new for the person over all groups, newest first.
    virtual Result<std::vector<Thread>> newForMe(const RecordId& person, std::int64_t limit) const = 0;
    /// Threads with replies to the person's own posts and replies that the person has not answered since; the newest
    /// such reply first.
    virtual Result<std::vector<Thread>> waitingForMe(const RecordId& person, std::int64_t limit) const = 0;
    virtual Result<std::vector<Announcement>> announcements(std::int64_t limit) const = 0;
    /// Words and phrases over posts, replies, courses, plan items, announcements; best first.
    virtual Result<SearchResult> search(const std::string& query, std::int64_t limit) const = 0;
};

} // namespace staffroom::community
