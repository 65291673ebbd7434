// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/node/blocking_desktop.h"

#include <map>

namespace staffroom::test {

/// A teacher's PC: a real profile, signed in. Syncs only when told. What fails throws: the test is over.
class Pc
{
public:
    Pc(const std::filesystem::path& root, const std::string& server, const std::string& login,
       const std::string& password = "password");

    node::Desktop& operator*() { return m_blocking->desktop(); }
    node::Desktop* operator->() { return &m_blocking->desktop(); }
    storage::Replica& replica() { return m_blocking->desktop().replica(); }

    node::SyncStatus sync();
    std::filesystem::path download(const base::RecordId& course);
    /// Hex digests by scope.
    std::map<std::string, std::string> digests();

private:
    std::unique_ptr<node::BlockingDesktop> m_blocking;
};

} // namespace staffroom::test
