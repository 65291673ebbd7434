// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

namespace staffroom::base {

/// How far a connection to a machine goes, as far as its written address tells.
enum class HostReach {
    thisMachine,  ///< 127.0.0.0/8, ::1, localhost: nobody else hears it
    localNetwork, ///< private or link-local: 10/8, 172.16/12, 192.168/16, 169.254/16, fc00::/7, fe80::/10
    anywhere,     ///< any other address
    named         ///< a name: who answers to it isn't seen in it
};

/// host: a name or an IP address, without port; IPv6 with or without brackets and zone ("[fe80::1%eth0]").
HostReach reachOf(std::string_view host);

/// What an address is written with where a person left its scheme out: "http" for this machine, else "https".
std::string_view schemeFor(std::string_view host);

} // namespace staffroom::base
