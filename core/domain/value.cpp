// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/value.h"

#include "core/base/cbor.h"

namespace staffroom::domain {

using base::cbor::Reader;
using base::cbor::Type;
using base::cbor::Writer;

namespace {

template <typename Write>
base::Bytes encoded(Write write)
{
    Writer writer;
    write(writer);
    return writer.take();
}

} // namespace

Value::Value() : m_item(encoded([](Writer& writer) { writer.null(); })) {}

Value Value::text(std::string_view text)
{
    return Value(encoded([&](Writer& writer) { writer.text(text); }));
}

Value Value::integer(std::int64_t number)
{
    return Value(encoded([&](Writer& writer) { writer.integer(number); }));
}

Value Value::boolean(bool truth)
{
    return Value(encoded([&](Writer& writer) { writer.boolean(truth); }));
}

Value Value::bytes(base::BytesView bytes)
{
    return Value(encoded([&](Writer& writer) { writer.bytes(bytes); }));
}

Value Value::fromItem(base::BytesView item)
{
    return Value(base::Bytes(item));
}

bool Value::isNull() const
{
    return Reader(m_item).peek() == Type::null;
}

std::optional<std::string_view> Value::asText() const
{
    return textOf(m_item);
}

std::optional<std::int64_t> Value::asInteger() const
{
    return integerOf(m_item);
}

std::optional<bool> Value::asBoolean() const
{
    return booleanOf(m_item);
}

std::optional<base::BytesView> Value::asBytes() const
{
    return bytesOf(m_item);
}

std::optional<base::RecordId> Value::asId() const
{
    return idOf(m_item);
}

std::optional<std::string_view> textOf(base::BytesView item)
{
    Reader reader(item);
    if (reader.peek() != Type::text)
        return std::nullopt;
    const std::string_view text = reader.text();
    return reader.ok() ? std::optional(text) : std::nullopt;
}

std::optional<std::int64_t> integerOf(base::BytesView item)
{
    Reader reader(item);
    if (reader.peek() != Type::uint && reader.peek() != Type::negative)
        return std::nullopt;
    const std::int64_t number = reader.integer();
    return reader.ok() ? std::optional(number) : std::nullopt;
}

std::optional<bool> booleanOf(base::BytesView item)
{
    Reader reader(item);
    if (reader.peek() != Type::boolean)
        return std::nullopt;
    return reader.boolean();
}

std::optional<base::BytesView> bytesOf(base::BytesView item)
{
    Reader reader(item);
    if (reader.peek() != Type::bytes)
        return std::nullopt;
    const base::BytesView bytes = reader.bytes();
    return reader.ok() ? std::optional(bytes) : std::nullopt;
}

std::optional<base::RecordId> idOf(base::BytesView item)
{
    const auto bytes = bytesOf(item);
    return bytes ? base::RecordId::fromBytes(*bytes) : std::nullopt;
}

} // namespace staffroom::domain
