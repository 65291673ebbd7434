// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/server/http/message.h"

#include <cstddef>
#include <cstdint>
#include <string>

namespace staffroom::server {

/// An open file of which a part is sent. Blocks: for worker threads.
class FileSource
{
public:
    FileSource() = default;
    ~FileSource();
    FileSource(FileSource&& other) noexcept;
    FileSource& operator=(FileSource&& other) noexcept;

    /// Errors: notFound; storageFailed where it is shorter than the part that was asked for, or no plain file.
    static base::Result<FileSource> open(const FileBody& body);
    /// Bytes of the part.
    std::uint64_t size() const { return m_size; }
    /// Replaces into by size bytes from offset (within the part). Errors: storageFailed, truncated.
    base::Result<void> read(std::uint64_t offset, std::size_t size, std::string& into) const;

private:
    int m_file = -1;
    std::uint64_t m_base = 0;
    std::uint64_t m_size = 0;
};

} // namespace staffroom::server
