// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/relayed.h"

#include "core/sync/reading.h"

namespace staffroom::sync {

using base::Error;
using base::ErrorCode;
using base::cbor::Reader;
using base::cbor::Writer;

namespace {

Bytes certificateClaim(const DeviceCertificate& certificate, const StoreId& server)
{
    Writer out;
    out.array(5);
    out.text("staffroom-device-1");
    out.bytes(server.view());
    out.bytes(base::viewOf(certificate.key));
    out.bytes(certificate.person.view());
    out.integer(certificate.serverMs);
    return out.take();
}

} // namespace

Bytes encodeGrant(const Heads& heads, const IncarnationId& device, const base::KeyPair& server)
{
    HeadsAnswer grant{heads.serverMs, heads, {}};
    grant.signature = server.sign(headsClaim(grant, device, {}));
    return encode(grant);
}

Result<Heads> decodeGrant(BytesView bytes, const IncarnationId& device, const PublicKey& server, std::int64_t sinceMs)
{
    constexpr std::string_view doing = "reading a grant";
    const auto grant = decodeHeadsAnswer(bytes);
    if (!grant)
        return grant.error();
    if (!grant->heads)
        return Error{ErrorCode::malformed, std::string(doing), "no scopes in it"};
    if (!base::verifies(grant->signature, headsClaim(*grant, device, {}), server))
        return Error{ErrorCode::badSignature, std::string(doing), "the server did not make it for " + device.text()};
    if (grant->serverMs <= sinceMs)
        return Error{ErrorCode::replayed, std::string(doing),
                     "it is of " + std::to_string(grant->serverMs) + ", held is " + std::to_string(sinceMs)};
    return *grant->heads;
}

DeviceCertificate certify(const PublicKey& key, const RecordId& person, std::int64_t serverMs, const StoreId& server,
                          const base::KeyPair& serverKey)
{
    DeviceCertificate certificate{key, person, serverMs, {}};
    certificate.signature = serverKey.sign(certificateClaim(certificate, server));
    return certificate;
}

Bytes encode(const DeviceCertificate& certificate)
{
    Writer out;
    out.array(4);
    out.bytes(base::viewOf(certificate.key));
    out.bytes(certificate.person.view());
    out.integer(certificate.serverMs);
    out.bytes(base::viewOf(certificate.signature));
    return out.take();
}

Result<DeviceCertificate> decodeCertificate(BytesView bytes, const StoreId& server, const PublicKey& serverKey)
{
    constexpr std::string_view doing = "reading a device's certificate";
    Reader reader(bytes);
    reader.array(4);
    DeviceCertificate certificate;
    certificate.key = readArray<32>(reader);
    certificate.person = readId<RecordId>(reader);
    certificate.serverMs = reader.integer();
    certificate.signature = readArray<64>(reader);
    auto read = finished(reader, std::move(certificate), doing);
    if (read && !base::verifies(read->signature, certificateClaim(*read, server), serverKey))
        return Error{ErrorCode::badSignature, std::string(doing), read->incarnation().text()};
    return read;
}

} // namespace staffroom::sync
