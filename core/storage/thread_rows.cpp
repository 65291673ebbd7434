// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/thread_rows.h"

#include "core/domain/scope.h"
#include "core/storage/rows.h"
#include "core/storage/search_words.h"
#include "staffroom_sql.h"

#include <queue>

#include <algorithm>
#include <limits>

namespace staffroom::storage {

namespace {

namespace s = sql::community;
using base::RecordId;
using community::Message;
using community::PersonCard;
using community::Thread;

constexpr std::int64_t thirtyDays = 30LL * 24 * 60 * 60 * 1000;
/// How far down the list of threads the group's present is taken from.
constexpr std::int64_t presentThread = 19;
/// How many of a group's newest threads are looked through for unread ones.
constexpr std::int64_t mostWalked = 1000;
constexpr std::size_t excerptLetters = 140;

std::int64_t monthBefore(std::int64_t time)
{
    return time > std::numeric_limits<std::int64_t>::min() + thirtyDays ? time - thirtyDays : time;
}

} // namespace

const PersonCard& Authors::card(const RecordId& person)
{
    const auto [place, isNew] = m_cards.try_emplace(person);
    PersonCard& card = place->second;
    if (!isNew)
        return card;
    card.id = person;
    {
        Query query = m_reader.query(s::person);
        if (query.blob(person.view()).step()) {
            card.name = textAt(query, 0);
            card.role = textAt(query, 1);
            card.school = textAt(query, 2);
        }
    }
    if (!card.name.empty() && !card.school.empty())
        return card;
    Query query = m_reader.query(s::member);
    if (query.blob(person.view()).step()) {
        if (card.name.empty())
            card.name = textAt(query, 0);
        if (card.school.empty())
            card.school = textAt(query, 1);
        if (card.role.empty())
            card.role = textAt(query, 2);
    }
    return card;
}

ReadState::ReadState(Database& reader, const RecordId& person) : m_reader(reader), m_person(person)
{
    {
        Query query = m_reader.query(s::scope);
        if (query.blob(domain::ScopeId(domain::ScopeType::personPrivate, person).view()).step())
            m_private = query.asInteger(0);
    }
    Query query = m_reader.query(s::first_sign);
    if (query.blob(person.view()).integer(m_private).step() && !query.isNull(0))
        m_firstSign = monthBefore(query.asInteger(0));
}

std::int64_t ReadState::horizon(std::int64_t group)
{
    const auto [place, isNew] = m_horizons.try_emplace(group, m_firstSign);
    if (isNew) {
        Query query = m_reader.query(s::latest);
        if (query.integer(group).integer(presentThread).step())
            place->second = std::max(place->second, monthBefore(query.asInteger(0)));
    }
    return place->second;
}

bool ReadState::isUnread(const RecordId& thread, std::int64_t group, std::int64_t latest, base::BytesView lastAuthor)
{
    if (lastAuthor == m_person.view() || latest <= horizon(group))
        return false;
    Query query = m_reader.query(s::marker);
    query.integer(m_private).blob(thread.view()).step();
    return latest > query.asInteger(0); // no marker: 0
}

std::int64_t ReadState::countUnread(std::int64_t group)
{
    const std::int64_t since = horizon(group);
    Query query = m_reader.query(s::count_unread);
    query.integer(group).integer(since).blob(m_person.view()).integer(m_private).integer(mostWalked);
    return query.step() ? query.asInteger(0) : 0;
}

std::vector<community::After> ReadState::unreadThreads(std::int64_t group, std::int64_t limit)
{
    const std::int64_t since = horizon(group);
    std::vector<community::After> threads;
    Query query = m_reader.query(s::unread);
    query.integer(group).integer(since).blob(m_person.view()).integer(m_private).integer(mostWalked).integer(limit);
    while (query.step())
        threads.push_back({query.asInteger(0), idAt(query, 1)});
    return threads;
}

Thread ThreadRows::at(const Query& query, std::int64_t& sid)
{
    Thread thread;
    thread.id = idAt(query, 0);
    thread.group = idAt(query, 1);
    thread.title = textAt(query, 2);
    std::string body = textAt(query, 3);
    const RecordId author = idAt(query, 4);
    thread.author = m_authors.card(author);
    thread.created = query.asInteger(5);
    thread.latest = query.asInteger(6);
    thread.replies = query.asInteger(7);
    sid = query.asInteger(9);
    thread.unread = m_read.isUnread(thread.id, sid, thread.latest, query.asBytes(8));
    if (!body.empty()) // empty: deleted
        if (auto correction = correctionOf(thread.id, author, sid)) {
            body = std::move(correction->body);
            if (!correction->title.empty())
                thread.title = std::move(correction->title);
        }
    thread.excerpt = beginningOf(body, excerptLetters);
    thread.unconfirmed = isUnconfirmed(thread.id);
    return thread;
}

std::optional<Thread> ThreadRows::byId(const RecordId& id, std::int64_t& sid)
{
    Query query = m_reader.query(s::thread);
    if (!query.blob(id.view()).step())
        return std::nullopt;
    return at(query, sid);
}

std::vector<Message> ThreadRows::messages(const Thread& thread, std::int64_t sid)
{
    std::vector<Message> messages;
    {
        Message opening{thread.id, std::nullopt, {}, thread.author, thread.created, false, false};
        bool deleted = false;
        Query query = m_reader.query(s::opening);
        if (query.blob(thread.id.view()).step()) {
            opening.body = textAt(query, 0);
            deleted = query.asInteger(1) != 0;
        }
        opening.own = thread.author.id == m_person;
        if (!deleted)
            correct(opening, sid);
        opening.unconfirmed = thread.unconfirmed;
        messages.push_back(std::move(opening));
    }
    std::vector<Message> replies;
    {
        Query query = m_reader.query(s::replies);
        query.blob(thread.id.view()).integer(sid);
        while (query.step()) {
            const RecordId author = idAt(query, 3);
            replies.push_back({idAt(query, 0), optionalIdAt(query, 1), textAt(query, 2), m_authors.card(author),
                               query.asInteger(4), author == m_person, false});
        }
    }
    for (Message& reply : replies) {
        correct(reply, sid);
        reply.unconfirmed = isUnconfirmed(reply.id);
    }
    replies = inCausalOrder(std::move(replies));
    std::move(replies.begin(), replies.end(), std::back_inserter(messages));
    return messages;
}

bool ThreadRows::isUnconfirmed(const RecordId& message)
{
    return m_reader.query(sql::relayed::is_unconfirmed).blob(message.view()).step();
}

void ThreadRows::correct(Message& message, std::int64_t sid)
{
    if (auto correction = correctionOf(message.id, message.author.id, sid)) {
        message.body = std::move(correction->body);
        message.corrected = true;
    }
}

std::optional<ThreadRows::Correction> ThreadRows::correctionOf(const RecordId& message, const RecordId& author,
                                                               std::int64_t sid)
{
    Query query = m_reader.query(s::correction);
    if (!query.blob(message.view()).blob(author.view()).integer(sid).step())
        return std::nullopt;
    return Correction{textAt(query, 0), textAt(query, 1)};
}

std::vector<Message> inCausalOrder(std::vector<Message> messages)
{
    std::sort(messages.begin(), messages.end(),
              [](const Message& a, const Message& b) { return std::tie(a.created, a.id) < std::tie(b.created, b.id); });
    std::unordered_map<RecordId, std::size_t> places;
    for (std::size_t at = 0; at < messages.size(); ++at)
        places.emplace(messages[at].id, at);
    std::vector<std::vector<std::size_t>> answers(messages.size());
    std::vector<bool> waits(messages.size(), false);
    std::priority_queue<std::size_t, std::vector<std::size_t>, std::greater<>> ready; // by time: the sorted place
    for (std::size_t at = 0; at < messages.size(); ++at) {
        const auto answered = messages[at].to ? places.find(*messages[at].to) : places.end();
        if (answered == places.end() || answered->second == at) {
            ready.push(at);
        } else {
            answers[answered->second].push_back(at);
            waits[at] = true;
        }
    }
    std::vector<Message> ordered;
    std::vector<bool> done(messages.size(), false);
    std::size_t inRing = 0;
    while (ordered.size() < messages.size()) {
        if (ready.empty()) { // the oldest that still waits opens its ring
            while (done[inRing])
                ++inRing;
            ready.push(inRing);
        }
        const std::size_t at = ready.top();
        ready.pop();
        if (done[at])
            continue;
        done[at] = true;
        for (const std::size_t answer : answers[at])
            if (!done[answer])
                ready.push(answer);
        ordered.push_back(std::move(messages[at]));
    }
    return ordered;
}

} // namespace staffroom::storage
