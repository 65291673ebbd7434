// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/bytes.h"
#include "core/storage/search_tokenizer.h"
#include "core/storage/search_words.h"
#include "tests/support/catch.hpp"

#include <cstdlib>
#include <filesystem>
#include <fstream>

using namespace staffroom;
using namespace staffroom::storage;

namespace {

std::string tokensOf(std::string_view text)
{
    std::string all;
    for (Tokens tokens(text); tokens.next();)
        all.append(all.empty() ? "" : " ").append(tokens.token());
    return all;
}

} // namespace

TEST_CASE("each Chinese character and kana is a token, letters and digits make words")
{
    CHECK(tokensOf("分数加法") == "分 数 加 法");
    CHECK(tokensOf("五年级3班use的PPT2010课件") == "五 年 级 3 班 use 的 ppt2010 课 件");
    CHECK(tokensOf("don't stop—go!") == "don t stop go");
    CHECK(tokensOf("ひらがなカタカナー") == "ひ ら が な カ タ カ ナ ー");
    CHECK(tokensOf("𠀋𪚥㐀") == "𠀋 𪚥 㐀"); // extensions B and A
    CHECK(tokensOf("한국어 교실") == "한국어 교실");
    CHECK(tokensOf("，。！？ \t\n") == "");
    CHECK(tokensOf("") == "");
}

TEST_CASE("case, diacritics, width and traditional forms are folded")
{
    CHECK(tokensOf("Éléphant ÉCOLE naïve") == "elephant ecole naive");
    CHECK(tokensOf("E\xCC\x81"
                   "cole") == "ecole"); // the accent as a character of its own
    CHECK(tokensOf("Straße ﬁn") == "strasse fin");
    CHECK(tokensOf("ＡＢＣ１２３") == "abc123");
    CHECK(tokensOf("ЁЖИК Ὀδυσσεύς") == "ежик οδυσσευσ");
    CHECK(tokensOf("學習語文 異分母") == "学 习 语 文 异 分 母");
    CHECK(tokensOf("㈱") == "株");
    CHECK(tokensOf("pin\xE2\x80\x8Byin") == "pinyin"); // an invisible space inside a word
}

TEST_CASE("emoji end words and are no tokens")
{
    CHECK(tokensOf("好👍🏽课 well😀done 👩‍🏫") == "好 课 well done");
}

TEST_CASE("bytes that aren't UTF-8 are passed over")
{
    CHECK(tokensOf("a\xFF"
                   "b \xC3") == "a b");
    CHECK(tokensOf("\xED\xA0\x80课\xF4\x90\x80\x80\xC0\xAF") == "课");
    CHECK(tokensOf(std::string_view("a\0b", 3)) == "a b");
}

TEST_CASE("a token's place covers its characters, accents included")
{
    const std::string text = "une e\xCC\x81"
                             "cole 語";
    Tokens tokens(text);
    REQUIRE(tokens.next());
    REQUIRE(tokens.next());
    CHECK(text.substr(tokens.begin(), tokens.end() - tokens.begin()) == "e\xCC\x81"
                                                                        "cole");
    REQUIRE(tokens.next());
    CHECK(tokens.isIdeograph());
    CHECK(text.substr(tokens.begin(), tokens.end() - tokens.begin()) == "語");
    CHECK_FALSE(tokens.next());
}

TEST_CASE("endless words are cut")
{
    const std::string text(100'000, 'x');
    std::size_t covered = 0;
    for (Tokens tokens(text); tokens.next(); covered = tokens.end())
        REQUIRE(tokens.token().size() <= 80);
    CHECK(covered == text.size());
}

TEST_CASE("hostile strings give valid tokens, in order, inside the text")
{
    const char* given = std::getenv("STAFFROOM_FIXTURES");
    std::filesystem::path folder = given ? given : "../shared/fixtures";
    folder /= "text/blns";
    std::error_code missing;
    std::vector<std::string> texts{"\"quoted\" AND (NEAR) * ^ title:x", std::string(5000, '"'),
                                   "\xE2\x80\xAE reversed"};
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder, missing)) {
        std::ifstream file(entry.path());
        for (std::string line; std::getline(file, line);)
            texts.push_back(line);
    }
    if (missing)
        WARN("no hostile strings at " << folder.string());
    for (const std::string& text : texts) {
        std::size_t last = 0;
        for (Tokens tokens(text); tokens.next(); last = tokens.end()) {
            REQUIRE(base::isUtf8(tokens.token()));
            REQUIRE_FALSE(tokens.token().empty());
            REQUIRE(tokens.begin() >= last);
            REQUIRE(tokens.end() > tokens.begin());
            REQUIRE(tokens.end() <= text.size());
        }
        const auto phrases = phrasesOf(text);
        if (base::isUtf8(text))
            REQUIRE(base::isUtf8(excerptAround(text, phrases).text));
    }
}

TEST_CASE("what is typed becomes phrases, the last word of letters may go on")
{
    CHECK(matchAll(phrasesOf("分数 fract")) == "\"分 数\" AND \"fract\" *");
    CHECK(matchAll(phrasesOf("fract 分数")) == "\"fract\" AND \"分 数\"");
    CHECK(matchAll(phrasesOf("fract ")) == "\"fract\"");
    CHECK(matchAll(phrasesOf("fr")) == "\"fr\"");                          // too short to go on from
    CHECK(matchAll(phrasesOf("分数　加法")) == "\"分 数\" AND \"加 法\""); // an ideographic space
    CHECK(matchAll(phrasesOf("\" OR * ( 👍")) == "\"or\"");
    CHECK(matchAll(phrasesOf("")) == "");
    CHECK(matchAny(pairsOf(phrasesOf("分数加法 the x法"))) ==
          "\"分 数\" OR \"数 加\" OR \"加 法\" OR \"the\" OR \"x\" OR \"法\"");
}

TEST_CASE("an excerpt shows the surroundings of the first match and marks every one")
{
    const auto phrases = phrasesOf("學習");
    CHECK(excerptAround("我们学习，\n再学习", phrases).text == "我们\x02学习\x03， 再\x02学习\x03");
    std::string text;
    for (int count = 0; count < 200; ++count)
        text += "长";
    const Excerpt excerpt = excerptAround(text + "学习" + text, phrases);
    CHECK(excerpt.matched);
    CHECK(excerpt.text.starts_with("…长"));
    CHECK(excerpt.text.find("\x02学习\x03长") != std::string::npos);
    CHECK(excerpt.text.size() < 150 * 3);
    CHECK_FALSE(excerptAround("nothing", phrases).matched);
    CHECK(excerptAround("a\x02"
                        "b\x03",
                        phrases)
              .text == "ab");
    CHECK(excerptAround("The Children", phrasesOf("chil")).text == "The \x02"
                                                                   "Children\x03");
}
