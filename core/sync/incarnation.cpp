// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/incarnation.h"

#include "core/sync/tuning.h"
#include "core/sync/word_form.h"

namespace staffroom::sync {

using base::cbor::Reader;
using base::cbor::Writer;

namespace {

void writeAsked(const IncarnationRequest& request, Writer& out)
{
    out.array(request.asked.size());
    for (const IncarnationRequest::Asked& asked : request.asked) {
        out.array(3);
        out.bytes(asked.scope.view());
        out.uint(asked.after);
        out.uint(asked.through);
    }
}

void writeHeld(const IncarnationAnswer& answer, Writer& out)
{
    out.array(answer.held.size());
    for (const HeldChanges& held : answer.held) {
        out.array(6);
        out.bytes(held.scope.view());
        out.uint(held.after);
        out.uint(held.forgotten);
        out.array(held.hashes.size());
        for (const Hash& hash : held.hashes)
            out.bytes(hash.view());
        writeQuarantined(held.quarantined, out);
        out.boolean(held.more);
    }
}

HeldChanges readHeld(Reader& reader)
{
    HeldChanges held;
    reader.array(6);
    held.scope = readScope(reader);
    held.after = reader.uint();
    held.forgotten = reader.uint();
    const std::uint64_t hashes = reader.array();
    for (std::uint64_t at = 0; at < hashes && reader.ok(); ++at)
        held.hashes.push_back(readHash(reader));
    held.quarantined = readQuarantined(reader);
    held.more = reader.boolean();
    return held;
}

} // namespace

Bytes incarnationClaim(const StoreId& server, const IncarnationRequest& request)
{
    Writer out;
    out.array(6);
    out.text("staffroom-incarnation-1");
    out.bytes(server.view());
    out.bytes(request.before.view());
    out.bytes(base::viewOf(request.key));
    out.text(request.deviceName);
    writeAsked(request, out);
    return out.take();
}

Bytes admittedClaim(const StoreId& server, const IncarnationId& before, const IncarnationId& next,
                    const IncarnationAnswer& answer)
{
    Writer out;
    out.array(6);
    out.text("staffroom-admitted-1");
    out.bytes(server.view());
    out.bytes(before.view());
    out.bytes(next.view());
    out.integer(answer.serverMs);
    writeHeld(answer, out);
    return out.take();
}

Bytes encode(const IncarnationRequest& message)
{
    Writer out;
    out.array(7);
    out.uint(tuning::protocol);
    out.bytes(message.before.view());
    out.bytes(base::viewOf(message.key));
    out.text(message.deviceName);
    writeAsked(message, out);
    out.bytes(base::viewOf(message.byBefore));
    out.bytes(base::viewOf(message.byNext));
    return out.take();
}

Result<IncarnationRequest> decodeIncarnationRequest(BytesView bytes)
{
    constexpr std::string_view doing = "reading a request for a new incarnation";
    Reader reader(bytes);
    reader.array(7);
    STAFFROOM_TRY(readProtocol(reader, doing));
    IncarnationRequest message;
    message.before = readId<IncarnationId>(reader);
    message.key = readArray<32>(reader);
    message.deviceName = reader.text();
    const std::uint64_t asked = reader.array();
    for (std::uint64_t at = 0; at < asked && reader.ok(); ++at) {
        IncarnationRequest::Asked one;
        reader.array(3);
        one.scope = readScope(reader);
        one.after = reader.uint();
        one.through = reader.uint();
        if (one.through < one.after || (!message.asked.empty() && one.scope <= message.asked.back().scope))
            reader.fail();
        message.asked.push_back(one);
    }
    message.byBefore = readArray<64>(reader);
    message.byNext = readArray<64>(reader);
    return finished(reader, std::move(message), doing);
}

Bytes encode(const IncarnationAnswer& message)
{
    Writer out;
    out.array(3);
    out.integer(message.serverMs);
    writeHeld(message, out);
    out.bytes(base::viewOf(message.signature));
    return out.take();
}

Result<IncarnationAnswer> decodeIncarnationAnswer(BytesView bytes)
{
    Reader reader(bytes);
    reader.array(3);
    IncarnationAnswer message;
    message.serverMs = reader.integer();
    const std::uint64_t held = reader.array();
    for (std::uint64_t at = 0; at < held && reader.ok(); ++at)
        message.held.push_back(readHeld(reader));
    message.signature = readArray<64>(reader);
    return finished(reader, std::move(message), "reading the word on a new incarnation");
}

} // namespace staffroom::sync
