// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/server/http/handler.h"
#include "app/server/http/poke.h"
#include "app/server/tokens.h"
#include "app/server/upstream.h"
#include "core/base/log.h"
#include "core/storage/hub_store.h"

namespace staffroom::server {

/// The endpoints of docs/sync-protocol.md as a school's hub has them: what it holds for its members.
class HubApi final : public Handler
{
public:
    HubApi(storage::HubStore& store, Upstream& upstream, Poke& poke, const base::Clock& clock, base::Random& random,
           base::Log& log);

    BodyPlan plan(const Request& head) const override;
    Upload openUpload(const Request& head) override;
    Response handle(const Request& request) override;

private:
    using Member = storage::HubStore::Member;

    /// Hands on what only the server can answer: who has a login and a password, or a key that makes way for another.
    Response passOn(const Request& request);
    Response session(const Request& request);
    /// A device that isn't known here may have come to the server a moment ago.
    Response unknown(const base::IncarnationId& device);
    /// False where that was done a moment ago; the caller holds m_strangersMutex.
    bool wakeForStranger();
    Response heads(const Member& member, const Request& request);
    Response push(const Member& member, const Request& request);
    Response verdicts(const Member& member, const Request& request);
    Response pull(const Member& member, const domain::ScopeId& scope, const Request& request);
    Response snapshot(const domain::ScopeId& scope, std::string_view segmentHex);
    Response unconfirmed(const Member& member, const domain::ScopeId& scope, const Request& request);
    Response poke(const Member& member);
    Response scoped(const Member& member, const Request& request, std::string_view kind, std::string_view rest);
    base::Result<Member> authenticate(const Request& request);

    storage::HubStore& m_store;
    Upstream& m_upstream;
    Poke& m_poke;
    const base::Clock& m_clock;
    base::Log& m_log;
    base::KeyPair m_key;
    Tokens m_tokens;
    std::mutex m_strangersMutex;
    struct Stranger
    {
        std::uint64_t since = 0;   ///< exchanges begun when it came
        std::int64_t deniedAt = 0; ///< monotonic ms; 0: the server hasn't been asked since
    };
    std::map<base::IncarnationId, Stranger> m_strangers;
    std::optional<std::int64_t> m_strangerWoke; ///< monotonic ms
};

/// Ends the streams of devices that may read less than when they began to listen; after each exchange with the server.
void endLostStreams(storage::HubStore& store, Poke& poke);

} // namespace staffroom::server
