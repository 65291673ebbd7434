// SPDX-License-Identifier: GPL-3.0-or-later
// What the reads cost with 100,000 posts. Hidden: run with "[.bench]".
#include "core/storage/community_reads.h"
#include "core/storage/learning_reads.h"
#include "tests/support/catch.hpp"
#include "tests/unit/storage/reads_store.h"

#include <algorithm>
#include <ctime>
#include <functional>
#include <iostream>

using namespace staffroom;
using namespace staffroom::storage;
using namespace staffroom::storage::test;

namespace {

namespace f = domain::field;

/// Processor time of this thread: what other programs on the machine do doesn't count.
double millisecondsOf(const std::function<void()>& work)
{
    const auto now = [] {
        timespec time{};
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
        return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) / 1e6;
    };
    const double start = now();
    work();
    return now() - start;
}

/// The median of seven, printed with the best.
double measured(const std::string& what, const std::function<void()>& work)
{
    std::vector<double> times;
    for (int run = 0; run < 7; ++run)
        times.push_back(millisecondsOf(work));
    std::sort(times.begin(), times.end());
    std::cout << what << ": " << times[3] << " ms (best " << times[0] << ")\n";
    return times[3];
}

/// About 400 bytes of Chinese and English; every text has 的, every 500th 圆周率.
std::string sampleText(std::uint32_t number)
{
    static const std::vector<std::string> sentences{
        "今天讲到异分母分数加法的时候，有几个孩子还是把分子分母直接相加。",
        "复式班里两个年级一起上课，时间总是不够用。",
        "我把练习分成三层，让会的孩子带不会的孩子。",
        "The children compared two strips of paper and saw it at once. ",
        "朗读课上她第一次站起来读完了一整段，全班都安静地听着。",
        "How do you plan a lesson for two grades in one room? ",
        "家长会以后，来学校找我谈作业的人多了起来。",
        "量角器不够，我们用折纸代替，效果出乎意料的好。",
        "I keep a notebook of mistakes and look at it every Friday. ",
        "下周教研组去山那边的学校听课，想一起去的老师请回复。",
    };
    std::string text;
    std::uint32_t state = number * 2654435761U + 12345U;
    while (text.size() < 340) {
        state = state * 1664525U + 1013904223U;
        text += sentences[state >> 16 & 0xFF ? (state >> 16) % sentences.size() : 0];
    }
    text += "第" + std::to_string(number) + "次的记录。";
    if (number % 500 == 0)
        text += "附：圆周率的由来。";
    return text;
}

constexpr std::uint32_t groups = 8;
constexpr std::uint32_t people = 60;
constexpr std::int64_t start = 1'760'000'000'000;

/// 100,000 messages, one in five of them heads a thread.
void fillWithPosts(Store& store)
{
    std::vector<RecordId> members;
    for (std::uint32_t person = 0; person < people; ++person)
        members.push_back(numbered(1000 + person));
    store.begin();
    for (std::uint32_t group = 0; group < groups; ++group)
        putGroup(store, numbered(1 + group), "教研组 " + std::to_string(group), members);
    std::array<RecordId, groups> thread;
    for (std::uint32_t number = 0; number < 100'000; ++number) {
        const std::uint32_t group = number % groups;
        const RecordId id = numbered(100'000 + number);
        const RecordId& author = members[(number * 7 + number / 60) % people];
        const std::int64_t created = start + number * 1000LL;
        if (number / groups % 5 == 0) {
            thread[group] = id;
            putPost(store, id, numbered(1 + group), author, "问题 " + std::to_string(number), sampleText(number),
                    created);
        } else {
            putReply(store, id, numbered(1 + group), author, thread[group], thread[group], sampleText(number), created);
        }
    }
    store.commit();
}

} // namespace

