// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sync/relay.h"

namespace staffroom::sync {

/// All that a school's hub has to know to be one: made at the central server, carried to the school. Whoever has it can
/// be that hub.
struct HubKit
{
    StoreId server;
    PublicKey serverKey{};
    Bytes seed; ///< of the hub's key
    std::string name;
};
/// ["staffroom-hub-kit-1", server, server key, seed, name].
Bytes encode(const HubKit& kit);
/// Errors: truncated, malformed.
Result<HubKit> decodeHubKit(BytesView bytes);

} // namespace staffroom::sync
