// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/search_words.h"

#include "core/storage/search_tokenizer.h"

#include <algorithm>
#include <cstdint>

namespace staffroom::storage {

namespace {

/// More than anybody types; bounds what a pasted page costs.
constexpr std::size_t mostTokens = 64;
/// Shorter beginnings match a large part of every text and cost accordingly.
constexpr std::size_t shortestPrefix = 3;

constexpr std::size_t excerptLetters = 140;
constexpr std::size_t lettersBefore = 30;

bool isSpace(std::string_view text, std::size_t at, std::size_t& next)
{
    next = at;
    const char32_t letter = nextLetter(text, next);
    return letter == ' ' || (letter >= '\t' && letter <= '\r') || letter == 0x3000 || letter == 0xA0;
}

void quote(std::string& out, const Phrase& phrase)
{
    out.push_back('"'); // folded tokens hold letters and digits only: nothing to escape
    for (const std::string& token : phrase.tokens)
        out.append(token).push_back(' ');
    out.back() = '"';
    if (phrase.prefix)
        out.append(" *");
}

std::string joined(const std::vector<Phrase>& phrases, std::string_view between)
{
    std::string out;
    for (const Phrase& phrase : phrases) {
        if (!out.empty())
            out.append(between);
        quote(out, phrase);
    }
    return out;
}

bool isIdeograph(std::string_view token)
{
    std::size_t at = 0;
    return folded(nextLetter(token, at)).sort == Sort::ideograph && at == token.size();
}

struct Place
{
    std::size_t begin, end; ///< bytes
};

struct Token
{
    std::string letters;
    Place place;
};

bool standsAt(const std::vector<Token>& tokens, std::size_t at, const Phrase& phrase)
{
    if (at + phrase.tokens.size() > tokens.size())
        return false;
    for (std::size_t index = 0; index < phrase.tokens.size(); ++index) {
        const std::string& found = tokens[at + index].letters;
        const bool open = phrase.prefix && index + 1 == phrase.tokens.size();
        if (open ? !found.starts_with(phrase.tokens[index]) : found != phrase.tokens[index])
            return false;
    }
    return true;
}

/// In order, overlapping ones joined.
std::vector<Place> placesOf(std::string_view text, const std::vector<Phrase>& phrases)
{
    std::vector<Token> tokens;
    for (Tokens cut(text); cut.next();)
        tokens.push_back({std::string(cut.token()), {cut.begin(), cut.end()}});
    std::vector<Place> places;
    for (std::size_t at = 0; at < tokens.size(); ++at) {
        std::size_t longest = 0;
        for (const Phrase& phrase : phrases)
            if (standsAt(tokens, at, phrase))
                longest = std::max(longest, phrase.tokens.size());
        if (longest == 0)
            continue;
        const Place place{tokens[at].place.begin, tokens[at + longest - 1].place.end};
        if (!places.empty() && place.begin <= places.back().end)
            places.back().end = std::max(places.back().end, place.end);
        else
            places.push_back(place);
    }
    return places;
}

std::size_t stepBack(std::string_view text, std::size_t at, std::size_t letters)
{
    while (at > 0 && letters > 0) {
        --at;
        while (at > 0 && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80)
            --at;
        --letters;
    }
    return at;
}

/// Copies a stretch on one line: any white space becomes one space, other control characters go.
void copyLine(std::string& out, std::string_view text, std::size_t from, std::size_t to)
{
    for (std::size_t at = from; at < to;) {
        std::size_t next = at;
        if (isSpace(text, at, next)) {
            if (!out.empty() && out.back() != ' ')
                out.push_back(' ');
        } else if (static_cast<unsigned char>(text[at]) >= 0x20) {
            out.append(text, at, next - at);
        }
        at = next;
    }
}

std::size_t stepOn(std::string_view text, std::size_t at, std::size_t letters)
{
    for (; at < text.size() && letters > 0; --letters)
        nextLetter(text, at);
    return at;
}

} // namespace

std::vector<Phrase> phrasesOf(std::string_view query)
{
    std::vector<Phrase> phrases;
    std::size_t count = 0;
    std::size_t next = 0;
    for (std::size_t at = 0; at < query.size() && count < mostTokens; at = next) {
        if (isSpace(query, at, next))
            continue;
        std::size_t end = at;
        while (end < query.size() && !isSpace(query, end, next))
            end = next;
        next = end;
        Phrase phrase;
        bool letters = false;
        bool touches = false;
        for (Tokens cut(query.substr(at, end - at)); count < mostTokens && cut.next(); ++count) {
            phrase.tokens.emplace_back(cut.token());
            letters = !cut.isIdeograph() && cut.token().size() >= shortestPrefix;
            touches = cut.end() == end - at;
        }
        // Unfinished only while nothing was typed behind it.
        phrase.prefix = letters && touches && end == query.size();
        if (!phrase.tokens.empty())
            phrases.push_back(std::move(phrase));
    }
    return phrases;
}

std::vector<Phrase> pairsOf(const std::vector<Phrase>& phrases)
{
    std::vector<Phrase> pairs;
    const auto add = [&](Phrase pair) {
        const auto same = [&](const Phrase& other) { return other.tokens == pair.tokens; };
        if (std::none_of(pairs.begin(), pairs.end(), same))
            pairs.push_back(std::move(pair));
    };
    for (const Phrase& phrase : phrases) {
        const std::vector<std::string>& tokens = phrase.tokens;
        for (std::size_t at = 0; at < tokens.size(); ++at) {
            const bool last = at + 1 == tokens.size();
            const bool here = isIdeograph(tokens[at]);
            if (here && !last && isIdeograph(tokens[at + 1]))
                add({{tokens[at], tokens[at + 1]}, false});
            else if (!here || at == 0 || !isIdeograph(tokens[at - 1]))
                add({{tokens[at]}, last && phrase.prefix});
        }
    }
    return pairs;
}

std::string matchAll(const std::vector<Phrase>& phrases)
{
    return joined(phrases, " AND ");
}

std::string matchAny(const std::vector<Phrase>& phrases)
{
    return joined(phrases, " OR ");
}

Excerpt excerptAround(std::string_view text, const std::vector<Phrase>& phrases)
{
    const std::vector<Place> places = placesOf(text, phrases);
    if (places.empty())
        return {beginningOf(text, excerptLetters), false};
    const std::size_t from = stepBack(text, places.front().begin, lettersBefore);
    const std::size_t to = std::max(stepOn(text, from, excerptLetters), places.front().end);
    Excerpt excerpt{from > 0 ? "…" : "", true};
    std::size_t at = from;
    for (const Place& place : places) {
        if (place.end > to)
            break;
        copyLine(excerpt.text, text, at, place.begin);
        excerpt.text.push_back('\x02');
        copyLine(excerpt.text, text, place.begin, place.end);
        excerpt.text.push_back('\x03');
        at = place.end;
    }
    copyLine(excerpt.text, text, at, to);
    if (to < text.size())
        excerpt.text.append("…");
    return excerpt;
}

std::string beginningOf(std::string_view text, std::size_t letters)
{
    std::string line;
    const std::size_t to = stepOn(text, 0, letters);
    copyLine(line, text, 0, to);
    if (to < text.size())
        line.append("…");
    return line;
}

} // namespace staffroom::storage
