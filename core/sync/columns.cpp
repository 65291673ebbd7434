// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/columns.h"

#include "core/base/cbor.h"

namespace staffroom::sync {

using base::Error;
using base::ErrorCode;

namespace {

constexpr unsigned byteString = 2, textString = 3;

/// The head at the beginning of some items.
struct Head
{
    std::size_t size = 0;    ///< of the head itself; 0 where there is no whole head of a definite length
    std::size_t content = 0; ///< bytes that follow it: only strings have any
    unsigned major = 0;
};

Head headOf(BytesView items)
{
    const auto at = [&](std::size_t place) { return static_cast<std::uint8_t>(items[place]); };
    constexpr unsigned longest = 27; // eight bytes of argument
    Head head;
    const unsigned info = at(0) & 31U;
    const std::size_t size = info < 24 ? 1 : info > longest ? 0 : 1 + (std::size_t(1) << (info - 24));
    if (size == 0 || size > items.size())
        return head;
    head.size = size;
    head.major = at(0) >> 5U;
    if (head.major != byteString && head.major != textString)
        return head;
    head.content = info < 24 ? info : 0;
    for (std::size_t place = 1; place < size; ++place)
        head.content = head.content << 8U | at(place);
    return head;
}

} // namespace

std::optional<Bytes> toColumns(BytesView items)
{
    Bytes heads, bytes, texts;
    heads.reserve(items.size() / 4);
    texts.reserve(items.size());
    for (BytesView rest = items; !rest.empty();) {
        const Head head = headOf(rest);
        if (head.size == 0 || head.content > rest.size() - head.size)
            return std::nullopt;
        heads.append(rest.substr(0, head.size));
        (head.major == textString ? texts : bytes).append(rest.substr(head.size, head.content));
        rest.remove_prefix(head.size + head.content);
    }
    base::cbor::Writer out;
    out.reserve(items.size() + 32);
    out.array(3);
    for (const Bytes* column : {&heads, &bytes, &texts})
        out.bytes(*column);
    return out.take();
}

bool areColumns(BytesView bytes)
{
    constexpr std::uint8_t arrayOfThree = 0x83;
    return bytes.size() >= 2 && static_cast<std::uint8_t>(bytes[0]) == arrayOfThree &&
           static_cast<std::uint8_t>(bytes[1]) >> 5U == byteString;
}

Result<Bytes> fromColumns(BytesView columns)
{
    constexpr std::string_view doing = "putting columns together";
    base::cbor::Reader reader(columns);
    reader.array(3);
    BytesView heads = reader.bytes();
    BytesView bytes = reader.bytes();
    BytesView texts = reader.bytes();
    if (!reader.ok())
        return reader.error(doing);
    if (!reader.atEnd())
        return Error{ErrorCode::malformed, std::string(doing), "more than three"};
    Bytes items;
    items.reserve(heads.size() + bytes.size() + texts.size());
    while (!heads.empty()) {
        const Head head = headOf(heads);
        BytesView& column = head.major == textString ? texts : bytes;
        if (head.size == 0 || head.content > column.size())
            return Error{ErrorCode::malformed, std::string(doing), "a head that says more than there is"};
        items.append(heads.substr(0, head.size)).append(column.substr(0, head.content));
        heads.remove_prefix(head.size);
        column.remove_prefix(head.content);
    }
    if (!bytes.empty() || !texts.empty())
        return Error{ErrorCode::malformed, std::string(doing), "content without a head"};
    return items;
}

} // namespace staffroom::sync
