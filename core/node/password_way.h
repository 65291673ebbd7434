// SPDX-License-Identifier: GPL-3.0-or-later
// Whom a PC talks to, and what becomes of a password on the way there.
#pragma once

#include "core/base/result.h"

#include <string>

class QUrl;

namespace staffroom::node {

/// The address to talk to: the hub's (through), or where that is empty the server's. Errors: invalidArgument.
base::Result<QUrl> reachOf(const std::string& server, const std::string& through);

/// Of a first sign-in at that server, through that hub (empty: without one).
enum class PasswordWay {
    safe,   ///< encrypted, or within this machine; also of what isn't an address, which signing in refuses
    plain,  ///< readable on the school's own network
    refused ///< in clear to who knows where: signing in sends nothing and says so
};
PasswordWay passwordWay(const std::string& server, const std::string& through);

/// Whether a password may be sent there. Errors: invalidArgument, which says what to do.
base::Result<void> checkPasswordWay(const std::string& server, const std::string& through);

} // namespace staffroom::node
