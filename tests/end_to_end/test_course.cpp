// SPDX-License-Identifier: GPL-3.0-or-later
// A course from elsewhere, from its folder to statements at the server; a discussion from elsewhere as a group.
#include "core/storage/database.h"
#include "tests/end_to_end/county.h"
#include "tests/end_to_end/pc.h"
#include "tests/end_to_end/processes.h"
#include "tests/support/catch.hpp"

#include <algorithm>

using namespace staffroom;
using namespace staffroom::test;

namespace {

/// Real files from elsewhere; empty where they are not.
std::filesystem::path fixture(const std::string& name)
{
    const char* set = std::getenv("STAFFROOM_FIXTURES");
    const std::filesystem::path folder =
        set ? std::filesystem::path(set) : std::filesystem::path(STAFFROOM_SOURCE_FIXTURES);
    return std::filesystem::exists(folder / name) ? folder / name : std::filesystem::path();
}

void ctl(const QStringList& words)
{
    QProcess process;
    process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    process.start(QStringLiteral(STAFFROOM_CTL_PROGRAM), words);
    REQUIRE(process.waitForFinished(120'000));
    REQUIRE(process.exitCode() == 0);
}

QString text(const std::filesystem::path& path)
{
    return QString::fromStdString(path.string());
}

} // namespace

TEST_CASE("a course of 25 episodes is imported, synced, studied without the server, and its statements reach it")
{
    const std::filesystem::path source = fixture("content/carpentries-instructor-training");
    if (source.empty()) {
        WARN("skipped: no fixtures");
        return;
    }
    TemporaryFolder folder;
    const std::filesystem::path data = folder.path() / "server";
    ctl({QStringLiteral("init"), QStringLiteral("--data"), text(data)});
    ctl({QStringLiteral("seed"), QStringLiteral("--data"), text(data), QStringLiteral("--password"),
         QStringLiteral("password")});
    ctl({QStringLiteral("import"), QStringLiteral("course"), text(source), QStringLiteral("--data"), text(data)});
    ServerProcess server(data);
    server.start();

    Pc pc(folder.path() / "pc", server.address(), "li.meiling");
    REQUIRE_FALSE(pc.sync().problem.has_value());
    const base::RecordId me = pc->account().person;
    const auto courses = pc->learning().reads().courses(me);
    REQUIRE(courses.ok());
    CHECK(courses->size() == 13);
    const auto course =
        std::find_if(courses->begin(), courses->end(), [](const auto& some) { return some.activities == 39; });
    REQUIRE(course != courses->end());
    int told = 0; // asked for from two places at once it is fetched once, and both hear of it
    pc->download(course->id, [&](const node::Desktop::Download& download) { told += download.done; });
    const std::filesystem::path unpacked = pc.download(course->id);
    CHECK(told == 1);

    server.stop();
    const auto detail = pc->learning().reads().course(me, course->id);
    REQUIRE((detail.ok() && *detail));
    std::vector<learning::Activity> episodes;
    for (const learning::Module& module : (*detail)->modules)
        for (const learning::Activity& activity : module.activities)
            if (episodes.size() < 3)
                episodes.push_back(activity);
    for (const learning::Activity& episode : episodes) {
        INFO(episode.file);
        CHECK(std::filesystem::file_size(unpacked / episode.file) > 500);
        for (const std::string_view verb : {domain::verb::launched, domain::verb::completed})
            REQUIRE(pc->learning().record({course->id, episode.id, verb, "0.8", 60'000}).ok());
    }
    CHECK(pc.sync().problem.has_value()); // no server: everything stays and waits
    CHECK(pc->status().waiting > 0);

    server.start(server.port());
    REQUIRE_FALSE(pc.sync().problem.has_value());
    CHECK(pc->status().waiting == 0);
    CHECK((*pc->learning().reads().course(me, course->id))->summary.completed == 3);
    server.stop();
    auto store = storage::Database::openReader(data / "server.db");
    REQUIRE(store.ok());
    storage::Query query = (*store)->query("SELECT count(*) FROM statement WHERE course = ?");
    REQUIRE(query.blob(course->id.view()).step());
    CHECK(query.asInteger(0) == 6);
    ctl({QStringLiteral("verify"), QStringLiteral("--data"), text(data)});
}

TEST_CASE("a discussion of 500 posts from elsewhere becomes a group with its authors and threads on a teacher's PC")
{
    const std::filesystem::path source = fixture("text/matheducators-posts-500.xml");
    if (source.empty()) {
        WARN("skipped: no fixtures");
        return;
    }
    TemporaryFolder folder;
    const std::filesystem::path data = folder.path() / "server";
    ctl({QStringLiteral("init"), QStringLiteral("--data"), text(data)});
    ctl({QStringLiteral("seed"), QStringLiteral("--data"), text(data), QStringLiteral("--password"),
         QStringLiteral("password")});
    ctl({QStringLiteral("import"), QStringLiteral("discussion"), text(source), QStringLiteral("--data"), text(data),
         QStringLiteral("--group"), QStringLiteral("Mathematics educators")});
    ServerProcess server(data);
    server.start();
    Pc pc(folder.path() / "pc", server.address(), "li.meiling");
    REQUIRE_FALSE(pc.sync().problem.has_value());
    const base::RecordId me = pc->account().person;
    const auto groups = pc->community().reads().groups(me);
    REQUIRE(groups.ok());
    const auto group = std::find_if(groups->begin(), groups->end(),
                                    [](const auto& some) { return some.name == "Mathematics educators"; });
    REQUIRE(group != groups->end());
    const auto threads = pc->community().reads().threads(me, group->id, {}, 1000);
    REQUIRE(threads.ok());
    CHECK(threads->size() == 119);
    std::int64_t replies = 0;
    for (const community::Thread& thread : *threads) {
        replies += thread.replies;
        CHECK_FALSE(thread.author.name.empty());
    }
    CHECK(replies == 347);
}
