// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace staffroom::storage {

/// Tokens that stand next to each other.
struct Phrase
{
    std::vector<std::string> tokens;
    bool prefix = false; ///< the last token may go on
};

/// What somebody typed: each word between spaces is a phrase, so a Chinese word of one or two characters is found where
/// it stands, inside longer words too. The last word may be unfinished if it ends in a word of letters.
std::vector<Phrase> phrasesOf(std::string_view query);

/// The same, looser: neighbouring ideographs in pairs that overlap, other tokens alone. For a question that matches
/// nothing as a whole.
std::vector<Phrase> pairsOf(const std::vector<Phrase>& phrases);

/// The query in FTS5's language; empty where there is nothing to look for.
std::string matchAll(const std::vector<Phrase>& phrases);
std::string matchAny(const std::vector<Phrase>& phrases);

/// Some 140 characters of a text around the first place where a phrase stands, on one line, each such place between
/// U+0002 and U+0003; control characters of the text itself are left out. From the start where none stands.
struct Excerpt
{
    std::string text;
    bool matched = false;
};
Excerpt excerptAround(std::string_view text, const std::vector<Phrase>& phrases);

/// The first `letters` characters on one line.
std::string beginningOf(std::string_view text, std::size_t letters);

} // namespace staffroom::storage
