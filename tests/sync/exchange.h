// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/server/http/handler.h"
#include "core/sync/session.h"

namespace staffroom::test {

/// What real endpoints answer to a session's request, without a network between them.
sync::Response exchange(server::Handler& api, const sync::Request& request);

} // namespace staffroom::test
