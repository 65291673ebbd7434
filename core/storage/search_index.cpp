// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/search_index.h"

#include "staffroom_sql.h"

#include <algorithm>
#include <vector>

namespace staffroom::storage {

namespace {

namespace s = sql::search;

struct Range
{
    std::int64_t high = 0, low = 0;
};

/// The two newest, newest first.
std::vector<Range> newestRanges(Database& database)
{
    std::vector<Range> ranges;
    Query query = database.query(s::ranges);
    while (query.step())
        ranges.push_back({query.asInteger(0), query.asInteger(1)});
    return ranges;
}

std::int64_t newestRow(Database& database)
{
    Query query = database.query(s::newest);
    return query.step() ? query.asInteger(0) : 0;
}

bool isNoted(Database& database)
{
    Query query = database.query(s::any_todo);
    return query.step();
}

} // namespace

bool isIndexing(Database& database)
{
    const std::int64_t newest = newestRow(database);
    const std::vector<Range> ranges = newestRanges(database);
    const bool whole = newest == 0 || (ranges.size() == 1 && ranges[0].low <= 1 && ranges[0].high >= newest);
    return !whole || isNoted(database);
}

Result<bool> SearchIndex::step(std::int64_t rows)
{
    return guarded("filling the text index", [&] {
        Transaction transaction(m_database);
        lowerTop();
        const std::int64_t left = std::max<std::int64_t>(rows, 1) - catchUp(std::max<std::int64_t>(rows, 1));
        const bool more = left > 0 ? fill(left) : true;
        transaction.commit();
        return more || isNoted(m_database);
    });
}

IndexedText SearchIndex::textOf(std::int64_t rid)
{
    Query query = m_database.query(s::text_of);
    if (!query.integer(rid).step())
        return {};
    return {true, std::string(query.asBytes(0)), std::string(query.asBytes(1))};
}

bool SearchIndex::holds(std::int64_t rid)
{
    Query query = m_database.query(s::in_range);
    return query.integer(rid).step();
}

void SearchIndex::note(std::int64_t rid, const IndexedText& before)
{
    Query query = m_database.query(s::note);
    query.integer(rid);
    if (before.found)
        query.text(before.title).text(before.body);
    else
        query.null().null();
    query.run();
}

void SearchIndex::noteChange(std::int64_t rid, const IndexedText& before)
{
    if (!holds(rid))
        return; // it will be taken in as it then is
    const IndexedText after = textOf(rid);
    bool takenBack = false;
    {
        Query noted = m_database.query(s::noted);
        if (!noted.integer(rid).step()) {
            if (before.found != after.found || before.title != after.title || before.body != after.body)
                note(rid, before);
            return;
        }
        // The note says what the index has; where that is right again, there is nothing to do.
        const bool has = !noted.isNull(0);
        takenBack = has == after.found && (!has || (noted.asBytes(0) == after.title && noted.asBytes(1) == after.body));
    }
    if (takenBack)
        m_database.query(s::unnote).integer(rid).run();
}

void SearchIndex::noteGone(std::int64_t rid, const IndexedText& before)
{
    if (holds(rid))
        note(rid, before);
}

void SearchIndex::reset()
{
    m_database.execute("INSERT INTO search (search) VALUES ('delete-all')");
    m_database.execute("DELETE FROM search_range");
    m_database.execute("DELETE FROM search_todo");
}

void SearchIndex::lowerTop()
{
    const std::int64_t newest = newestRow(m_database);
    for (const Range& range : newestRanges(m_database)) {
        if (range.high <= newest)
            return;
        m_database.query(s::remove_range).integer(range.high).run();
        if (range.low <= newest)
            m_database.query(s::add_range).integer(newest).integer(range.low).run();
    }
}

std::int64_t SearchIndex::catchUp(std::int64_t rows)
{
    struct Note
    {
        std::int64_t rid;
        bool has;
        std::string title, body;
    };
    std::vector<Note> notes;
    {
        Query query = m_database.query(s::next_todo);
        query.integer(rows);
        while (query.step())
            notes.push_back(
                {query.asInteger(0), !query.isNull(1), std::string(query.asBytes(1)), std::string(query.asBytes(2))});
    }
    for (const Note& note : notes) {
        if (note.has)
            m_database.query(s::take_out).integer(note.rid).text(note.title).text(note.body).run();
        if (const IndexedText now = textOf(note.rid); now.found)
            m_database.query(s::put).integer(note.rid).text(now.title).text(now.body).run();
        m_database.query(s::unnote).integer(note.rid).run();
    }
    return static_cast<std::int64_t>(notes.size());
}

bool SearchIndex::fill(std::int64_t rows)
{
    const std::int64_t newest = newestRow(m_database);
    if (newest == 0)
        return false;
    std::vector<Range> ranges = newestRanges(m_database);
    Range top = {newest, newest + 1}; // nothing yet
    if (!ranges.empty() && ranges[0].high == newest) {
        top = ranges[0];
        ranges.erase(ranges.begin());
    }
    const std::int64_t floor = ranges.empty() ? 0 : ranges[0].high; // the next range, or the start
    const std::int64_t from = std::max(top.low - rows, floor + 1);
    if (from < top.low) {
        // Rising row ids: FTS5 starts another segment whenever one falls.
        m_database.query(s::take_in).integer(from).integer(top.low - 1).run();
        top.low = from;
    }
    if (top.low == floor + 1 && floor > 0) { // met: two become one
        m_database.query(s::remove_range).integer(floor).run();
        top.low = ranges[0].low;
    }
    m_database.query(s::add_range).integer(top.high).integer(top.low).run();
    return top.low > 1;
}

} // namespace staffroom::storage
