// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/content/unpack.h"

#include "core/content/archive_access.h"
#include "core/content/names.h"

#include <cerrno>
#include <charconv>
#include <cstdio>
#include <cstdlib>
#include <fcntl.h>
#include <filesystem>
#include <map>
#include <memory>
#include <set>
#include <signal.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

namespace staffroom::content {
namespace {

namespace fs = std::filesystem;
using base::Error;
using base::ErrorCode;
using base::Result;

constexpr std::string_view unpackingMark = ".unpacking-";
constexpr std::uint64_t largestManifest = 4U << 20U;

struct ArchiveReader
{
    ArchiveReader() : zip(archive_read_new()) {}
    ~ArchiveReader() { archive_read_free(zip); }
    ArchiveReader(const ArchiveReader&) = delete;
    ArchiveReader& operator=(const ArchiveReader&) = delete;

    Error broken(std::string_view name) const
    {
        const char* const said = archive_error_string(zip);
        return {ErrorCode::packageBroken, "unpacking a package",
                std::string(name) + ": " + (said == nullptr ? "" : said)};
    }
    archive* zip;
};

/// A folder that is removed with all in it unless it is kept.
struct GrowingFolder
{
    explicit GrowingFolder(std::string at) : path(std::move(at)) {}
    ~GrowingFolder()
    {
        std::error_code ignored; // the next start removes it: removeInterruptedUnpacking
        if (!path.empty())
            fs::remove_all(path, ignored);
    }
    GrowingFolder(const GrowingFolder&) = delete;
    GrowingFolder& operator=(const GrowingFolder&) = delete;
    std::string path;
};

Result<void> open(ArchiveReader& reader, const std::string& path)
{
    if (archive_read_support_format_zip_seekable(reader.zip) != ARCHIVE_OK ||
        archive_read_open_filename(reader.zip, path.c_str(), 256U << 10U) != ARCHIVE_OK)
        return reader.broken(path);
    return {};
}

/// Opens a new file below the folder, making the folders of its name on the way. The growing folder belongs to us alone
/// and no entry can make a link, so no part of the name can lead elsewhere; O_NOFOLLOW and O_EXCL hold even so.
Result<OpenFile> createBelow(const std::string& folder, const std::string& name)
{
    std::error_code failure;
    const fs::path path = fs::path(folder) / name;
    fs::create_directories(path.parent_path(), failure);
    if (failure)
        return failure.value() == ENOTDIR || failure.value() == EEXIST
                   ? Error{ErrorCode::archiveUnsafe, "unpacking a package", "a file used as a folder: " + name}
                   : diskError(failure.value(), "making a folder of a package", path.string());
    OpenFile file(::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0644));
    if (!file.isOpen() && (errno == EEXIST || errno == EISDIR))
        return Error{ErrorCode::archiveUnsafe, "unpacking a package", "a file and a folder of one name: " + name};
    if (!file.isOpen())
        return diskError(errno, "creating a file of a package", path.string());
    return file;
}

/// Copies the data of the current entry; refuses more than the directory promised.
Result<void> copyEntry(ArchiveReader& reader, const ZipEntry& entry, int to)
{
    std::uint64_t done = 0;
    for (;;) {
        const void* bytes = nullptr;
        std::size_t size = 0;
        la_int64_t offset = 0;
        const int result = archive_read_data_block(reader.zip, &bytes, &size, &offset);
        if (result == ARCHIVE_EOF)
            break;
        if (result != ARCHIVE_OK)
            return reader.broken(entry.name);
        if (static_cast<std::uint64_t>(offset) != done || size > entry.size - done)
            return Error{ErrorCode::packageBroken, "unpacking a package", "longer than it says: " + entry.name};
        if (const int failure = writeAll(to, base::BytesView(static_cast<const char*>(bytes), size)); failure != 0)
            return diskError(failure, "writing a file of a package", entry.name);
        done += size;
    }
    if (done != entry.size)
        return Error{ErrorCode::packageBroken, "unpacking a package", "shorter than it says: " + entry.name};
    return {};
}

Result<void> extractAll(const std::string& zip, const std::vector<ZipEntry>& entries, const std::string& folder)
{
    std::map<std::string_view, const ZipEntry*> expected;
    for (const ZipEntry& entry : entries) {
        if (!entry.directory) {
            expected.emplace(entry.name, &entry);
            continue;
        }
        std::error_code failure;
        fs::create_directories(fs::path(folder) / entry.name, failure);
        if (failure)
            return diskError(failure.value(), "making a folder of a package", entry.name);
    }
    // libarchive goes through the entries in the order of their place in the file, the directory may have another one.
    std::map<std::uint64_t, const ZipEntry*> byPlace;
    for (const ZipEntry& entry : entries)
        if (!byPlace.emplace(entry.headerOffset, &entry).second)
            return Error{ErrorCode::archiveUnsafe, "unpacking a package", "two entries in one place: " + entry.name};
    if (entries.empty())
        return {};
    ArchiveReader reader;
    STAFFROOM_TRY(open(reader, zip));
    auto next = byPlace.begin();
    for (archive_entry* head = nullptr;; ++next) {
        const int result = archive_read_next_header(reader.zip, &head);
        if (result == ARCHIVE_EOF)
            break;
        if (result != ARCHIVE_OK && result != ARCHIVE_WARN)
            return reader.broken("next entry");
        if (next == byPlace.end())
            return Error{ErrorCode::packageBroken, "unpacking a package", "more entries than its directory has"};
        const ZipEntry& entry = *next->second;
        const auto type = archive_entry_filetype(head);
        if ((type != AE_IFREG && type != AE_IFDIR) || archive_entry_hardlink(head) != nullptr)
            return Error{ErrorCode::archiveUnsafe, "unpacking a package", "a link or device: " + entry.name};
        if (entry.directory)
            continue;
        auto file = createBelow(folder, entry.name);
        if (!file.ok())
            return file.error();
        STAFFROOM_TRY(copyEntry(reader, entry, file->get()));
    }
    if (next != byPlace.end())
        return Error{ErrorCode::packageBroken, "unpacking a package", "missing: " + next->second->name};
    return {};
}

Result<void> checkSpace(const std::string& folder, const std::vector<ZipEntry>& entries, const UnpackLimits& limits)
{
    struct statvfs disk
    {
    };
    if (::statvfs(folder.c_str(), &disk) != 0)
        return diskError(errno, "looking for room on the disk", folder);
    std::uint64_t need = limits.keepFree;
    for (const ZipEntry& entry : entries)
        need += entry.size;
    if (static_cast<std::uint64_t>(disk.f_bavail) * disk.f_frsize < need)
        return Error{ErrorCode::diskFull, "looking for room on the disk", std::to_string(need) + " bytes needed"};
    return {};
}

/// Puts the folder in its place, durable; what was there goes.
Result<void> place(GrowingFolder& grown, const std::string& into)
{
    {
        const OpenFile folder(::open(grown.path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
        // One call for thousands of files; an fsync for each takes minutes on a school PC's disk.
        if (!folder.isOpen() || ::syncfs(folder.get()) != 0)
            return diskError(errno, "making a package durable", grown.path);
    }
    if (::renameat2(AT_FDCWD, grown.path.c_str(), AT_FDCWD, into.c_str(), RENAME_NOREPLACE) == 0)
        grown.path.clear();
    else if (errno != EEXIST || ::renameat2(AT_FDCWD, grown.path.c_str(), AT_FDCWD, into.c_str(), RENAME_EXCHANGE) != 0)
        return diskError(errno, "putting a package in its place", into);
    const std::string parent = fs::path(into).parent_path().string();
    return syncFolder(parent.empty() ? "." : parent);
}

Result<void> checkFiles(const CourseManifest& manifest, const std::set<std::string_view>& files)
{
    for (const Module& module : manifest.modules)
        for (const Activity& activity : module.activities)
            if (!files.contains(activity.file))
                return Error{ErrorCode::packageBroken, "checking the files of a course", "missing: " + activity.file};
    return {};
}

Result<CourseManifest> manifestOf(const std::string& zip, const std::vector<ZipEntry>& entries)
{
    std::set<std::string_view> files;
    for (const ZipEntry& entry : entries)
        if (!entry.directory)
            files.insert(entry.name);
    if (!files.contains(manifestName))
        return Error{ErrorCode::packageBroken, "opening a package", "no " + std::string(manifestName)};
    ArchiveReader reader;
    STAFFROOM_TRY(open(reader, zip));
    for (archive_entry* head = nullptr;;) {
        const int result = archive_read_next_header(reader.zip, &head);
        if (result != ARCHIVE_OK && result != ARCHIVE_WARN)
            return reader.broken(manifestName);
        const char* const name = archive_entry_pathname(head);
        if (name == nullptr || manifestName != name)
            continue;
        base::Bytes json;
        std::string piece(64U << 10U, '\0');
        for (;;) {
            const la_ssize_t got = archive_read_data(reader.zip, piece.data(), piece.size());
            if (got < 0)
                return reader.broken(manifestName);
            if (got == 0)
                break;
            json.append(piece, 0, static_cast<std::size_t>(got));
            if (json.size() > largestManifest)
                return Error{ErrorCode::tooLarge, "reading the manifest of a course", zip};
        }
        auto manifest = parseManifest(json);
        if (manifest.ok())
            STAFFROOM_TRY(checkFiles(*manifest, files));
        return manifest;
    }
}

Result<void> unpackEntries(const std::string& zip, const std::string& into, const std::vector<ZipEntry>& entries,
                           const UnpackLimits& limits)
{
    const fs::path target = fs::path(into).lexically_normal();
    const std::string leaf = target.filename().string();
    if (leaf.empty() || leaf == "." || leaf == "..")
        return Error{ErrorCode::invalidArgument, "unpacking a package", "no folder of its own: " + into};
    const std::string parent = target.has_parent_path() ? target.parent_path().string() : ".";
    STAFFROOM_TRY(checkSpace(parent, entries, limits));
    std::string pattern = parent + "/." + leaf + std::string(unpackingMark) + std::to_string(::getpid()) + "-XXXXXX";
    if (::mkdtemp(pattern.data()) == nullptr)
        return diskError(errno, "making a folder for a package", pattern);
    GrowingFolder growing(pattern); // its user's alone, as mkdtemp makes it
    STAFFROOM_TRY(extractAll(zip, entries, growing.path));
    return place(growing, target.string());
}

} // namespace

Result<CourseManifest> openPackage(const std::string& zip, const UnpackLimits& limits)
{
    const Utf8Names names;
    const auto entries = readZipDirectory(zip, limits);
    if (!entries.ok())
        return entries.error();
    return manifestOf(zip, *entries);
}

Result<void> unpackArchive(const std::string& zip, const std::string& into, const UnpackLimits& limits)
{
    const Utf8Names names;
    const auto entries = readZipDirectory(zip, limits);
    if (!entries.ok())
        return entries.error();
    return unpackEntries(zip, into, *entries, limits);
}

Result<CourseManifest> unpack(const std::string& zip, const std::string& into, const UnpackLimits& limits)
{
    const Utf8Names names;
    const auto entries = readZipDirectory(zip, limits);
    if (!entries.ok())
        return entries.error();
    auto manifest = manifestOf(zip, *entries);
    if (manifest.ok())
        STAFFROOM_TRY(unpackEntries(zip, into, *entries, limits));
    return manifest;
}

Result<CourseManifest> readUnpacked(const std::string& folder)
{
    const auto json = readFile(folder + "/" + std::string(manifestName), largestManifest);
    if (!json.ok())
        return json.error();
    auto manifest = parseManifest(*json);
    if (!manifest.ok())
        return manifest;
    for (const Module& module : manifest->modules)
        for (const Activity& activity : module.activities) {
            std::error_code failure;
            if (!fs::is_regular_file(fs::path(folder) / activity.file, failure))
                return Error{ErrorCode::packageBroken, "checking the files of a course", "missing: " + activity.file};
        }
    return manifest;
}

Result<std::size_t> removeInterruptedUnpacking(const std::string& folder)
{
    std::error_code failure;
    std::size_t removed = 0;
    std::vector<fs::path> left;
    for (fs::directory_iterator it(folder, failure), end; !failure && it != end; it.increment(failure)) {
        const std::string name = it->path().filename().string();
        const std::size_t mark = name.find(unpackingMark);
        if (name.front() != '.' || mark == std::string::npos)
            continue;
        int process = 0;
        const char* const digits = name.data() + mark + unpackingMark.size();
        const auto parsed = std::from_chars(digits, name.data() + name.size(), process);
        const bool alive = parsed.ec == std::errc() && process > 0 && (::kill(process, 0) == 0 || errno == EPERM);
        if (!alive)
            left.push_back(it->path());
    }
    for (const fs::path& path : left) {
        if (failure)
            break;
        fs::remove_all(path, failure);
        ++removed;
    }
    if (failure)
        return diskError(failure.value(), "removing what unpacking left behind", folder);
    return removed;
}

} // namespace staffroom::content
