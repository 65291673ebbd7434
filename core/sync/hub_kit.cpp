// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/hub_kit.h"

namespace staffroom::sync {

using base::Error;
using base::ErrorCode;

namespace {

constexpr std::string_view kitName = "staffroom-hub-kit-1";

} // namespace

Bytes encode(const HubKit& kit)
{
    base::cbor::Writer out;
    out.array(5);
    out.text(kitName);
    out.bytes(kit.server.view());
    out.bytes(base::viewOf(kit.serverKey));
    out.bytes(kit.seed);
    out.text(kit.name);
    return out.take();
}

Result<HubKit> decodeHubKit(BytesView bytes)
{
    constexpr std::string_view doing = "reading a hub's kit";
    base::cbor::Reader reader(bytes);
    reader.array(5);
    if (reader.text() != kitName)
        return Error{ErrorCode::malformed, std::string(doing), "it is something else"};
    HubKit kit;
    kit.server = StoreId::fromBytes(reader.bytes(StoreId::size)).value_or(StoreId());
    kit.serverKey = base::arrayOf<32>(reader.bytes(32)).value_or(PublicKey());
    kit.seed = reader.bytes(32);
    kit.name = reader.text();
    if (!reader.ok())
        return reader.error(doing);
    if (!reader.atEnd())
        return Error{ErrorCode::malformed, std::string(doing), "bytes after it"};
    return kit;
}

} // namespace staffroom::sync
