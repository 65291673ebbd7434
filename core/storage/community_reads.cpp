// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/community_reads.h"

#include "core/storage/rows.h"
#include "core/storage/search_query.h"
#include "core/storage/thread_rows.h"
#include "staffroom_sql.h"

#include <algorithm>
#include <limits>

namespace staffroom::storage {

namespace {

namespace s = sql::community;
using base::RecordId;
using community::Group;
using community::Thread;

/// What waits for a person is looked for among this many of their newest messages.
constexpr std::int64_t mostOwnMessages = 200;

/// Greater than any thread's place in the list.
const community::After theStart{std::numeric_limits<std::int64_t>::max(), RecordId([] {
                                    std::array<std::uint8_t, RecordId::size> bytes{};
                                    bytes.fill(0xFF);
                                    return bytes;
                                }())};

struct OwnGroup
{
    Group group;
    std::int64_t sid = 0;
};

std::vector<OwnGroup> groupsOf(Database& reader, const RecordId& person)
{
    std::vector<OwnGroup> groups;
    Query query = reader.query(s::groups);
    query.blob(person.view());
    while (query.step()) {
        Group group;
        group.id = idAt(query, 0);
        group.name = textAt(query, 1);
        group.nameEn = textAt(query, 2);
        group.sort = textAt(query, 3);
        group.about = textAt(query, 4);
        group.members = query.asInteger(6);
        groups.push_back({std::move(group), query.asInteger(5)});
    }
    return groups;
}

std::vector<Thread> threadsOf(ThreadRows& rows, const std::vector<RecordId>& ids)
{
    std::vector<Thread> threads;
    std::int64_t sid = 0;
    for (const RecordId& id : ids)
        if (auto thread = rows.byId(id, sid))
            threads.push_back(std::move(*thread));
    return threads;
}

} // namespace

Result<community::PersonCard> CommunityReads::person(const RecordId& person) const
{
    return guarded("reading a person", [&]() -> community::PersonCard { return Authors(m_reader).card(person); });
}

Result<std::vector<Group>> CommunityReads::groups(const RecordId& person) const
{
    return guarded("reading the groups", [&] {
        std::vector<Group> groups;
        ReadState read(m_reader, person);
        for (OwnGroup& own : groupsOf(m_reader, person)) {
            own.group.unread = read.countUnread(own.sid);
            Query query = m_reader.query(s::latest);
            if (query.integer(own.sid).integer(0).step())
                own.group.latest = query.asInteger(0);
            groups.push_back(std::move(own.group));
        }
        return groups;
    });
}

Result<std::vector<Thread>> CommunityReads::threads(const RecordId& person, const RecordId& group,
                                                    std::optional<community::After> after, std::int64_t limit) const
{
    return guarded("reading threads", [&] {
        std::vector<Thread> threads;
        std::int64_t sid = 0;
        {
            Query query = m_reader.query(s::group_scope);
            if (!query.blob(group.view()).step())
                return threads;
            sid = query.asInteger(0);
        }
        const community::After from = after.value_or(theStart);
        ThreadRows rows(m_reader, person);
        Query query = m_reader.query(s::threads);
        query.integer(sid).integer(from.latest).blob(from.id.view()).integer(std::max<std::int64_t>(limit, 0));
        while (query.step())
            threads.push_back(rows.at(query, sid));
        return threads;
    });
}

Result<std::optional<community::ThreadDetail>> CommunityReads::thread(const RecordId& person,
                                                                      const RecordId& thread) const
{
    return guarded("reading a thread", [&] {
        std::optional<community::ThreadDetail> detail;
        ThreadRows rows(m_reader, person);
        std::int64_t sid = 0;
        if (auto head = rows.byId(thread, sid)) {
            detail.emplace().messages = rows.messages(*head, sid);
            detail->thread = std::move(*head);
        }
        return detail;
    });
}

Result<std::vector<Thread>> CommunityReads::newForMe(const RecordId& person, std::int64_t limit) const
{
    return guarded("reading what is new", [&] {
        limit = std::max<std::int64_t>(limit, 0);
        ThreadRows rows(m_reader, person);
        std::vector<community::After> places;
        for (const OwnGroup& own : groupsOf(m_reader, person))
            for (const community::After& place : rows.read().unreadThreads(own.sid, limit))
                places.push_back(place);
        std::sort(places.begin(), places.end(), [](const community::After& a, const community::After& b) {
            return std::tie(b.latest, b.id) < std::tie(a.latest, a.id);
        });
        std::vector<RecordId> ids;
        for (const community::After& place : places)
            if (static_cast<std::int64_t>(ids.size()) < limit)
                ids.push_back(place.id);
        return threadsOf(rows, ids);
    });
}

Result<std::vector<Thread>> CommunityReads::waitingForMe(const RecordId& person, std::int64_t limit) const
{
    return guarded("reading what waits for an answer", [&] {
        std::vector<community::After> waiting;
        {
            Query query = m_reader.query(s::waiting);
            query.blob(person.view()).integer(mostOwnMessages).integer(std::max<std::int64_t>(limit, 0));
            while (query.step())
                waiting.push_back({query.asInteger(1), idAt(query, 0)});
        }
        ThreadRows rows(m_reader, person);
        std::vector<Thread> threads;
        std::int64_t sid = 0;
        for (const auto& [since, id] : waiting)
            if (auto thread = rows.byId(id, sid)) {
                thread->waitsSince = since;
                threads.push_back(std::move(*thread));
            }
        return threads;
    });
}

Result<std::vector<community::Announcement>> CommunityReads::announcements(std::int64_t limit) const
{
    return guarded("reading announcements", [&] {
        std::vector<community::Announcement> announcements;
        Authors authors(m_reader);
        Query query = m_reader.query(s::announcements);
        query.integer(std::max<std::int64_t>(limit, 0));
        while (query.step())
            announcements.push_back({idAt(query, 0), textAt(query, 1), textAt(query, 2), textAt(query, 3),
                                     authors.card(idAt(query, 4)), query.asInteger(5)});
        return announcements;
    });
}

Result<community::SearchResult> CommunityReads::search(const std::string& query, std::int64_t limit) const
{
    return searchText(m_reader, query, limit);
}

} // namespace staffroom::storage
