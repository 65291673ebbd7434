// SPDX-License-Identifier: GPL-3.0-or-later
// A PDF as a teacher meets it: imported into the county, fetched to a PC, opened in the player, its statements at the
// server.
#include "core/storage/database.h"
#include "tests/end_to_end/pc.h"
#include "tests/end_to_end/processes.h"
#include "tests/support/catch.hpp"
#include "tests/support/temporary_folder.h"
#include "tests/ui/player/player_driver.h"

#include <QImage>
#include <QSignalSpy>

#include <array>
#include <cstdio>

using namespace staffroom;
using namespace staffroom::test;

namespace {

/// Three pages, each of one colour: red, green, blue.
std::string threePages()
{
    const std::array<std::string, 3> colours{"1 0 0", "0 0.6 0", "0 0 1"};
    std::vector<std::string> objects{
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [4 0 R 6 0 R 8 0 R] /Count 3 /MediaBox [0 0 300 400] >>",
        "<< /Title (Three colours) >>",
    };
    for (std::size_t page = 0; page < colours.size(); ++page) {
        const std::string paint = colours[page] + " rg 0 0 300 400 re f";
        objects.push_back("<< /Type /Page /Parent 2 0 R /Resources << >> /Contents " + std::to_string(5 + 2 * page) +
                          " 0 R >>");
        objects.push_back("<< /Length " + std::to_string(paint.size()) + " >>\nstream\n" + paint + "\nendstream");
    }
    std::string pdf = "%PDF-1.4\n";
    std::string table = "xref\n0 " + std::to_string(objects.size() + 1) + "\n0000000000 65535 f \n";
    for (std::size_t at = 0; at < objects.size(); ++at) {
        std::array<char, 24> line{};
        std::snprintf(line.data(), line.size(), "%010zu 00000 n \n", pdf.size());
        table += line.data();
        pdf += std::to_string(at + 1) + " 0 obj\n" + objects[at] + "\nendobj\n";
    }
    const std::string begins = std::to_string(pdf.size());
    return pdf + table + "trailer\n<< /Size " + std::to_string(objects.size() + 1) +
           " /Root 1 0 R /Info 3 0 R >>\nstartxref\n" + begins + "\n%%EOF\n";
}

void ctl(const std::vector<std::string>& words)
{
    QStringList arguments;
    for (const std::string& word : words)
        arguments << QString::fromStdString(word);
    QProcess process;
    process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    process.start(QStringLiteral(STAFFROOM_CTL_PROGRAM), arguments);
    REQUIRE(process.waitForFinished(120'000));
    REQUIRE(process.exitCode() == 0);
}

/// The colour in the middle of what the window shows of the course.
QColor shownColour(Desktop& desktop, const std::string& picture)
{
    const QString path = QString::fromStdString(picture);
    QSignalSpy grabbed(&desktop.session, &PlayerSession::grabbed);
    desktop.session.grab(path);
    if (!waitFor([&] { return grabbed.count() == 1; }) || !grabbed[0][1].toBool())
        return {};
    const QImage image(path);
    return image.pixelColor(image.width() * 2 / 3, image.height() / 2);
}

bool waitLocation(Desktop& desktop, double page)
{
    return waitFor([&] {
        desktop.session.ask();
        QTest::qWait(100);
        return desktop.location == Approx(page);
    });
}

std::string_view verbOf(int verb)
{
    return verb == static_cast<int>(Verb::opened)      ? domain::verb::launched
           : verb == static_cast<int>(Verb::completed) ? domain::verb::completed
                                                       : domain::verb::progressed;
}

} // namespace

TEST_CASE("a PDF is imported as an activity, shown page by page, finished, and its statements reach the server")
{
    const TemporaryFolder folder;
    qputenv("XDG_RUNTIME_DIR", QByteArray::fromStdString(folder.path("runtime")));
    std::filesystem::create_directory(folder.path("runtime"));
    std::filesystem::permissions(folder.path("runtime"), std::filesystem::perms::owner_all);
    const std::string data = folder.path("server");
    const std::string password = folder.write("password", "password\n");
    folder.write("colours/sheet.pdf", threePages());
    ctl({"init", "--data", data, "--name", "County", "--admin", "li", "--password-file", password});
    ctl({"import", "course", folder.path("colours"), "--data", data, "--title", "Colours"});
    ServerProcess server(data);
    server.start();
    Pc pc(folder.path("pc"), server.address(), "li");
    REQUIRE_FALSE(pc.sync().problem.has_value());
    const base::RecordId me = pc->account().person;
    const auto courses = pc->learning().reads().courses(me);
    REQUIRE((courses.ok() && courses->size() == 1));
    const base::RecordId course = courses->front().id;
    const auto detail = pc->learning().reads().course(me, course);
    REQUIRE((detail.ok() && *detail && (*detail)->modules.size() == 1));
    const learning::Activity activity = (*detail)->modules.front().activities.at(0);
    CHECK(activity.type == "pdf");
    const QString file = QString::fromStdString(activity.file);

    Start start;
    start.packageId = course.text();
    start.packageFolder = pc.download(course).string();
    start.courseTitle = (*detail)->summary.title;
    start.lang = "en";
    start.person = "Li";
    Desktop desktop(start, false);
    QObject::connect(&desktop.session, &PlayerSession::committed, &desktop.session,
                     [&](quint64 seq, const QString& shown, int verb, double location, qint64 ms) {
                         if (shown == file && pc->learning()
                                                  .record({course, activity.id, verbOf(verb),
                                                           QString::number(location).toStdString(), ms})
                                                  .ok())
                             desktop.session.acknowledge(seq);
                     });
    REQUIRE(desktop.waitShown(file));
    CHECK(desktop.pageTitle == QStringLiteral("Three colours"));
    QTest::qWait(800); // Qt PDF draws behind
    const QColor first = shownColour(desktop, folder.path("first.png"));
    CHECK(first.red() > 200);
    CHECK(first.blue() < 60);

    desktop.session.scrollTo(99); // the last page is the third
    REQUIRE(waitLocation(desktop, 2));
    QTest::qWait(800);
    const QColor third = shownColour(desktop, folder.path("third.png"));
    CHECK(third.blue() > 200);
    CHECK(third.red() < 60);
    desktop.session.scrollTo(1);
    REQUIRE(waitLocation(desktop, 1));

    desktop.session.finishActivity();
    REQUIRE(waitFor([&] { return desktop.has(file, Verb::completed); }));
    desktop.session.close();
    REQUIRE(waitFor([&] { return desktop.finished || !desktop.failure.isEmpty(); }));
    CHECK(desktop.failure.isEmpty());
    CHECK_FALSE(desktop.noticed(QStringLiteral("page-failed")));

    REQUIRE_FALSE(pc.sync().problem.has_value());
    CHECK((*pc->learning().reads().course(me, course))->summary.completed == 1);
    server.stop();
    const auto store = storage::Database::openReader(std::filesystem::path(data) / "server.db");
    REQUIRE(store.ok());
    storage::Query query =
        (*store)->query("SELECT sum(verb LIKE '%launched'), sum(verb LIKE '%completed') FROM statement");
    REQUIRE(query.step());
    CHECK(query.asInteger(0) == 1);
    CHECK(query.asInteger(1) == 1);
}

TEST_CASE("a PDF that can't be read is told, and the course can be left")
{
    const TemporaryFolder folder;
    qputenv("XDG_RUNTIME_DIR", QByteArray::fromStdString(folder.path().string()));
    folder.write("package/course.json",
                 R"({"format":1,"slug":"broken","title":"Broken","modules":[{"title":"One","activities":)"
                 R"([{"file":"sheet.pdf","title":"Sheet","type":"pdf"}]}]})");
    folder.write("package/sheet.pdf", "%PDF-1.4\nno more than that\n");
    Start start;
    start.packageId = "1234567890";
    start.packageFolder = folder.path("package");
    start.courseTitle = "Broken";
    start.lang = "en";
    Desktop desktop(start);
    CHECK(waitFor([&] { return desktop.noticed(QStringLiteral("page-failed")); }));
    desktop.session.close();
    CHECK(waitFor([&] { return desktop.finished; }));
}
