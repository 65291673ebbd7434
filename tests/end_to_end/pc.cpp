// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/end_to_end/pc.h"

#include <stdexcept>

namespace staffroom::test {

namespace {

template <typename T>
T orThrow(base::Result<T> result)
{
    if (!result)
        throw std::runtime_error(describe(result.error()));
    return *std::move(result);
}

} // namespace

Pc::Pc(const std::filesystem::path& root, const std::string& server, const std::string& login,
       const std::string& password)
    : m_blocking(orThrow(node::BlockingDesktop::open(root, server, login, password)))
{
}

node::SyncStatus Pc::sync()
{
    return orThrow(m_blocking->sync());
}

std::filesystem::path Pc::download(const base::RecordId& course)
{
    return orThrow(m_blocking->download(course));
}

std::map<std::string, std::string> Pc::digests()
{
    std::map<std::string, std::string> digests;
    for (const auto& [scope, digest] : orThrow(replica().digests()))
        digests[scope.text()] = digest.hex();
    return digests;
}

} // namespace staffroom::test
