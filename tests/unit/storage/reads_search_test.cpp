// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/community_reads.h"
#include "tests/support/catch.hpp"
#include "tests/unit/storage/reads_store.h"

#include <algorithm>
#include <random>

using namespace staffroom;
using namespace staffroom::storage;
using namespace staffroom::storage::test;
using community::Found;

namespace {

namespace f = domain::field;

const RecordId me = numbered(1), wang = numbered(2), maths = numbered(10), county = numbered(50);

std::string foundBy(Store& store, const std::string& words)
{
    const auto result = CommunityReads(store.reader()).search(words, 50);
    if (!result)
        FAIL(base::describe(result.error()));
    std::vector<std::string> titles;
    for (const auto& hit : result->hits)
        titles.push_back(hit.title);
    std::sort(titles.begin(), titles.end());
    std::string all;
    for (const std::string& title : titles)
        all += title + ' ';
    return all;
}

std::int64_t count(Store& store, const std::string& words)
{
    return static_cast<std::int64_t>(CommunityReads(store.reader()).search(words, 200)->hits.size());
}

} // namespace

TEST_CASE("one and two Chinese characters are found, inside longer words, in either script, with English")
{
    Store store;
    putPost(store, numbered(100), maths, wang, "a", "今天学习异分母加法。", 1);
    putPost(store, numbered(101), maths, wang, "b", "加减乘除，Fractions in grade 5", 2);
    putPost(store, numbered(102), maths, wang, "c", "學習資料 café", 3);
    putPost(store, numbered(103), maths, wang, "d", "unrelated words", 4);
    store.index();
    CHECK(foundBy(store, "加") == "a b ");
    CHECK(foundBy(store, "分母") == "a ");
    CHECK(foundBy(store, "学习") == "a c ");
    CHECK(foundBy(store, "學習") == "a c ");
    CHECK(foundBy(store, "學習 cafe") == "c ");
    CHECK(foundBy(store, "frac") == "b ");
    CHECK(foundBy(store, "frac ") == ""); // finished by the space
    CHECK(foundBy(store, "减乘 fractions 5") == "b ");
    CHECK(foundBy(store, "乘减") == ""); // another order is another word
    CHECK(foundBy(store, "zebra") == "");
    CHECK(foundBy(store, "👍") == "");
    CHECK(foundBy(store, "") == "");
}

TEST_CASE("a question that nothing matches as a whole finds what shares most pairs with it, best first")
{
    Store store;
    putPost(store, numbered(100), maths, wang, "far", "加法很有趣", 1);
    putPost(store, numbered(101), maths, wang, "near", "异分母加法要先通分", 2);
    putPost(store, numbered(102), maths, wang, "none", "朗读", 3);
    store.index();
    const auto result = CommunityReads(store.reader()).search("怎样教异分母加法", 10);
    REQUIRE(result->hits.size() == 2);
    CHECK(result->hits[0].title == "near");
    CHECK(result->hits[0].excerpt.find("\x02异分母加法\x03") != std::string::npos);
}

TEST_CASE("a word in the title counts more than one in the text")
{
    Store store;
    putPost(store, numbered(100), maths, wang, "量角器怎么用", "请教各位", 1);
    putPost(store, numbered(101), maths, wang, "买什么", "量角器、三角板和圆规", 2);
    store.index();
    CHECK(CommunityReads(store.reader()).search("量角器", 10)->hits[0].title == "量角器怎么用");
}

