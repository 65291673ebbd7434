// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/content/archive_access.h"

#include "core/base/bytes.h"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace staffroom::content {

using base::Error;
using base::ErrorCode;
using base::Result;

Utf8Names::Utf8Names() : m_mine(newlocale(LC_CTYPE_MASK, "C.UTF-8", locale_t{})), m_before(locale_t{})
{
    if (m_mine != locale_t{})
        m_before = uselocale(m_mine);
}

Utf8Names::~Utf8Names()
{
    if (m_mine == locale_t{})
        return;
    uselocale(m_before);
    freelocale(m_mine);
}

OpenFile& OpenFile::operator=(OpenFile&& other) noexcept
{
    if (this != &other) {
        close();
        m_descriptor = other.release();
    }
    return *this;
}

int OpenFile::release()
{
    const int descriptor = m_descriptor;
    m_descriptor = -1;
    return descriptor;
}

void OpenFile::close()
{
    if (m_descriptor >= 0)
        ::close(m_descriptor); // whoever needs the data durable has called fsync and looked at its answer
    m_descriptor = -1;
}

Error diskError(int number, std::string doing, const std::string& path)
{
    ErrorCode code = ErrorCode::storageFailed;
    if (number == ENOSPC || number == EDQUOT)
        code = ErrorCode::diskFull;
    else if (number == ENOENT)
        code = ErrorCode::notFound;
    else if (number == EACCES || number == EPERM)
        code = ErrorCode::forbidden;
    return {code, std::move(doing), path + ": " + std::strerror(number)};
}

int writeAll(int descriptor, base::BytesView bytes)
{
    while (!bytes.empty()) {
        const ssize_t written = ::write(descriptor, bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0)
            return errno;
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    return 0;
}

Result<base::Bytes> readFile(const std::string& path, std::uint64_t most)
{
    const OpenFile file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
    if (!file.isOpen())
        return diskError(errno, "opening a file", path);
    struct stat status
    {
    };
    if (::fstat(file.get(), &status) != 0)
        return diskError(errno, "looking at a file", path);
    if (!S_ISREG(status.st_mode))
        return Error{ErrorCode::invalidArgument, "reading a file", path + ": not a regular file"};
    if (static_cast<std::uint64_t>(status.st_size) > most)
        return Error{ErrorCode::tooLarge, "reading a file", path};
    base::Bytes bytes;
    bytes.resize(static_cast<std::size_t>(status.st_size));
    std::size_t have = 0;
    while (have < bytes.size()) {
        const ssize_t got = ::read(file.get(), bytes.data() + have, bytes.size() - have);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return diskError(errno, "reading a file", path);
        if (got == 0)
            break; // it was cut while we read; what is left of it is what there is
        have += static_cast<std::size_t>(got);
    }
    bytes.resize(have);
    return bytes;
}

Result<void> syncFolder(const std::string& folder)
{
    const OpenFile directory(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!directory.isOpen())
        return diskError(errno, "opening a folder", folder);
    if (::fsync(directory.get()) != 0)
        return diskError(errno, "making a folder durable", folder);
    return {};
}

} // namespace staffroom::content
