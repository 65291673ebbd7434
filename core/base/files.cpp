// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/files.h"

#include "core/base/failpoint.h"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <unistd.h>

namespace staffroom::base {

namespace {

constexpr std::string_view unfinished = ".new";

/// An open file that is closed however the function ends.
class Descriptor
{
public:
    explicit Descriptor(int number) : m_number(number) {}
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    ~Descriptor()
    {
        if (m_number >= 0)
            ::close(m_number); // whoever needs the data durable has called fsync and looked at its answer
    }
    int number() const { return m_number; }

private:
    int m_number;
};

Error failure(std::string_view doing, const std::filesystem::path& file)
{
    const int reason = errno;
    return {reason == ENOSPC || reason == EDQUOT ? ErrorCode::diskFull : ErrorCode::storageFailed, std::string(doing),
            file.string() + ": " + std::strerror(reason)};
}

bool writeAll(int descriptor, BytesView bytes)
{
    while (!bytes.empty()) {
        const ssize_t written = ::write(descriptor, bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR)
            continue;
        if (written <= 0)
            return false;
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    return true;
}

/// A rename is durable once its folder is.
Result<void> renameDurably(const std::filesystem::path& part, const std::filesystem::path& file, std::string_view doing)
{
    failpoint("file-before-rename", doing);
    if (::rename(part.c_str(), file.c_str()) != 0)
        return failure(doing, file);
    failpoint("file-after-rename", doing);
    const std::filesystem::path place = file.has_parent_path() ? file.parent_path() : "."; // a bare name lies here
    const Descriptor folder(::open(place.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (folder.number() < 0 || ::fsync(folder.number()) != 0)
        return failure(doing, place);
    return {};
}

} // namespace

Result<void> writeWhole(const std::filesystem::path& file, BytesView bytes, std::string_view doing)
{
    const std::filesystem::path part = file.string().append(unfinished);
    {
        const Descriptor out(::open(part.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600));
        if (out.number() < 0 || !writeAll(out.number(), bytes) || ::fsync(out.number()) != 0) {
            const Error error = failure(doing, part);
            std::error_code ignored; // a full disk must not stay full of what came to nothing
            std::filesystem::remove(part, ignored);
            return error;
        }
    }
    return renameDurably(part, file, doing);
}

void removeUnfinished(const std::filesystem::path& folder)
{
    std::error_code ignored; // one left over costs space, not correctness
    for (std::filesystem::directory_iterator file(folder, ignored), end; file != end; file.increment(ignored))
        if (file->path().extension() == unfinished)
            std::filesystem::remove(file->path(), ignored);
}

Result<void> publish(const std::filesystem::path& part, const std::filesystem::path& file, std::string_view doing)
{
    {
        const Descriptor written(::open(part.c_str(), O_RDONLY | O_CLOEXEC));
        if (written.number() < 0 || ::fsync(written.number()) != 0)
            return failure(doing, part);
    }
    return renameDurably(part, file, doing);
}

} // namespace staffroom::base
