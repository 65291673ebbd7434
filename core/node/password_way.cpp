// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/node/password_way.h"

#include "core/net/http_peer.h"

namespace staffroom::node {

using base::Error;
using base::ErrorCode;

namespace {

net::Peer peerOf(const std::string& through)
{
    return through.empty() ? net::Peer::server : net::Peer::hub;
}

} // namespace

base::Result<QUrl> reachOf(const std::string& server, const std::string& through)
{
    return net::readAddress(through.empty() ? server : through, peerOf(through));
}

PasswordWay passwordWay(const std::string& server, const std::string& through)
{
    const auto reach = reachOf(server, through);
    if (!reach)
        return PasswordWay::safe;
    switch (net::passwordWay(*reach, peerOf(through))) {
    case net::PasswordWay::safe:
        return PasswordWay::safe;
    case net::PasswordWay::plain:
        return PasswordWay::plain;
    case net::PasswordWay::refused:
        break;
    }
    return PasswordWay::refused;
}

base::Result<void> checkPasswordWay(const std::string& server, const std::string& through)
{
    if (passwordWay(server, through) != PasswordWay::refused)
        return {};
    return Error{ErrorCode::invalidArgument, "signing in",
                 (through.empty() ? server : through) +
                     " would send the password unprotected, so nothing was sent: write https:// before the name; plain "
                     "http:// is for the school's own network, with the address in numbers (http://192.168.1.4:8440)"};
}

} // namespace staffroom::node
