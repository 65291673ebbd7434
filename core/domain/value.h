// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/bytes.h"
#include "core/base/ids.h"

#include <cstdint>
#include <optional>
#include <string_view>

namespace staffroom::domain {

/// What a field holds: one deterministic CBOR item, kept as its bytes so that values of newer programs pass untouched.
class Value
{
public:
    /// CBOR null: the field is there and says nothing.
    Value();
    static Value text(std::string_view text);
    static Value integer(std::int64_t number);
    static Value boolean(bool truth);
    static Value bytes(base::BytesView bytes);
    static Value id(const base::RecordId& id) { return bytes(id.view()); }
    /// From an item that a cbor::Reader has checked.
    static Value fromItem(base::BytesView item);

    /// The encoded item.
    base::BytesView item() const { return m_item; }
    bool isNull() const;
    std::optional<std::string_view> asText() const;
    std::optional<std::int64_t> asInteger() const;
    std::optional<bool> asBoolean() const;
    std::optional<base::BytesView> asBytes() const;
    std::optional<base::RecordId> asId() const;

    friend bool operator==(const Value&, const Value&) = default;

private:
    explicit Value(base::Bytes item) : m_item(std::move(item)) {}
    base::Bytes m_item;
};

/// The same accessors on an encoded item that lies elsewhere, without a copy.
std::optional<std::string_view> textOf(base::BytesView item);
std::optional<std::int64_t> integerOf(base::BytesView item);
std::optional<bool> booleanOf(base::BytesView item);
std::optional<base::BytesView> bytesOf(base::BytesView item);
std::optional<base::RecordId> idOf(base::BytesView item);

} // namespace staffroom::domain