TEST_CASE("posts, replies, courses, plan items and announcements are found, each with where it is")
{
    Store store;
    putGroup(store, maths, "数学组", {me});
    putPost(store, numbered(100), maths, wang, "题目", "word here", 7);
    putReply(store, numbered(101), maths, me, numbered(100), numbered(100), "the word again", 8);
    store.put(numbered(102), Kind::course, {ScopeType::catalogue, county},
              {{f::course::title, Value::text("Course")},
               {f::course::summary, Value::text("word")},
               {f::course::provider, Value::text("County")},
               {f::course::published, Value::integer(9)}});
    store.put(numbered(103), Kind::planItem, workScope(me),
              {{f::plan_item::plan, Value::id(numbered(104))},
               {f::plan_item::title, Value::text("Item")},
               {f::plan_item::notes, Value::text("word")}});
    store.put(numbered(104), Kind::plan, workScope(me), {{f::plan::title, Value::text("My plan")}});
    store.put(county, Kind::organisation, {ScopeType::org, county}, {{f::organisation::name, Value::text("教研室")}});
    store.put(numbered(105), Kind::announcement, {ScopeType::org, county},
              {{f::announcement::title, Value::text("News")}, {f::announcement::body, Value::text("word")}});
    store.index();
    const auto result = CommunityReads(store.reader()).search("word", 10);
    std::string all;
    for (const Found sort : {Found::post, Found::reply, Found::course, Found::planItem, Found::announcement})
        for (const auto& hit : result->hits)
            if (hit.sort == sort)
                all += hit.title + '@' + hit.where + ' ' + hit.parent.text().substr(34) + '\n';
    CHECK(all == "题目@数学组 64\n题目@数学组 64\nCourse@County 66\nItem@My plan 68\nNews@教研室 69\n");
    CHECK_FALSE(result->indexing);
}

TEST_CASE("the index is filled from the newest and can be given up between any two steps")
{
    Store store;
    for (std::uint32_t number = 0; number < 100; ++number)
        putPost(store, numbered(100 + number), maths, wang, std::to_string(number), "字", number);
    CHECK(count(store, "字") == 0);
    CHECK(CommunityReads(store.reader()).search("字", 1)->indexing);
    REQUIRE(*SearchIndex(store.writer()).step(30));
    CHECK(foundBy(store, "字").starts_with("70 71 72"));
    CHECK(count(store, "字") == 30);
    // More arrives while it isn't done, and it is taken up by another object.
    for (std::uint32_t number = 100; number < 120; ++number)
        putPost(store, numbered(100 + number), maths, wang, std::to_string(number), "字", number);
    REQUIRE(*SearchIndex(store.writer()).step(15));
    CHECK(count(store, "字") == 45);
    REQUIRE(*SearchIndex(store.writer()).step(15)); // meets what was there
    CHECK(count(store, "字") == 50);
    CHECK(CommunityReads(store.reader()).search("字", 1)->indexing);
    store.index(7);
    CHECK(count(store, "字") == 120);
    CHECK_FALSE(CommunityReads(store.reader()).search("字", 1)->indexing);
    CHECK_FALSE(*SearchIndex(store.writer()).step(10));
}

TEST_CASE("a step that fails takes nothing in")
{
    Store store;
    putPost(store, numbered(100), maths, wang, "a", "字", 1);
    store.begin(); // somebody else's transaction on the writer
    CHECK_FALSE(SearchIndex(store.writer()).step(10).ok());
    store.commit();
    CHECK(count(store, "字") == 0);
    store.index();
    CHECK(count(store, "字") == 1);
}

TEST_CASE("changes and deletions reach the index, before it has the row and after")
{
    Store store;
    putPost(store, numbered(100), maths, wang, "a", "旧的", 1);
    putPost(store, numbered(101), maths, wang, "b", "旧的", 2);
    putPost(store, numbered(102), maths, wang, "c", "旧的", 3);
    putPost(store, numbered(100), maths, wang, "a", "新的", 1);
    store.index();
    CHECK(foundBy(store, "旧的") == "b c ");
    putPost(store, numbered(101), maths, wang, "b", "新的", 2);
    CHECK(foundBy(store, "旧的") == "c "); // not shown although the index still has it
    CHECK(CommunityReads(store.reader()).search("x", 1)->indexing);
    store.remove(numbered(102));
    store.index();
    CHECK(foundBy(store, "新的") == "a b ");
    CHECK(foundBy(store, "旧的") == "");
    store.restore(numbered(102));
    store.index();
    CHECK(foundBy(store, "旧的") == "c ");
    store.remove(numbered(102));
    store.restore(numbered(102)); // taken back before anybody noticed
    CHECK_FALSE(CommunityReads(store.reader()).search("x", 1)->indexing);
    store.writer().execute("INSERT INTO search (search) VALUES ('integrity-check')");
}

