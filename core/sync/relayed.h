// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sync/messages.h"

namespace staffroom::sync {

// Words of the server that hold without a question, so that a hub or a USB file can carry them. Pages, snapshots and
// verdicts are such words already.

/// A grant: the server's heads for one device as of heads.serverMs. Its form is that of the answer to a question for
/// heads whose fingerprint is empty, which no question has; so none can be taken for the other.
Bytes encodeGrant(const Heads& heads, const IncarnationId& device, const base::KeyPair& server);
/// Rights only go forward: sinceMs is the time of the last heads that the device took. Errors: truncated, malformed,
/// badSignature also where it is another device's, replayed where it isn't newer.
Result<Heads> decodeGrant(BytesView bytes, const IncarnationId& device, const PublicKey& server, std::int64_t sinceMs);

/// The server's word on whose a device is, so that others can tell whose its batches are.
struct DeviceCertificate
{
    PublicKey key{};
    RecordId person;
    std::int64_t serverMs = 0;
    Signature signature{};

    IncarnationId incarnation() const { return base::incarnationOf(key); }
};
DeviceCertificate certify(const PublicKey& key, const RecordId& person, std::int64_t serverMs, const StoreId& server,
                          const base::KeyPair& serverKey);
/// [key, person, server ms, signature]; signed: ["staffroom-device-1", server, key, person, server ms].
Bytes encode(const DeviceCertificate& certificate);
/// Errors: truncated, malformed, badSignature.
Result<DeviceCertificate> decodeCertificate(BytesView bytes, const StoreId& server, const PublicKey& serverKey);

} // namespace staffroom::sync