TEST_CASE("every screen's query stays within its budget with 100,000 posts", "[.bench]")
{
    Store store;
    std::cout << "100,000 records written and projected: " << millisecondsOf([&] { fillWithPosts(store); }) << " ms\n";

    SECTION("projecting")
    {
        // The same rows into the same tables and indexes, out of a copy in memory: as bare as it gets.
        store.writer().execute("PRAGMA temp_store = MEMORY");
        for (const char* table : {"record", "post", "reply"})
            store.writer().connection().exec(std::string("CREATE TEMP TABLE bare_") + table +
                                             " AS SELECT * FROM main." + table + " ORDER BY rid");
        ReadModels(store.writer()).clear();
        store.writer().execute("DELETE FROM record");
        const double bare = millisecondsOf([&] {
            store.begin();
            for (const char* table : {"record", "post", "reply"})
                store.writer().connection().exec(std::string("INSERT INTO main.") + table + " SELECT * FROM bare_" +
                                                 table + " ORDER BY rid");
            store.commit();
        });
        ReadModels(store.writer()).clear();
        const double projected = millisecondsOf([&] {
            store.begin();
            store.rebuild();
            store.commit();
        });
        std::cout << "bare insert of records and rows: " << bare << " ms, projecting them: " << projected
                  << " ms, ratio " << projected / bare << "\n";
    }
    SECTION("threads and groups")
    {
        CommunityReads reads(store.reader());
        const RecordId me = numbered(1000);
        CHECK(measured("groups, nothing read", [&] { REQUIRE(reads.groups(me)->size() == groups); }) < 16);
        CHECK(measured("50 threads", [&] { REQUIRE(reads.threads(me, numbered(1), {}, 50)->size() == 50); }) < 16);
        CHECK(measured("new for me", [&] { REQUIRE(reads.newForMe(me, 20)->size() == 20); }) < 16);
        CHECK(measured("waiting for me", [&] { REQUIRE(reads.waitingForMe(me, 20).ok()); }) < 16);
        const auto threads = reads.threads(me, numbered(1), {}, 50);
        CHECK(measured("one thread", [&] { REQUIRE(reads.thread(me, (*threads)[3].id)->has_value()); }) < 16);
        store.begin();
        for (std::uint32_t number = 0; number < 100'000; ++number)
            if (number / groups % 5 == 0)
                putMarker(store, me, numbered(100'000 + number), start + 200'000'000'000);
        store.commit();
        CHECK(measured("groups, 20,000 read", [&] { REQUIRE(reads.groups(me)->front().unread == 0); }) < 16);
        CHECK(measured("nothing new for me", [&] { REQUIRE(reads.newForMe(me, 20)->empty()); }) < 16);
    }
    SECTION("search")
    {
        const double bare = [&] {
            store.begin();
            store.writer().execute(
                "CREATE VIRTUAL TABLE bare USING fts5(title, body, content = '', tokenize = 'staffroom')");
            store.commit();
            return millisecondsOf([&] {
                store.begin();
                store.writer().execute(
                    "INSERT INTO bare (rowid, title, body) SELECT rid, title, body FROM search_text ORDER BY rid");
                store.commit();
            });
        }();
        store.writer().execute("DROP TABLE bare");
        double worst = 0;
        double filled = 0;
        SearchIndex filler(store.writer());
        for (bool more = true; more;) {
            const double step = millisecondsOf([&] { more = *filler.step(2000); });
            worst = std::max(worst, step);
            filled += step;
        }
        std::cout << "bare build: " << bare << " ms, filled behind: " << filled << " ms, ratio " << filled / bare
                  << ", longest step " << worst << " ms\n";
        CHECK(filled / bare <= 1.3);

        CommunityReads reads(store.reader());
        const auto search = [&](const std::string& words, std::size_t least) {
            CHECK(measured("search " + words, [&] { REQUIRE(reads.search(words, 20)->hits.size() >= least); }) <= 30);
        };
        search("的", 20);
        search("孩子", 20);
        search("圆周率", 20);
        search("the", 20);
        search("childr", 20);
        search("the children 的", 20);
        search("分数加法怎么教给两个年级的孩子", 20);
        search("圆周率 notebook 山那边", 0);
        search("没有这样的词语", 0);
        search("zebra", 0);
    }
}

TEST_CASE("what is due among 5,000 plan items is read within its budget", "[.bench]")
{
    Store store;
    const RecordId me = numbered(1);
    store.begin();
    for (std::uint32_t plan = 0; plan < 10; ++plan)
        store.put(numbered(100 + plan), Kind::plan, workScope(me), {{f::plan::title, Value::text("Plan")}});
    for (std::uint32_t number = 0; number < 5000; ++number) {
        store.put(numbered(1000 + number), Kind::planItem, workScope(me),
                  {{f::plan_item::plan, Value::id(numbered(100 + number % 10))},
                   {f::plan_item::goal, Value::text("Goal " + std::to_string(number % 7))},
                   {f::plan_item::title, Value::text("读一篇文章，写一段话")},
                   {f::plan_item::due, Value::text("2026-0" + std::to_string(1 + number % 9) + "-15")},
                   {f::plan_item::state, Value::text("open")},
                   {f::plan_item::course, Value::id(numbered(10 + number % 12))},
                   {f::plan_item::position, Value::integer(number)}});
        store.put(numbered(10'000 + number), Kind::statement, workScope(me),
                  {{f::statement::actor, Value::id(me)},
                   {f::statement::verb, Value::text(domain::verb::completed)},
                   {f::statement::object, Value::id(numbered(50))},
                   {f::statement::course, Value::id(numbered(10 + number % 12))},
                   {f::statement::durationMs, Value::integer(60'000)}});
    }
    store.commit();
    LearningReads reads(store.reader());
    CHECK(measured("all 5,000 due", [&] { REQUIRE(reads.dueItems(me, "2026-12-31")->size() == 5000); }) < 16);
    CHECK(measured("550 due", [&] { REQUIRE(reads.dueItems(me, "2026-01-31")->size() == 556); }) < 16);
    CHECK(measured("one plan of 500", [&] { REQUIRE(reads.planItems(numbered(100))->size() == 500); }) < 16);
}
