// SPDX-License-Identifier: GPL-3.0-or-later
// What a school's hub asks: for its members, never more than some member may read.
#include "app/server/api.h"
#include "app/server/parameters.h"
#include "core/sync/relay.h"
#include "core/sync/tuning.h"

#include <algorithm>
#include <map>

namespace staffroom::server {

using base::Error;
using base::ErrorCode;
using domain::ScopeId;
using sync::Device;

Response Api::relay(const Device& device, const Request& request, std::string_view what)
{
    const auto hub = m_store.hub(device.incarnation);
    if (!hub)
        return problem(hub.error());
    if (!*hub)
        return problem(403, ErrorCode::forbidden, "this device is no hub");
    if (request.method == "POST") {
        if (what == "push")
            return push(std::nullopt, request);
        if (what == "grants")
            return grants(**hub, device, request);
        if (what == "verdicts")
            return verdicts(**hub, request);
    } else if (request.method == "GET") {
        const std::size_t slash = std::min(what.find('/'), what.size() - 1);
        const std::string_view kind = what.substr(0, slash);
        const std::string_view rest = what.substr(slash + 1);
        if (kind == "pull")
            return pull(relayed(**hub, rest), {}, request);
        if (kind == "snapshot") {
            const std::size_t second = std::min(rest.find('/'), rest.size());
            return snapshot(relayed(**hub, rest.substr(0, second)), rest.substr(second));
        }
    }
    return problem(404, ErrorCode::notFound, "nothing is at this address");
}

base::Result<ScopeId> Api::relayed(const sync::Hub& hub, std::string_view scopeHex)
{
    const auto scope = ScopeId::fromBytes(base::fromHex(scopeHex));
    if (!scope)
        return Error{ErrorCode::malformed, "finding a scope", "no such scope"};
    const auto reads = m_store.hubReads(hub.id, *scope);
    if (!reads)
        return reads.error();
    if (!*reads)
        return Error{ErrorCode::forbidden, "reading a scope for a hub", scope->text()};
    return *scope;
}

Response Api::grants(const sync::Hub& hub, const Device& device, const Request& request)
{
    const auto body = sync::unwrap(request.body);
    const auto question = body ? sync::decodeGrantsRequest(*body) : base::Result<sync::GrantsRequest>(body.error());
    if (!question)
        return problem(question.error());
    std::map<sync::IncarnationId, base::Bytes> held;
    for (const sync::GrantPrint& one : question->held)
        held[one.device] = one.print;
    const auto members = m_store.memberDevices(hub.id, question->after);
    if (!members)
        return problem(members.error());
    sync::GrantsAnswer answer;
    answer.serverMs = m_clock.wallMs();
    answer.hub = sync::encode(sync::certifyHub(device.key, hub.name, answer.serverMs, m_store.id(), m_store.key()));
    std::size_t bytes = 0;
    for (const Device& member : *members) {
        auto heads = m_store.heads(member);
        if (!heads)
            return problem(heads.error());
        heads->serverMs = answer.serverMs;
        const auto known = held.find(member.incarnation);
        sync::MemberGrant one{member.incarnation, {}, {}, {}};
        if (known == held.end())
            one.certificate =
                sync::encode(sync::certify(member.key, member.person, answer.serverMs, m_store.id(), m_store.key()));
        if (known != held.end() && known->second == sync::fingerprint(*heads))
            one.signature =
                m_store.key().sign(sync::headsClaim({heads->serverMs, *std::move(heads), {}}, member.incarnation, {}));
        else
            one.grant = sync::encodeGrant(*heads, member.incarnation, m_store.key());
        bytes += one.certificate.size() + one.grant.size() + sizeof one.signature + member.incarnation.size;
        if (!answer.devices.empty() && bytes > sync::tuning::messageBytes / 2) {
            answer.more = true;
            break;
        }
        answer.devices.push_back(std::move(one));
    }
    answer.signature = m_store.key().sign(sync::grantsClaim(answer, device.incarnation, question->question));
    return message(sync::encode(answer));
}

Response Api::verdicts(const sync::Hub& hub, const Request& request)
{
    const auto body = sync::unwrap(request.body);
    const auto questions =
        body ? sync::decodeVerdictQuestions(*body) : base::Result<std::vector<sync::VerdictQuestion>>(body.error());
    if (!questions)
        return problem(questions.error());
    std::map<sync::IncarnationId, bool> members;
    const auto devices = m_store.memberDevices(hub.id, {});
    if (!devices)
        return problem(devices.error());
    for (const Device& device : *devices)
        members[device.incarnation] = true;
    std::vector<sync::Verdict> answer;
    std::size_t words = 0; // about as many bytes
    for (const sync::VerdictQuestion& question : *questions) {
        if (!members.contains(question.device))
            continue;
        auto verdicts = m_store.verdictsOf(question.device, question.scope, question.from);
        if (!verdicts)
            return problem(verdicts.error());
        for (sync::Verdict& verdict : *verdicts) {
            words += 256 + 32 * verdict.quarantined.size();
            if (words > sync::tuning::messageBytes / 2)
                return message(sync::encodeVerdicts(answer)); // what is left is asked for again
            verdict.signature = m_store.key().sign(sync::verdictClaim(verdict));
            answer.push_back(std::move(verdict));
        }
    }
    return message(sync::encodeVerdicts(answer));
}

} // namespace staffroom::server
