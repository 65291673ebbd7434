// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/hub_kit.h"

#include "core/sync/reading.h"

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
    kit.server = readId<StoreId>(reader);
    kit.serverKey = readArray<32>(reader);
    kit.seed = reader.bytes(32);
    kit.name = reader.text();
    return finished(reader, std::move(kit), doing);
}

} // namespace staffroom::sync
