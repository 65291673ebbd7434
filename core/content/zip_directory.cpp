// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/content/zip_directory.h"

#include "core/base/bytes.h"
#include "core/content/archive_access.h"
#include "core/content/names.h"

#include <algorithm>
#include <cerrno>
#include <fcntl.h>
#include <iconv.h>
#include <set>
#include <sys/stat.h>
#include <unistd.h>

namespace staffroom::content {
namespace {

using base::BytesView;
using base::Error;
using base::ErrorCode;
using base::Result;

constexpr std::size_t endSize = 22;  // end of central directory record without its comment
constexpr std::size_t headSize = 46; // central directory header without its variable part
constexpr std::uint64_t largestDirectory = 64ULL << 20U;
constexpr std::uint32_t fileTypeMask = 0170000;

Error broken(std::string detail)
{
    return {ErrorCode::packageBroken, "reading the directory of a package", std::move(detail)};
}

std::uint64_t number(BytesView bytes, std::size_t at, std::size_t width)
{
    std::uint64_t value = 0;
    for (std::size_t i = 0; i < width; ++i)
        value |= static_cast<std::uint64_t>(static_cast<unsigned char>(bytes[at + i])) << (8 * i);
    return value;
}

Result<base::Bytes> readAt(int file, std::uint64_t offset, std::uint64_t size)
{
    base::Bytes bytes(static_cast<std::size_t>(size), '\0');
    std::size_t have = 0;
    while (have < bytes.size()) {
        const ssize_t got = ::pread(file, bytes.data() + have, bytes.size() - have, static_cast<off_t>(offset + have));
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return diskError(errno, "reading the directory of a package", "pread");
        if (got == 0)
            return broken("it ends early");
        have += static_cast<std::size_t>(got);
    }
    return bytes;
}

std::string converted(BytesView bytes, const char* charset)
{
    iconv_t converter = iconv_open("UTF-8", charset);
    if (converter == reinterpret_cast<iconv_t>(-1)) // NOLINT: iconv's own way to say that it doesn't know the charset
        return {};
    std::string input(bytes);
    std::string output(bytes.size() * 4 + 4, '\0');
    char* from = input.data();
    char* to = output.data();
    std::size_t fromLeft = input.size();
    std::size_t toLeft = output.size();
    const std::size_t result = iconv(converter, &from, &fromLeft, &to, &toLeft);
    iconv_close(converter);
    if (result == static_cast<std::size_t>(-1))
        return {};
    output.resize(output.size() - toLeft);
    return output;
}

/// Packers on Chinese Windows write names in its code page without saying so.
std::string asUtf8(BytesView name)
{
    if (base::isUtf8(name))
        return std::string(name);
    std::string text = converted(name, "GB18030");
    return text.empty() ? converted(name, "CP437") : text;
}

/// CRC-32 (APPNOTE 4.4.7), for names only.
std::uint32_t crcOf(BytesView bytes)
{
    std::uint32_t crc = 0xFFFFFFFF;
    for (const char c : bytes) {
        crc ^= static_cast<unsigned char>(c);
        for (int bit = 0; bit < 8; ++bit)
            crc = (crc >> 1U) ^ ((crc & 1U) != 0 ? 0xEDB88320U : 0U);
    }
    return ~crc;
}

/// The name, or the one of Info-ZIP's Unicode Path field (APPNOTE 4.6.9) where that belongs to it.
std::string entryName(BytesView name, BytesView extra)
{
    while (extra.size() >= 4) {
        const std::uint64_t size = number(extra, 2, 2);
        if (size > extra.size() - 4)
            break;
        const BytesView body = extra.substr(4, size);
        if (number(extra, 0, 2) == 0x7075 && size > 5 && body[0] == 1 && number(body, 1, 4) == crcOf(name))
            return asUtf8(body.substr(5));
        extra.remove_prefix(4 + size);
    }
    return asUtf8(name);
}

struct Extent
{
    std::uint64_t count = 0;
    std::uint64_t size = 0;
    std::uint64_t offset = 0;
};

/// Finds the end record (APPNOTE 4.3.16) and, where it points there, the ZIP64 one (4.3.14).
Result<Extent> findDirectory(int file, std::uint64_t fileSize)
{
    if (fileSize < endSize)
        return broken("too short for a zip");
    const std::uint64_t tailSize = std::min<std::uint64_t>(fileSize, endSize + 0xFFFF);
    auto tail = readAt(file, fileSize - tailSize, tailSize);
    if (!tail.ok())
        return tail.error();
    std::size_t end = tail->size();
    for (std::size_t at = tail->size() - endSize + 1; at-- > 0;) {
        if (BytesView(*tail).substr(at, 4) != BytesView("PK\x05\x06", 4))
            continue;
        if (at + endSize + number(*tail, at + 20, 2) != tail->size())
            return broken("its comment has another length than it says");
        end = at;
        break;
    }
    if (end == tail->size())
        return broken("no end record: not a zip, or cut short");
    if (number(*tail, end + 4, 2) != 0 && number(*tail, end + 4, 2) != 0xFFFF)
        return broken("one part of several");
    Extent extent{number(*tail, end + 10, 2), number(*tail, end + 12, 4), number(*tail, end + 16, 4)};
    if (extent.count != 0xFFFF && extent.size != 0xFFFFFFFF && extent.offset != 0xFFFFFFFF)
        return extent;
    if (end < 20 || BytesView(*tail).substr(end - 20, 4) != BytesView("PK\x06\x07", 4))
        return extent; // exactly 65,535 files without ZIP64 is allowed; wrong figures show themselves below
    const std::uint64_t at64 = number(*tail, end - 20 + 8, 8);
    if (at64 > fileSize || fileSize - at64 < 56)
        return broken("its ZIP64 end record lies outside");
    auto record = readAt(file, at64, 56);
    if (!record.ok())
        return record.error();
    if (BytesView(*record).substr(0, 4) != BytesView("PK\x06\x06", 4))
        return broken("no ZIP64 end record where it should be");
    return Extent{number(*record, 32, 8), number(*record, 40, 8), number(*record, 48, 8)};
}

/// Walks the extra fields (APPNOTE 4.5) and takes what 32 bits couldn't hold from the ZIP64 one.
Result<void> readExtra(BytesView extra, ZipEntry& entry)
{
    bool need64 = entry.size == 0xFFFFFFFF || entry.packed == 0xFFFFFFFF || entry.headerOffset == 0xFFFFFFFF;
    while (extra.size() >= 4) {
        const std::uint64_t id = number(extra, 0, 2);
        const std::uint64_t size = number(extra, 2, 2);
        if (size > extra.size() - 4)
            return broken("an extra field longer than its place: " + entry.name);
        BytesView body = extra.substr(4, size);
        extra.remove_prefix(4 + size);
        if (id != 1 || !need64)
            continue;
        need64 = false;
        for (std::uint64_t* const value : {&entry.size, &entry.packed, &entry.headerOffset}) {
            if (*value != 0xFFFFFFFF)
                continue;
            if (body.size() < 8)
                return broken("a ZIP64 field without all its values: " + entry.name);
            *value = number(body, 0, 8);
            body.remove_prefix(8);
        }
    }
    if (need64)
        return broken("a ZIP64 field is missing: " + entry.name);
    return {};
}

Result<ZipEntry> readEntry(BytesView head, BytesView name, BytesView extra)
{
    ZipEntry entry;
    const std::uint64_t flags = number(head, 8, 2);
    const std::uint64_t method = number(head, 10, 2);
    entry.packed = number(head, 20, 4);
    entry.size = number(head, 24, 4);
    entry.headerOffset = number(head, 42, 4);
    entry.stored = method == 0;
    const std::string text = entryName(name, extra);
    if ((flags & 0x2041U) != 0)
        return broken("encrypted: " + text);
    if (method != 0 && method != 8)
        return broken("compression method " + std::to_string(method) + ": " + text);
    auto normal = normalName(text);
    if (!normal.ok())
        return normal.error();
    entry.name = *std::move(normal);
    entry.directory = text.back() == '/' || text.back() == '\\';
    STAFFROOM_TRY(readExtra(extra, entry));
    if (entry.stored && entry.size != entry.packed)
        return broken("a stored entry of two sizes: " + entry.name);
    const bool unix = number(head, 5, 1) == 3;
    const auto type = static_cast<std::uint32_t>(number(head, 38, 4) >> 16U) & fileTypeMask;
    if (unix && type != 0 && type != 0100000 && type != 0040000)
        return Error{ErrorCode::archiveUnsafe, "reading the directory of a package", "a link or device: " + entry.name};
    if (unix && type == 0040000)
        entry.directory = true;
    return entry;
}

Result<void> checkTotals(const std::vector<ZipEntry>& entries, const UnpackLimits& limits)
{
    const auto tooLarge = [](std::string detail) {
        return Error{ErrorCode::tooLarge, "checking the size of a package", std::move(detail)};
    };
    std::uint64_t size = 0;
    std::uint64_t packed = 0;
    std::set<std::string_view> names;
    for (const ZipEntry& entry : entries) {
        if (entry.directory)
            continue;
        if (!names.insert(entry.name).second)
            return Error{ErrorCode::archiveUnsafe, "checking the files of a package", "twice: " + entry.name};
        if (entry.size > limits.fileBytes)
            return tooLarge(entry.name + ": " + std::to_string(entry.size) + " bytes");
        size += entry.size; // both stay far below 2^64: fileBytes × files
        packed += std::min(entry.packed, limits.totalBytes);
        if (size > limits.totalBytes)
            return tooLarge("more than " + std::to_string(limits.totalBytes) + " bytes");
    }
    if (size > limits.ratioFrom && size / limits.ratio > packed)
        return tooLarge("unpacks to more than " + std::to_string(limits.ratio) + " times its size");
    return {};
}

} // namespace

Result<std::vector<ZipEntry>> readZipDirectory(const std::string& path, const UnpackLimits& limits)
{
    const OpenFile file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
    struct stat status
    {
    };
    if (!file.isOpen() || ::fstat(file.get(), &status) != 0)
        return diskError(errno, "opening a package", path);
    if (!S_ISREG(status.st_mode))
        return broken("not a file");
    const auto fileSize = static_cast<std::uint64_t>(status.st_size);
    const auto extent = findDirectory(file.get(), fileSize);
    if (!extent.ok())
        return extent.error();
    if (extent->offset > fileSize || extent->size > fileSize - extent->offset)
        return broken("its directory lies outside");
    if (extent->count > limits.files)
        return Error{ErrorCode::tooLarge, "checking the size of a package", std::to_string(extent->count) + " files"};
    if (extent->size > largestDirectory)
        return Error{ErrorCode::tooLarge, "checking the size of a package", "its directory"};
    const auto directory = readAt(file.get(), extent->offset, extent->size);
    if (!directory.ok())
        return directory.error();
    BytesView rest(*directory);
    std::vector<ZipEntry> entries;
    for (std::uint64_t i = 0; i < extent->count; ++i) {
        if (rest.size() < headSize || rest.substr(0, 4) != BytesView("PK\x01\x02", 4))
            return broken("not an entry where one should be");
        const std::size_t nameSize = number(rest, 28, 2);
        const std::size_t extraSize = number(rest, 30, 2);
        const std::size_t commentSize = number(rest, 32, 2);
        if (rest.size() - headSize < nameSize + extraSize + commentSize)
            return broken("an entry longer than the directory");
        auto entry = readEntry(rest, rest.substr(headSize, nameSize), rest.substr(headSize + nameSize, extraSize));
        if (!entry.ok())
            return entry.error();
        if (entry->headerOffset >= fileSize || entry->packed > fileSize - entry->headerOffset)
            return broken("an entry outside the file: " + entry->name);
        entries.push_back(*std::move(entry));
        rest.remove_prefix(headSize + nameSize + extraSize + commentSize);
    }
    STAFFROOM_TRY(checkTotals(entries, limits));
    return entries;
}

} // namespace staffroom::content
