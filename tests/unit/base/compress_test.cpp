// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/compress.h"
#include "core/base/random.h"
#include "tests/support/catch.hpp"
#include "tests/unit/base/laws.h"

#include <zstd.h>

using namespace staffroom::base;

namespace {

ErrorCode errorOf(BytesView frame, std::size_t maxSize = 1 << 20)
{
    const Result<Bytes> result = decompress(frame, maxSize);
    REQUIRE_FALSE(result.ok());
    return result.error().code;
}

// A function, because RC_ASSERT overloads || and would evaluate both sides.
bool withinLimit(const Result<Bytes>& result)
{
    return !result.ok() || result->size() <= 4'096;
}

} // namespace

TEST_CASE("what was compressed unpacks to itself")
{
    CHECK_LAW("round trip", [](const std::string& bytes) {
        const Result<Bytes> back = decompress(compress(bytes), bytes.size());
        RC_ASSERT(back.ok());
        RC_ASSERT(*back == bytes);
    });
    const Bytes long_ = Bytes(3 << 20, 'a') + "b";
    const Bytes frame = compress(long_, 9);
    CHECK(frame.size() < 1'000);
    CHECK(*decompress(frame, long_.size()) == long_);
}

TEST_CASE("a frame that holds more than is allowed is refused before anything is unpacked")
{
    const Bytes frame = compress(Bytes(1'000, 'a'));
    CHECK(decompress(frame, 1'000).ok());
    CHECK(errorOf(frame, 999) == ErrorCode::tooLarge);
    CHECK(errorOf(compress(Bytes(64 << 20, '\0')), 1 << 20) == ErrorCode::tooLarge);
}

TEST_CASE("a frame cut anywhere is truncated")
{
    SeededRandom random(5);
    const Bytes frame = compress(random.bytes(500) + Bytes(500, 'x'));
    for (std::size_t size = 0; size < frame.size(); ++size) {
        CAPTURE(size);
        CHECK(errorOf(BytesView(frame).substr(0, size)) == ErrorCode::truncated);
    }
}

TEST_CASE("what isn't one whole frame is malformed")
{
    const Bytes frame = compress("a post");
    CHECK(errorOf("hello") == ErrorCode::malformed);
    CHECK(errorOf(Bytes(100, 'x')) == ErrorCode::malformed);
    CHECK(errorOf(frame + "x") == ErrorCode::malformed);
    CHECK(errorOf(frame + frame) == ErrorCode::malformed);
}

TEST_CASE("a skippable frame isn't content")
{
    CHECK(errorOf(Bytes("\x50\x2A\x4D\x18\x04\x00\x00\x00gone", 12)) == ErrorCode::malformed);
    CHECK(errorOf(Bytes("\x50\x2A\x4D\x18\x04\x00\x00\x00gone", 12) + compress("a")) == ErrorCode::malformed);
}

TEST_CASE("a frame that doesn't say its size is refused")
{
    ZSTD_CCtx* context = ZSTD_createCCtx();
    ZSTD_CCtx_setParameter(context, ZSTD_c_contentSizeFlag, 0);
    Bytes frame(200, '\0');
    frame.resize(ZSTD_compress2(context, frame.data(), frame.size(), "a post", 6));
    ZSTD_freeCCtx(context);
    CHECK(errorOf(frame) == ErrorCode::malformed);
}

TEST_CASE("made-up bytes behind the right magic number never unpack beyond the limit or crash")
{
    CHECK_LAW("hostile", [](const std::string& tail) {
        const Result<Bytes> result = decompress("\x28\xB5\x2F\xFD" + tail, 4'096);
        RC_ASSERT(withinLimit(result));
    });
    CHECK_LAW("flipped", [](const std::string& content, std::size_t at, std::uint8_t with) {
        Bytes frame = compress(content + "some length for the frame");
        frame[at % frame.size()] = static_cast<char>(with);
        const Result<Bytes> result = decompress(frame, 4'096);
        RC_ASSERT(withinLimit(result));
    });
}
