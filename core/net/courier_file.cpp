// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/net/courier_file.h"

#include "core/base/files.h"
#include "core/domain/login.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace staffroom::net {

using base::Bytes;
using base::BytesView;
using base::Error;
using base::ErrorCode;
using base::Result;

namespace {

constexpr std::string_view ending = ".courier";
constexpr std::string_view reading = "reading from the stick";
constexpr std::string_view writing = "writing to the stick";

Error failure(std::string_view doing, const std::filesystem::path& file)
{
    const int reason = errno;
    const ErrorCode code = reason == ENOSPC || reason == EDQUOT    ? ErrorCode::diskFull
                           : reason == ENOENT || reason == ENOTDIR ? ErrorCode::notFound
                                                                   : ErrorCode::storageFailed;
    return {code, std::string(doing), file.string() + ": " + std::strerror(reason)};
}

} // namespace

CourierFileSource::CourierFileSource(std::filesystem::path file, int descriptor, std::uint64_t size)
    : m_file(std::move(file)),
      m_descriptor(descriptor),
      m_size(size)
{
}

CourierFileSource::~CourierFileSource()
{
    ::close(m_descriptor);
}

Result<std::unique_ptr<sync::CourierSource>> CourierFileSource::open(const std::filesystem::path& file)
{
    const int descriptor = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0)
        return failure(reading, file);
    struct stat facts = {};
    if (::fstat(descriptor, &facts) != 0 || !S_ISREG(facts.st_mode)) {
        ::close(descriptor);
        return Error{ErrorCode::notFound, std::string(reading), file.string() + " is not a file"};
    }
    return std::unique_ptr<sync::CourierSource>(
        new CourierFileSource(file, descriptor, static_cast<std::uint64_t>(facts.st_size)));
}

Result<Bytes> CourierFileSource::read(std::uint64_t at, std::size_t bytes)
{
    Bytes out(bytes, '\0');
    for (std::size_t have = 0; have < bytes;) {
        const ssize_t came = ::pread(m_descriptor, out.data() + have, bytes - have, static_cast<off_t>(at + have));
        if (came < 0 && errno == EINTR)
            continue;
        if (came < 0)
            return failure(reading, m_file);
        if (came == 0)
            return Error{ErrorCode::truncated, std::string(reading), m_file.string() + " became shorter"};
        have += static_cast<std::size_t>(came);
    }
    return out;
}

CourierFileSink::CourierFileSink(std::filesystem::path file, std::filesystem::path part, int descriptor)
    : m_file(std::move(file)),
      m_part(std::move(part)),
      m_descriptor(descriptor)
{
}

CourierFileSink::~CourierFileSink()
{
    if (m_descriptor >= 0)
        ::close(m_descriptor);
    if (!m_published) {
        std::error_code ignored; // the stick may be gone; what is left has a name that nobody reads
        std::filesystem::remove(m_part, ignored);
    }
}

Result<std::unique_ptr<CourierFileSink>> CourierFileSink::create(const std::filesystem::path& file)
{
    std::filesystem::path part = file.string() + ".part";
    const int descriptor = ::open(part.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    if (descriptor < 0)
        return failure(writing, part);
    // Sealed for those named in it, and read by another person's program where the stick arrives. A stick whose file
    // system knows no owners says no, and needs none.
    static_cast<void>(::fchmod(descriptor, 0644));
    return std::unique_ptr<CourierFileSink>(new CourierFileSink(file, std::move(part), descriptor));
}

Result<void> CourierFileSink::write(BytesView bytes)
{
    while (!bytes.empty()) {
        const ssize_t written = ::write(m_descriptor, bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR)
            continue;
        if (written <= 0)
            return failure(writing, m_part);
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    return {};
}

Result<void> CourierFileSink::publish()
{
    if (::close(std::exchange(m_descriptor, -1)) != 0)
        return failure(writing, m_part);
    STAFFROOM_TRY(base::publish(m_part, m_file, writing));
    m_published = true;
    return {};
}

std::string courierName(sync::CourierWay way, std::string_view login, const base::IncarnationId& device)
{
    const std::string who = domain::loginInFileName(login) + '-' + base::toHex(device.view()).substr(0, 8);
    return (way == sync::CourierWay::up ? who + "-to-server" : "server-to-" + who) + std::string(ending);
}

Result<std::vector<std::filesystem::path>> courierFiles(const std::filesystem::path& place)
{
    std::error_code failed;
    if (!std::filesystem::is_directory(place, failed)) {
        if (!std::filesystem::exists(place, failed))
            return Error{ErrorCode::notFound, std::string(reading), place.string() + " isn't there",
                         "check where the stick is mounted; the file for this side is written at the other one, with "
                         "staffroomctl courier write"};
        return std::vector<std::filesystem::path>{place};
    }
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::directory_iterator(place, failed))
        if (entry.path().extension() == ending)
            files.push_back(entry.path());
    if (failed)
        return Error{ErrorCode::storageFailed, std::string(reading), place.string() + ": " + failed.message()};
    if (files.empty())
        return Error{ErrorCode::notFound, std::string(reading), "no courier file lies in " + place.string(),
                     "it is written at the other side, with staffroomctl courier write"};
    std::sort(files.begin(), files.end());
    return files;
}

} // namespace staffroom::net
