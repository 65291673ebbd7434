// SPDX-License-Identifier: GPL-3.0-or-later
// Whatever the reader takes, it must be the only encoding of what it means: copied part by part it gives the same
// bytes.
#include "core/base/cbor.h"

#include <cstdlib>

using namespace staffroom::base;

namespace {

void copyItem(cbor::Reader& reader, cbor::Writer& writer)
{
    using cbor::Type;
    switch (reader.peek()) {
    case Type::uint:
        return writer.uint(reader.uint());
    case Type::negative:
        return writer.integer(reader.integer());
    case Type::bytes:
        return writer.bytes(reader.bytes());
    case Type::text:
        return writer.text(reader.text());
    case Type::boolean:
        return writer.boolean(reader.boolean());
    case Type::null:
        reader.null();
        return writer.null();
    case Type::real:
        return writer.real(reader.real());
    case Type::array: {
        const std::uint64_t count = reader.array();
        writer.array(count);
        for (std::uint64_t i = 0; i < count && reader.ok(); ++i)
            copyItem(reader, writer);
        return;
    }
    case Type::map: {
        const std::uint64_t pairs = reader.map();
        writer.map(pairs);
        for (std::uint64_t i = 0; i < 2 * pairs && reader.ok(); ++i)
            copyItem(reader, writer);
        return;
    }
    case Type::end:
    case Type::invalid:
        reader.fail();
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const BytesView bytes(reinterpret_cast<const char*>(data), size);
    cbor::Reader whole(bytes);
    const BytesView item = whole.item();
    if (!whole.ok())
        return 0;
    cbor::Reader parts(item);
    cbor::Writer again;
    copyItem(parts, again);
    if (!parts.atEnd() || again.view() != item)
        std::abort();
    return 0;
}
