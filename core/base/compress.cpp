// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/compress.h"

#include <zstd.h>
#include <zstd_errors.h>

namespace staffroom::base {

namespace {

struct FreeCompressor
{
    void operator()(ZSTD_CCtx* context) const { ZSTD_freeCCtx(context); }
};
struct FreeDecompressor
{
    void operator()(ZSTD_DCtx* context) const { ZSTD_freeDCtx(context); }
};

} // namespace

Bytes compress(BytesView bytes, int level)
{
    thread_local const std::unique_ptr<ZSTD_CCtx, FreeCompressor> context(ZSTD_createCCtx());
    Bytes frame(ZSTD_compressBound(bytes.size()), '\0');
    const std::size_t size =
        ZSTD_compressCCtx(context.get(), frame.data(), frame.size(), bytes.data(), bytes.size(), level);
    assert(!ZSTD_isError(size) && "compressing into a buffer of ZSTD_compressBound bytes can't fail");
    frame.resize(size);
    return frame;
}

Result<Bytes> decompress(BytesView frame, std::size_t maxSize)
{
    const auto fail = [](ErrorCode code, const char* detail) {
        return Error{code, "unpacking compressed data", detail};
    };
    // Checked here because zstd also takes skippable frames, which hold nothing and could hide anything.
    constexpr std::size_t longestHeader = 18;
    static constexpr std::string_view magic("\x28\xB5\x2F\xFD", 4);
    if (frame.substr(0, magic.size()) != magic.substr(0, frame.size()))
        return fail(ErrorCode::malformed, "not a Zstandard frame");
    const unsigned long long declared = ZSTD_getFrameContentSize(frame.data(), frame.size());
    if (declared == ZSTD_CONTENTSIZE_ERROR)
        return fail(frame.size() < longestHeader ? ErrorCode::truncated : ErrorCode::malformed,
                    "no whole frame header");
    if (declared == ZSTD_CONTENTSIZE_UNKNOWN)
        return fail(ErrorCode::malformed, "the frame doesn't say how much it holds");
    if (declared > maxSize)
        return fail(ErrorCode::tooLarge, "the frame holds more than is allowed here");
    const std::size_t end = ZSTD_findFrameCompressedSize(frame.data(), frame.size());
    if (ZSTD_isError(end))
        return fail(ZSTD_getErrorCode(end) == ZSTD_error_srcSize_wrong ? ErrorCode::truncated : ErrorCode::malformed,
                    ZSTD_getErrorName(end));
    if (end != frame.size())
        return fail(ErrorCode::malformed, "bytes after the frame");
    thread_local const std::unique_ptr<ZSTD_DCtx, FreeDecompressor> context(ZSTD_createDCtx());
    Bytes bytes(declared, '\0');
    const std::size_t size = ZSTD_decompressDCtx(context.get(), bytes.data(), bytes.size(), frame.data(), frame.size());
    if (ZSTD_isError(size) || size != declared)
        return fail(ErrorCode::malformed, ZSTD_isError(size) ? ZSTD_getErrorName(size) : "the frame is short");
    return bytes;
}

} // namespace staffroom::base
