// SPDX-License-Identifier: GPL-3.0-or-later
// Courier files on a disk or a USB stick.
#pragma once

#include "core/sync/courier.h"

#include <filesystem>
#include <memory>

namespace staffroom::net {

/// A file that is read; a stick that is pulled out meanwhile is an error like any other.
class CourierFileSource final : public sync::CourierSource
{
public:
    /// Errors: notFound, storageFailed.
    static base::Result<std::unique_ptr<sync::CourierSource>> open(const std::filesystem::path& file);
    ~CourierFileSource() override;
    CourierFileSource(const CourierFileSource&) = delete;
    CourierFileSource& operator=(const CourierFileSource&) = delete;

    std::uint64_t size() const override { return m_size; }
    base::Result<base::Bytes> read(std::uint64_t at, std::size_t bytes) override;

private:
    CourierFileSource(std::filesystem::path file, int descriptor, std::uint64_t size);
    std::filesystem::path m_file;
    int m_descriptor;
    std::uint64_t m_size;
};

/// A file that is written beside its place, and gets its name when it is whole and on the disk. One that isn't
/// published goes away; one that a pulled stick left behind has another name and is written over.
class CourierFileSink final : public sync::CourierSink
{
public:
    /// Errors: notFound where there is no such folder, diskFull, storageFailed.
    static base::Result<std::unique_ptr<CourierFileSink>> create(const std::filesystem::path& file);
    ~CourierFileSink() override;
    CourierFileSink(const CourierFileSink&) = delete;
    CourierFileSink& operator=(const CourierFileSink&) = delete;

    base::Result<void> write(base::BytesView bytes) override;
    /// In place of an earlier file of that name. Errors: diskFull, storageFailed.
    base::Result<void> publish();

private:
    CourierFileSink(std::filesystem::path file, std::filesystem::path part, int descriptor);
    std::filesystem::path m_file, m_part;
    int m_descriptor;
    bool m_published = false;
};

/// "li.meiling-3f2a9c1d-to-server.courier", "server-to-li.meiling-3f2a9c1d.courier": one of each sort for a device, so
/// that a newer one takes the place of the older, and the files of several people lie side by side.
std::string courierName(sync::CourierWay way, std::string_view login, const base::IncarnationId& device);
/// The file, or the courier files of that folder in the order of their names. Errors: notFound, also where the folder
/// has none; storageFailed.
base::Result<std::vector<std::filesystem::path>> courierFiles(const std::filesystem::path& place);

} // namespace staffroom::net
