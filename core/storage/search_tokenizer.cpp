// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/search_tokenizer.h"

#include <array>
#include <atomic>
#include <deque>
#include <memory>
#include <mutex>
#include <unicode/normalizer2.h>
#include <unicode/translit.h>
#include <unicode/uchar.h>
#include <unicode/uniset.h>
#include <unicode/uscript.h>
#include <unordered_map>

namespace staffroom::storage {

namespace {

constexpr char32_t lastLetter = 0x10FFFF;
constexpr char32_t broken = 0xFFFD;
constexpr std::size_t pageSize = 256;
constexpr std::size_t pageCount = (lastLetter + 1) / pageSize;

constexpr bool isAsciiWord(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

bool isIdeographic(char32_t letter)
{
    UErrorCode status = U_ZERO_ERROR;
    const UScriptCode script = uscript_getScript(static_cast<UChar32>(letter), &status);
    return script == USCRIPT_HAN || script == USCRIPT_HIRAGANA || script == USCRIPT_KATAKANA ||
           script == USCRIPT_BOPOMOFO || letter == 0x30FC /* the long vowel mark of katakana, of no one script */;
}

/// Traditional Han to simplified, from ICU's transliterator, one character at a time. Empty where ICU's data lacks it:
/// then the two only match themselves.
std::unordered_map<char32_t, char32_t> simplifiedForms()
{
    std::unordered_map<char32_t, char32_t> forms;
    UErrorCode status = U_ZERO_ERROR;
    const std::unique_ptr<icu::Transliterator> transliterator(
        icu::Transliterator::createInstance("Traditional-Simplified", UTRANS_FORWARD, status));
    if (U_FAILURE(status) || !transliterator)
        return forms;
    icu::UnicodeSet sources;
    transliterator->getSourceSet(sources);
    for (std::int32_t at = 0; at < sources.size(); ++at) {
        const UChar32 source = sources.charAt(at);
        icu::UnicodeString text(source);
        transliterator->transliterate(text);
        if (text.countChar32() == 1 && text.char32At(0) != source)
            forms.emplace(static_cast<char32_t>(source), static_cast<char32_t>(text.char32At(0)));
    }
    return forms;
}

class FoldTable
{
public:
    FoldTable()
    {
        UErrorCode status = U_ZERO_ERROR;
        m_caseFold = icu::Normalizer2::getNFKCCasefoldInstance(status);
        m_decompose = icu::Normalizer2::getNFDInstance(status);
        m_compose = icu::Normalizer2::getNFCInstance(status);
        m_usable = U_SUCCESS(status) != 0;
    }

    Folded at(char32_t letter)
    {
        if (letter > lastLetter)
            return {};
        std::atomic<const Page*>& slot = m_pages[letter / pageSize];
        const Page* page = slot.load(std::memory_order_acquire);
        if (!page)
            page = make(slot, letter / pageSize);
        return (*page)[letter % pageSize];
    }

private:
    using Page = std::array<Folded, pageSize>;

    const Page* make(std::atomic<const Page*>& slot, std::size_t number)
    {
        const std::lock_guard lock(m_mutex);
        if (const Page* made = slot.load(std::memory_order_acquire))
            return made;
        Page& page = m_made.emplace_back();
        for (std::size_t at = 0; at < pageSize; ++at)
            page[at] = fold(static_cast<char32_t>(number * pageSize + at));
        slot.store(&page, std::memory_order_release);
        return &page;
    }

    char32_t simplified(char32_t letter)
    {
        if (!m_haveForms) {
            m_forms = simplifiedForms();
            m_haveForms = true;
        }
        const auto found = m_forms.find(letter);
        return found == m_forms.end() ? letter : found->second;
    }

    Folded fold(char32_t letter)
    {
        const auto point = static_cast<UChar32>(letter);
        const auto kind = U_GET_GC_MASK(point);
        if ((kind & (U_GC_MN_MASK | U_GC_ME_MASK | U_GC_CF_MASK)) != 0)
            return {Sort::mark};
        UErrorCode status = U_ZERO_ERROR;
        icu::UnicodeString text(point);
        if (m_usable)
            text = m_caseFold->normalize(text, status);
        if (isIdeographic(letter) ||
            (text.countChar32() == 1 && isIdeographic(static_cast<char32_t>(text.char32At(0)))))
            return ideograph(text.isEmpty() ? letter : static_cast<char32_t>(text.char32At(0)));
        if (m_usable)
            text = m_compose->normalize(withoutMarks(m_decompose->normalize(text, status)), status);
        if (U_FAILURE(status) || text.isEmpty() ||
            (text.length() == 1 && !u_isalnum(text.char32At(0)) && !u_isUAlphabetic(point)))
            return {};
        if (text.countChar32() == 1)
            return {Sort::word, static_cast<char32_t>(text.char32At(0))};
        std::string letters;
        text.toUTF8String(letters);
        return {Sort::several, 0, m_several.emplace_back(std::move(letters))};
    }

    Folded ideograph(char32_t letter)
    {
        const auto kind = U_GET_GC_MASK(static_cast<UChar32>(letter));
        if ((kind & (U_GC_L_MASK | U_GC_N_MASK)) == 0)
            return {}; // radicals and the like are symbols
        return {Sort::ideograph, simplified(letter)};
    }

    /// Only letters and digits are left.
    static icu::UnicodeString withoutMarks(const icu::UnicodeString& text)
    {
        icu::UnicodeString left;
        for (std::int32_t at = 0; at < text.length(); at = text.moveIndex32(at, 1)) {
            const UChar32 letter = text.char32At(at);
            if ((U_GET_GC_MASK(letter) & (U_GC_L_MASK | U_GC_N_MASK | U_GC_MC_MASK)) != 0)
                left.append(letter);
        }
        return left;
    }

    std::array<std::atomic<const Page*>, pageCount> m_pages{};
    std::deque<Page> m_made;
    std::deque<std::string> m_several;
    std::unordered_map<char32_t, char32_t> m_forms;
    bool m_haveForms = false;
    bool m_usable = false;
    const icu::Normalizer2* m_caseFold = nullptr;
    const icu::Normalizer2* m_decompose = nullptr;
    const icu::Normalizer2* m_compose = nullptr;
    std::mutex m_mutex;
};

} // namespace

Folded folded(char32_t letter)
{
    static FoldTable table; // a table of constants: made of ICU's data alone
    return table.at(letter);
}

char32_t nextLetter(std::string_view text, std::size_t& at)
{
    const auto byte = [&](std::size_t index) { return static_cast<unsigned char>(text[index]); };
    const unsigned first = byte(at++);
    if (first < 0x80)
        return first;
    const std::size_t more = first >= 0xF0 ? 3 : first >= 0xE0 ? 2 : first >= 0xC2 ? 1 : 0;
    if (more == 0 || first > 0xF4 || at + more > text.size())
        return broken;
    char32_t letter = first & (0x3FU >> more);
    for (std::size_t index = at; index < at + more; ++index) {
        if ((byte(index) & 0xC0) != 0x80)
            return broken;
        letter = letter << 6 | (byte(index) & 0x3FU);
    }
    const bool overlong = (more == 2 && letter < 0x800) || (more == 3 && letter < 0x10000);
    if (overlong || letter > lastLetter || (letter >= 0xD800 && letter < 0xE000))
        return broken;
    at += more;
    return letter;
}

void appendLetter(std::string& text, char32_t letter)
{
    const auto push = [&](char32_t byte) { text.push_back(static_cast<char>(byte)); };
    if (letter < 0x80) {
        push(letter);
    } else if (letter < 0x800) {
        push(0xC0 | letter >> 6);
        push(0x80 | (letter & 0x3F));
    } else if (letter < 0x10000) {
        push(0xE0 | letter >> 12);
        push(0x80 | (letter >> 6 & 0x3F));
        push(0x80 | (letter & 0x3F));
    } else {
        push(0xF0 | letter >> 18);
        push(0x80 | (letter >> 12 & 0x3F));
        push(0x80 | (letter >> 6 & 0x3F));
        push(0x80 | (letter & 0x3F));
    }
}

bool Tokens::next()
{
    m_token.clear();
    m_ideograph = false;
    while (m_at < m_text.size()) {
        const std::size_t start = m_at;
        const char byte = m_text[m_at];
        if (static_cast<unsigned char>(byte) < 0x80) { // ASCII: most of an English text
            if (isAsciiWord(byte)) {
                if (m_token.empty())
                    m_begin = start;
                m_token.push_back(byte >= 'A' && byte <= 'Z' ? static_cast<char>(byte + ('a' - 'A')) : byte);
                m_end = ++m_at;
                if (m_token.size() >= longest)
                    return true;
                continue;
            }
            if (!m_token.empty())
                return true;
            ++m_at;
            continue;
        }
        const Folded found = folded(nextLetter(m_text, m_at));
        if (found.sort == Sort::mark) {
            if (!m_token.empty())
                m_end = m_at;
            continue;
        }
        if (found.sort == Sort::separator || found.sort == Sort::ideograph) {
            if (!m_token.empty()) {
                m_at = start;
                return true;
            }
            if (found.sort == Sort::separator)
                continue;
        }
        if (m_token.empty())
            m_begin = start;
        m_end = m_at;
        if (found.sort == Sort::several)
            m_token.append(found.letters);
        else
            appendLetter(m_token, found.letter);
        if (found.sort == Sort::ideograph) {
            m_ideograph = true;
            return true;
        }
        if (m_token.size() >= longest)
            return true;
    }
    return !m_token.empty();
}

} // namespace staffroom::storage
