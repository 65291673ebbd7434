// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/server/api.h"
#include "core/sync/session.h"

namespace staffroom::test {

/// What the server's real endpoints answer to a session's request, without a network between them.
sync::Response exchange(server::Api& api, const sync::Request& request);

} // namespace staffroom::test
