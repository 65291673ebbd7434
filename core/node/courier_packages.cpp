// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/node/courier_packages.h"

#include "core/content/unpack.h"

namespace staffroom::node {

using base::Error;
using base::ErrorCode;
using base::Result;

namespace {

constexpr std::string_view doing = "taking a course from the stick";

} // namespace

CourierPackages::~CourierPackages()
{
    if (m_file.empty())
        return;
    m_out.close();
    std::error_code ignored; // what came of it is on the stick still
    std::filesystem::remove(m_file, ignored);
}

Result<bool> CourierPackages::begin(const base::Hash& hash, std::uint64_t bytes)
{
    std::error_code failed;
    if (std::filesystem::exists(m_profile / "packages" / hash.hex(), failed))
        return false;
    for (const char* name : {"packages", "downloads"})
        std::filesystem::create_directories(m_profile / name, failed);
    const auto space = std::filesystem::space(m_profile, failed);
    if (!failed && space.available < bytes)
        return Error{ErrorCode::diskFull, std::string(doing), std::to_string(bytes) + " bytes"};
    m_file = m_profile / "downloads" / (hash.hex() + ".stick");
    m_hash = hash;
    m_hasher = {};
    m_out.open(m_file, std::ios::binary | std::ios::trunc);
    if (!m_out)
        return Error{ErrorCode::storageFailed, std::string(doing), m_file.string()};
    return true;
}

Result<void> CourierPackages::write(base::BytesView bytes)
{
    m_hasher.add(bytes);
    m_out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    return m_out ? Result<void>() : Error{ErrorCode::diskFull, std::string(doing), m_file.string()};
}

Result<void> CourierPackages::finish()
{
    const std::filesystem::path file = std::exchange(m_file, {});
    const std::filesystem::path into = m_profile / "packages" / m_hash.hex();
    m_out.close();
    Result<void> done;
    if (!m_out)
        done = Error{ErrorCode::diskFull, std::string(doing), file.string()};
    else if (m_hasher.finish() != m_hash)
        done = Error{ErrorCode::badHash, std::string(doing), m_hash.hex() + " is not what its name says"};
    else if (const auto unpacked = content::unpack(file.string(), into.string()); !unpacked)
        done = unpacked.error();
    std::error_code ignored; // it is on the stick still
    std::filesystem::remove(file, ignored);
    return done;
}

} // namespace staffroom::node
