// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/community/reads.h"
#include "core/storage/database.h"

#include <unordered_map>

namespace staffroom::storage {

/// Person cards for one answer, each read once. Throws SQLite::Exception.
class Authors
{
public:
    explicit Authors(Database& reader) : m_reader(reader) {}
    /// From the person's record, else from a membership that names them; a card without a name where neither is here.
    const community::PersonCard& card(const base::RecordId& person);

private:
    Database& m_reader;
    std::unordered_map<base::RecordId, community::PersonCard> m_cards;
};

/// What counts as read for a person, see CommunityReads. Throws SQLite::Exception.
class ReadState
{
public:
    ReadState(Database& reader, const base::RecordId& person);
    /// Threads of this group whose newest message isn't newer than this are read.
    std::int64_t horizon(std::int64_t group);
    bool isUnread(const base::RecordId& thread, std::int64_t group, std::int64_t latest, base::BytesView lastAuthor);
    std::int64_t countUnread(std::int64_t group);
    /// Their places in the list, newest first.
    std::vector<community::After> unreadThreads(std::int64_t group, std::int64_t limit);

private:
    Database& m_reader;
    base::RecordId m_person;
    std::int64_t m_private = -1; ///< sid of the person's private scope
    std::int64_t m_firstSign = 0;
    std::unordered_map<std::int64_t, std::int64_t> m_horizons;
};

/// Makes threads of rows, for one answer to one person. Throws SQLite::Exception.
class ThreadRows
{
public:
    ThreadRows(Database& reader, const base::RecordId& person)
        : m_person(person),
          m_reader(reader),
          m_authors(reader),
          m_read(reader, person)
    {
    }

    /// From the row that sql::community::threads and thread give; sid is where it is.
    community::Thread at(const Query& query, std::int64_t& sid);
    /// Nothing where it isn't here or heads no thread.
    std::optional<community::Thread> byId(const base::RecordId& id, std::int64_t& sid);
    /// The opening post and the replies, in causal order.
    std::vector<community::Message> messages(const community::Thread& thread, std::int64_t sid);

    Authors& authors() { return m_authors; }
    ReadState& read() { return m_read; }

private:
    struct Correction
    {
        std::string title, body;
    };
    std::optional<Correction> correctionOf(const base::RecordId& message, const base::RecordId& author,
                                           std::int64_t sid);
    void correct(community::Message& message, std::int64_t sid);
    bool isUnconfirmed(const base::RecordId& message);

    base::RecordId m_person;
    Database& m_reader;
    Authors m_authors;
    ReadState m_read;
};

/// Each message after what it answers, else by time, then id. What answers something that isn't here stands by time; so
/// do messages that answer each other in a ring.
std::vector<community::Message> inCausalOrder(std::vector<community::Message> messages);

} // namespace staffroom::storage
