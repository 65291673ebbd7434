// SPDX-License-Identifier: GPL-3.0-or-later
// A device that a copy of it was made of goes on under a name of its own.
#include "app/server/api.h"
#include "app/server/parameters.h"
#include "core/sync/tuning.h"

#include <algorithm>

namespace staffroom::server {

using base::ErrorCode;
using sync::Device;

Response Api::incarnation(const Request& request)
{
    const auto body = sync::unwrap(request.body);
    if (!body)
        return problem(body.error());
    const auto asked = sync::decodeIncarnationRequest(*body);
    if (!asked)
        return problem(asked.error());
    const auto before = m_store.device(asked->before);
    if (!before)
        return problem(before.error());
    // Both keys: whoever has the old one is that person, and nobody can give somebody else's key as theirs.
    const base::Bytes claim = sync::incarnationClaim(m_store.id(), *asked);
    if (!*before || !base::verifies(asked->byBefore, claim, (*before)->key) ||
        !base::verifies(asked->byNext, claim, asked->key))
        return problem(401, ErrorCode::unauthenticated, "this device is not enrolled here");
    if ((*before)->revoked)
        return problem({ErrorCode::revoked, "taking a device's new name in", asked->before.text()});
    const Device next{base::incarnationOf(asked->key), asked->key, (*before)->person, false};
    const auto there = m_store.device(next.incarnation);
    if (!there)
        return problem(there.error());
    if (*there && ((*there)->person != next.person || next.incarnation == asked->before))
        return problem(403, ErrorCode::forbidden, "that key is a device's already");
    if (const auto added = m_store.renewDevice(next, asked->before, asked->deviceName, m_clock.wallMs()); !added)
        return problem(added.error());
    sync::IncarnationAnswer answer;
    answer.serverMs = m_clock.wallMs();
    std::size_t room = sync::tuning::heldHashes;
    for (const auto& one : asked->asked) {
        const std::size_t most = static_cast<std::size_t>(std::min<std::uint64_t>(one.through - one.after, room));
        auto held = m_store.changesOf(asked->before, one.scope, one.after, most);
        if (!held)
            return problem(held.error());
        room -= held->hashes.size();
        answer.held.push_back(*std::move(held));
    }
    answer.signature = m_store.key().sign(sync::admittedClaim(m_store.id(), asked->before, next.incarnation, answer));
    m_log.info("device goes on under another name", {{"before", std::string_view(asked->before.text())},
                                                     {"incarnation", std::string_view(next.incarnation.text())}});
    return message(sync::encode(answer));
}

} // namespace staffroom::server
