// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/cbor.h"
#include "core/base/crypto.h"
#include "core/domain/scope.h"
#include "core/sync/tuning.h"

namespace staffroom::sync {

// How messages are read. What has the wrong length reads as null, and fails the reader.

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

/// Errors: upgradeRequired for another protocol than this program's.
inline base::Result<void> readProtocol(base::cbor::Reader& reader, std::string_view doing)
{
    const std::uint64_t protocol = reader.uint();
    if (reader.ok() && protocol != tuning::protocol)
        return base::Error{base::ErrorCode::upgradeRequired, std::string(doing),
                           "protocol " + std::to_string(protocol)};
    return {};
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

inline base::Hash readHash(base::cbor::Reader& reader)
{
    return base::Hash::fromBytes(reader.bytes(base::Hash::size)).value_or(base::Hash());
}

inline domain::ScopeId readScope(base::cbor::Reader& reader)
{
    const auto scope = domain::ScopeId::fromBytes(reader.bytes(domain::ScopeId::size));
    if (!scope)
        reader.fail();
    return scope.value_or(domain::ScopeId());
}

} // namespace staffroom::sync
