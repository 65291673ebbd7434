// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/server/http/file_source.h"

#include <cerrno>
#include <fcntl.h>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>
#include <utility>

namespace staffroom::server {

using base::Error;
using base::ErrorCode;

FileSource::~FileSource()
{
    if (m_file >= 0)
        ::close(m_file);
}

FileSource::FileSource(FileSource&& other) noexcept
    : m_file(std::exchange(other.m_file, -1)),
      m_base(other.m_base),
      m_size(other.m_size)
{
}

FileSource& FileSource::operator=(FileSource&& other) noexcept
{
    std::swap(m_file, other.m_file);
    m_base = other.m_base;
    m_size = other.m_size;
    return *this;
}

base::Result<FileSource> FileSource::open(const FileBody& body)
{
    FileSource source;
    source.m_file = ::open(body.path.c_str(), O_RDONLY | O_CLOEXEC);
    if (source.m_file < 0) {
        const int reason = errno;
        return Error{reason == ENOENT ? ErrorCode::notFound : ErrorCode::storageFailed,
                     "opening the file of a response", body.path + ": " + std::generic_category().message(reason)};
    }
    struct stat status = {};
    if (::fstat(source.m_file, &status) != 0 || !S_ISREG(status.st_mode))
        return Error{ErrorCode::storageFailed, "opening the file of a response", body.path + ": not a plain file"};
    const auto size = static_cast<std::uint64_t>(status.st_size);
    if (body.offset > size || (body.length && *body.length > size - body.offset))
        return Error{ErrorCode::storageFailed, "opening the file of a response", body.path + ": shorter than expected"};
    source.m_base = body.offset;
    source.m_size = body.length.value_or(size - body.offset);
    return source;
}

base::Result<void> FileSource::read(std::uint64_t offset, std::size_t size, std::string& into) const
{
    into.resize(size);
    std::size_t done = 0;
    while (done < size) {
        const ssize_t got =
            ::pread(m_file, into.data() + done, size - done, static_cast<off_t>(m_base + offset + done));
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return Error{ErrorCode::storageFailed, "reading the file of a response",
                         std::generic_category().message(errno)};
        if (got == 0)
            return Error{ErrorCode::truncated, "reading the file of a response", "it shrank while it was sent"};
        done += static_cast<std::size_t>(got);
    }
    return {};
}

} // namespace staffroom::server
