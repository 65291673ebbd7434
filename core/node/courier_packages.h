// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sync/courier_down.h"

#include <filesystem>
#include <fstream>

namespace staffroom::node {

/// Course packages out of a courier file into a profile: gathered in downloads/, checked, unpacked into
/// packages/<hash>, whole or not at all.
class CourierPackages final : public sync::PackageSink
{
public:
    explicit CourierPackages(std::filesystem::path profile) : m_profile(std::move(profile)) {}
    ~CourierPackages() override;
    CourierPackages(const CourierPackages&) = delete;
    CourierPackages& operator=(const CourierPackages&) = delete;

    base::Result<bool> begin(const base::Hash& hash, std::uint64_t bytes) override;
    base::Result<void> write(base::BytesView bytes) override;
    base::Result<void> finish() override;

private:
    std::filesystem::path m_profile;
    std::filesystem::path m_file; ///< the one under way
    std::ofstream m_out;
    base::Hash m_hash;
    base::Hasher m_hasher;
};

} // namespace staffroom::node
