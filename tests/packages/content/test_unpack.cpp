// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/content/import.h"
#include "core/content/unpack.h"
#include "tests/packages/content/folders.h"
#include "tests/packages/content/raw_zip.h"
#include "tests/support/catch.hpp"

#include <fstream>
#include <sched.h>
#include <set>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace staffroom;
using namespace staffroom::content;
using namespace staffroom::tests;
namespace fs = std::filesystem;

namespace {

constexpr std::string_view manifest =
    R"({"format":1,"title":"T","modules":[{"title":"M","activities":[{"title":"A","file":"a.html"}]}]})";

RawZip course()
{
    RawZip zip;
    zip.add({"course.json", std::string(manifest)}).add({"a.html", "<p>A</p>"});
    return zip;
}

/// Unpacking must fail with the code and leave nothing in the folder but the zip.
void mustRefuse(const std::string& bytes, base::ErrorCode code, const UnpackLimits& limits = {})
{
    const TemporaryFolder folder;
    const std::string zip = folder.write("in/x.zip", bytes);
    fs::create_directory(folder.path("out"));
    const auto result = unpackArchive(zip, folder.path("out/x"), limits);
    REQUIRE_FALSE(result.ok());
    INFO(base::describe(result.error()));
    CHECK(result.error().code == code);
    CHECK(fs::is_empty(folder.path("out")));
    CHECK_FALSE(fs::exists(folder.path("evil")));
}

} // namespace

TEST_CASE("a package unpacks whole, and again over itself")
{
    const TemporaryFolder folder;
    const std::string zip = folder.write("x.zip", course().bytes());
    REQUIRE(openPackage(zip).ok());
    for (int i = 0; i < 2; ++i) {
        const auto unpacked = unpack(zip, folder.path("x"));
        REQUIRE(unpacked.ok());
        CHECK(unpacked->activityCount() == 1);
        CHECK(contentOf(folder.path("x/a.html")) == "<p>A</p>");
    }
    CHECK(readUnpacked(folder.path("x")).ok());
    CHECK((fs::status(folder.path("x")).permissions() & fs::perms::mask) == fs::perms::owner_all); // its user's alone
    CHECK(std::distance(fs::directory_iterator(folder.path()), fs::directory_iterator()) == 2);
}

TEST_CASE("names that climb out, links, devices and doubles are unsafe")
{
    using base::ErrorCode;
    mustRefuse(course().add({"../evil", "x"}).bytes(), ErrorCode::archiveUnsafe);
    mustRefuse(course().add({"/tmp/evil", "x"}).bytes(), ErrorCode::archiveUnsafe);
    mustRefuse(course().add({"a/../../evil", "x"}).bytes(), ErrorCode::archiveUnsafe);
    mustRefuse(course().add({"..\\evil", "x"}).bytes(), ErrorCode::archiveUnsafe);
    mustRefuse(course().add({"link", "/etc", 0120777}).bytes(), ErrorCode::archiveUnsafe);
    mustRefuse(course().add({"pipe", "", 0010644}).bytes(), ErrorCode::archiveUnsafe);
    mustRefuse(course().add({"device", "", 0020644}).bytes(), ErrorCode::archiveUnsafe);
    mustRefuse(course().add({"a.html", "twice"}).bytes(), ErrorCode::archiveUnsafe);
    mustRefuse(course().add({"./a.html", "twice"}).bytes(), ErrorCode::archiveUnsafe);
    mustRefuse(course().add({"a.html/b", "below a file"}).bytes(), ErrorCode::archiveUnsafe);
}

