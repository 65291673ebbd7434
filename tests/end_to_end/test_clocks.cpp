// SPDX-License-Identifier: GPL-3.0-or-later
// A PC whose clock is wrong by decades (libfaketime) ends as one whose clock is right.
#include "tests/end_to_end/county.h"
#include "tests/end_to_end/pc.h"
#include "tests/end_to_end/processes.h"
#include "tests/support/catch.hpp"

#include <QStandardPaths>

using namespace staffroom;
using namespace staffroom::test;

namespace {

/// Runs the PC program, under faketime where a time is given; its lines.
QStringList runPc(const std::string& time, const std::filesystem::path& root, const std::string& server,
                  const QStringList& words)
{
    QProcess process;
    process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    QStringList arguments{QString::fromStdString(root.string()), QString::fromStdString(server), QStringLiteral("li")};
    arguments += words;
    if (time.empty()) {
        process.start(QStringLiteral(STAFFROOM_PC_PROGRAM), arguments);
    } else {
        arguments.prepend(QStringLiteral(STAFFROOM_PC_PROGRAM));
        arguments.prepend(QString::fromStdString(time));
        process.start(QStringLiteral("faketime"), arguments);
    }
    REQUIRE(process.waitForFinished(120'000));
    REQUIRE(process.exitCode() == 0);
    return QString::fromUtf8(process.readAllStandardOutput()).split(QLatin1Char('\n'), Qt::SkipEmptyParts);
}

} // namespace

TEST_CASE("a PC that believes it is 2010 or 2099 gives the same result as one that knows the day")
{
    if (QStandardPaths::findExecutable(QStringLiteral("faketime")).isEmpty()) {
        WARN("skipped: faketime is not installed");
        return;
    }
    const QString sync = QStringLiteral("sync");
    for (const std::string time : {"", "2010-03-01 08:00:00", "2099-03-01 08:00:00"}) {
        INFO("time " << (time.empty() ? "right" : time));
        TemporaryFolder folder;
        const County county = makeCounty(folder.path() / "server", 10);
        ServerProcess server(folder.path() / "server");
        server.start();
        Pc right(folder.path() / "right", server.address(), "li");
        const auto plan = right->learning().addPlan("本学期", "2026-09-01", "2027-01-20", 600);
        REQUIRE(plan.ok());
        const auto item = right->learning().addItem(*plan, "目标", "第一版");
        REQUIRE(item.ok());
        REQUIRE_FALSE(right.sync().problem.has_value());

        const auto group = QString::fromStdString(county.group.text());
        const auto id = QString::fromStdString(item->text());
        const std::filesystem::path wrong = folder.path() / "wrong";
        runPc(time, wrong, server.address(), {sync});
        runPc(time, wrong, server.address(),
              {QStringLiteral("rename"), id, QStringLiteral("第二版"), QStringLiteral("post"), group,
               QStringLiteral("钟错了"), sync});
        REQUIRE_FALSE(right.sync().problem.has_value());
        CHECK((*right->learning().reads().planItem(*item))->title == "第二版");
        // And the right one writes after the wrong one: its word is the later one, whatever the wrong clock said.
        REQUIRE(
            right->learning().changeItem(*item, domain::field::plan_item::title, domain::Value::text("第三版")).ok());
        REQUIRE_FALSE(right.sync().problem.has_value());
        const QStringList lines = runPc(time, wrong, server.address(), {sync});
        CHECK(right->decisions()->empty());
        CHECK((*right->learning().reads().planItem(*item))->title == "第三版");
        for (const auto& [scope, digest] : right.digests())
            CHECK(lines.contains(
                QStringLiteral("digest %1 %2").arg(QString::fromStdString(scope), QString::fromStdString(digest))));
        const auto threads = right->community().reads().threads(county.li, county.group, {}, 1);
        REQUIRE((threads.ok() && threads->size() == 1));
        CHECK(threads->front().title == "钟错了"); // the newest, dated today and not 2010 or 2099
        const std::int64_t now = base::SystemClock().wallMs();
        CHECK(std::llabs(now - threads->front().created) < 10 * 60'000);
    }
}
