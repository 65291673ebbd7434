// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/content/zip_writer.h"

#include "core/content/archive_access.h"
#include "core/content/names.h"

#include <array>
#include <cerrno>
#include <cstdio>
#include <fcntl.h>
#include <filesystem>
#include <sys/stat.h>
#include <unistd.h>

namespace staffroom::content {
namespace {

using base::Error;
using base::ErrorCode;
using base::Result;

constexpr std::size_t pieceSize = 256U << 10U;

} // namespace

struct ZipWriter::State
{
    std::string path;
    std::string partPath;
    OpenFile file;
    archive* zip = nullptr;
    archive_entry* entry = nullptr;
    base::Hasher hasher;
    std::uint64_t size = 0;
    int failure = 0; ///< errno of the write that failed
    bool finished = false;

    static la_ssize_t take(archive* /*zip*/, void* self, const void* bytes, std::size_t size)
    {
        auto& state = *static_cast<State*>(self);
        const base::BytesView view(static_cast<const char*>(bytes), size);
        state.failure = writeAll(state.file.get(), view);
        if (state.failure != 0)
            return -1;
        state.hasher.add(view);
        state.size += size;
        return static_cast<la_ssize_t>(size);
    }

    Error error() const
    {
        if (failure != 0)
            return diskError(failure, "writing a package", path);
        const char* const said = archive_error_string(zip);
        return {ErrorCode::storageFailed, "writing a package", path + ": " + (said == nullptr ? "" : said)};
    }
};

ZipWriter::ZipWriter(std::unique_ptr<State> state) : m_state(std::move(state)) {}

ZipWriter::~ZipWriter()
{
    archive_entry_free(m_state->entry);
    if (m_state->zip != nullptr)
        archive_write_free(m_state->zip);
    if (!m_state->finished && m_state->file.isOpen())
        ::unlink(m_state->partPath.c_str()); // what is half-written is of no use; a leftover is overwritten next time
}

Result<std::unique_ptr<ZipWriter>> ZipWriter::create(std::string path)
{
    auto state = std::make_unique<State>();
    state->path = std::move(path);
    state->partPath = state->path + ".part";
    state->file =
        OpenFile(::open(state->partPath.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0644));
    if (!state->file.isOpen())
        return diskError(errno, "creating a package", state->partPath);
    state->zip = archive_write_new();
    state->entry = archive_entry_new();
    std::unique_ptr<ZipWriter> writer(new ZipWriter(std::move(state)));
    State& s = *writer->m_state;
    const Utf8Names names;
    if (archive_write_set_format_zip(s.zip) != ARCHIVE_OK ||
        archive_write_set_bytes_per_block(s.zip, 0) != ARCHIVE_OK ||
        archive_write_set_format_option(s.zip, "zip", "hdrcharset", "UTF-8") != ARCHIVE_OK ||
        archive_write_open(s.zip, &s, nullptr, &State::take, nullptr) != ARCHIVE_OK)
        return s.error();
    return writer;
}

Result<void> ZipWriter::beginEntry(std::string_view name, std::uint64_t size)
{
    State& s = *m_state;
    archive_entry_clear(s.entry);
    archive_entry_set_pathname(s.entry, std::string(name).c_str());
    archive_entry_set_filetype(s.entry, AE_IFREG);
    archive_entry_set_perm(s.entry, 0644);
    archive_entry_set_size(s.entry, static_cast<la_int64_t>(size));
    // No time is set: libarchive then writes 1980-01-01, the same in every time zone.
    const int chosen = isStored(name) ? archive_write_zip_set_compression_store(s.zip)
                                      : archive_write_zip_set_compression_deflate(s.zip);
    if (chosen != ARCHIVE_OK || archive_write_header(s.zip, s.entry) != ARCHIVE_OK)
        return s.error();
    return {};
}

Result<void> ZipWriter::add(std::string_view name, base::BytesView content)
{
    const Utf8Names names;
    STAFFROOM_TRY(beginEntry(name, content.size()));
    while (!content.empty()) {
        const la_ssize_t taken = archive_write_data(m_state->zip, content.data(), content.size());
        if (taken <= 0)
            return m_state->error();
        content.remove_prefix(static_cast<std::size_t>(taken));
    }
    if (archive_write_finish_entry(m_state->zip) != ARCHIVE_OK)
        return m_state->error();
    return {};
}

Result<void> ZipWriter::addFile(std::string_view name, const std::string& path)
{
    const OpenFile source(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK));
    struct stat status
    {
    };
    if (!source.isOpen() || ::fstat(source.get(), &status) != 0)
        return diskError(errno, "reading a file for a package", path);
    const Utf8Names names;
    const auto size = static_cast<std::uint64_t>(status.st_size);
    STAFFROOM_TRY(beginEntry(name, size));
    std::string piece(pieceSize, '\0');
    std::uint64_t done = 0;
    while (done < size) {
        const ssize_t got = ::read(source.get(), piece.data(), piece.size());
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return diskError(errno, "reading a file for a package", path);
        if (got == 0 || done + static_cast<std::uint64_t>(got) > size)
            return Error{ErrorCode::storageFailed, "reading a file for a package",
                         path + ": changed while it was read"};
        if (archive_write_data(m_state->zip, piece.data(), static_cast<std::size_t>(got)) != got)
            return m_state->error();
        done += static_cast<std::uint64_t>(got);
    }
    if (archive_write_finish_entry(m_state->zip) != ARCHIVE_OK)
        return m_state->error();
    return {};
}

Result<PackageFile> ZipWriter::finish()
{
    State& s = *m_state;
    const Utf8Names names;
    if (archive_write_close(s.zip) != ARCHIVE_OK)
        return s.error();
    if (::fsync(s.file.get()) != 0)
        return diskError(errno, "making a package durable", s.partPath);
    if (::rename(s.partPath.c_str(), s.path.c_str()) != 0)
        return diskError(errno, "putting a package in its place", s.path);
    s.finished = true;
    const std::string folder = std::filesystem::path(s.path).parent_path().string();
    STAFFROOM_TRY(syncFolder(folder.empty() ? "." : folder));
    return PackageFile{s.path, s.hasher.finish(), s.size};
}

} // namespace staffroom::content
