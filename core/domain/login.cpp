// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/login.h"

#include <unicode/locid.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

namespace staffroom::domain {

namespace {

constexpr std::int32_t mostCharacters = 64;
constexpr std::size_t mostInFileName = 64;

icu::UnicodeString composed(const icu::UnicodeString& text)
{
    UErrorCode failed = U_ZERO_ERROR;
    const icu::Normalizer2* const nfc = icu::Normalizer2::getNFCInstance(failed);
    const icu::UnicodeString out = nfc ? nfc->normalize(text, failed) : text;
    return U_SUCCESS(failed) ? out : text;
}

bool isMark(UChar32 character)
{
    return (U_GET_GC_MASK(character) & (U_GC_MN_MASK | U_GC_MC_MASK)) != 0; // Tibetan words are spelt with them
}

bool isAllowed(const icu::UnicodeString& text)
{
    const std::int32_t characters = text.countChar32();
    if (characters < 1 || characters > mostCharacters)
        return false;
    if (u_isalnum(text.char32At(0)) == 0 || text.endsWith(u'.'))
        return false;
    for (std::int32_t at = 0; at < text.length(); at = text.moveIndex32(at, 1)) {
        const UChar32 character = text.char32At(at);
        const bool joins = character == '.' || character == '-' || character == '_';
        if (!joins && u_isalnum(character) == 0 && !isMark(character))
            return false;
    }
    return true;
}

} // namespace

std::string foldedLogin(std::string_view typed)
{
    icu::UnicodeString text = icu::UnicodeString::fromUTF8({typed.data(), static_cast<std::int32_t>(typed.size())});
    text = composed(text.trim().toLower(icu::Locale::getRoot()));
    std::string folded;
    text.toUTF8String(folded);
    return folded;
}

base::Result<void> checkLogin(std::string_view login)
{
    const std::string folded = foldedLogin(login);
    if (folded == login && isAllowed(icu::UnicodeString::fromUTF8(folded)))
        return {};
    return base::Error{
        base::ErrorCode::invalidArgument, "checking the login",
        "\"" + std::string(login) +
            "\" can't be a login: a login has 1 to 64 small letters and digits of any script, with dots, "
            "dashes and underscores after the first, and no dot at its end"};
}

std::string loginInFileName(std::string_view login)
{
    std::string name;
    for (const char c : login.substr(0, mostInFileName)) {
        const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        const bool joins = c == '_' || ((c == '.' || c == '-') && !name.empty());
        name.push_back(letter || joins ? c : '_');
    }
    return name.empty() ? "_" : name;
}

} // namespace staffroom::domain
