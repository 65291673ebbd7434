// SPDX-License-Identifier: GPL-3.0-or-later
// What a stranger's bytes can be read as is written back just so, and nothing breaks on the way. The first byte says
// which decoder.
#include "core/base/compress.h"
#include "core/sync/columns.h"
#include "core/sync/hub_kit.h"
#include "core/sync/messages.h"
#include "core/sync/snapshot.h"
#include "core/sync/state.h"

#include <cstdlib>

using namespace staffroom;
using namespace staffroom::sync;

namespace {

const base::KeyPair& server()
{
    static const base::KeyPair key = *base::KeyPair::fromSeed("the server's seed of 32 bytes ..");
    return key;
}

void require(bool holds)
{
    if (!holds)
        std::abort();
}

void readBatch(BytesView bytes)
{
    const auto batch = decodeBatch(bytes);
    if (!batch)
        return;
    base::cbor::Writer out;
    encode(*batch, out);
    require(out.view() == bytes);
    (void)verify(*batch, server().publicKey()).ok();
    for (const Batch::Item& item : batch->items)
        if (const auto change = decodeChange(item.change, batch->incarnation); change)
            require(encode(*change, batch->incarnation) == item.change);
}

void readState(BytesView bytes)
{
    const auto state = RecordState::decode(bytes);
    if (!state)
        return;
    require(state->encode() == bytes);
    (void)state->alternatives();
    (void)state->deleted();
    (void)state->deletionItem();
    FieldWrite write{0, "\xf6", 0, {}};
    state->supersede(write);
}

void readEntry(BytesView bytes)
{
    const auto entry = decodeEntry(bytes);
    if (!entry || entry->changes.empty())
        return;
    const std::vector<Bytes> changes(entry->changes.begin(), entry->changes.end());
    require(encodeEntry(entry->incarnation, entry->first, changes) == bytes);
    const Bytes elided = elideEntry(bytes);
    const auto read = decodeEntry(elided);
    require(read.ok() && read->count == entry->count && read->hash == entry->hash);
}

/// The signature is put right, so that what lies behind it is reached.
void readSigned(BytesView bytes)
{
    (void)decodePage(bytes, server().publicKey()).ok();
    (void)decodeManifest(bytes, server().publicKey()).ok();
    base::cbor::Writer verdicts;
    verdicts.array(1);
    verdicts.array(2);
    verdicts.raw(bytes);
    verdicts.bytes(base::viewOf(server().sign(bytes)));
    if (const auto read = decodeVerdicts(verdicts.view(), server().publicKey()); read)
        require(read->size() == 1);
}

void readSegmentOf(BytesView bytes)
{
    SegmentInfo info;
    info.records = bytes.empty() ? 0 : 1;
    info.hash = Hash::of(bytes);
    info.bytes = bytes.size();
    if (const auto items = fromColumns(bytes); items) {
        const auto again = fromColumns(*toColumns(*items));
        require(again.ok() && *again == *items);
    }
    if (const auto open = openSegment(bytes, info); open)
        (void)readSegment(*open, info).ok();
    if (const auto records = readSegment(bytes, info); records)
        for (const SegmentRecord& record : *records)
            readState(record.state);
}

void readAnswers(BytesView bytes)
{
    if (const auto read = decodeHeadsAnswer(bytes); read)
        require(encode(*read) == bytes);
    if (const auto read = decodeSessionAnswer(bytes); read)
        require(encode(*read) == bytes);
    if (const auto read = decodeEnrolAnswer(bytes); read)
        require(encode(*read) == bytes);
}

void readRelay(BytesView bytes)
{
    if (const auto read = decodeGrantsRequest(bytes); read)
        require(encode(*read) == bytes);
    if (const auto read = decodeGrantsAnswer(bytes); read)
        require(encode(*read) == bytes);
    if (const auto read = decodeUnconfirmed(bytes); read)
        require(encode(*read) == bytes);
    if (const auto read = decodeUnconfirmedQuestion(bytes); read)
        require(encodeUnconfirmedQuestion(*read) == bytes);
    if (const auto read = decodeVerdictQuestions(bytes); read)
        require(encode(std::span<const VerdictQuestion>(*read)) == bytes);
    if (const auto read = decodeHubKit(bytes); read)
        require(encode(*read) == bytes);
    const PublicKey key = server().publicKey();
    (void)decodeRelayHeads(bytes, {}, {}, key).ok();
    (void)decodeReceipts(bytes, key).ok();
    (void)decodeHubCertificate(bytes, {}, key).ok();
    (void)splitVerdicts(bytes, key).ok();
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    if (size == 0)
        return 0;
    const BytesView bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
    const auto writer = *IncarnationId::fromBytes("0123456789abcdef");
    switch (data[0] % 7) {
    case 0:
        if (const auto change = decodeChange(bytes, writer); change)
            require(encode(*change, writer) == bytes);
        break;
    case 1:
        readState(bytes);
        break;
    case 2:
        readBatch(bytes);
        break;
    case 3:
        readEntry(bytes);
        break;
    case 4:
        readSigned(bytes);
        break;
    case 5:
        readSegmentOf(bytes);
        break;
    default:
        readAnswers(bytes);
        readRelay(bytes);
    }
    return 0;
}