TEST_CASE("a row number given out again carries the new text")
{
    Store store;
    putPost(store, numbered(100), maths, wang, "a", "一", 1);
    putMarker(store, me, numbered(100), 5);
    store.index();
    store.forget(domain::preferenceId(me, "read/" + numbered(100).text()));
    putPost(store, numbered(101), maths, wang, "b", "二", 2); // in the row of the marker
    store.index();
    CHECK(foundBy(store, "二") == "b ");
    store.forget(numbered(101));
    store.index();
    putPost(store, numbered(102), maths, wang, "c", "三", 3);
    store.index();
    CHECK(foundBy(store, "二") == "");
    CHECK(foundBy(store, "三") == "c ");
}

TEST_CASE("a correction is found as what it corrects, and what was corrected isn't found by its old words")
{
    Store store;
    putPost(store, numbered(100), maths, wang, "t", "开头", 1);
    putReply(store, numbered(101), maths, wang, numbered(100), numbered(100), "错字", 2);
    store.put(numbered(102), Kind::reply, groupScope(maths),
              {{f::reply::author, Value::id(wang)},
               {f::reply::thread, Value::id(numbered(100))},
               {f::reply::body, Value::text("改正")},
               {f::reply::created, Value::integer(3)},
               {f::reply::corrects, Value::id(numbered(101))}});
    store.index();
    CHECK(foundBy(store, "错字") == "");
    const auto result = CommunityReads(store.reader()).search("改正", 10);
    REQUIRE(result->hits.size() == 1);
    CHECK(result->hits[0].id == numbered(101));
    CHECK(result->hits[0].parent == numbered(100));
}

TEST_CASE("after any changes in any order the index finds what a fresh one finds")
{
    std::mt19937 random(11);
    const std::vector<std::string> words{"红", "橙", "黄", "绿", "青"};
    for (int round = 0; round < 15; ++round) {
        Store store;
        SearchIndex index(store.writer());
        for (int change = 0; change < 120; ++change) {
            const auto number = static_cast<std::uint32_t>(100 + random() % 40);
            switch (random() % 4) {
            case 0:
                REQUIRE(index.step(static_cast<std::int64_t>(1 + random() % 9)).ok());
                break;
            default:
                putPost(store, numbered(number), maths, wang, std::to_string(number), words[random() % words.size()],
                        number);
                if (random() % 4 == 0)
                    store.remove(numbered(number));
            }
        }
        store.index(5);
        std::string grown;
        for (const std::string& word : words)
            grown += foundBy(store, word) + '|';
        store.begin();
        index.reset();
        store.commit();
        store.index();
        std::string fresh;
        for (const std::string& word : words)
            fresh += foundBy(store, word) + '|';
        REQUIRE(grown == fresh);
    }
}

TEST_CASE("whatever is typed, the search answers")
{
    Store store;
    putPost(store, numbered(100), maths, wang, "a", "NEAR AND OR NOT \"quoted\" 字", 1);
    store.index();
    const CommunityReads reads(store.reader());
    for (const std::string& words :
         {std::string("\""), std::string("AND"), std::string("a*"), std::string("NEAR(a b)"), std::string("title : x"),
          std::string("^x"), std::string("-x"), std::string("{a b}:c"), std::string("a\0b", 3),
          std::string(10'000, 'x'), std::string("字 ") + std::string(5000, '('), std::string("\xFF\xFE")})
        CHECK(reads.search(words, 20).ok());
    CHECK(foundBy(store, "near AND or \"quoted\"") == "a ");
    std::string page;
    for (int repeat = 0; repeat < 3000; ++repeat)
        page += "字词句";
    CHECK(reads.search(page, 20).ok());
}