TEST_CASE("a bomb is refused by what it says and by what it does")
{
    UnpackLimits small;
    small.totalBytes = 1000;
    mustRefuse(course().add({"big", std::string(2000, 'x')}).bytes(), base::ErrorCode::tooLarge, small);
    UnpackLimits single;
    single.fileBytes = 100;
    mustRefuse(course().add({"big", std::string(2000, 'x')}).bytes(), base::ErrorCode::tooLarge, single);
    UnpackLimits few;
    few.files = 1;
    mustRefuse(course().bytes(), base::ErrorCode::tooLarge, few);

    const TemporaryFolder folder;
    fs::create_directory(folder.path("src"));
    folder.write("src/index.html", "<p>x</p>");
    folder.write("src/zeros.txt", std::string(32U << 20U, '\0')); // 32 MB that pack to 32 kB
    ImportOptions options;
    options.output = folder.path("bomb.zip");
    REQUIRE(importFolder(folder.path("src"), options).ok());
    mustRefuse(contentOf(options.output), base::ErrorCode::tooLarge);

    // The directory lies: it promises 10 bytes where the entry inflates to more.
    std::string lying = contentOf(options.output);
    const std::string size = std::string("\x00\x00\x00\x02", 4); // 32 MB
    const std::size_t directory = lying.rfind("zeros.txt") - 46;
    REQUIRE(lying.compare(directory + 24, 4, size) == 0);
    lying.replace(directory + 24, 4, std::string("\x0A\x00\x00\x00", 4));
    mustRefuse(lying, base::ErrorCode::packageBroken);
}

TEST_CASE("encrypted, unknown and damaged entries are broken packages")
{
    using base::ErrorCode;
    mustRefuse(course().add({"x", "x", 0100644, 0x0801}).bytes(), ErrorCode::packageBroken);
    mustRefuse(course().add({"x", "x", 0100644, 0x0800, 14, "zz"}).bytes(), ErrorCode::packageBroken);
    mustRefuse(course().add({"x", "x", 0100644, 0x0800, 8, "not deflate"}).bytes(), ErrorCode::packageBroken);
    std::string flipped = course().add({"x", "content of x"}).bytes();
    flipped.replace(flipped.find("content of x"), 1, "K");
    mustRefuse(flipped, ErrorCode::packageBroken);
}

TEST_CASE("a package cut anywhere is refused and leaves nothing")
{
    const std::string whole = course().add({"fig/x.png", std::string(500, 'p')}).bytes();
    const TemporaryFolder folder;
    fs::create_directory(folder.path("out"));
    for (std::size_t size = 0; size < whole.size(); ++size) {
        const std::string zip = folder.write("x.zip", std::string_view(whole).substr(0, size));
        const auto result = unpack(zip, folder.path("out/x"));
        REQUIRE_FALSE(result.ok());
        REQUIRE(result.error().code == base::ErrorCode::packageBroken);
    }
    CHECK(fs::is_empty(folder.path("out")));
}

TEST_CASE("no changed byte of a package makes the program leave its folder or fall over")
{
    const std::string whole = course().add({"fig/x.png", std::string(40, 'p')}).bytes();
    const TemporaryFolder folder;
    std::size_t refused = 0;
    for (std::size_t at = 0; at < whole.size(); ++at)
        for (const unsigned flip : {0x01U, 0x80U, 0xFFU}) {
            std::string changed = whole;
            changed[at] = static_cast<char>(static_cast<unsigned char>(changed[at]) ^ flip);
            const std::string zip = folder.write("x.zip", changed);
            if (!unpackArchive(zip, folder.path("out")).ok())
                ++refused;
        }
    CHECK(refused > whole.size()); // most bytes matter
    std::set<std::string> names;
    for (const auto& entry : fs::directory_iterator(folder.path()))
        names.insert(entry.path().filename().string());
    names.erase("out");
    CHECK(names == std::set<std::string>{"x.zip"});
}

TEST_CASE("a package whose manifest names a file that it lacks does not open")
{
    const TemporaryFolder folder;
    RawZip zip;
    zip.add({"course.json", std::string(manifest)});
    const std::string path = folder.write("x.zip", zip.bytes());
    CHECK(openPackage(path).error().code == base::ErrorCode::packageBroken);
    CHECK(unpack(path, folder.path("x")).error().code == base::ErrorCode::packageBroken);
    CHECK_FALSE(fs::exists(folder.path("x")));
    const std::string none = folder.write("y.zip", RawZip().add({"a.html", "x"}).bytes());
    CHECK(openPackage(none).error().code == base::ErrorCode::packageBroken);
    CHECK(openPackage(folder.path("absent.zip")).error().code == base::ErrorCode::notFound);
}

TEST_CASE("names in the code page of Chinese Windows are read")
{
    const TemporaryFolder folder;
    const std::string zip = folder.write("x.zip", RawZip().add({"\xBF\xCE\xB3\xCC.txt", "x", 0100644, 0}).bytes());
    REQUIRE(unpackArchive(zip, folder.path("x")).ok());
    CHECK(fs::exists(folder.path("x/课程.txt")));
}

