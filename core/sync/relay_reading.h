// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/cbor.h"
#include "core/base/crypto.h"
#include "core/domain/scope.h"

namespace staffroom::sync {

// How the messages of hubs are read.

/// What a decoder ends with: the message if all was well and nothing is left over.
template <typename Message>
base::Result<Message> finished(const base::cbor::Reader& reader, Message message, std::string_view doing)
{
    if (!reader.ok())
        return reader.error(doing);
    if (!reader.atEnd())
        return base::Error{base::ErrorCode::malformed, std::string(doing), "bytes after it"};
    return message;
}

template <typename SomeId>
SomeId readId(base::cbor::Reader& reader)
{
    return SomeId::fromBytes(reader.bytes(SomeId::size)).value_or(SomeId());
}

template <std::size_t N>
std::array<std::uint8_t, N> readArray(base::cbor::Reader& reader)
{
    return base::arrayOf<N>(reader.bytes(N)).value_or(std::array<std::uint8_t, N>{});
}

inline domain::ScopeId readScope(base::cbor::Reader& reader)
{
    const auto scope = domain::ScopeId::fromBytes(reader.bytes(domain::ScopeId::size));
    if (!scope)
        reader.fail();
    return scope.value_or(domain::ScopeId());
}

} // namespace staffroom::sync
