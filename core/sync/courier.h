// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/sealing.h"
#include "core/sync/messages.h"

#include <functional>

namespace staffroom::sync {

// The courier file: what a link would carry, on a USB stick. Its form, byte by byte, is in docs/courier-file.md; what
// is put in and taken out is in courier_up.h and courier_down.h.

/// Where a file's bytes come from, and where they go.
class CourierSource
{
public:
    virtual ~CourierSource() = default;
    virtual std::uint64_t size() const = 0;
    /// Exactly so many bytes from there. Errors: notFound, truncated, storageFailed.
    virtual Result<Bytes> read(std::uint64_t at, std::size_t bytes) = 0;
};
class CourierSink
{
public:
    virtual ~CourierSink() = default;
    /// Errors: diskFull, storageFailed.
    virtual Result<void> write(BytesView bytes) = 0;
};

enum class CourierWay : std::uint8_t { up = 1, down = 2 };

/// What everybody who finds the file can read.
struct CourierOutside
{
    struct Reader
    {
        IncarnationId id; ///< of the key that it is sealed to
        std::string name; ///< for people: a login, or the server's word
        Bytes sealedKey;
    };
    CourierWay way = CourierWay::up;
    StoreId server; ///< the server that it is for, or from
    PublicKey sender{};
    std::string senderName;
    std::int64_t madeMs = 0;  ///< by the sender's clock
    std::uint64_t number = 0; ///< the sender's files are numbered, so that two of them have an order
    std::vector<Reader> readers;
};

/// What a frame of the content holds; each is as it is on the wire.
enum class CourierFrame : std::uint8_t {
    standing = 1, ///< where the PC stands (courier_up.h); down: what the answer was made from
    batches = 2,  ///< up: the body of a push
    grant = 3,    ///< down: what the reader may do, as of a server time
    verdicts = 4, ///< down: the answer to a push
    manifest = 5, ///< down: of a snapshot, whose segments follow
    segment = 6,
    page = 7,
    package = 8, ///< down: hash, then the bytes of a course package
};

/// Bytes done, of how many; 0 where that isn't known. False ends it with cancelled.
using CourierProgress = std::function<bool(std::uint64_t done, std::uint64_t total)>;

/// Writes one file, from its beginning to its end.
class CourierWriter
{
public:
    /// Seals to the readers' keys, which stand in the order of outside.readers. Errors: invalidArgument for none or too
    /// many, malformed for a key that is none, and the sink's.
    static Result<CourierWriter> begin(CourierSink& sink, CourierOutside outside, std::span<const PublicKey> readers,
                                       const base::KeyPair& sender, base::Random& random);

    Result<void> frame(CourierFrame type, BytesView payload);
    /// A frame whose bytes come piece by piece, by add().
    Result<void> beginFrame(CourierFrame type, std::uint64_t bytes);
    Result<void> add(BytesView bytes);
    /// Signs; the bytes of the whole file.
    Result<std::uint64_t> finish();
    std::uint64_t written() const { return m_written; }

private:
    CourierWriter(CourierSink& sink, const base::KeyPair& sender) : m_sink(&sink), m_sender(sender) {}
    Result<void> put(BytesView bytes);
    Result<void> putPiece(BytesView plain, bool last);

    CourierSink* m_sink;
    base::KeyPair m_sender;
    base::ContentKey m_key{};
    Hash m_about; ///< of the outside, which every piece is bound to
    base::Hasher m_hasher;
    Bytes m_waiting; ///< of the piece that isn't full yet
    std::uint64_t m_pieces = 0, m_written = 0;
};

/// Reads a file that was seen to be whole. The source outlives it.
class CourierReader
{
public:
    /// Only the outside, whatever follows it. Errors: malformed where it isn't a courier file, truncated,
    /// upgradeRequired.
    static Result<CourierOutside> outsideOf(CourierSource& source);
    /// Reads the whole file once and looks whether it is as it was signed. Errors: as outsideOf; truncated where its
    /// end is missing, badHash where it was damaged, badSignature, cancelled.
    static Result<CourierReader> open(CourierSource& source, const CourierProgress& progress = {});

    const CourierOutside& outside() const { return m_outside; }
    std::uint64_t bytes() const { return m_bytes; }
    /// Errors: forbidden where it is sealed to others only.
    Result<void> unseal(const base::KeyPair& reader);

    struct Frame
    {
        CourierFrame type{};
        std::uint64_t bytes = 0;
    };
    /// The next frame, past what is left of the one before; nothing at the end. Errors: malformed, truncated, and the
    /// source's: a stick can be pulled out while it is read.
    Result<std::optional<Frame>> next();
    /// The whole payload of that frame. Errors: as next, tooLarge.
    Result<Bytes> payload();
    /// Some more of it, at most so many bytes; nothing at its end.
    Result<Bytes> some(std::size_t most);
    /// How much of the file has been gone through.
    std::uint64_t at() const;

private:
    explicit CourierReader(CourierSource& source) : m_source(&source) {}
    Result<void> loadPiece();
    std::uint64_t pieces() const;

    CourierSource* m_source;
    CourierOutside m_outside;
    Hash m_about;
    std::uint64_t m_bytes = 0, m_start = 0, m_end = 0; ///< of the file, and where in it the pieces lie
    base::ContentKey m_key{};
    Bytes m_piece;
    std::size_t m_offset = 0; ///< in the piece
    std::uint64_t m_nextPiece = 0;
    std::uint64_t m_left = 0; ///< of the frame under way
};

} // namespace staffroom::sync
