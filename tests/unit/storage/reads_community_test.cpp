// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/community_reads.h"
#include "core/storage/drafts.h"
#include "core/storage/thread_rows.h"
#include "tests/support/catch.hpp"
#include "tests/unit/storage/reads_store.h"

#include <algorithm>
#include <random>

using namespace staffroom;
using namespace staffroom::storage;
using namespace staffroom::storage::test;

namespace {

namespace f = domain::field;

const RecordId me = numbered(1), wang = numbered(2), li = numbered(3), maths = numbered(10), chinese = numbered(11);
constexpr std::int64_t day = 24LL * 60 * 60 * 1000;
constexpr std::int64_t now = 20'000 * day;

std::string titlesOf(const Result<std::vector<community::Thread>>& threads)
{
    REQUIRE(threads.ok());
    std::string titles;
    for (const auto& thread : *threads)
        titles += thread.title + (thread.unread ? "* " : " ");
    return titles;
}

void putCorrection(Store& store, std::uint32_t id, const RecordId& author, const RecordId& thread,
                   const RecordId& corrects, const std::string& body, std::int64_t created)
{
    store.put(numbered(id), Kind::reply, groupScope(maths),
              {{f::reply::author, Value::id(author)},
               {f::reply::thread, Value::id(thread)},
               {f::reply::body, Value::text(body)},
               {f::reply::created, Value::integer(created)},
               {f::reply::corrects, Value::id(corrects)}});
}

} // namespace

TEST_CASE("threads stand by their newest message and page without gaps")
{
    Store store;
    putGroup(store, maths, "Maths", {me});
    for (std::uint32_t number = 0; number < 10; ++number)
        putPost(store, numbered(100 + number), maths, wang, std::to_string(number), "body", now + number / 2);
    putReply(store, numbered(200), maths, li, numbered(103), numbered(103), "answer", now + 50);
    const CommunityReads reads(store.reader());
    const std::string all = titlesOf(reads.threads(me, maths, {}, 100));
    CHECK(all == "3* 9* 8* 7* 6* 5* 4* 2* 1* 0* ");
    std::string paged;
    std::optional<community::After> after;
    for (;;) {
        const auto page = reads.threads(me, maths, after, 3);
        REQUIRE(page.ok());
        if (page->empty())
            break;
        paged += titlesOf(page);
        after = community::After{page->back().latest, page->back().id};
    }
    CHECK(paged == all);
    CHECK(reads.threads(me, numbered(99), {}, 10)->empty());
}

TEST_CASE("counts of a thread are the same whatever comes first")
{
    Store store;
    putReply(store, numbered(201), maths, li, numbered(100), numbered(100), "early", now + 2);
    putReply(store, numbered(200), maths, me, numbered(100), numbered(201), "earlier", now + 1);
    putPost(store, numbered(100), maths, wang, "question", "body", now);
    putReply(store, numbered(202), maths, wang, numbered(100), numbered(200), "late", now + 3);
    putReply(store, numbered(203), chinese, wang, numbered(100), numbered(200), "from another group", now + 9);
    putGroup(store, maths, "Maths", {me});
    const CommunityReads reads(store.reader());
    auto thread = reads.threads(me, maths, {}, 10)->front();
    CHECK(thread.replies == 3);
    CHECK(thread.latest == now + 3);
    CHECK(thread.group == maths);

    store.remove(numbered(202));
    thread = reads.threads(me, maths, {}, 10)->front();
    CHECK(thread.replies == 2);
    CHECK(thread.latest == now + 2);
    store.restore(numbered(202));
    CHECK(reads.threads(me, maths, {}, 10)->front().latest == now + 3);
    const std::string before = store.readModels();
    putReply(store, numbered(202), maths, wang, numbered(100), numbered(200), "late", now + 3); // again
    CHECK(store.readModels() == before);
    store.forget(numbered(202));
    CHECK(reads.threads(me, maths, {}, 10)->front().replies == 2);
}

