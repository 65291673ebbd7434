// SPDX-License-Identifier: GPL-3.0-or-later
// Compressed bodies from the network: never more than the limit, whatever the frame says of itself.
#include "core/base/compress.h"

#include <cstdlib>

using namespace staffroom::base;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    constexpr std::size_t limit = 65'536;
    const auto content = decompress(BytesView(reinterpret_cast<const char*>(data), size), limit);
    if (content.ok() && (content->size() > limit || *decompress(compress(*content), limit) != *content))
        std::abort();
    return 0;
}
