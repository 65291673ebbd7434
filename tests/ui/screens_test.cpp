// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/catch.hpp"
#include "tests/ui/bench.h"
#include "ui/models/dates.h"
#include "ui/models/error_text.h"
#include "ui/models/text.h"

using namespace staffroom;
using staffroom::test::Bench;

namespace {

QString key(ui::Rows* rows, int row)
{
    return rows->at(row, "key").toString();
}

} // namespace

TEST_CASE("a wrong password is answered with a sentence, and the right one opens the home page")
{
    Bench bench(false);
    ui::SignInScreen* screen = bench.session.signIn();
    REQUIRE(screen->known()->count() == 2);
    screen->choose(key(screen->known(), 0));
    CHECK(screen->chosenName() == QString::fromUtf8("李美玲"));
    screen->signIn(QStringLiteral("wrong"));
    CHECK(screen->busy());
    Bench::settle();
    CHECK_FALSE(bench.session.open());
    CHECK(screen->problem() == ui::errorText(base::ErrorCode::wrongPassword).happened);
    screen->signIn(QStringLiteral("staffroom-demo"));
    Bench::settle();
    CHECK(bench.session.open());
    CHECK(bench.session.personName() == QString::fromUtf8("李美玲"));
    CHECK(bench.session.page() == u"home");
}

TEST_CASE("signing in where the server can't be reached says so")
{
    Bench bench(false);
    ui::SignInScreen* screen = bench.session.signIn();
    screen->choose({});
    screen->setServer(QStringLiteral("offline.example"));
    screen->setLogin(QStringLiteral("li.meiling"));
    screen->signIn(QStringLiteral("staffroom-demo"));
    Bench::settle();
    CHECK(screen->problem() == ui::errorText(base::ErrorCode::hostUnreachable).happened);
}

TEST_CASE("an address that would send the password in clear is refused before anything is sent, or warned about inside")
{
    for (const QString& language : {QStringLiteral("en"), QStringLiteral("zh_CN")}) {
        Bench bench(false, language);
        ui::SignInScreen* screen = bench.session.signIn();
        screen->choose({});
        screen->setLogin(QStringLiteral("li.meiling"));
        for (const char* plain : {"http://staffroom.example", "http://8.8.8.8:8440"}) {
            screen->setServer(QString::fromLatin1(plain));
            screen->signIn(QStringLiteral("staffroom-demo"));
            CHECK_FALSE(screen->busy());
            CHECK_FALSE(screen->problem().isEmpty());
            CHECK(screen->advice().contains(QStringLiteral("https://")));
            CHECK(screen->problem().contains(QString::fromUtf8("密码")) == (language == u"zh_CN"));
        }
        CHECK(screen->caution().isEmpty());
        screen->setServer(QStringLiteral("http://192.168.1.4:8440"));
        CHECK_FALSE(screen->caution().isEmpty());
        for (const char* safe : {"staffroom.example", "https://staffroom.example", "localhost:8440", ""}) {
            screen->setServer(QString::fromLatin1(safe));
            CHECK(screen->caution().isEmpty());
        }
        screen->setServer(QStringLiteral("staffroom.example"));
        screen->setHub(QStringLiteral("192.168.1.20:8440"));
        CHECK_FALSE(screen->caution().isEmpty()); // the hub hands the password on
        screen->choose(key(screen->known(), 0));
        CHECK(screen->caution().isEmpty()); // known here: it is checked on this PC
    }
}

