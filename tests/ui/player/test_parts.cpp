// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/player/commit_queue.h"
#include "app/player/package_files.h"
#include "tests/support/catch.hpp"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>

using namespace staffroom::player;

TEST_CASE("a commit is sent again until it is acknowledged, and only then forgotten")
{
    CommitQueue queue;
    queue.startAt(5);
    queue.add({});
    queue.add({});
    auto due = queue.due(0);
    REQUIRE(due.size() == 2);
    CHECK(due[0].seq == 5);
    CHECK(due[1].seq == 6);
    CHECK(queue.due(CommitQueue::resendAfterMs - 1).empty());
    queue.acknowledge(5);
    due = queue.due(CommitQueue::resendAfterMs);
    REQUIRE(due.size() == 1);
    CHECK(due[0].seq == 6);
    queue.acknowledge(99);
    CHECK(queue.unacknowledged() == 1);
    queue.acknowledge(6);
    CHECK(queue.unacknowledged() == 0);
    CHECK(queue.due(1'000'000).empty());
}

TEST_CASE("addresses of a course name files of its package and nothing else")
{
    const QTemporaryDir folder;
    REQUIRE(QDir(folder.path()).mkpath(QStringLiteral("p/课")));
    for (const char* const name : {"secret.txt", "p/a.html", "p/课/b c.html"}) {
        QFile file(folder.filePath(QString::fromUtf8(name)));
        REQUIRE(file.open(QIODevice::WriteOnly));
    }
    REQUIRE(QFile::link(folder.filePath(QStringLiteral("secret.txt")), folder.filePath(QStringLiteral("p/link.html"))));
    REQUIRE(QFile::link(folder.path(), folder.filePath(QStringLiteral("p/up"))));
    const PackageFiles files(QStringLiteral("A_1"), folder.filePath(QStringLiteral("p")));

    const QString chinese = QStringLiteral("课/b c.html");
    CHECK(files.fileOf(files.address(chinese)) == chinese);
    CHECK_FALSE(files.pathOf(chinese).isEmpty());
    CHECK(files.owns(files.address(QStringLiteral("a.html"))));
    CHECK_FALSE(files.owns(PackageFiles(QStringLiteral("other"), folder.path()).address(QStringLiteral("a.html"))));
    CHECK_FALSE(files.owns(QUrl(QStringLiteral("file:///etc/passwd"))));

    const QString base = QStringLiteral("staffroom-course://") + files.host();
    for (const char* const path :
         {"/..%2fsecret.txt", "/%2e%2e%2fsecret.txt", "/..%5csecret.txt", "/a%00.html", "/", "//"}) {
        INFO(path);
        CHECK(files.fileOf(QUrl(base + QString::fromLatin1(path))).isEmpty());
    }
    for (const char* const name :
         {"../secret.txt", "link.html", "up/secret.txt", "absent.html", "课", "/etc/passwd", ""}) {
        INFO(name);
        CHECK(files.pathOf(QString::fromUtf8(name)).isEmpty());
    }
}
