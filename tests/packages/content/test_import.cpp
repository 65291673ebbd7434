// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/content/import.h"
#include "core/content/unpack.h"
#include "tests/packages/content/folders.h"
#include "tests/support/catch.hpp"

#include <algorithm>
#include <cstdlib>
#include <ctime>
#include <regex>

using namespace staffroom;
using namespace staffroom::content;
using namespace staffroom::tests;
namespace fs = std::filesystem;

namespace {

Imported importOf(const std::string& folder, const std::string& output)
{
    ImportOptions options;
    options.output = output;
    auto imported = importFolder(folder, options);
    if (!imported.ok())
        FAIL(base::describe(imported.error()));
    return *std::move(imported);
}

std::size_t count(const ImportNotes& notes, NoteKind kind)
{
    return static_cast<std::size_t>(
        std::count_if(notes.begin(), notes.end(), [&](const ImportNote& note) { return note.kind == kind; }));
}

/// Every href and src of the pages below that leads to a file; those without one are listed.
std::vector<std::string> brokenReferences(const std::string& root)
{
    std::vector<std::string> broken;
    const std::regex reference("(?:href|src)=\"([^\":#?]+)(#[^\"]*)?\"");
    for (const auto& file : fs::recursive_directory_iterator(root)) {
        if (file.path().extension() != ".html")
            continue;
        const std::string html = contentOf(file.path().string());
        for (std::sregex_iterator it(html.begin(), html.end(), reference), end; it != end; ++it) {
            std::string path = (*it)[1].str();
            for (std::size_t at = path.find('%'); at != std::string::npos; at = path.find('%', at + 1))
                path.replace(at, 3, 1, static_cast<char>(std::stoi(path.substr(at + 1, 2), nullptr, 16)));
            if (!fs::is_regular_file(file.path().parent_path() / path))
                broken.push_back(file.path().filename().string() + " -> " + path);
        }
    }
    return broken;
}

} // namespace

TEST_CASE("a folder becomes a package whose bytes are the same in every time zone and place")
{
    const TemporaryFolder folder;
    for (const std::string where : {"one", "two"}) {
        folder.write(where + "/c/README.md", "# 课程\n\n第一段。\n");
        folder.write(where + "/c/b/2.md", "# Two\n\n[one](1.md) ![](x.png)\n");
        folder.write(where + "/c/b/1.md", "# One\n");
        folder.write(where + "/c/b/x.png", std::string(3000, 'p'));
        folder.write(where + "/c/.git/config", "secret");
        folder.write(where + "/c/notes.xyz", "?");
    }
    ::setenv("TZ", "Asia/Shanghai", 1);
    ::tzset();
    const Imported one = importOf(folder.path("one/c"), folder.path("1.zip"));
    ::setenv("TZ", "America/New_York", 1);
    ::tzset();
    const Imported two = importOf(folder.path("two/c"), folder.path("2.zip"));
    CHECK(contentOf(folder.path("1.zip")) == contentOf(folder.path("2.zip")));
    CHECK(one.package.hash == two.package.hash);
    CHECK(one.package.hash == base::Hash::of(contentOf(folder.path("1.zip"))));
    CHECK(one.package.size == contentOf(folder.path("1.zip")).size());
    CHECK(one.manifest.title == "课程");
    CHECK(one.manifest.lang == "zh-CN");
    CHECK(one.manifest.summary == "第一段。");
    REQUIRE(one.manifest.modules.size() == 2);
    CHECK(one.manifest.modules[1].title == "B");
    CHECK(one.manifest.modules[1].activities[0].title == "One");
    CHECK(one.manifest.modules[1].activities[1].file == "b/2.html");
    CHECK(count(one.notes, NoteKind::fileLeftOut) == 1);
    CHECK(count(one.notes, NoteKind::minutesEstimated) == 3);
    const auto unpacked = unpack(folder.path("1.zip"), folder.path("x"));
    REQUIRE(unpacked.ok());
    CHECK(toJson(*unpacked) == toJson(one.manifest));
    CHECK(brokenReferences(folder.path("x")).empty());
    CHECK_FALSE(fs::exists(folder.path("x/.git")));
    CHECK(fs::file_size(folder.path("x/b/x.png")) == 3000);
}

TEST_CASE("pictures are stored, so that a player can seek in them, and pages are packed")
{
    const TemporaryFolder folder;
    folder.write("c/index.html", std::string(20000, 'a'));
    folder.write("c/film.mp4", std::string(20000, 'a'));
    importOf(folder.path("c"), folder.path("c.zip"));
    const auto entries = readZipDirectory(folder.path("c.zip"), {});
    REQUIRE(entries.ok());
    for (const ZipEntry& entry : *entries)
        CHECK(entry.stored == (entry.name == "film.mp4"));
}

