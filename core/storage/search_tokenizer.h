// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace staffroom::storage {

/// What a code point is to the text index.
enum class Sort : std::uint8_t {
    separator, ///< ends a word: spaces, punctuation, symbols, emoji, what isn't valid UTF-8
    word,      ///< part of a word: letters and digits of scripts that write words
    ideograph, ///< a token of its own: Han of all blocks, kana, bopomofo
    mark,      ///< a combining mark or invisible character: left out, doesn't end a word
    several,   ///< part of a word that folds to several characters (ß, ﬁ, ㎏)
};

/// A code point as it is indexed: case, width and diacritics folded, traditional Han made simplified.
struct Folded
{
    Sort sort = Sort::separator;
    char32_t letter = 0;           ///< unless sort is several
    std::string_view letters = {}; ///< UTF-8, of sort several; lives for ever
};

/// Looks a code point up. The table is made from ICU's data, 256 code points at a time when one of them is first met.
/// Any thread.
Folded folded(char32_t letter);

/// The code point at `at`, which moves behind it; U+FFFD for a byte that isn't part of valid UTF-8.
char32_t nextLetter(std::string_view text, std::size_t& at);
void appendLetter(std::string& text, char32_t letter);

/// Cuts a text into the tokens of the text index.
class Tokens
{
public:
    explicit Tokens(std::string_view text) : m_text(text) {}
    /// Moves to the next token; false at the end.
    bool next();

    /// The folded token; valid until next().
    std::string_view token() const { return m_token; }
    /// Where it lies in the text, in bytes.
    std::size_t begin() const { return m_begin; }
    std::size_t end() const { return m_end; }
    bool isIdeograph() const { return m_ideograph; }

private:
    /// A longer word is cut: nobody looks for it whole, and FTS5 bounds tokens.
    static constexpr std::size_t longest = 64;

    std::string_view m_text;
    std::string m_token;
    std::size_t m_at = 0, m_begin = 0, m_end = 0;
    bool m_ideograph = false;
};

} // namespace staffroom::storage
