// SPDX-License-Identifier: GPL-3.0-or-later
// What the pages say in a school with a hub, and of a copy of the profile that was found.
#include "tests/support/catch.hpp"
#include "tests/ui/bench.h"
#include "ui/models/error_text.h"
#include "ui/models/text.h"

using namespace staffroom;
using staffroom::test::Bench;

TEST_CASE("in a school with a hub the pill and the Sync page say what is where, in both languages")
{
    Bench bench;
    ui::SyncScreen* sync = bench.session.sync(); // not shown: it would read the desktop's own status
    const auto both = [&](const auto& said, const char* english, const char* chinese) {
        bench.session.appearance()->setLanguage(QStringLiteral("en"));
        CHECK(said() == QString::fromUtf8(english));
        bench.session.appearance()->setLanguage(QStringLiteral("zh_CN"));
        CHECK(said() == QString::fromUtf8(chinese));
    };
    const auto pill = [&] { return sync->pill(); };
    const auto phase = [&] { return sync->phaseText(); };
    const auto last = [&] { return sync->lastText(); };
    node::SyncStatus status;
    status.hub = "石门机房";
    status.lastSynced = bench.clock.wallMs() - 300'000;
    sync->setStatus(status);
    CHECK(sync->mood() == u"good");
    both(pill, "All sent · by the school hub, 5 min ago", "已全部发送 · 经学校中转站，5 分钟前");
    both(phase, "Everything is sent", "已全部发送");
    both(last, "Through the school hub; the server's news: 5 min ago", "经学校中转站；服务器内容更新于：5 分钟前");
    status.waiting = status.atHub = 1;
    sync->setStatus(status);
    CHECK(sync->mood() == u"waiting");
    both(pill, "1 item waiting at the school hub", "1 项在学校中转站等待");
    both(phase, "1 item waiting at the school hub", "1 项在学校中转站等待");
    status.waiting = 3;
    sync->setStatus(status);
    both(pill, "3 items waiting", "3 项待发送");
}

TEST_CASE("what reached the school's hub is told apart from what is at the server")
{
    Bench bench;
    ui::SyncScreen* sync = bench.session.sync();
    sync->setShown(true);
    sync->keepVersion(sync->decisions()->at(0, "key").toString(), 1);
    REQUIRE(bench.desktop().setHub("http://192.168.1.20:8440").ok());
    sync->syncNow();
    Bench::settle();
    CHECK(sync->queue()->at(0, "receipt") == QStringLiteral("hub"));
    CHECK(sync->queue()->at(0, "receiptText") == QStringLiteral("At the school hub"));
    CHECK(sync->pill() == u"1 item waiting at the school hub");
    bench.session.appearance()->setLanguage(QStringLiteral("zh_CN"));
    CHECK(sync->queue()->at(0, "receiptText") == QString::fromUtf8("已到学校中转站"));
}

TEST_CASE("colleagues' words that only the school's hub has are marked, in the list and in the thread")
{
    Bench bench;
    ui::CommunityScreen* community = bench.session.community();
    community->setShown(true);
    const QString mark = QStringLiteral("At the school hub, not at the server yet");
    CHECK(community->threads()->at(0, "placeText").toString().isEmpty());
    bench.desktop().store().unconfirmed.insert(ui::toId(community->thread()));
    community->markStale();
    const int row = community->threads()->find(community->thread());
    CHECK(community->threads()->at(row, "placeText") == mark);
    CHECK(community->messages()->at(0, "placeText") == mark);
    CHECK(community->messages()->at(1, "placeText").toString().isEmpty());
    bench.session.appearance()->setLanguage(QStringLiteral("zh_CN"));
    CHECK(community->messages()->at(0, "placeText") == QString::fromUtf8("在学校中转站，还没到服务器"));
}

TEST_CASE("a copy that was found and dealt with asks nothing of the person, and a hub that is off is named")
{
    Bench bench;
    ui::SyncScreen* sync = bench.session.sync();
    node::SyncStatus status;
    status.copyFound = true;
    sync->setStatus(status);
    CHECK(sync->problem() ==
          u"A copy of your data is in use on another PC. Nothing is lost: this PC goes on by itself. "
          u"You need do nothing.");
    bench.session.appearance()->setLanguage(QStringLiteral("zh_CN"));
    CHECK(
        sync->problem() ==
        QString::fromUtf8("您的资料有一份拷贝在另一台电脑上使用。什么都没有丢：这台电脑会自己继续。您什么都不用做。"));
    bench.session.appearance()->setLanguage(QStringLiteral("en"));
    status.problem = base::Error{base::ErrorCode::hostUnreachable, "asking the server", {}};
    sync->setStatus(status);
    CHECK(sync->problem() == ui::errorText(base::ErrorCode::hostUnreachable).sentence());
    REQUIRE(bench.desktop().setHub("http://192.168.1.20:8440").ok());
    CHECK(sync->problem().startsWith(QStringLiteral("The school hub can't be reached.")));
}

TEST_CASE("the school hub's address is set in the settings, refused where it is none, cleared and brought back")
{
    Bench bench;
    ui::SettingsScreen* settings = bench.session.settings();
    settings->setShown(true);
    CHECK(settings->hub().isEmpty());
    settings->setHub(QStringLiteral("not an address"));
    CHECK_FALSE(settings->hubProblem().isEmpty());
    CHECK(bench.desktop().hub().empty());
    settings->setHub(QStringLiteral(" http://192.168.1.20:8440 "));
    CHECK(settings->hubProblem().isEmpty());
    CHECK(bench.desktop().hub() == "http://192.168.1.20:8440");
    settings->setHub({});
    CHECK(settings->hub().isEmpty());
    REQUIRE(bench.session.notice()->canUndo());
    bench.session.notice()->undo();
    CHECK(settings->hub() == u"http://192.168.1.20:8440");
    bench.session.lock();
    CHECK(settings->hub().isEmpty()); // the next person's is another
}

TEST_CASE("somebody new may come in through the school's hub, and whoever is known here has theirs already")
{
    Bench bench(false);
    ui::SignInScreen* screen = bench.session.signIn();
    screen->choose({});
    screen->setServer(QStringLiteral("staffroom.qingxi.example"));
    screen->setHub(QStringLiteral(" 192.168.1.20:8440"));
    screen->setLogin(QStringLiteral("li.meiling"));
    screen->signIn(QStringLiteral("staffroom-demo"));
    Bench::settle();
    REQUIRE(bench.session.open());
    CHECK(bench.desktop().hub() == "192.168.1.20:8440");
    bench.session.lock();
    bench.signIn();
    CHECK(bench.desktop().hub().empty()); // this one's profile is in memory
}
