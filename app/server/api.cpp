// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/server/api.h"

#include "app/server/parameters.h"
#include "app/server/upload.h"
#include "core/base/failpoint.h"
#include "core/domain/edit.h"
#include "core/sync/serving.h"
#include "core/sync/tuning.h"

#include <algorithm>

namespace staffroom::server {

using base::Error;
using base::ErrorCode;
using domain::ScopeId;
using sync::Device;

namespace {

constexpr std::uint64_t largestPackage = std::uint64_t(4) * 1024 * 1024 * 1024;

} // namespace

Api::Api(sync::CentralStore& store, Poke& poke, const base::Clock& clock, base::Random& random, base::Log& log)
    : m_store(store),
      m_poke(poke),
      m_clock(clock),
      m_log(log),
      m_tokens(store.key().seed(), clock, random),
      m_guard(clock)
{
}

BodyPlan Api::plan(const Request& head) const
{
    if (head.method == "PUT" && head.path.starts_with("/v1/blob/"))
        return {largestPackage, true};
    if (head.path == "/v1/push" || head.path.starts_with("/v1/relay/"))
        return {sync::tuning::messageBytes, false};
    // A line for each scope with something unsent; for each earlier name.
    if (head.path == "/v1/incarnation" || head.path == "/v1/enrol")
        return {64 * 1024, false};
    return {4 * 1024, false};
}

base::Result<Device> Api::authenticate(const Request& request)
{
    const Error denied{ErrorCode::unauthenticated, "checking who asks", {}};
    const auto incarnation = askingDevice(request, m_tokens);
    if (!incarnation)
        return denied;
    const auto device = m_store.device(*incarnation);
    if (!device)
        return device.error();
    if (!*device)
        return denied;
    if ((*device)->revoked) {
        m_poke.end(incarnation->text()); // what it listens to since before
        return Error{ErrorCode::revoked, "checking who asks", incarnation->text()};
    }
    return **device;
}

Response Api::handle(const Request& request)
{
    const std::string& path = request.path;
    const bool post = request.method == "POST";
    if (post && path == "/v1/enrol")
        return enrol(request);
    if (post && path == "/v1/session")
        return session(request);
    if (post && path == "/v1/incarnation")
        return incarnation(request);
    const auto device = authenticate(request);
    if (!device)
        return problem(device.error());
    if (post && path == "/v1/heads")
        return heads(*device, request);
    if (post && path == "/v1/push")
        return push(*device, request);
    if (const auto what = after(path, "/v1/relay/"))
        return relay(*device, request, *what);
    if (request.method != "GET")
        return problem(405, ErrorCode::unsupported, "this address takes no " + request.method);
    if (path == "/v1/poke")
        return poke(*device);
    if (const auto scope = after(path, "/v1/pull/"))
        return pull(readable(*device, *scope), device->incarnation, request);
    if (const auto rest = after(path, "/v1/snapshot/")) {
        const std::size_t slash = std::min(rest->find('/'), rest->size());
        return snapshot(readable(*device, rest->substr(0, slash)), rest->substr(slash));
    }
    if (const auto rest = after(path, "/v1/blob/")) {
        const std::size_t slash = rest->find('/');
        return slash == std::string_view::npos ? blob(*device, *rest) : uploadState(rest->substr(0, slash));
    }
    return problem(404, ErrorCode::notFound, "nothing is at this address");
}

Response Api::heads(const Device& device, const Request& request)
{
    const auto body = sync::unwrap(request.body);
    if (!body)
        return problem(body.error());
    const auto print = sync::decodeHeadsRequest(*body);
    if (!print)
        return problem(print.error());
    auto heads = m_store.heads(device);
    if (!heads)
        return problem(heads.error());
    sync::HeadsAnswer answer{heads->serverMs, {}};
    if (sync::fingerprint(*heads) != *print)
        answer.heads = *std::move(heads);
    answer.signature = m_store.key().sign(sync::headsClaim(answer, device.incarnation, *print));
    return message(sync::encode(answer));
}

Response Api::push(const std::optional<Device>& device, const Request& request)
{
    const auto body = sync::unwrap(request.body);
    if (!body)
        return problem(body.error());
    const auto batches = sync::decodePush(*body);
    if (!batches)
        return problem(batches.error());
    std::vector<sync::Verdict> verdicts;
    for (const base::BytesView encoded : *batches) {
        sync::Judged judged = sync::judge(m_store, device, encoded);
        sync::Verdict& verdict = judged.verdict;
        if (judged.why)
            m_log.warning("batch refused", {{"why", std::string_view(describe(*judged.why))},
                                            {"incarnation", std::string_view(verdict.incarnation.text())}});
        if (verdict.refused && (*verdict.refused == ErrorCode::diskFull || *verdict.refused == ErrorCode::serverFull))
            return problem(507, ErrorCode::serverFull, "the server has no room left");
        if (judged.isStoresTrouble())
            return problem({*verdict.refused, "taking a batch in", {}}); // no word on the batch: it is to come again
        if (verdict.scope.isNull())
            return problem(422, *verdict.refused, "a batch that can't be read");
        if (!verdict.refused)
            m_poke.publish(base::toHex(verdict.scope.view()));
        verdict.signature = m_store.key().sign(sync::verdictClaim(verdict));
        verdicts.push_back(std::move(verdict));
    }
    base::failpoint("verdicts-before-answer");
    return message(sync::encodeVerdicts(verdicts));
}

base::Result<ScopeId> Api::readable(const Device& device, std::string_view scopeHex)
{
    const auto scope = ScopeId::fromBytes(base::fromHex(scopeHex));
    if (!scope)
        return Error{ErrorCode::malformed, "finding a scope", "no such scope"};
    const auto roles = m_store.roles(device.person, *scope);
    if (!roles)
        return roles.error();
    if (*roles == 0)
        return Error{ErrorCode::forbidden, "reading a scope", scope->text()};
    return *scope;
}

Response Api::pull(const base::Result<ScopeId>& scope, const sync::IncarnationId& reader, const Request& request)
{
    if (!scope)
        return problem(scope.error());
    const auto question = pageQuestion(request);
    if (!question)
        return problem(question.error());
    const auto served = sync::servePage(m_store, reader, *scope, question->from, question->bytes);
    if (!served)
        return problem(served.error());
    base::failpoint("page-before-answer");
    return message(served->page);
}

/// The manifest, or the segment named behind a slash.
Response Api::snapshot(const base::Result<ScopeId>& scope, std::string_view segmentHex)
{
    if (!scope)
        return problem(scope.error());
    if (!segmentHex.empty())
        return segment(*scope, segmentHex.substr(1));
    const auto manifest = m_store.snapshot(*scope);
    return manifest ? message(*manifest) : problem(manifest.error());
}

Response Api::segment(const ScopeId& scope, std::string_view hashHex)
{
    const auto hash = hashOf(hashHex);
    return segmentAnswer(hash ? m_store.segment(scope, *hash) : std::nullopt);
}

Response Api::blob(const Device& device, std::string_view hashHex)
{
    const auto hash = hashOf(hashHex);
    const auto file = hash ? m_store.blob(*hash, device.person) : std::nullopt;
    if (!file)
        return problem(404, ErrorCode::notFound, "no such package, or no right to it");
    Response response;
    response.contentType = "application/octet-stream";
    response.file = FileBody{file->string(), 0, {}};
    response.etag = '"' + hash->hex() + '"';
    response.cacheForever = true;
    return response;
}

Response Api::uploadState(std::string_view hashHex)
{
    const auto hash = hashOf(hashHex);
    if (!hash)
        return problem({ErrorCode::malformed, "finding an upload", "no such name"});
    std::error_code missing; // nothing arrived yet
    const std::filesystem::path part = m_store.uploadFile(*hash);
    const std::uint64_t have = std::filesystem::exists(part, missing) ? std::filesystem::file_size(part, missing) : 0;
    Response response;
    response.status = 204;
    response.headers.emplace_back("Staffroom-Have", std::to_string(have));
    return response;
}

Handler::Upload Api::openUpload(const Request& head)
{
    const auto device = authenticate(head);
    if (!device)
        return problem(device.error());
    const auto hash = hashOf(head.path.substr(std::string_view("/v1/blob/").size()));
    const auto offset = number(head.parameter("offset"));
    const auto total = number(head.parameter("total"));
    if (!hash || !offset || !total || *total == 0 || *total > largestPackage)
        return problem({ErrorCode::malformed, "beginning an upload", "hash, offset and total are needed"});
    const auto heads = m_store.heads(*device);
    if (!heads)
        return problem(heads.error());
    const bool author = std::any_of(heads->heads.begin(), heads->heads.end(), [](const sync::Head& some) {
        return some.scope.type() == domain::ScopeType::catalogue &&
               domain::writeRight(static_cast<std::uint32_t>(domain::Kind::course), some.scope.type(), some.roles)
                   .create;
    });
    if (!author)
        return problem({ErrorCode::forbidden, "beginning an upload", device->person.text()});
    auto sink = BlobUpload::open(m_store.uploadFile(*hash), *hash, *offset, *total,
                                 [this](const std::filesystem::path& file) { return m_store.addBlob(file); });
    if (!sink)
        return problem(sink.error());
    return std::unique_ptr<BodySink>(*std::move(sink));
}

Response Api::poke(const Device& device)
{
    const auto heads = m_store.heads(device);
    if (!heads)
        return problem(heads.error());
    return subscription(device.incarnation, *heads);
}

} // namespace staffroom::server
