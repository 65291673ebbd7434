// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/server/http/handler.h"
#include "app/server/http/poke.h"
#include "app/server/login_guard.h"
#include "app/server/tokens.h"
#include "core/base/log.h"
#include "core/sync/central_store.h"

#include <semaphore>

namespace staffroom::server {

/// The endpoints of docs/sync-protocol.md over a central store.
class Api final : public Handler
{
public:
    Api(sync::CentralStore& store, Poke& poke, const base::Clock& clock, base::Random& random, base::Log& log);

    BodyPlan plan(const Request& head) const override;
    Upload openUpload(const Request& head) override;
    Response handle(const Request& request) override;

private:
    /// Passwords checked at once: each takes its core and 64 MB for a while, and who syncs must not wait for them.
    static constexpr std::ptrdiff_t mostHashing = 2;

    Response enrol(const Request& request);
    Response admit(const sync::EnrolRequest& enrolment, const sync::LoginAccount& account);
    Response session(const Request& request);
    Response incarnation(const Request& request);
    Response heads(const sync::Device& device, const Request& request);
    /// Nothing: a hub's, of devices that each batch names.
    Response push(const std::optional<sync::Device>& device, const Request& request);
    /// What that device wrote comes in the short form.
    Response pull(const base::Result<domain::ScopeId>& scope, const sync::IncarnationId& reader,
                  const Request& request);
    Response snapshot(const base::Result<domain::ScopeId>& scope, std::string_view segmentHex);
    Response segment(const domain::ScopeId& scope, std::string_view hashHex);
    Response blob(const sync::Device& device, std::string_view hashHex);
    Response uploadState(std::string_view hashHex);
    Response poke(const sync::Device& device);

    // For a school's hub, api_relay.cpp.
    Response relay(const sync::Device& device, const Request& request, std::string_view what);
    Response grants(const sync::Hub& hub, const sync::Device& device, const Request& request);
    Response verdicts(const sync::Hub& hub, const Request& request);
    base::Result<domain::ScopeId> relayed(const sync::Hub& hub, std::string_view scopeHex);

    base::Result<sync::Device> authenticate(const Request& request);
    base::Result<domain::ScopeId> readable(const sync::Device& device, std::string_view scopeHex);

    sync::CentralStore& m_store;
    Poke& m_poke;
    const base::Clock& m_clock;
    base::Log& m_log;
    Tokens m_tokens;
    LoginGuard m_guard;
    std::counting_semaphore<> m_hashing{mostHashing};
};

} // namespace staffroom::server