TEST_CASE("a rebuild makes the same read models as any order of arrival")
{
    std::mt19937 random(7);
    for (int round = 0; round < 20; ++round) {
        Store store;
        std::vector<std::function<void()>> arrivals;
        for (std::uint32_t number = 0; number < 40; ++number) {
            const RecordId thread = numbered(100 + number % 4);
            arrivals.push_back([&store, number, thread] {
                if (number < 4)
                    putPost(store, thread, maths, numbered(1 + number % 3), "t", "b", now + number);
                else
                    putReply(store, numbered(200 + number), maths, numbered(1 + number % 3), thread, thread, "r",
                             now + number % 5);
            });
        }
        std::shuffle(arrivals.begin(), arrivals.end(), random);
        for (const auto& arrive : arrivals)
            arrive();
        for (const std::uint32_t gone : {100U, 101U, 210U, 215U})
            store.remove(numbered(gone));
        store.restore(numbered(101));
        putGroup(store, maths, "Maths", {me});
        putMarker(store, me, numbered(100), now);
        const std::string grown = store.readModels();
        store.rebuild();
        REQUIRE(store.readModels() == grown);
    }
}

TEST_CASE("a deleted opening post stays as long as it has replies")
{
    Store store;
    putGroup(store, maths, "Maths", {me});
    putPost(store, numbered(100), maths, wang, "question", "secret", now);
    putReply(store, numbered(200), maths, li, numbered(100), numbered(100), "answer", now + 1);
    const CommunityReads reads(store.reader());
    store.remove(numbered(100));
    const auto detail = reads.thread(me, numbered(100));
    REQUIRE(detail->has_value());
    CHECK((*detail)->messages[0].body.empty());
    CHECK((*detail)->thread.excerpt.empty());
    CHECK((*detail)->messages.size() == 2);
    store.remove(numbered(200));
    CHECK_FALSE(reads.thread(me, numbered(100))->has_value());
    CHECK(reads.threads(me, maths, {}, 10)->empty());
    store.restore(numbered(100));
    CHECK((*reads.thread(me, numbered(100)))->messages[0].body == "secret");
}

TEST_CASE("messages stand after what they answer, whatever their clocks said")
{
    Store store;
    putGroup(store, maths, "Maths", {me});
    putPost(store, numbered(100), maths, wang, "question", "body", now);
    putReply(store, numbered(203), maths, me, numbered(100), numbered(201), "answers first", now - 900); // wrong clock
    putReply(store, numbered(201), maths, li, numbered(100), numbered(100), "first", now + 1);
    putReply(store, numbered(202), maths, li, numbered(100), numbered(999), "answers nothing here", now + 2);
    putReply(store, numbered(204), maths, li, numbered(100), numbered(205), "ring", now + 3);
    putReply(store, numbered(205), maths, li, numbered(100), numbered(204), "ring", now + 4);
    const CommunityReads reads(store.reader());
    const auto detail = reads.thread(me, numbered(100));
    REQUIRE(detail->has_value());
    std::vector<RecordId> order;
    for (const auto& message : (*detail)->messages)
        order.push_back(message.id);
    CHECK(order ==
          std::vector{numbered(100), numbered(201), numbered(203), numbered(202), numbered(204), numbered(205)});
    CHECK((*detail)->messages[2].own);
    CHECK((*detail)->messages[2].to == numbered(201));
    CHECK_FALSE((*detail)->messages[1].own);
}

TEST_CASE("the newest correction by the author is what is shown")
{
    Store store;
    putGroup(store, maths, "Maths", {me});
    putPost(store, numbered(100), maths, wang, "question", "wrnog", now);
    putReply(store, numbered(200), maths, li, numbered(100), numbered(100), "answer", now + 1);
    putCorrection(store, 300, li, numbered(100), numbered(200), "second try", now + 5);
    putCorrection(store, 301, li, numbered(100), numbered(200), "first try", now + 4);
    putCorrection(store, 302, wang, numbered(100), numbered(200), "not one's own", now + 9);
    putCorrection(store, 303, wang, numbered(100), numbered(100), "right", now + 6);
    const CommunityReads reads(store.reader());
    const auto detail = reads.thread(me, numbered(100));
    REQUIRE((*detail)->messages.size() == 2);
    CHECK((*detail)->messages[0].body == "right");
    CHECK((*detail)->thread.excerpt == "right");
    CHECK((*detail)->messages[1].body == "second try");
    CHECK((*detail)->messages[1].corrected);
    CHECK((*detail)->thread.replies == 1);
    CHECK((*detail)->thread.latest == now + 1);
    store.remove(numbered(300));
    CHECK((*reads.thread(me, numbered(100)))->messages[1].body == "first try");
}

