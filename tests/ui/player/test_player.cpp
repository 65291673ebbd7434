// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/content/import.h"
#include "core/content/unpack.h"
#include "tests/support/catch.hpp"
#include "tests/ui/player/player_driver.h"

#include <QDir>
#include <QFile>
#include <QImage>
#include <QLocalSocket>
#include <QSignalSpy>
#include <QTcpServer>
#include <QTemporaryDir>

#include <csignal>

using namespace staffroom;
using namespace staffroom::test;

namespace {

struct Course
{
    Course()
    {
        // A profile of the test's own: nothing of the person who runs it.
        qputenv("XDG_RUNTIME_DIR", folder.path().toUtf8());
        QFile::setPermissions(folder.path(), QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    }
    void write(const QString& name, const QByteArray& content) const
    {
        const QString path = folder.filePath(QStringLiteral("src/") + name);
        REQUIRE(QDir().mkpath(QFileInfo(path).path()));
        QFile file(path);
        REQUIRE(file.open(QIODevice::WriteOnly));
        REQUIRE(file.write(content) == content.size());
    }
    Start unpacked() const
    {
        content::ImportOptions options;
        options.output = folder.filePath(QStringLiteral("c.zip")).toStdString();
        REQUIRE(content::importFolder(folder.filePath(QStringLiteral("src")).toStdString(), options).ok());
        Start start;
        start.packageId = "1234567890";
        start.packageFolder = folder.filePath(QStringLiteral("c")).toStdString();
        REQUIRE(content::unpack(options.output, start.packageFolder).ok());
        start.courseTitle = "Fractions";
        start.lang = "en";
        start.person = "王秀兰";
        return start;
    }
    QTemporaryDir folder;
};

QByteArray longPage(const QByteArray& title)
{
    QByteArray page = "# " + title + "\n\n";
    for (int i = 0; i < 120; ++i)
        page += "A paragraph about halves and quarters, number " + QByteArray::number(i) + ".\n\n";
    return page;
}

const QString one = QStringLiteral("1.html");
const QString two = QStringLiteral("2.html");

} // namespace

TEST_CASE("a course is studied, finished step by step, left and resumed at its place")
{
    const Course course;
    course.write(QStringLiteral("1.md"), longPage("One"));
    course.write(QStringLiteral("2.md"), longPage("Two"));
    Start start = course.unpacked();
    {
        Desktop desktop(start);
        REQUIRE(desktop.waitShown(one));
        CHECK(desktop.pageTitle == QStringLiteral("One"));
        CHECK(desktop.has(one, Verb::opened));
        desktop.session.finishActivity();
        REQUIRE(desktop.waitShown(two));
        CHECK(desktop.has(one, Verb::completed));
        CHECK(desktop.has(two, Verb::opened));
        desktop.session.scrollTo(0.5);
        REQUIRE(waitFor([&] { return !desktop.commits.empty() && desktop.commits.back().location > 0.4; }));
        CHECK(desktop.commits.back().activity == two);
        CHECK(desktop.commits.back().location == Approx(0.5).margin(0.02));
        desktop.session.close();
        REQUIRE(waitFor([&] { return desktop.finished || !desktop.failure.isEmpty(); }));
        CHECK(desktop.failure.isEmpty());
        qint64 studied = 0;
        for (const Told& told : desktop.commits) {
            CHECK(told.durationMs >= 0);
            studied += told.durationMs;
        }
        CHECK(studied > 500);
        CHECK(studied < patienceMs);
    }
    start.finished = {"1.html"};
    start.resumeActivity = "2.html";
    start.resumeLocation = 0.5;
    start.nextSeq = 50;
    Desktop again(start);
    REQUIRE(again.waitShown(two));
    REQUIRE(waitFor([&] {
        again.session.ask();
        QTest::qWait(100);
        return again.location > 0.45 && again.location < 0.55;
    }));
    CHECK(again.commits.front().seq == 50);
    CHECK(again.commits.front().location == Approx(0.5));
}

TEST_CASE("commits that are not acknowledged are kept, and leaving without them is told")
{
    const Course course;
    course.write(QStringLiteral("1.md"), longPage("One"));
    Desktop desktop(course.unpacked(), false);
    REQUIRE(desktop.waitShown(one));
    CHECK(desktop.unacknowledged >= 1);
    SECTION("a late acknowledgement lets the player leave well")
    {
        desktop.session.close();
        QTest::qWait(700);
        CHECK_FALSE(desktop.finished);
        for (const Told& told : desktop.commits)
            desktop.session.acknowledge(told.seq);
        REQUIRE(waitFor([&] { return desktop.finished || !desktop.failure.isEmpty(); }));
        CHECK(desktop.failure.isEmpty());
    }
    SECTION("none at all is a failure with a name")
    {
        desktop.session.close();
        REQUIRE(waitFor([&] { return desktop.finished || !desktop.failure.isEmpty(); }));
        CHECK(desktop.failure == QStringLiteral("unsaved"));
        CHECK(desktop.noticed(QStringLiteral("unsaved")));
    }
}

TEST_CASE("a course reaches neither the network nor a file outside its package")
{
    QTcpServer world;
    REQUIRE(world.listen(QHostAddress::LocalHost));
    int connections = 0;
    QObject::connect(&world, &QTcpServer::newConnection, &world, [&] { ++connections; });
    const QByteArray port = QByteArray::number(world.serverPort());

    const Course course;
    course.write(QStringLiteral("inside.json"), R"({"word":"inside"})");
    course.write(QStringLiteral("1.html"), R"(<!DOCTYPE html><meta charset="utf-8"><title>start</title><body><script>
const outcomes = [];
function get(url) {
  return new Promise(done => {
    const x = new XMLHttpRequest();
    x.onload = () => done("got " + x.responseText.length);
    x.onerror = () => done("no");
    try { x.open("GET", url); x.send(); } catch (e) { done("no"); }
  });
}
async function run() {
  const here = await fetch("inside.json").then(r => r.json()).then(j => j.word, e => "failed " + e);
  const reached = [];
  for (const url of ["http://127.0.0.1:PORT/xhr", "https://example.org/", "file:///etc/passwd", "..%2f..%2f..%2fetc%2fpasswd",
                     "staffroom-course://c-other/1.html", "qrc:/qt/qml/Staffroom/Player/qml/Main.qml"]) {
    const outcome = await get(url);
    if (outcome !== "no" && outcome !== "got 0") reached.push(url);
  }
  new Image().src = "http://127.0.0.1:PORT/image";
  const frame = document.createElement("iframe"); frame.src = "http://127.0.0.1:PORT/frame"; document.body.append(frame);
  try { new WebSocket("ws://127.0.0.1:PORT/socket"); } catch (e) {}
  try { navigator.sendBeacon("http://127.0.0.1:PORT/beacon", "x"); } catch (e) {}
  const link = document.createElement("link"); link.rel = "preconnect"; link.href = "http://127.0.0.1:PORT/"; document.head.append(link);
  await new Promise(r => setTimeout(r, 500));
  document.title = "here:" + here + " reached:" + reached.join(",") + " api:" + typeof navigator.serviceWorker;
  location.href = "2.html#" + encodeURIComponent(document.title);
}
onload = run;
</script>)" + QByteArray());
    course.write(QStringLiteral("2.html"),
                 "<!DOCTYPE html><title>second</title><script>document.title = decodeURIComponent("
                 "location.hash.slice(1)); onload = () => setTimeout(() => location.href = "
                 "'http://127.0.0.1:PORT/leave', 300)</script>");
    for (const QString& name : {one, two}) {
        QFile file(course.folder.filePath(QStringLiteral("src/") + name));
        REQUIRE(file.open(QIODevice::ReadOnly));
        QByteArray html = file.readAll();
        file.close();
        course.write(name, html.replace("PORT", port));
    }
    Desktop desktop(course.unpacked());
    REQUIRE(desktop.waitShown(two));
    CHECK(desktop.pageTitle.startsWith(QStringLiteral("here:inside reached: api:")));
    INFO(desktop.pageTitle.toStdString());
    REQUIRE(waitFor([&] { return desktop.noticed(QStringLiteral("external-link http://127.0.0.1")); }));
    CHECK(desktop.noticed(QStringLiteral("network-blocked http://127.0.0.1")));
    CHECK(desktop.noticed(QStringLiteral("outside-package staffroom-course://")));
    desktop.session.ask();
    QTest::qWait(500);
    CHECK(desktop.shown == two);
    CHECK(connections == 0);
}

TEST_CASE("a killed player loses at most the last seconds")
{
    const Course course;
    course.write(QStringLiteral("1.md"), longPage("One"));
    Desktop desktop(course.unpacked());
    REQUIRE(desktop.waitShown(one));
    desktop.session.scrollTo(0.7);
    QTest::qWait(5000);
    ::kill(static_cast<pid_t>(desktop.session.processId()), SIGKILL);
    REQUIRE(waitFor([&] { return !desktop.failure.isEmpty(); }));
    CHECK(desktop.failure == QStringLiteral("broke-off"));
    CHECK(desktop.commits.back().location == Approx(0.7).margin(0.02));
}

TEST_CASE("a broken package and a missing program are told, not left hanging")
{
    const Course course;
    course.write(QStringLiteral("1.md"), longPage("One"));
    Start start = course.unpacked();
    REQUIRE(QFile::remove(QString::fromStdString(start.packageFolder) + QStringLiteral("/1.html")));
    Desktop desktop(start);
    CHECK(waitFor([&] { return desktop.noticed(QStringLiteral("package-broken")); }));
    desktop.session.close();
    CHECK(waitFor([&] { return desktop.finished; }));

    PlayerSession none;
    QSignalSpy failed(&none, &PlayerSession::failed);
    none.open(course.folder.filePath(QStringLiteral("absent")), start);
    CHECK(waitFor([&] { return failed.count() == 1; }));
    CHECK(failed[0][0].toString() == QStringLiteral("not-started"));
}

TEST_CASE("the window can be pictured, in Chinese and in the dark")
{
    const Course course;
    course.write(QStringLiteral("1.md"), longPage("One"));
    Start start = course.unpacked();
    start.lang = "zh_CN";
    start.dark = true;
    Desktop desktop(start);
    REQUIRE(desktop.waitShown(one));
    QTest::qWait(800);
    QSignalSpy grabbed(&desktop.session, &PlayerSession::grabbed);
    const QString path = course.folder.filePath(QStringLiteral("shot.png"));
    desktop.session.grab(path);
    REQUIRE(waitFor([&] { return grabbed.count() == 1; }));
    REQUIRE(grabbed[0][1].toBool());
    const QImage image(path);
    REQUIRE(image.width() > 700);
    CHECK(image.pixelColor(image.width() * 2 / 3, image.height() / 2).lightness() < 80);
    CHECK(image.pixelColor(20, image.height() / 2).lightness() < 80);
}
