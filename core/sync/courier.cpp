// SPDX-License-Identifier: GPL-3.0-or-later
// Both sides of the outside of a courier file, and writing. Reading is in courier_reader.cpp.
#include "core/sync/courier.h"

#include "core/sync/courier_form.h"
#include "core/sync/reading.h"
#include "core/sync/tuning.h"

namespace staffroom::sync {

using base::Error;
using base::ErrorCode;
using base::cbor::Reader;
using base::cbor::Writer;

namespace courier_form {

Bytes bigEndian(std::uint64_t value, std::size_t bytes)
{
    Bytes out(bytes, '\0');
    for (std::size_t at = 0; at < bytes; ++at)
        out[bytes - 1 - at] = static_cast<char>(value >> (8 * at));
    return out;
}

std::uint64_t number(BytesView bytes)
{
    std::uint64_t value = 0;
    for (const char byte : bytes)
        value = value << 8 | static_cast<std::uint8_t>(byte);
    return value;
}

Bytes claim(const Hash& whole)
{
    Writer out;
    out.array(2);
    out.text("staffroom-courier-1");
    out.bytes(whole.view());
    return out.take();
}

Bytes encode(const CourierOutside& outside)
{
    Writer out;
    out.array(8);
    out.uint(version);
    out.uint(static_cast<std::uint64_t>(outside.way));
    out.bytes(outside.server.view());
    out.bytes(base::viewOf(outside.sender));
    out.text(outside.senderName);
    out.integer(outside.madeMs);
    out.uint(outside.number);
    out.array(outside.readers.size());
    for (const CourierOutside::Reader& reader : outside.readers) {
        out.array(3);
        out.bytes(reader.id.view());
        out.text(reader.name);
        out.bytes(reader.sealedKey);
    }
    return out.take();
}

Result<CourierOutside> decode(BytesView bytes)
{
    constexpr std::string_view doing = "reading a courier file's outside";
    Reader in(bytes);
    const std::uint64_t items = in.array();
    if (const std::uint64_t form = in.uint(); in.ok() && form != version)
        return Error{ErrorCode::upgradeRequired, std::string(doing), "its form is " + std::to_string(form)};
    if (items != 8)
        in.fail();
    CourierOutside outside;
    const std::uint64_t way = in.uint();
    outside.server = readId<StoreId>(in);
    outside.sender = readArray<32>(in);
    outside.senderName = in.text();
    outside.madeMs = in.integer();
    outside.number = in.uint();
    const std::uint64_t readers = in.array();
    if (way != 1 && way != 2)
        in.fail();
    outside.way = static_cast<CourierWay>(way);
    for (std::uint64_t at = 0; at < readers && in.ok(); ++at) {
        in.array(3);
        CourierOutside::Reader reader;
        reader.id = readId<IncarnationId>(in);
        reader.name = in.text();
        reader.sealedKey = in.bytes();
        outside.readers.push_back(std::move(reader));
    }
    if (!in.ok())
        return in.error(doing);
    if (!in.atEnd() || readers == 0 || readers > tuning::courierReaders)
        return Error{ErrorCode::malformed, std::string(doing), "its readers"};
    return outside;
}

} // namespace courier_form

using namespace courier_form;

Result<CourierWriter> CourierWriter::begin(CourierSink& sink, CourierOutside outside,
                                           std::span<const PublicKey> readers, const base::KeyPair& sender,
                                           base::Random& random)
{
    if (readers.empty() || readers.size() > tuning::courierReaders || readers.size() != outside.readers.size())
        return Error{ErrorCode::invalidArgument, "writing a courier file", "it needs readers"};
    CourierWriter writer(sink, sender);
    random.fill(writer.m_key.data(), writer.m_key.size());
    for (std::size_t at = 0; at < readers.size(); ++at) {
        auto sealed = base::sealKey(writer.m_key, readers[at], random);
        if (!sealed)
            return sealed.error();
        outside.readers[at].id = base::incarnationOf(readers[at]);
        outside.readers[at].sealedKey = *std::move(sealed);
    }
    outside.sender = sender.publicKey();
    const Bytes encoded = encode(outside);
    if (encoded.size() > tuning::courierOutside)
        return Error{ErrorCode::tooLarge, "writing a courier file", "too many readers"};
    writer.m_about = Hash::of(encoded);
    STAFFROOM_TRY(writer.put(magic));
    STAFFROOM_TRY(writer.put(bigEndian(encoded.size(), lengthBytes)));
    STAFFROOM_TRY(writer.put(encoded));
    return writer;
}

Result<void> CourierWriter::put(BytesView bytes)
{
    m_hasher.add(bytes);
    m_written += bytes.size();
    return m_sink->write(bytes);
}

Result<void> CourierWriter::putPiece(BytesView plain, bool last)
{
    return put(base::sealPiece(plain, m_key, m_pieces++, last, m_about.view()));
}

Result<void> CourierWriter::frame(CourierFrame type, BytesView payload)
{
    STAFFROOM_TRY(beginFrame(type, payload.size()));
    return add(payload);
}

Result<void> CourierWriter::beginFrame(CourierFrame type, std::uint64_t bytes)
{
    return add(static_cast<char>(type) + bigEndian(bytes, sizeBytes));
}

Result<void> CourierWriter::add(BytesView bytes)
{
    // A full piece is kept until more comes: which one is the last is known only then.
    while (m_waiting.size() + bytes.size() > tuning::courierPiece) {
        const std::size_t fits = tuning::courierPiece - m_waiting.size();
        m_waiting += bytes.substr(0, fits);
        bytes.remove_prefix(fits);
        STAFFROOM_TRY(putPiece(m_waiting, false));
        m_waiting.clear();
    }
    m_waiting += bytes;
    return {};
}

Result<std::uint64_t> CourierWriter::finish()
{
    STAFFROOM_TRY(putPiece(m_waiting, true));
    m_waiting.clear();
    const Hash whole = m_hasher.finish();
    m_written += endBytes;
    STAFFROOM_TRY(m_sink->write(whole.view()));
    STAFFROOM_TRY(m_sink->write(base::viewOf(m_sender.sign(claim(whole)))));
    STAFFROOM_TRY(m_sink->write(bigEndian(m_written, sizeBytes)));
    return m_written;
}

} // namespace staffroom::sync
