// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/crypto.h"
#include "core/base/result.h"

#include <cstdint>
#include <memory>
#include <string>

namespace staffroom::content {

/// A package as it lies on the disk.
struct PackageFile
{
    std::string path;
    base::Hash hash; ///< of all its bytes
    std::uint64_t size = 0;
};

/// Writes a zip whose bytes follow from names and contents alone: no times, owners or machine in it. The file appears
/// under its name whole or not at all. Errors of every call: diskFull, storageFailed.
class ZipWriter
{
public:
    static base::Result<std::unique_ptr<ZipWriter>> create(std::string path);
    ~ZipWriter();
    ZipWriter(const ZipWriter&) = delete;
    ZipWriter& operator=(const ZipWriter&) = delete;

    /// Adds a file. The caller adds in the order of the names where the bytes are to be repeatable.
    base::Result<void> add(std::string_view name, base::BytesView content);
    /// Adds a file from the disk, in pieces.
    base::Result<void> addFile(std::string_view name, const std::string& path);
    /// Puts the file in its place, durable.
    base::Result<PackageFile> finish();

private:
    struct State;
    explicit ZipWriter(std::unique_ptr<State> state);
    base::Result<void> beginEntry(std::string_view name, std::uint64_t size);

    std::unique_ptr<State> m_state;
};

} // namespace staffroom::content