TEST_CASE("an item of the plan is changed field by field, deleted, and brought back")
{
    Bench bench;
    ui::PlanScreen* plan = bench.session.plan();
    plan->setShown(true);
    REQUIRE(plan->items()->count() > 5);
    const QString item = key(plan->items(), 2);
    const auto now = [&](const char* role) { return plan->items()->at(plan->items()->find(item), role); };

    plan->changeItem(item, QStringLiteral("title"), QStringLiteral("A new name"));
    plan->changeItem(item, QStringLiteral("due"), QStringLiteral("2026-11-27"));
    plan->changeItem(item, QStringLiteral("target"), 90);
    plan->changeItem(item, QStringLiteral("spent"), 45);
    plan->setDone(item, false);
    CHECK(now("title") == QStringLiteral("A new name"));
    CHECK(now("dueText") == QStringLiteral("Friday"));
    CHECK(now("hoursText") == QStringLiteral("45 min of 1.5 h"));
    CHECK(bench.session.sync()->waiting() == 1);

    plan->changeItem(item, QStringLiteral("title"), QStringLiteral("  "));
    CHECK(now("title") == QStringLiteral("A new name"));

    const int count = plan->items()->count();
    plan->deleteItem(item);
    CHECK(plan->items()->count() == count - 1);
    REQUIRE(bench.session.notice()->canUndo());
    bench.session.notice()->undo();
    CHECK(plan->items()->count() == count);
    CHECK(now("title") == QStringLiteral("A new name"));
}

TEST_CASE("goals carry their sum, on their first item only")
{
    Bench bench;
    ui::PlanScreen* plan = bench.session.plan();
    plan->setShown(true);
    QStringList goals;
    for (int i = 0; i < plan->items()->count(); ++i) {
        const QString goal = plan->items()->at(i, "goal").toString();
        CHECK(plan->items()->at(i, "first").toBool() == !goals.contains(goal));
        goals.append(goal);
    }
    plan->addItem(goals.first(), QStringLiteral("Another"));
    CHECK(plan->items()->at(plan->items()->count() - 1, "title") != QStringLiteral("Another"));
    goals.removeDuplicates();
    CHECK(goals.size() == 3);
}

TEST_CASE("days are read as people type them")
{
    Bench bench;
    const ui::PlanScreen* plan = bench.session.plan();
    CHECK(plan->typedDay(QStringLiteral("2026-12-5")) == u"2026-12-05");
    CHECK(plan->typedDay(QStringLiteral("12/5")) == u"2026-12-05");
    CHECK(plan->typedDay(QString::fromUtf8("2027年1月3日")) == u"2027-01-03");
    CHECK(plan->typedDay(QStringLiteral("1-3")) == u"2027-01-03");
    CHECK(plan->typedDay(QStringLiteral(" ")) == u"");
    CHECK(plan->typedDay(QStringLiteral("30 February")) == u"?");
    CHECK(plan->typedDay(QStringLiteral("2-30")) == u"?");
    CHECK(plan->shownDay(QStringLiteral("2026-12-05")) == u"5 December 2026");
    CHECK(plan->shownDay({}).isEmpty());
    bench.session.appearance()->setLanguage(QStringLiteral("zh_CN"));
    CHECK(plan->shownDay(QStringLiteral("2026-12-05")) == QString::fromUtf8("2026 年 12 月 5 日"));
    CHECK(plan->typedDay(plan->shownDay(QStringLiteral("2026-12-05"))) == u"2026-12-05");
}

TEST_CASE("the catalogue is filtered by words, subject and stage")
{
    Bench bench;
    ui::CoursesScreen* courses = bench.session.courses();
    courses->setShown(true);
    REQUIRE(courses->mine()->count() == 3);
    const int all = courses->catalogue()->count();
    REQUIRE(all > 3);
    REQUIRE_FALSE(courses->subjects().isEmpty());
    courses->setSubject(courses->subjects().constLast());
    CHECK(courses->catalogue()->count() < all);
    courses->setSubject({});
    courses->setText(courses->catalogue()->at(0, "title").toString());
    CHECK(courses->catalogue()->count() == 1);
    courses->setText({});
    CHECK(courses->catalogue()->count() == all);
}

TEST_CASE("a course is taken, fetched, and left with the way back")
{
    Bench bench;
    bench.session.courses()->setShown(true);
    ui::CourseScreen* course = bench.session.course();
    course->setShown(true);
    course->open(key(bench.session.courses()->catalogue(), 0));
    CHECK(bench.session.page() == u"course");
    CHECK_FALSE(course->enrolled());
    CHECK_FALSE(course->onThisPc());
    course->enrol();
    CHECK(course->enrolled());
    course->download();
    CHECK(course->downloading());
    Bench::settle();
    CHECK_FALSE(course->downloading());
    CHECK(course->onThisPc());
    course->withdraw();
    CHECK_FALSE(course->enrolled());
    bench.session.notice()->undo();
    CHECK(course->enrolled());
}

