// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/messages.h"

#include "core/base/compress.h"
#include "core/sync/tuning.h"
#include "core/sync/word_form.h"

#include <limits>

namespace staffroom::sync {

using base::Error;
using base::ErrorCode;
using base::cbor::Reader;
using base::cbor::Writer;

namespace {

constexpr std::string_view verdictName = "staffroom-verdict-1";

void writeHeads(const Heads& heads, Writer& out)
{
    out.array(2);
    out.uint(heads.epoch);
    out.array(heads.heads.size());
    for (const Head& head : heads.heads) {
        out.array(6);
        out.bytes(head.scope.view());
        out.uint(head.roles);
        out.uint(head.seq);
        out.bytes(head.chain.view());
        out.uint(head.through);
        out.bytes(head.lastBatch.view());
    }
}

void writeEarlier(const std::vector<EarlierName>& names, Writer& out)
{
    out.array(names.size());
    for (const EarlierName& name : names) {
        out.array(3);
        out.bytes(base::viewOf(name.key));
        out.bytes(name.next.view());
        out.bytes(base::viewOf(name.signature));
    }
}

} // namespace

Bytes wrap(BytesView message)
{
    return base::compress(message);
}

Result<Bytes> unwrap(BytesView wire)
{
    return base::decompress(wire, tuning::messageBytes);
}

Bytes earlierClaim(const StoreId& server, const PublicKey& earlier, const IncarnationId& next)
{
    Writer out;
    out.array(4);
    out.text("staffroom-earlier-1");
    out.bytes(server.view());
    out.bytes(base::viewOf(earlier));
    out.bytes(next.view());
    return out.take();
}

EarlierName earlierName(const StoreId& server, const base::KeyPair& earlier, const IncarnationId& next)
{
    return {earlier.publicKey(), next, earlier.sign(earlierClaim(server, earlier.publicKey(), next))};
}

Bytes enrolClaim(const EnrolRequest& request)
{
    Writer out;
    out.array(5);
    out.text("staffroom-enrol-1");
    out.text(request.login);
    out.text(request.deviceName);
    out.bytes(base::viewOf(request.key));
    writeEarlier(request.earlier, out);
    return out.take();
}

Bytes sessionClaim(const StoreId& server, const IncarnationId& incarnation, BytesView challenge)
{
    Writer out;
    out.array(4);
    out.text("staffroom-session-1");
    out.bytes(server.view());
    out.bytes(incarnation.view());
    out.bytes(challenge);
    return out.take();
}

Bytes timeClaim(BytesView challenge, std::int64_t serverMs)
{
    Writer out;
    out.array(3);
    out.text("staffroom-time-1");
    out.bytes(challenge);
    out.integer(serverMs);
    return out.take();
}

Bytes fingerprint(const Heads& heads)
{
    Writer out;
    writeHeads(heads, out);
    return Bytes(Hash::of(out.view()).view().substr(0, 16));
}

Bytes verdictClaim(const Verdict& verdict)
{
    Writer out;
    out.array(8);
    out.text(verdictName);
    writeWord(verdict, out);
    writeQuarantined(verdict.quarantined, out);
    return out.take();
}

Bytes encode(const EnrolRequest& message)
{
    Writer out;
    out.array(7);
    out.uint(tuning::protocol);
    out.text(message.login);
    out.text(message.password);
    out.text(message.deviceName);
    out.bytes(base::viewOf(message.key));
    writeEarlier(message.earlier, out);
    out.bytes(base::viewOf(message.signature));
    return out.take();
}

Result<EnrolRequest> decodeEnrolRequest(BytesView bytes)
{
    constexpr std::string_view doing = "reading an enrolment";
    Reader reader(bytes);
    const std::uint64_t length = reader.array();
    STAFFROOM_TRY(readProtocol(reader, doing));
    if (length == 5)
        return Error{ErrorCode::upgradeRequired, std::string(doing), "it isn't signed"};
    if (length != 7)
        reader.fail();
    EnrolRequest message;
    message.login = reader.text();
    message.password = reader.text();
    message.deviceName = reader.text();
    message.key = readArray<32>(reader);
    const std::uint64_t names = reader.array();
    if (names > tuning::earlierNames)
        reader.fail();
    for (std::uint64_t at = 0; at < names && reader.ok(); ++at) {
        EarlierName name;
        reader.array(3);
        name.key = readArray<32>(reader);
        name.next = readId<IncarnationId>(reader);
        name.signature = readArray<64>(reader);
        message.earlier.push_back(name);
    }
    message.signature = readArray<64>(reader);
    return finished(reader, std::move(message), doing);
}

Bytes encode(const EnrolAnswer& message)
{
    Writer out;
    out.array(5);
    out.bytes(message.server.view());
    out.bytes(base::viewOf(message.serverKey));
    out.bytes(message.person.view());
    out.text(message.name);
    out.integer(message.serverMs);
    return out.take();
}

Result<EnrolAnswer> decodeEnrolAnswer(BytesView bytes)
{
    Reader reader(bytes);
    reader.array(5);
    EnrolAnswer message;
    message.server = readId<StoreId>(reader);
    message.serverKey = readArray<32>(reader);
    message.person = readId<RecordId>(reader);
    message.name = reader.text();
    message.serverMs = reader.integer();
    return finished(reader, std::move(message), "reading the answer to an enrolment");
}

Bytes encode(const SessionRequest& message)
{
    Writer out;
    out.array(4);
    out.uint(message.protocol);
    out.bytes(message.incarnation.view());
    out.bytes(message.challenge);
    out.bytes(base::viewOf(message.signature));
    return out.take();
}

Result<SessionRequest> decodeSessionRequest(BytesView bytes)
{
    Reader reader(bytes);
    reader.array(4);
    SessionRequest message;
    message.protocol = reader.uint();
    message.incarnation = readId<IncarnationId>(reader);
    message.challenge = reader.bytes();
    message.signature = readArray<64>(reader);
    if (!message.challenge.empty() && message.challenge.size() != 32)
        reader.fail();
    return finished(reader, std::move(message), "reading a session request");
}

Bytes encode(const SessionAnswer& message)
{
    Writer out;
    out.array(message.hub.empty() ? 4 : 5);
    out.bytes(message.challenge);
    out.bytes(message.token);
    out.integer(message.serverMs);
    out.bytes(base::viewOf(message.signature));
    out.raw(message.hub);
    return out.take();
}

Result<SessionAnswer> decodeSessionAnswer(BytesView bytes)
{
    Reader reader(bytes);
    const std::uint64_t length = reader.array();
    if (length != 4 && length != 5)
        reader.fail();
    SessionAnswer message;
    message.challenge = reader.bytes();
    message.token = reader.bytes();
    message.serverMs = reader.integer();
    message.signature = readArray<64>(reader);
    if (length == 5)
        message.hub = reader.item();
    return finished(reader, std::move(message), "reading the answer to a session request");
}

Bytes encodeHeadsRequest(BytesView fingerprint)
{
    Writer out;
    out.bytes(fingerprint);
    return out.take();
}

Result<Bytes> decodeHeadsRequest(BytesView bytes)
{
    Reader reader(bytes);
    Bytes print(reader.bytes(16));
    return finished(reader, std::move(print), "reading a request for heads");
}

Bytes headsClaim(const HeadsAnswer& answer, const IncarnationId& incarnation, BytesView fingerprint)
{
    Writer out;
    out.array(5);
    out.text("staffroom-heads-1");
    out.bytes(incarnation.view());
    out.bytes(fingerprint);
    out.integer(answer.serverMs);
    if (answer.heads)
        writeHeads(*answer.heads, out);
    else
        out.null();
    return out.take();
}

Bytes encode(const HeadsAnswer& message)
{
    Writer out;
    out.array(3);
    out.integer(message.serverMs);
    if (message.heads)
        writeHeads(*message.heads, out);
    else
        out.null();
    out.bytes(base::viewOf(message.signature));
    return out.take();
}

Result<HeadsAnswer> decodeHeadsAnswer(BytesView bytes)
{
    Reader reader(bytes);
    reader.array(3);
    HeadsAnswer message;
    message.serverMs = reader.integer();
    if (reader.ok() && !reader.maybeNull()) {
        Heads heads;
        heads.serverMs = message.serverMs;
        reader.array(2);
        heads.epoch = reader.uint();
        const std::uint64_t count = reader.array();
        for (std::uint64_t at = 0; at < count && reader.ok(); ++at) {
            reader.array(6);
            Head head;
            head.scope = readScope(reader);
            const std::uint64_t roles = reader.uint();
            if (roles > std::numeric_limits<domain::Roles>::max())
                reader.fail();
            head.roles = static_cast<domain::Roles>(roles);
            head.seq = reader.uint();
            head.chain = readHash(reader);
            head.through = reader.uint();
            head.lastBatch = readHash(reader);
            heads.heads.push_back(head);
        }
        message.heads = std::move(heads);
    }
    message.signature = readArray<64>(reader);
    return finished(reader, std::move(message), "reading heads");
}

Bytes encodePush(std::span<const Bytes> batches)
{
    Writer out;
    out.array(batches.size());
    for (const Bytes& batch : batches)
        out.raw(batch);
    return out.take();
}

Result<std::vector<BytesView>> decodePush(BytesView bytes)
{
    Reader reader(bytes);
    const std::uint64_t count = reader.array();
    std::vector<BytesView> batches;
    for (std::uint64_t at = 0; at < count && reader.ok(); ++at)
        batches.push_back(reader.item());
    return finished(reader, std::move(batches), "reading pushed batches");
}

Bytes encodeVerdicts(std::span<const Verdict> verdicts)
{
    Writer out;
    out.array(verdicts.size());
    for (const Verdict& verdict : verdicts) {
        out.array(2);
        out.raw(verdictClaim(verdict));
        out.bytes(base::viewOf(verdict.signature));
    }
    return out.take();
}

Result<std::vector<Verdict>> decodeVerdicts(BytesView bytes, const PublicKey& server)
{
    constexpr std::string_view doing = "reading verdicts";
    Reader reader(bytes);
    const std::uint64_t count = reader.array();
    std::vector<Verdict> verdicts;
    for (std::uint64_t at = 0; at < count && reader.ok(); ++at) {
        reader.array(2);
        const BytesView claimed = reader.item();
        Reader claim(claimed);
        claim.array(8);
        if (claim.text() != verdictName)
            claim.fail();
        auto verdict = readWord<Verdict>(claim);
        verdict.quarantined = readQuarantined(claim);
        verdict.signature = readArray<64>(reader);
        if (!reader.ok() || !claim.atEnd())
            return reader.ok() ? claim.error(doing) : reader.error(doing);
        // The claim's own bytes: a reason that this program doesn't know must not look like a forgery.
        if (!base::verifies(verdict.signature, claimed, server))
            return Error{ErrorCode::badSignature, std::string(doing), verdict.scope.text()};
        verdicts.push_back(std::move(verdict));
    }
    return finished(reader, std::move(verdicts), doing);
}

} // namespace staffroom::sync