TEST_CASE("a thread is unread until the marker reaches its newest message, unless that is one's own")
{
    Store store;
    putGroup(store, maths, "Maths", {me, wang});
    putGroup(store, chinese, "Chinese", {wang});
    putPost(store, numbered(100), maths, wang, "a", "b", now);
    putPost(store, numbered(101), maths, me, "mine", "b", now + 1);
    putPost(store, numbered(102), maths, li, "c", "b", now + 2);
    const CommunityReads reads(store.reader());
    CHECK(titlesOf(reads.threads(me, maths, {}, 10)) == "c* mine a* ");
    CHECK(reads.groups(me)->size() == 1);
    CHECK(reads.groups(me)->front().unread == 2);
    CHECK(reads.groups(me)->front().members == 2);
    CHECK(reads.groups(me)->front().latest == now + 2);
    putMarker(store, me, numbered(102), now + 2);
    CHECK(titlesOf(reads.threads(me, maths, {}, 10)) == "c mine a* ");
    CHECK(titlesOf(reads.newForMe(me, 10)) == "a* ");
    putReply(store, numbered(200), maths, wang, numbered(102), numbered(102), "again", now + 3);
    CHECK(titlesOf(reads.newForMe(me, 10)) == "c* a* ");
    CHECK(titlesOf(reads.newForMe(me, 1)) == "c* ");
    putMarker(store, me, numbered(102), now + 3);
    CHECK(reads.groups(me)->front().unread == 1);
    CHECK(reads.groups(wang)->size() == 2);
}