TEST_CASE("a reply is kept as a draft while typing, survives locking, and is sent once")
{
    Bench bench;
    ui::CommunityScreen* community = bench.session.community();
    community->setShown(true);
    REQUIRE(community->groups()->count() == 5);
    REQUIRE(community->threads()->count() > 1);
    const QString group = key(community->groups(), 1);
    community->openGroup(group);
    const QString thread = key(community->threads(), 1);
    community->openThread(thread);
    const int before = community->messages()->count();
    community->reply()->setBody(QStringLiteral("unfinished"));
    CHECK_FALSE(community->reply()->saved());
    community->openThread(key(community->threads(), 0));
    CHECK(community->reply()->body().isEmpty());
    community->openThread(thread);
    CHECK(community->reply()->body() == u"unfinished");
    CHECK(community->sendReply());
    CHECK(community->reply()->body().isEmpty());
    CHECK(community->messages()->count() == before + 1);
    CHECK(community->messages()->at(before, "own").toBool());
    bench.session.notice()->undo();
    CHECK(community->messages()->count() == before);
}

TEST_CASE("reading a thread takes its weight away")
{
    Bench bench;
    ui::CommunityScreen* community = bench.session.community();
    community->setShown(true);
    ui::Rows* threads = community->threads();
    int unread = 1;
    while (unread < threads->count() && !threads->at(unread, "unread").toBool())
        ++unread;
    REQUIRE(unread < threads->count());
    const QString thread = key(threads, unread);
    const int before = community->groups()->at(community->groups()->find(community->group()), "unread").toInt();
    community->openThread(thread);
    CHECK_FALSE(threads->at(threads->find(thread), "unread").toBool());
    CHECK(community->groups()->at(community->groups()->find(community->group()), "unread").toInt() == before - 1);
}

TEST_CASE("a new thread without a title is not sent, and nothing typed is lost")
{
    Bench bench;
    ui::CommunityScreen* community = bench.session.community();
    community->setShown(true);
    community->startThread();
    community->newThread()->setBody(QStringLiteral("text"));
    CHECK_FALSE(community->sendThread());
    CHECK(bench.session.notice()->isProblem());
    CHECK(community->newThread()->body() == u"text");
    community->newThread()->setTitle(QStringLiteral("title"));
    CHECK(community->sendThread());
    CHECK(community->threadTitle() == u"title");
    CHECK(key(community->threads(), 0) == community->thread());
}

TEST_CASE("a full disk is told in a sentence and keeps what was typed")
{
    Bench bench;
    ui::CommunityScreen* community = bench.session.community();
    community->setShown(true);
    bench.desktop().store().failing = true;
    community->reply()->setBody(QStringLiteral("my text"));
    CHECK_FALSE(community->sendReply());
    CHECK(bench.session.notice()->text() == ui::errorText(base::ErrorCode::diskFull).sentence());
    CHECK(community->reply()->body() == u"my text");
}

TEST_CASE("search finds Chinese words, marks them, and opens the thing")
{
    Bench bench;
    ui::SearchScreen* search = bench.session.search();
    search->setShown(true);
    search->setQuery(QString::fromUtf8("复式"));
    Bench::settle();
    REQUIRE(search->hits()->count() > 3);
    bool marked = false;
    int plan = -1;
    for (int i = 0; i < search->hits()->count(); ++i) {
        marked = marked || search->hits()->at(i, "excerpt").toString().contains(QString::fromUtf8("<b>复式</b>"));
        if (search->hits()->at(i, "sortText") == QStringLiteral("My plan"))
            plan = i;
    }
    CHECK(marked);
    REQUIRE(plan >= 0);
    const QString item = key(search->hits(), plan);
    search->open(item);
    CHECK(bench.session.page() == u"plan");
    CHECK(bench.session.plan()->openItem() == item);
    search->setQuery(QStringLiteral("no such word"));
    Bench::settle();
    CHECK(search->hits()->count() == 0);
}

