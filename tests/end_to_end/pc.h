// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/node/local_desktop.h"

#include <map>

namespace staffroom::test {

/// A teacher's PC: a real profile, signed in. Syncs only when told.
class Pc
{
public:
    /// Signs in (enrols the first time). Throws where that fails.
    Pc(const std::filesystem::path& root, const std::string& server, const std::string& login, const std::string& password = "password");

    node::Desktop& operator*() { return *m_desktop; }
    node::Desktop* operator->() { return m_desktop.get(); }
    storage::Replica& replica() { return m_desktop->replica(); }

    /// One whole sync; what it ended with.
    node::SyncStatus sync();
    /// Fetches and unpacks a course's package; throws where that fails.
    std::filesystem::path download(const base::RecordId& course);
    /// Hex digests by scope.
    std::map<std::string, std::string> digests();

private:
    std::unique_ptr<node::Accounts> m_accounts;
    std::unique_ptr<node::LocalDesktop> m_desktop;
    int m_ended = 0;
    bool m_running = false;
};

} // namespace staffroom::test