TEST_CASE("nobody is met by years of old threads, and one wrong clock hides nothing")
{
    Store store;
    putGroup(store, maths, "Maths", {me, wang});
    for (std::uint32_t number = 0; number < 100; ++number)
        putPost(store, numbered(100 + number), maths, li, "t", "b", now + number * day);
    putPost(store, numbered(300), maths, li, "2099", "b", now + 40'000 * day);
    const CommunityReads reads(store.reader());
    // The 20th newest (the one of 2099 counted) is of day 81.
    CHECK(reads.groups(wang)->front().unread == 49);
    store.put(domain::enrolmentId(me, numbered(5)), Kind::enrolment, workScope(me),
              {{f::enrolment::person, Value::id(me)}, {f::enrolment::enrolled, Value::integer(now + 120 * day)}});
    CHECK(reads.groups(me)->front().unread == 10); // 30 days before that, day 90, is read itself
}

TEST_CASE("what waits for me is answers to my messages that I have not answered since")
{
    Store store;
    putGroup(store, maths, "Maths", {me});
    putPost(store, numbered(100), maths, me, "mine, answered", "b", now);
    putReply(store, numbered(200), maths, li, numbered(100), numbered(100), "answer", now + 1);
    putPost(store, numbered(101), maths, li, "theirs", "b", now);
    putReply(store, numbered(201), maths, me, numbered(101), numbered(101), "me", now + 1);
    putReply(store, numbered(202), maths, wang, numbered(101), numbered(201), "to me", now + 5);
    putPost(store, numbered(102), maths, li, "not to me", "b", now);
    putReply(store, numbered(203), maths, me, numbered(102), numbered(102), "me", now + 1);
    putReply(store, numbered(204), maths, wang, numbered(102), numbered(102), "to li", now + 9);
    const CommunityReads reads(store.reader());
    CHECK(titlesOf(reads.waitingForMe(me, 10)) == "theirs* mine, answered* ");
    CHECK(titlesOf(reads.waitingForMe(me, 1)) == "theirs* ");
    putReply(store, numbered(206), maths, wang, numbered(101), numbered(101), "to li", now + 50);
    CHECK(reads.waitingForMe(me, 1)->front().latest == now + 50);
    CHECK(reads.waitingForMe(me, 1)->front().waitsSince == now + 5);
    putReply(store, numbered(205), maths, me, numbered(101), numbered(202), "thanks", now + 6);
    CHECK(titlesOf(reads.waitingForMe(me, 10)) == "mine, answered* ");
}

TEST_CASE("a person's card comes from their record, else from a membership")
{
    Store store;
    const ScopeId org{ScopeType::org, numbered(50)};
    const CommunityReads reads(store.reader());
    CHECK(reads.person(wang)->name.empty());
    CHECK(reads.person(wang)->id == wang);
    store.put(numbered(60), Kind::membership, org,
              {{f::membership::person, Value::id(wang)},
               {f::membership::of, Value::id(maths)},
               {f::membership::role, Value::text("mentor")},
               {f::membership::personName, Value::text("Wang (member)")},
               {f::membership::schoolName, Value::text("School (member)")}});
    CHECK(reads.person(wang)->name == "Wang (member)");
    CHECK(reads.person(wang)->school == "School (member)");
    store.put(wang, Kind::person, org,
              {{f::person::name, Value::text("王老师")}, {f::person::school, Value::id(numbered(51))}});
    CHECK(reads.person(wang)->name == "王老师");
    CHECK(reads.person(wang)->school == "School (member)");
    store.put(numbered(51), Kind::organisation, org, {{f::organisation::name, Value::text("石桥小学")}});
    CHECK(reads.person(wang)->school == "石桥小学");
}

TEST_CASE("announcements come newest first")
{
    Store store;
    for (std::uint32_t number = 0; number < 5; ++number)
        store.put(numbered(100 + number), Kind::announcement, {ScopeType::org, numbered(50)},
                  {{f::announcement::title, Value::text(std::to_string(number))},
                   {f::announcement::author, Value::id(wang)},
                   {f::announcement::created, Value::integer(now + number)}});
    const CommunityReads reads(store.reader());
    const auto announcements = reads.announcements(2);
    REQUIRE(announcements->size() == 2);
    CHECK((*announcements)[0].title == "4");
    CHECK((*announcements)[0].author.id == wang);
}

TEST_CASE("values of another type and empty records break nothing")
{
    Store store;
    putGroup(store, maths, "Maths", {me});
    store.put(numbered(100), Kind::post, groupScope(maths),
              {{f::post::author, Value::text("not an id")}, {f::post::title, Value::integer(5)}});
    store.put(numbered(101), Kind::reply, groupScope(maths), {});
    store.put(numbered(102), static_cast<Kind>(900), groupScope(maths), {{1, Value::text("newer program's")}});
    const CommunityReads reads(store.reader());
    CHECK(reads.threads(me, maths, {}, 10)->size() == 1);
    CHECK(reads.thread(me, numbered(100))->has_value());
}

TEST_CASE("leaving a scope takes everything of it out, words too")
{
    Store store;
    putGroup(store, maths, "Maths", {me});
    putGroup(store, chinese, "Chinese", {me});
    putPost(store, numbered(100), maths, wang, "fractions", "body", now);
    putPost(store, numbered(101), chinese, wang, "poems", "body", now);
    store.index();
    store.begin();
    ReadModels(store.writer()).removeScope(store.sid(groupScope(maths)));
    store.commit();
    const CommunityReads reads(store.reader());
    CHECK(reads.groups(me)->size() == 1);
    CHECK_FALSE(reads.thread(me, numbered(100))->has_value());
    store.index();
    CHECK(reads.search("fractions", 10)->hits.empty());
    CHECK(reads.search("poems", 10)->hits.size() == 1);
}

TEST_CASE("a draft is kept per place until it is empty")
{
    Store store;
    std::mutex writing;
    Drafts drafts(store.writer(), writing);
    CHECK(drafts.draft(maths)->body.empty());
    REQUIRE(drafts.saveDraft(maths, {"title", "text"}).ok());
    REQUIRE(drafts.saveDraft(maths, {"title", "longer text"}).ok());
    REQUIRE(drafts.saveDraft(chinese, {"", "reply"}).ok());
    CHECK(drafts.draft(maths)->body == "longer text");
    REQUIRE(drafts.saveDraft(maths, {}).ok());
    CHECK(drafts.draft(maths)->title.empty());
    CHECK(drafts.draft(chinese)->body == "reply");
}