TEST_CASE("a decision shows both versions, and keeping one closes it")
{
    Bench bench;
    ui::SyncScreen* sync = bench.session.sync();
    sync->setShown(true);
    REQUIRE(sync->decisions()->count() == 1);
    CHECK(sync->pill() == u"Needs your decision: 1");
    const QString decision = key(sync->decisions(), 0);
    CHECK(sync->decisions()->at(0, "fieldText") == QStringLiteral("Notes"));
    CHECK(sync->marked(decision, 0, 1, QStringLiteral("#ff0")).contains(QStringLiteral("underline")));
    sync->keepVersion(decision, 1);
    CHECK(sync->decisions()->count() == 0);
    CHECK(sync->pill() == u"1 item waiting");
    CHECK(sync->queue()->at(0, "receipt") == QStringLiteral("pc"));
    sync->syncNow();
    Bench::settle();
    CHECK(sync->queue()->at(0, "receipt") == QStringLiteral("server"));
    CHECK(sync->pill() == u"All sent · just now");
}

TEST_CASE("what the last sync brought is told by kind, number and name")
{
    Bench bench;
    ui::SyncScreen* sync = bench.session.sync();
    sync->setShown(true);
    REQUIRE(sync->arrivals()->count() == 3);
    CHECK(sync->arrivedText() == u"5 min ago");
    CHECK(sync->arrivals()->at(0, "countText") == QStringLiteral("5 threads"));
    CHECK(sync->arrivals()->at(0, "namesText") ==
          QString::fromUtf8("“复式教学第一节课怎么分组”, “期中考试以后怎么讲评” …"));
    CHECK(sync->arrivals()->at(1, "countText") == QStringLiteral("3 replies"));
    CHECK(sync->arrivals()->at(1, "namesText") == QString::fromUtf8("“复式教学第一节课怎么分组”"));
    CHECK(sync->arrivals()->at(2, "namesText") == QStringLiteral("2 memberships"));
    bench.session.appearance()->setLanguage(QStringLiteral("zh_CN"));
    CHECK(sync->arrivals()->at(1, "countText") == QString::fromUtf8("3 条回复"));
    node::SyncStatus none;
    sync->setStatus(none);
    CHECK(sync->arrivals()->count() == 0);
    CHECK(sync->arrivedText().isEmpty());
}

TEST_CASE("the time of a thread that waits for an answer is that of the reply that waits")
{
    Bench bench;
    bench.session.home()->setShown(true);
    ui::Rows* waiting = bench.session.home()->waiting();
    REQUIRE(waiting->count() > 0);
    const auto threads = bench.desktop().community().reads().waitingForMe(bench.desktop().account().person, 1);
    REQUIRE(threads.ok());
    CHECK(waiting->at(0, "whenText") == ui::spokenTime(threads->front().waitsSince, bench.clock.wallMs()));
}

TEST_CASE("the language changes everything at once and travels with the person")
{
    Bench bench;
    bench.session.home()->setShown(true);
    const QString english = bench.session.home()->today();
    bench.session.appearance()->setLanguage(QStringLiteral("zh_CN"));
    CHECK(bench.session.home()->today() != english);
    CHECK(bench.session.sync()->pill().startsWith(QString::fromUtf8("需要您决定")));
    const auto kept = bench.desktop().preference("language");
    REQUIRE(kept.ok());
    CHECK((*kept)->asText() == "zh_CN");
}

TEST_CASE("locking closes the profile, keeps the draft, and asks for the same person")
{
    Bench bench;
    ui::CommunityScreen* community = bench.session.community();
    community->setShown(true);
    const base::RecordId thread = ui::toId(community->thread());
    community->reply()->setBody(QStringLiteral("half a sentence"));
    bool kept = false;
    QObject::connect(&bench.session, &ui::Session::openChanged, [] {});
    community->reply()->keep();
    kept = bench.desktop().store().draft(thread)->body == "half a sentence";
    CHECK(kept);
    bench.session.lock();
    CHECK_FALSE(bench.session.open());
    CHECK(bench.session.personName().isEmpty());
    CHECK(bench.session.signIn()->chosenName() == QString::fromUtf8("李美玲"));
}
