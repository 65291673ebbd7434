// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/hosts.h"

#include <algorithm>
#include <arpa/inet.h>
#include <array>
#include <cctype>
#include <cstdint>
#include <string>

namespace staffroom::base {

namespace {

using V4 = std::array<std::uint8_t, 4>;

HostReach reachOf(const V4& at)
{
    if (at[0] == 127)
        return HostReach::thisMachine;
    const bool inside = at[0] == 10 || (at[0] == 172 && at[1] >= 16 && at[1] < 32) || (at[0] == 192 && at[1] == 168) ||
                        (at[0] == 169 && at[1] == 254);
    return inside ? HostReach::localNetwork : HostReach::anywhere;
}

} // namespace

HostReach reachOf(std::string_view host)
{
    if (host.starts_with('[') && host.ends_with(']'))
        host = host.substr(1, host.size() - 2);
    std::string text(host.substr(0, host.find('%')));
    V4 four{};
    if (inet_pton(AF_INET, text.c_str(), four.data()) == 1)
        return reachOf(four);
    std::array<std::uint8_t, 16> six{};
    if (inet_pton(AF_INET6, text.c_str(), six.data()) == 1) {
        const bool zeros = std::all_of(six.begin(), six.begin() + 10, [](std::uint8_t byte) { return byte == 0; });
        if (zeros && six[10] == 0xff && six[11] == 0xff) // an IPv4 address written as IPv6: ::ffff:192.168.1.4
            return reachOf(V4{six[12], six[13], six[14], six[15]});
        if (zeros && std::all_of(six.begin() + 10, six.end() - 1, [](std::uint8_t byte) { return byte == 0; }) &&
            six[15] == 1)
            return HostReach::thisMachine;
        const bool inside = (six[0] & 0xfeU) == 0xfc || (six[0] == 0xfe && (six[1] & 0xc0U) == 0x80);
        return inside ? HostReach::localNetwork : HostReach::anywhere;
    }
    std::transform(text.begin(), text.end(), text.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    if (text.ends_with('.'))
        text.pop_back();
    return text == "localhost" ? HostReach::thisMachine : HostReach::named;
}

std::string_view schemeFor(std::string_view host)
{
    return reachOf(host) == HostReach::thisMachine ? "http" : "https";
}

} // namespace staffroom::base
