// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sync/incarnation.h"
#include "core/sync/session.h"

namespace staffroom::sync {

/// After a session ended with ErrorCode::forked: has a new key admitted by the server, and gives what was made here and
/// isn't there under the old name a new one. Driven like a Session. The new key must be durable before this starts;
/// dropped at any moment, it is begun again with the same key.
class Renewal
{
public:
    Renewal(ClientStore& store, const Session::Identity& identity, const base::KeyPair& device,
            const base::KeyPair& next, std::string deviceName);

    Next start();
    Next resume();
    Next answered(const Response& response);

    /// What it came to, once it is complete.
    const ClientStore::Renewed& renewed() const { return m_renewed; }

private:
    Next ask();
    Next take(BytesView wire);

    ClientStore& m_store;
    Session::Identity m_identity;
    const base::KeyPair& m_device;
    const base::KeyPair& m_next;
    std::string m_deviceName;
    std::vector<IncarnationRequest::Asked> m_asked; ///< in the question under way
    std::vector<HeldChanges> m_held;                ///< of the answers before it
    Request m_request;
    int m_tries = 0;
    int m_rounds = 0;
    ClientStore::Renewed m_renewed;
};

} // namespace staffroom::sync
