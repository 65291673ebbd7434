// SPDX-License-Identifier: GPL-3.0-or-later
// What a person is told of where her work has got to.
#include "tests/support/catch.hpp"
#include "tests/ui/bench.h"
#include "ui/models/text.h"

using namespace staffroom;
using staffroom::test::Bench;
namespace f = staffroom::domain::field;

TEST_CASE("the pill tells the truth in every state")
{
    Bench bench;
    ui::SyncScreen* sync = bench.session.sync();
    const std::int64_t now = bench.clock.wallMs();
    node::SyncStatus status;
    status.lastSynced = now - 300'000;
    sync->setStatus(status);
    CHECK(sync->pill() == u"All sent · 5 min ago");
    status.waiting = 3;
    sync->setStatus(status);
    CHECK(sync->pill() == u"3 items waiting");
    status.waiting = 0;
    status.offlineSince = now - 5LL * 24 * 3600 * 1000;
    sync->setStatus(status);
    CHECK(sync->pill() == u"Offline since Tuesday 10:00");
    status.rejected = 2;
    sync->setStatus(status);
    CHECK(sync->pill() == u"Not accepted: 2");
    status = {};
    sync->setStatus(status);
    CHECK(sync->pill() == u"Not synced yet");
}

TEST_CASE("what was not accepted says why, and what was written can still be read")
{
    Bench bench;
    base::SeededRandom random(1);
    const base::RecordId post = base::IdMaker(bench.clock, random).record();
    bench.desktop().addToOutbox({post,
                                 domain::Kind::post,
                                 "听课记录",
                                 bench.clock.wallMs(),
                                 node::Receipt::rejected,
                                 base::ErrorCode::forbidden,
                                 {{f::post::author, domain::Value::id(post)},
                                  {f::post::title, domain::Value::text("听课记录")},
                                  {f::post::body, domain::Value::text("导入很自然，\n时间再紧一点。")}}});
    bench.session.sync()->setShown(true);
    ui::Rows* queue = bench.session.sync()->queue();
    const int last = queue->count() - 1;
    REQUIRE(last >= 0);
    CHECK(queue->at(last, "title") == QString::fromUtf8("听课记录"));
    CHECK(queue->at(last, "receiptText") == QStringLiteral("Not accepted"));
    CHECK_FALSE(queue->at(last, "reasonText").toString().isEmpty());
    CHECK(queue->at(last, "wordsText") == QString::fromUtf8("听课记录\n\n导入很自然，\n时间再紧一点。"));
    if (last > 0)
        CHECK(queue->at(0, "wordsText").toString().isEmpty());
}

TEST_CASE("what was not accepted asks no more once its author says so, and can be undone")
{
    Bench bench;
    base::SeededRandom random(1);
    const base::RecordId plan = base::IdMaker(bench.clock, random).record();
    node::OutboxLine line{plan, domain::Kind::plan, "读书计划", bench.clock.wallMs(), node::Receipt::rejected};
    line.reason = base::ErrorCode::notFound;
    bench.desktop().addToOutbox(line);
    ui::SyncScreen* sync = bench.session.sync();
    sync->setShown(true);
    const auto told = [&] { return sync->queue()->at(sync->queue()->count() - 1, "receipt").toString(); };
    const auto counted = [&] {
        Bench::settle();
        sync->setStatus(bench.desktop().status());
        return bench.desktop().status().rejected;
    };
    CHECK(counted() == 1);
    CHECK(told() == u"rejected");
    // Not the sentences of a page that isn't there, with its advice to go back.
    CHECK(sync->queue()->at(sync->queue()->count() - 1, "reasonText").toString().contains(u"deleted more than a year"));
    sync->setSeen(ui::toQt(plan));
    CHECK(counted() == 0);
    CHECK(told() == u"seen");
    CHECK(bench.session.notice()->canUndo());
    bench.session.notice()->undo();
    CHECK(counted() == 1);
    CHECK(told() == u"rejected");
}
