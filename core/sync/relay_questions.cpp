// SPDX-License-Identifier: GPL-3.0-or-later
// Grants, questions for verdicts, unconfirmed work: what a hub is asked for and asks for.
#include "core/sync/reading.h"
#include "core/sync/relay.h"

namespace staffroom::sync {

using base::Error;
using base::ErrorCode;
using base::cbor::Reader;
using base::cbor::Writer;

namespace {

/// A message inside a message: its bytes, or null.
void writeItem(BytesView item, Writer& out)
{
    if (item.empty())
        out.null();
    else
        out.raw(item);
}

Bytes readItem(Reader& reader)
{
    return reader.maybeNull() ? Bytes() : Bytes(reader.item());
}

void writeVersions(std::span<const std::pair<IncarnationId, std::uint64_t>> versions, Writer& out)
{
    out.array(2 * versions.size());
    for (const auto& [device, through] : versions) {
        out.bytes(device.view());
        out.uint(through);
    }
}

std::vector<std::pair<IncarnationId, std::uint64_t>> readVersions(Reader& reader)
{
    std::vector<std::pair<IncarnationId, std::uint64_t>> versions;
    const std::uint64_t count = reader.array();
    for (std::uint64_t at = 0; at + 1 < count && reader.ok(); at += 2) {
        const auto device = readId<IncarnationId>(reader);
        if (!versions.empty() && !(versions.back().first < device))
            reader.fail();
        versions.emplace_back(device, reader.uint());
    }
    if (count % 2 != 0)
        reader.fail();
    return versions;
}

void writeGrants(const GrantsAnswer& answer, Writer& out)
{
    out.integer(answer.serverMs);
    out.raw(answer.hub);
    out.boolean(answer.more);
    out.array(answer.devices.size());
    for (const MemberGrant& one : answer.devices) {
        out.array(4);
        out.bytes(one.device.view());
        writeItem(one.certificate, out);
        writeItem(one.grant, out);
        out.bytes(base::viewOf(one.signature));
    }
}

} // namespace

Bytes encode(std::span<const VerdictQuestion> questions)
{
    Writer out;
    out.array(questions.size());
    for (const VerdictQuestion& question : questions) {
        out.array(3);
        out.bytes(question.device.view());
        out.bytes(question.scope.view());
        out.uint(question.from);
    }
    return out.take();
}

Result<std::vector<VerdictQuestion>> decodeVerdictQuestions(BytesView bytes)
{
    Reader reader(bytes);
    const std::uint64_t count = reader.array();
    std::vector<VerdictQuestion> questions;
    for (std::uint64_t at = 0; at < count && reader.ok(); ++at) {
        reader.array(3);
        VerdictQuestion question;
        question.device = readId<IncarnationId>(reader);
        question.scope = readScope(reader);
        question.from = reader.uint();
        questions.push_back(question);
    }
    return finished(reader, std::move(questions), "reading a question for verdicts");
}

Bytes joinVerdicts(std::span<const Bytes> verdicts)
{
    Writer out;
    out.array(verdicts.size());
    for (const Bytes& verdict : verdicts)
        out.raw(verdict);
    return out.take();
}

Result<std::vector<std::pair<Verdict, Bytes>>> splitVerdicts(BytesView bytes, const PublicKey& server)
{
    const auto verdicts = decodeVerdicts(bytes, server);
    if (!verdicts)
        return verdicts.error();
    Reader reader(bytes);
    reader.array();
    std::vector<std::pair<Verdict, Bytes>> split;
    split.reserve(verdicts->size());
    for (const Verdict& verdict : *verdicts)
        split.emplace_back(verdict, Bytes(reader.item()));
    return split;
}

Bytes encode(const GrantsRequest& request)
{
    Writer out;
    out.array(3);
    out.bytes(request.after.view());
    out.array(2 * request.held.size());
    for (const GrantPrint& one : request.held) {
        out.bytes(one.device.view());
        out.bytes(one.print);
    }
    out.bytes(request.question);
    return out.take();
}

Result<GrantsRequest> decodeGrantsRequest(BytesView bytes)
{
    constexpr std::string_view doing = "reading a request for grants";
    Reader reader(bytes);
    const std::uint64_t length = reader.array();
    if (length == 2)
        return Error{ErrorCode::upgradeRequired, std::string(doing), "it asks nothing that could be signed"};
    if (length != 3)
        reader.fail();
    GrantsRequest request;
    request.after = readId<IncarnationId>(reader);
    const std::uint64_t count = reader.array();
    if (count % 2 != 0)
        reader.fail();
    for (std::uint64_t at = 0; at < count && reader.ok(); at += 2) {
        const auto device = readId<IncarnationId>(reader);
        request.held.push_back({device, Bytes(reader.bytes(16))});
    }
    request.question = Bytes(reader.bytes(16));
    return finished(reader, std::move(request), doing);
}

Bytes grantsClaim(const GrantsAnswer& answer, const IncarnationId& hub, BytesView question)
{
    Writer body;
    writeGrants(answer, body);
    Writer out;
    out.array(4);
    out.text("staffroom-grants-1");
    out.bytes(hub.view());
    out.bytes(question);
    out.bytes(Hash::of(body.view()).view());
    return out.take();
}

Bytes encode(const GrantsAnswer& answer)
{
    Writer out;
    out.array(5);
    writeGrants(answer, out);
    out.bytes(base::viewOf(answer.signature));
    return out.take();
}

Result<GrantsAnswer> decodeGrantsAnswer(BytesView bytes)
{
    Reader reader(bytes);
    reader.array(5);
    GrantsAnswer answer;
    answer.serverMs = reader.integer();
    answer.hub = reader.item();
    answer.more = reader.boolean();
    const std::uint64_t count = reader.array();
    for (std::uint64_t at = 0; at < count && reader.ok(); ++at) {
        reader.array(4);
        MemberGrant one;
        one.device = readId<IncarnationId>(reader);
        if (!answer.devices.empty() && !(answer.devices.back().device < one.device))
            reader.fail();
        one.certificate = readItem(reader);
        one.grant = readItem(reader);
        one.signature = readArray<64>(reader);
        answer.devices.push_back(std::move(one));
    }
    answer.signature = readArray<64>(reader);
    return finished(reader, std::move(answer), "reading grants");
}

Result<Bytes> renewGrant(BytesView grant, std::int64_t serverMs, const Signature& signature)
{
    auto answer = decodeHeadsAnswer(grant);
    if (!answer)
        return answer.error();
    answer->serverMs = serverMs;
    if (answer->heads)
        answer->heads->serverMs = serverMs;
    answer->signature = signature;
    return encode(*answer);
}

Bytes encodeUnconfirmedQuestion(std::span<const std::pair<IncarnationId, std::uint64_t>> held)
{
    Writer out;
    writeVersions(held, out);
    return out.take();
}

Result<std::vector<std::pair<IncarnationId, std::uint64_t>>> decodeUnconfirmedQuestion(BytesView bytes)
{
    Reader reader(bytes);
    auto held = readVersions(reader);
    return finished(reader, std::move(held), "reading a question for unconfirmed work");
}

Bytes encode(const Unconfirmed& unconfirmed)
{
    Writer out;
    out.array(3);
    writeVersions(unconfirmed.through, out);
    for (const std::vector<Bytes>* items : {&unconfirmed.certificates, &unconfirmed.batches}) {
        out.array(items->size());
        for (const Bytes& item : *items)
            out.raw(item);
    }
    return out.take();
}

Result<Unconfirmed> decodeUnconfirmed(BytesView bytes)
{
    Reader reader(bytes);
    reader.array(3);
    Unconfirmed unconfirmed;
    unconfirmed.through = readVersions(reader);
    for (std::vector<Bytes>* items : {&unconfirmed.certificates, &unconfirmed.batches}) {
        const std::uint64_t count = reader.array();
        for (std::uint64_t at = 0; at < count && reader.ok(); ++at)
            items->emplace_back(reader.item());
    }
    return finished(reader, std::move(unconfirmed), "reading unconfirmed work");
}

} // namespace staffroom::sync