TEST_CASE("too little room on the disk is told before the first byte")
{
    UnpackLimits limits;
    limits.keepFree = 1ULL << 62U;
    mustRefuse(course().bytes(), base::ErrorCode::diskFull, limits);
}

TEST_CASE("a disk that fills while unpacking leaves nothing behind")
{
    const TemporaryFolder folder;
    const std::string zip = folder.write("x.zip", course().add({"big", std::string(900'000, 'x')}).bytes());
    fs::create_directory(folder.path("disk"));
    const pid_t child = ::fork();
    if (child == 0) { // a mount of its own, which goes with the process
        if (::unshare(CLONE_NEWNS | (::geteuid() == 0 ? 0 : CLONE_NEWUSER)) != 0 ||
            ::mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr) != 0 ||
            ::mount("tmpfs", folder.path("disk").c_str(), "tmpfs", 0, "size=512k") != 0)
            ::_exit(77);
        UnpackLimits limits;
        limits.keepFree = 0;
        const auto early = unpackArchive(zip, folder.path("disk/x"), limits);
        if (early.ok() || early.error().code != base::ErrorCode::diskFull)
            ::_exit(1);
        // Inodes run out where bytes don't: the check before sees room, the disk says no in the middle.
        if (::mount("tmpfs", folder.path("disk").c_str(), "tmpfs", 0, "nr_inodes=4") != 0)
            ::_exit(77);
        const auto late = unpackArchive(zip, folder.path("disk/x"), limits);
        if (late.ok() || late.error().code != base::ErrorCode::diskFull)
            ::_exit(2);
        std::error_code failure;
        ::_exit(fs::is_empty(folder.path("disk"), failure) ? 0 : 3);
    }
    int status = 0;
    REQUIRE(::waitpid(child, &status, 0) == child);
    REQUIRE(WIFEXITED(status));
    if (WEXITSTATUS(status) == 77) {
        WARN("skipped: no mount of its own allowed here");
        return;
    }
    CHECK(WEXITSTATUS(status) == 0);
}

TEST_CASE("what a killed process left behind is removed, what a living one grows is not")
{
    const TemporaryFolder folder;
    folder.write(".x.unpacking-999999999-AbCdEf/a.html", "x");
    folder.write(".y.unpacking-" + std::to_string(::getpid()) + "-AbCdEf/a.html", "x");
    folder.write("z/a.html", "x");
    CHECK(*removeInterruptedUnpacking(folder.path()) == 1);
    CHECK_FALSE(fs::exists(folder.path(".x.unpacking-999999999-AbCdEf")));
    CHECK(std::distance(fs::directory_iterator(folder.path()), fs::directory_iterator()) == 2);
}

TEST_CASE("zip files of other programs open, and damaged ones are refused")
{
    const std::string root = fixtures("archives");
    if (root.empty())
        return;
    const TemporaryFolder folder;
    std::size_t opened = 0;
    for (const auto& file : fs::directory_iterator(root + "/success")) {
        const std::string name = file.path().filename().string();
        const auto result = unpackArchive(file.path().string(), folder.path(name));
        INFO(name << (result.ok() ? "" : ": " + base::describe(result.error())));
        // Those open for a reader that leaves the content alone; a course with them can't be studied.
        const bool unreadable = name.starts_with("traditional-encryption") || name.starts_with("bogus-compression");
        CHECK(result.ok() == !unreadable);
        opened += result.ok() ? 1 : 0;
    }
    CHECK(opened >= 15);
    for (const auto& file : fs::directory_iterator(root + "/failure")) {
        const std::string name = file.path().filename().string();
        const auto result = unpackArchive(file.path().string(), folder.path("failure"));
        INFO(name);
        REQUIRE_FALSE(result.ok());
        const bool path = name.starts_with("absolute path") || name.starts_with("invalid relative path");
        CHECK(result.error().code == (path ? base::ErrorCode::archiveUnsafe : base::ErrorCode::packageBroken));
    }
    CHECK_FALSE(fs::exists(folder.path("failure")));
}
