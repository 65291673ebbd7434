// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/server/http/handler.h"
#include "core/base/crypto.h"

#include <filesystem>
#include <fstream>
#include <functional>

namespace staffroom::server {

/// Takes a package in, in one go or in pieces: what arrived before a cut stays in a file beside the blobs, and the next
/// upload goes on there. Published only when the whole has the hash that it was announced under.
class BlobUpload final : public BodySink
{
public:
    using Publish = std::function<base::Result<base::Hash>(const std::filesystem::path&)>;
    /// offset: where this piece begins; must be the size of what is there. total: bytes of the whole.
    static base::Result<std::unique_ptr<BlobUpload>> open(const std::filesystem::path& part, const base::Hash& hash,
                                                          std::uint64_t offset, std::uint64_t total, Publish publish);
    base::Result<void> write(std::string_view chunk) override;
    Response finish() override;

private:
    BlobUpload(const std::filesystem::path& part, const base::Hash& hash, std::uint64_t have, std::uint64_t total,
               Publish publish);
    std::filesystem::path m_part;
    base::Hash m_hash;
    std::uint64_t m_have;
    std::uint64_t m_total;
    Publish m_publish;
    std::ofstream m_out;
};

} // namespace staffroom::server
