// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/relay.h"

#include "core/sync/word_form.h"

namespace staffroom::sync {

using base::Error;
using base::ErrorCode;
using base::cbor::Reader;
using base::cbor::Writer;

namespace {

constexpr std::string_view receiptName = "staffroom-receipt-1";

Bytes hubClaim(const HubCertificate& certificate, const StoreId& server)
{
    Writer out;
    out.array(5);
    out.text("staffroom-hub-1");
    out.bytes(server.view());
    out.bytes(base::viewOf(certificate.key));
    out.text(certificate.name);
    out.integer(certificate.serverMs);
    return out.take();
}

Bytes receiptClaim(const Receipt& receipt)
{
    Writer out;
    out.array(7);
    out.text(receiptName);
    writeWord(receipt, out);
    return out.take();
}

void writeBody(const RelayHeads& heads, Writer& out)
{
    out.raw(heads.grant);
    out.array(heads.heads.size());
    for (const RelayHead& head : heads.heads) {
        out.array(9);
        out.bytes(head.scope.view());
        out.uint(head.epoch);
        out.uint(head.seq);
        out.bytes(head.chain.view());
        out.uint(head.held);
        out.bytes(head.heldBatch.view());
        out.uint(head.judged);
        out.uint(head.refused);
        out.bytes(head.unconfirmed.view());
    }
}

Bytes relayClaim(const RelayHeads& heads, const IncarnationId& device, BytesView question)
{
    Writer body;
    writeBody(heads, body);
    Writer out;
    out.array(4);
    out.text("staffroom-relay-1");
    out.bytes(device.view());
    out.bytes(question);
    out.bytes(Hash::of(body.view()).view());
    return out.take();
}

} // namespace

HubCertificate certifyHub(const PublicKey& key, std::string_view name, std::int64_t serverMs, const StoreId& server,
                          const base::KeyPair& serverKey)
{
    HubCertificate certificate{key, std::string(name), serverMs, {}};
    certificate.signature = serverKey.sign(hubClaim(certificate, server));
    return certificate;
}

Bytes encode(const HubCertificate& certificate)
{
    Writer out;
    out.array(4);
    out.bytes(base::viewOf(certificate.key));
    out.text(certificate.name);
    out.integer(certificate.serverMs);
    out.bytes(base::viewOf(certificate.signature));
    return out.take();
}

Result<HubCertificate> decodeHubCertificate(BytesView bytes, const StoreId& server, const PublicKey& serverKey)
{
    constexpr std::string_view doing = "reading a hub's certificate";
    Reader reader(bytes);
    reader.array(4);
    HubCertificate certificate;
    certificate.key = readArray<32>(reader);
    certificate.name = reader.text();
    certificate.serverMs = reader.integer();
    certificate.signature = readArray<64>(reader);
    auto read = finished(reader, std::move(certificate), doing);
    if (read && !base::verifies(read->signature, hubClaim(*read, server), serverKey))
        return Error{ErrorCode::badSignature, std::string(doing), "the server knows no hub " + read->name};
    return read;
}

StoreId storeOfHub(const PublicKey& key)
{
    return StoreId::fromBytes(base::incarnationOf(key).view()).value_or(StoreId());
}

Bytes encodeReceipts(std::span<const Receipt> receipts, const base::KeyPair& hub)
{
    Writer out;
    out.array(receipts.size());
    for (const Receipt& receipt : receipts) {
        const Bytes claim = receiptClaim(receipt);
        out.array(2);
        out.raw(claim);
        out.bytes(base::viewOf(hub.sign(claim)));
    }
    return out.take();
}

Result<std::vector<Receipt>> decodeReceipts(BytesView bytes, const PublicKey& hub)
{
    constexpr std::string_view doing = "reading a hub's receipts";
    Reader reader(bytes);
    const std::uint64_t count = reader.array();
    std::vector<Receipt> receipts;
    for (std::uint64_t at = 0; at < count && reader.ok(); ++at) {
        reader.array(2);
        const BytesView claimed = reader.item();
        Reader claim(claimed);
        claim.array(7);
        if (claim.text() != receiptName)
            claim.fail();
        const auto receipt = readWord<Receipt>(claim);
        const auto signature = readArray<64>(reader);
        if (!reader.ok() || !claim.atEnd())
            return reader.ok() ? claim.error(doing) : reader.error(doing);
        if (!base::verifies(signature, claimed, hub))
            return Error{ErrorCode::badSignature, std::string(doing), receipt.scope.text()};
        receipts.push_back(receipt);
    }
    return finished(reader, std::move(receipts), doing);
}

Bytes encode(const RelayHeads& heads, const IncarnationId& device, BytesView question, const base::KeyPair& hub)
{
    Writer out;
    out.array(3);
    writeBody(heads, out);
    out.bytes(base::viewOf(hub.sign(relayClaim(heads, device, question))));
    return out.take();
}

Result<RelayHeads> decodeRelayHeads(BytesView bytes, const IncarnationId& device, BytesView question,
                                    const PublicKey& hub)
{
    constexpr std::string_view doing = "reading a hub's heads";
    Reader reader(bytes);
    reader.array(3);
    RelayHeads heads;
    heads.grant = reader.item();
    const std::uint64_t count = reader.array();
    for (std::uint64_t at = 0; at < count && reader.ok(); ++at) {
        reader.array(9);
        RelayHead head;
        head.scope = readScope(reader);
        head.epoch = reader.uint();
        head.seq = reader.uint();
        head.chain = readHash(reader);
        head.held = reader.uint();
        head.heldBatch = readHash(reader);
        head.judged = reader.uint();
        head.refused = reader.uint();
        head.unconfirmed = readHash(reader);
        heads.heads.push_back(head);
    }
    const auto signature = readArray<64>(reader);
    auto read = finished(reader, std::move(heads), doing);
    if (read && !base::verifies(signature, relayClaim(*read, device, question), hub))
        return Error{ErrorCode::badSignature, std::string(doing), "the hub did not sign them for this question"};
    return read;
}

} // namespace staffroom::sync
