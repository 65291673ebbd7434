// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/search_query.h"

#include "core/domain/kinds.h"
#include "core/storage/rows.h"
#include "core/storage/search_index.h"
#include "core/storage/search_words.h"
#include "staffroom_sql.h"

#include <algorithm>
#include <cmath>
#include <cstring>

namespace staffroom::storage {

namespace {

namespace s = sql::search;
using base::RecordId;
using community::Found;
using community::Hit;
using domain::Kind;

/// How many of the newest matches are ranked. Measured: 1,000 cost some milliseconds whatever the word.
constexpr std::int64_t mostCandidates = 1000;
/// What one search shows at most.
constexpr std::int64_t mostHits = 200;
constexpr double titleWeight = 8;

struct Candidate
{
    std::int64_t rid = 0;
    std::vector<std::int32_t> counts; ///< as staffroom_hits says them
    double score = 0;
};

/// Okapi BM25 (k1 1.2, b 0.75) with the candidates as the collection: FTS5's own would first count each phrase through
/// the whole index.
void rank(std::vector<Candidate>& candidates)
{
    if (candidates.empty())
        return;
    const std::size_t phrases = candidates.front().counts.size() / 2;
    std::vector<double> having(phrases, 0);
    double length = 0;
    for (const Candidate& candidate : candidates) {
        length += candidate.counts[0];
        for (std::size_t phrase = 0; phrase < phrases; ++phrase)
            having[phrase] += candidate.counts[1 + 2 * phrase] + candidate.counts[2 + 2 * phrase] > 0 ? 1 : 0;
    }
    const auto count = static_cast<double>(candidates.size());
    const double usual = std::max(length / count, 1.0);
    for (Candidate& candidate : candidates)
        for (std::size_t phrase = 0; phrase < phrases; ++phrase) {
            const double often = titleWeight * candidate.counts[1 + 2 * phrase] + candidate.counts[2 + 2 * phrase];
            const double rare = std::log(1 + (count - having[phrase] + 0.5) / (having[phrase] + 0.5));
            candidate.score += rare * often * 2.2 / (often + 1.2 * (0.25 + 0.75 * candidate.counts[0] / usual));
        }
    // Newest first came in; among equals it stays.
    std::stable_sort(candidates.begin(), candidates.end(),
                     [](const Candidate& a, const Candidate& b) { return a.score > b.score; });
}

std::vector<Candidate> candidatesOf(Database& reader, const std::string& match)
{
    std::vector<Candidate> candidates;
    if (match.empty())
        return candidates;
    Query query = reader.query(s::candidates);
    query.text(match).integer(mostCandidates);
    while (query.step()) {
        const std::string_view bytes = query.asBytes(1);
        Candidate& candidate = candidates.emplace_back();
        candidate.rid = query.asInteger(0);
        candidate.counts.resize(bytes.size() / sizeof(std::int32_t));
        std::memcpy(candidate.counts.data(), bytes.data(), candidate.counts.size() * sizeof(std::int32_t));
        if (candidate.counts.size() % 2 == 0)
            candidate.counts.resize(1); // can't be: one length and pairs
    }
    rank(candidates);
    return candidates;
}

std::string oneText(Database& reader, const char* sql, base::BytesView id)
{
    Query query = reader.query(sql);
    return query.blob(id).step() ? std::string(query.asBytes(0)) : std::string();
}

std::string placeOf(Database& reader, std::int64_t sid)
{
    Query query = reader.query(s::place);
    return query.integer(sid).step() ? std::string(query.asBytes(0)) : std::string();
}

/// A correction stands for what it corrects; what was corrected isn't shown as it was.
bool isCorrected(Database& reader, const RecordId& id, std::int64_t rid)
{
    Query query = reader.query(s::corrected);
    return query.blob(id.view()).integer(rid).step();
}

bool fillMessage(Database& reader, Hit& hit, std::int64_t rid, bool isReply)
{
    if (isCorrected(reader, hit.id, rid))
        return false;
    {
        Query query = reader.query(isReply ? s::reply : s::post);
        if (!query.integer(rid).step())
            return false;
        hit.when = query.asInteger(1);
        if (isReply)
            hit.parent = idAt(query, 0);
        if (!query.isNull(2))
            hit.id = idAt(query, 2);
    }
    if (isReply)
        hit.title = oneText(reader, s::thread_title, hit.parent.view());
    else
        hit.parent = hit.id;
    hit.sort = isReply && hit.id != hit.parent ? Found::reply : Found::post;
    return true;
}

bool fillHit(Database& reader, Hit& hit, std::int64_t rid)
{
    std::int64_t sid = 0;
    std::uint32_t kind = 0;
    {
        Query query = reader.query(s::kind_of);
        if (!query.integer(rid).step())
            return false;
        kind = static_cast<std::uint32_t>(query.asInteger(0));
        sid = query.asInteger(1);
        hit.id = hit.parent = idAt(query, 2);
    }
    switch (static_cast<Kind>(kind)) {
    case Kind::post:
    case Kind::reply:
        hit.where = placeOf(reader, sid);
        return fillMessage(reader, hit, rid, static_cast<Kind>(kind) == Kind::reply);
    case Kind::course: {
        hit.sort = Found::course;
        Query query = reader.query(s::course);
        if (!query.integer(rid).step())
            return false;
        hit.when = query.asInteger(0);
        hit.where = query.asBytes(1);
        return true;
    }
    case Kind::planItem: {
        hit.sort = Found::planItem;
        Query query = reader.query(s::plan_item);
        if (!query.integer(rid).step())
            return false;
        hit.parent = idAt(query, 0);
        hit.where = query.asBytes(1);
        return true;
    }
    case Kind::announcement: {
        hit.sort = Found::announcement;
        hit.where = placeOf(reader, sid);
        Query query = reader.query(s::announcement);
        if (!query.integer(rid).step())
            return false;
        hit.when = query.asInteger(0);
        return true;
    }
    default:
        return false;
    }
}

/// The candidate as shown; nothing where it has gone or changed and the index doesn't know yet.
std::optional<Hit> hitOf(Database& reader, std::int64_t rid, const std::vector<Phrase>& phrases)
{
    Hit hit{};
    std::string body;
    {
        Query query = reader.query(s::text_of);
        if (!query.integer(rid).step())
            return std::nullopt;
        hit.title = query.asBytes(0);
        body = query.asBytes(1);
    }
    Excerpt excerpt = excerptAround(body, phrases);
    if (!excerpt.matched && !excerptAround(hit.title, phrases).matched)
        return std::nullopt;
    hit.excerpt = std::move(excerpt.text);
    if (!fillHit(reader, hit, rid))
        return std::nullopt;
    return hit;
}

std::vector<Hit> hitsOf(Database& reader, const std::vector<Phrase>& phrases, const std::string& match,
                        std::int64_t limit)
{
    std::vector<Hit> hits;
    for (const Candidate& candidate : candidatesOf(reader, match)) {
        if (static_cast<std::int64_t>(hits.size()) >= limit)
            break;
        if (auto hit = hitOf(reader, candidate.rid, phrases))
            hits.push_back(std::move(*hit));
    }
    return hits;
}

} // namespace

Result<community::SearchResult> searchText(Database& reader, const std::string& query, std::int64_t limit)
{
    return guarded("searching", [&] {
        community::SearchResult result;
        result.indexing = isIndexing(reader);
        limit = std::clamp<std::int64_t>(limit, 0, mostHits);
        const std::vector<Phrase> phrases = phrasesOf(query);
        result.hits = hitsOf(reader, phrases, matchAll(phrases), limit);
        if (result.hits.empty()) {
            const std::vector<Phrase> pairs = pairsOf(phrases);
            if (pairs.size() > 1)
                result.hits = hitsOf(reader, pairs, matchAny(pairs), limit);
        }
        return result;
    });
}

} // namespace staffroom::storage
