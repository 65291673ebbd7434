// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/server/upload.h"

namespace staffroom::server {

using base::Error;
using base::ErrorCode;

BlobUpload::BlobUpload(const std::filesystem::path& part, const base::Hash& hash, std::uint64_t have,
                       std::uint64_t total, Publish publish)
    : m_part(part),
      m_hash(hash),
      m_have(have),
      m_total(total),
      m_publish(std::move(publish)),
      m_out(part, std::ios::binary | std::ios::app)
{
}

base::Result<std::unique_ptr<BlobUpload>> BlobUpload::open(const std::filesystem::path& part, const base::Hash& hash,
                                                           std::uint64_t offset, std::uint64_t total, Publish publish)
{
    std::error_code missing; // then nothing has arrived yet
    const std::uint64_t have = std::filesystem::exists(part, missing) ? std::filesystem::file_size(part, missing) : 0;
    if (offset != have)
        return Error{ErrorCode::invalidArgument, "uploading a package", "go on at byte " + std::to_string(have)};
    return std::unique_ptr<BlobUpload>(new BlobUpload(part, hash, have, total, std::move(publish)));
}

base::Result<void> BlobUpload::write(std::string_view chunk)
{
    if (m_have + chunk.size() > m_total)
        return Error{ErrorCode::tooLarge, "uploading a package", "more than was announced"};
    m_out.write(chunk.data(), static_cast<std::streamsize>(chunk.size()));
    if (!m_out)
        return Error{ErrorCode::serverFull, "uploading a package", m_part.string()};
    m_have += chunk.size();
    return {};
}

Response BlobUpload::finish()
{
    m_out.close();
    if (!m_out)
        return problem({ErrorCode::serverFull, "uploading a package", m_part.string()});
    Response response;
    response.status = 202;
    if (m_have < m_total)
        return response; // more is to come
    const auto hash = m_publish(m_part);
    if (!hash)
        return problem(hash.error()); // what arrived stays: with room again the end alone has to be sent
    std::error_code ignored;          // published it lies under its hash; wrong it is of no use
    std::filesystem::remove(m_part, ignored);
    if (*hash != m_hash)
        return problem({ErrorCode::badHash, "uploading a package", "its hash is " + hash->hex()});
    response.status = 201;
    return response;
}

} // namespace staffroom::server