TEST_CASE("a course.json gives the outline")
{
    const TemporaryFolder folder;
    folder.write("c/course.json", R"({"slug":"s","title":"识字教学","lang":"zh-CN","summary":"概要","subject":"语文",
        "stage":"小学","hours":6,"licence":"CC BY 4.0","provider":"县教研室","modules":[{"title":"第一单元",
        "kind":"knowledge","activities":[{"title":"起步","file":"02.md","minutes":25},{"title":"资料","file":"a.pdf"}]}]})");
    folder.write("c/02.md", "正文 [下一页](03.md)\n");
    folder.write("c/03.md", "# 附页\n");
    folder.write("c/a.pdf", "%PDF-1.4");
    const Imported imported = importOf(folder.path("c"), folder.path("c.zip"));
    CHECK(imported.manifest.hours == 6);
    REQUIRE(imported.manifest.activityCount() == 2);
    CHECK(imported.manifest.modules[0].activities[0].file == "02.html");
    CHECK(imported.manifest.modules[0].activities[0].minutes == 25);
    CHECK(imported.manifest.modules[0].activities[1].type == "pdf");
    REQUIRE(unpack(folder.path("c.zip"), folder.path("x")).ok());
    CHECK(contentOf(folder.path("x/02.html")).find("<h1>起步</h1>") != std::string::npos);
    CHECK(brokenReferences(folder.path("x")).empty());

    folder.write("c/course.json", R"({"title":"T","modules":[{"title":"M","activities":[{"file":"absent.md"}]}]})");
    ImportOptions options;
    options.output = folder.path("d.zip");
    CHECK(importFolder(folder.path("c"), options).error().code == base::ErrorCode::packageBroken);
    folder.write("c/course.json", R"({"title":"T","modules":[{"title":"M","activities":[{"file":"../../x.md"}]}]})");
    CHECK(importFolder(folder.path("c"), options).error().code == base::ErrorCode::archiveUnsafe);
    CHECK_FALSE(fs::exists(folder.path("d.zip")));
}

TEST_CASE("links of the file system in a folder are not followed")
{
    const TemporaryFolder folder;
    folder.write("secret.html", "secret");
    folder.write("c/index.md", "# T\n");
    fs::create_symlink(folder.path("secret.html"), folder.path("c/link.html"));
    fs::create_directory_symlink(folder.path(), folder.path("c/all"));
    const Imported imported = importOf(folder.path("c"), folder.path("c.zip"));
    CHECK(imported.manifest.activityCount() == 1);
    CHECK(count(imported.notes, NoteKind::fileLeftOut) == 2);
}

TEST_CASE("a folder that is absent, empty or can't be written to says so")
{
    const TemporaryFolder folder;
    ImportOptions options;
    options.output = folder.path("c.zip");
    CHECK(importFolder(folder.path("absent"), options).error().code == base::ErrorCode::notFound);
    fs::create_directory(folder.path("empty"));
    CHECK(importFolder(folder.path("empty"), options).error().code == base::ErrorCode::packageBroken);
    folder.write("c/index.md", "# T\n");
    options.output = folder.path("absent/c.zip");
    CHECK(importFolder(folder.path("c"), options).error().code == base::ErrorCode::notFound);
}

TEST_CASE("the instructor training of The Carpentries imports as a course of 25 episodes")
{
    const std::string source = fixtures("content/carpentries-instructor-training");
    if (source.empty())
        return;
    const TemporaryFolder folder;
    const Imported imported = importOf(source, folder.path("c.zip"));
    const CourseManifest& manifest = imported.manifest;
    CHECK(manifest.title == "Instructor Training");
    CHECK(manifest.lang == "en");
    CHECK(manifest.licence == "CC-BY 4.0");
    REQUIRE(manifest.modules.size() == 5);
    CHECK(manifest.modules[1].title == "Episodes");
    REQUIRE(manifest.modules[1].activities.size() == 25);
    CHECK(manifest.modules[1].activities[1].title == "Building Skill With Practice");
    CHECK(manifest.modules[1].activities[1].minutes == 60);
    CHECK(manifest.modules[1].activities[14].title == "The Carpentries: How We Operate");
    CHECK(manifest.modules[2].activities[0].file == "learners/training_info.html");
    CHECK(count(imported.notes, NoteKind::scriptDropped) == 6);
    CHECK(count(imported.notes, NoteKind::boxUnclosed) == 0);
    REQUIRE(unpack(folder.path("c.zip"), folder.path("x")).ok());
    CHECK(brokenReferences(folder.path("x")) == std::vector<std::string>());
    std::size_t pictures = 0;
    std::size_t boxes = 0;
    for (const Activity& activity : manifest.modules[1].activities) {
        const std::string html = contentOf(folder.path("x/" + activity.file));
        CHECK(html.find(":::") == std::string::npos);
        CHECK(html.find("){") == std::string::npos);
        CHECK(html.find("alt=\"\"") == std::string::npos);
        CHECK(html.find("<script") == std::string::npos);
        for (std::size_t at = html.find("<img "); at != std::string::npos; at = html.find("<img ", at + 1))
            ++pictures;
        for (std::size_t at = html.find("class=\"box "); at != std::string::npos;
             at = html.find("class=\"box ", at + 1))
            ++boxes;
    }
    CHECK(pictures == 17);
    CHECK(boxes > 150);
    // The links to three files that the course's own folder lacks lose their link, each told with its line.
    for (const ImportNote& note : imported.notes)
        if (note.kind == NoteKind::linkMissing)
            UNSCOPED_INFO(describe(note));
    CHECK(count(imported.notes, NoteKind::linkMissing) <= 6);
}

TEST_CASE("the outline of a course on open educational resources imports from its README")
{
    const std::string source = fixtures("content/open-educational-resources");
    if (source.empty())
        return;
    const TemporaryFolder folder;
    const Imported imported = importOf(source, folder.path("c.zip"));
    CHECK(imported.manifest.title == "Module 9: Open Educational Resources");
    CHECK(imported.manifest.modules.size() == 3);
    REQUIRE(unpack(folder.path("c.zip"), folder.path("x")).ok());
    CHECK(brokenReferences(folder.path("x")).empty());
}
