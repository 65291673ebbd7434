// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/node/local_desktop.h"

namespace staffroom::node {

/// A profile for programs without a window (the command line, tests): signs in, syncs and downloads while the caller
/// waits. Needs a QCoreApplication on this thread. Syncs only when told.
class BlockingDesktop
{
public:
    /// through: a hub's address to talk to in place of the server's; empty: none. Signs in, enrolling this device the
    /// first time. Errors: as Accounts::signIn.
    static Result<std::unique_ptr<BlockingDesktop>> open(const std::filesystem::path& root, const std::string& server,
                                                         const std::string& login, const std::string& password,
                                                         const std::string& through = {});

    LocalDesktop& desktop() { return *m_desktop; }
    /// One whole sync; what it ended with. timedOut after two hours.
    Result<SyncStatus> sync();
    /// Fetches and unpacks a course's package; where it lies.
    Result<std::filesystem::path> download(const RecordId& course);

private:
    BlockingDesktop() = default;
    std::unique_ptr<Accounts> m_accounts;
    std::unique_ptr<LocalDesktop> m_desktop;
    int m_ended = 0;
    bool m_running = false;
};

} // namespace staffroom::node
