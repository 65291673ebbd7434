// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/courier_form.h"
#include "core/sync/tuning.h"

#include <algorithm>

namespace staffroom::sync {

using base::Error;
using base::ErrorCode;
using namespace courier_form;

namespace {

constexpr std::string_view opening = "opening a courier file";
constexpr std::string_view reading = "reading a courier file";
constexpr std::size_t start = magic.size() + lengthBytes;
constexpr std::size_t sealedPiece = tuning::courierPiece + base::pieceTag;

/// The bytes of the outside. Errors: as CourierReader::outsideOf.
Result<Bytes> outsideBytes(CourierSource& source)
{
    const std::uint64_t size = source.size();
    const auto head = source.read(0, static_cast<std::size_t>(std::min<std::uint64_t>(size, start)));
    if (!head)
        return head.error();
    if (head->substr(0, magic.size()) != magic.substr(0, head->size()) || head->empty())
        return Error{ErrorCode::malformed, std::string(opening), "this is not a courier file"};
    if (head->size() < start)
        return Error{ErrorCode::truncated, std::string(opening), std::to_string(size) + " bytes are left of it"};
    const std::uint64_t length = number(BytesView(*head).substr(magic.size()));
    if (length > tuning::courierOutside)
        return Error{ErrorCode::malformed, std::string(opening), "its outside is too large"};
    if (size < start + length)
        return Error{ErrorCode::truncated, std::string(opening), std::to_string(size) + " bytes are left of it"};
    return source.read(start, static_cast<std::size_t>(length));
}

} // namespace

Result<CourierOutside> CourierReader::outsideOf(CourierSource& source)
{
    const auto bytes = outsideBytes(source);
    return bytes ? decode(*bytes) : Result<CourierOutside>(bytes.error());
}

Result<CourierReader> CourierReader::open(CourierSource& source, const CourierProgress& progress)
{
    const auto encoded = outsideBytes(source);
    if (!encoded)
        return encoded.error();
    auto outside = decode(*encoded);
    if (!outside)
        return outside.error();
    CourierReader reader(source);
    reader.m_outside = *std::move(outside);
    reader.m_about = Hash::of(*encoded);
    reader.m_bytes = source.size();
    reader.m_start = start + encoded->size();
    const std::uint64_t least = reader.m_start + base::pieceTag + endBytes;
    const auto end = reader.m_bytes < least ? Result<Bytes>(Bytes()) : source.read(reader.m_bytes - endBytes, endBytes);
    if (!end)
        return end.error();
    // Whatever wrote only a part of it, the last bytes don't say just this length.
    if (end->empty() || number(BytesView(*end).substr(Hash::size + signatureBytes)) != reader.m_bytes)
        return Error{ErrorCode::truncated, std::string(opening),
                     "its end is missing: it was cut off at " + std::to_string(reader.m_bytes) + " bytes"};
    reader.m_end = reader.m_bytes - endBytes;

    base::Hasher hasher;
    for (std::uint64_t at = 0; at < reader.m_end;) {
        const auto some = source.read(
            at, static_cast<std::size_t>(std::min<std::uint64_t>(reader.m_end - at, 4 * tuning::courierPiece)));
        if (!some)
            return some.error();
        hasher.add(*some);
        at += some->size();
        if (progress && !progress(at, reader.m_bytes))
            return Error{ErrorCode::cancelled, std::string(opening), {}};
    }
    const Hash whole = hasher.finish();
    if (whole.view() != BytesView(*end).substr(0, Hash::size))
        return Error{ErrorCode::badHash, std::string(opening), "it was damaged after it was written"};
    const auto signature = base::arrayOf<64>(BytesView(*end).substr(Hash::size, signatureBytes));
    if (!base::verifies(*signature, claim(whole), reader.m_outside.sender))
        return Error{ErrorCode::badSignature, std::string(opening), "its signature is not its sender's"};
    return reader;
}

Result<void> CourierReader::unseal(const base::KeyPair& reader)
{
    const IncarnationId self = base::incarnationOf(reader.publicKey());
    std::string names;
    for (const CourierOutside::Reader& some : m_outside.readers) {
        names += (names.empty() ? "" : ", ") + some.name;
        if (some.id != self)
            continue;
        const auto key = base::openKey(some.sealedKey, reader);
        if (!key)
            return Error{ErrorCode::malformed, std::string(opening), "its key can't be unsealed"};
        m_key = *key;
        return {};
    }
    return Error{ErrorCode::forbidden, std::string(opening), "it is for " + names};
}

std::uint64_t CourierReader::pieces() const
{
    return (m_end - m_start + sealedPiece - 1) / sealedPiece;
}

std::uint64_t CourierReader::at() const
{
    return std::min(m_start + m_nextPiece * sealedPiece, m_end);
}

Result<void> CourierReader::loadPiece()
{
    const std::uint64_t from = m_start + m_nextPiece * sealedPiece;
    const bool last = m_nextPiece + 1 == pieces();
    const auto sealed = m_source->read(from, static_cast<std::size_t>(last ? m_end - from : sealedPiece));
    if (!sealed)
        return sealed.error();
    auto plain = base::openPiece(*sealed, m_key, m_nextPiece, last, m_about.view());
    if (!plain) // its signature was right, so nobody else's hand shows: it changed since, or was never sealed right
        return Error{ErrorCode::malformed, std::string(reading), "its content can't be unsealed"};
    m_piece = *std::move(plain);
    m_offset = 0;
    ++m_nextPiece;
    return {};
}

Result<std::optional<CourierReader::Frame>> CourierReader::next()
{
    while (m_left > 0) {
        const auto skipped = some(tuning::courierPiece);
        if (!skipped)
            return skipped.error();
    }
    if (m_nextPiece == 0)
        STAFFROOM_TRY(loadPiece());
    if (m_offset == m_piece.size() && m_nextPiece == pieces())
        return std::optional<Frame>();
    m_left = frameHead;
    Bytes head;
    while (m_left > 0) {
        const auto more = some(frameHead);
        if (!more)
            return more.error();
        head += *more;
    }
    m_left = number(BytesView(head).substr(1));
    return std::optional(Frame{static_cast<CourierFrame>(head.front()), m_left});
}

Result<Bytes> CourierReader::payload()
{
    if (m_left > tuning::courierFrame)
        return Error{ErrorCode::tooLarge, std::string(reading), "a frame of " + std::to_string(m_left) + " bytes"};
    Bytes whole;
    while (m_left > 0) {
        const auto more = some(tuning::courierPiece);
        if (!more)
            return more.error();
        whole += *more;
    }
    return whole;
}

Result<Bytes> CourierReader::some(std::size_t most)
{
    if (m_left == 0)
        return Bytes();
    if (m_offset == m_piece.size() && m_nextPiece < pieces())
        STAFFROOM_TRY(loadPiece());
    if (m_offset == m_piece.size())
        return Error{ErrorCode::malformed, std::string(reading), "a frame goes on after the file's end"};
    const std::size_t count =
        static_cast<std::size_t>(std::min<std::uint64_t>({most, m_left, m_piece.size() - m_offset}));
    Bytes bytes = m_piece.substr(m_offset, count);
    m_offset += count;
    m_left -= count;
    return bytes;
}

} // namespace staffroom::sync
