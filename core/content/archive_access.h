// SPDX-License-Identifier: GPL-3.0-or-later
// What reading and writing with libarchive and the disk have in common.
#pragma once

#include "core/base/bytes.h"
#include "core/base/result.h"

#include <archive.h>
#include <archive_entry.h>

#include <locale.h>
#include <string>

namespace staffroom::content {

/// libarchive converts names by the thread's locale; under this they are UTF-8 whatever the program runs in.
class Utf8Names
{
public:
    Utf8Names();
    ~Utf8Names();
    Utf8Names(const Utf8Names&) = delete;
    Utf8Names& operator=(const Utf8Names&) = delete;

private:
    locale_t m_mine;
    locale_t m_before;
};

/// A descriptor that is closed when it goes.
class OpenFile
{
public:
    explicit OpenFile(int descriptor = -1) : m_descriptor(descriptor) {}
    ~OpenFile() { close(); }
    OpenFile(OpenFile&& other) noexcept : m_descriptor(other.release()) {}
    OpenFile& operator=(OpenFile&& other) noexcept;
    OpenFile(const OpenFile&) = delete;
    OpenFile& operator=(const OpenFile&) = delete;

    int get() const { return m_descriptor; }
    bool isOpen() const { return m_descriptor >= 0; }
    int release();
    void close();

private:
    int m_descriptor;
};

/// diskFull for ENOSPC and EDQUOT, notFound for ENOENT, forbidden for EACCES and EPERM, else storageFailed.
base::Error diskError(int number, std::string doing, const std::string& path);

/// Writes all of it; the errno of the first failure, else 0.
int writeAll(int descriptor, base::BytesView bytes);

/// The whole file. Errors: notFound, forbidden, tooLarge above `most` bytes, storageFailed.
base::Result<base::Bytes> readFile(const std::string& path, std::uint64_t most);

/// Makes what was renamed into the folder survive a power cut.
base::Result<void> syncFolder(const std::string& folder);

} // namespace staffroom::content
