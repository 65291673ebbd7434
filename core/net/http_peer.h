// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/sync/session.h"

#include <QNetworkAccessManager>
#include <QPointer>
#include <QUrl>

#include <filesystem>
#include <functional>

class QFile;
class QNetworkReply;

namespace staffroom::net {

/// The server at the other end of HTTP. Lives on a thread with an event loop; callbacks come there. What is under way
/// is given up when this goes.
class HttpPeer
{
public:
    /// address: "https://staffroom.example/" or "http://192.168.1.4:8440".
    explicit HttpPeer(const QUrl& address);

    /// From now on; what is under way ends where it began.
    void setAddress(const QUrl& address) { m_address = address; }

    using Answered = std::function<void(const sync::Response&)>;
    /// arriving: told how many bytes of the answer are here, each time that there are more.
    void send(const sync::Request& request, Answered answered, std::function<void(std::int64_t bytes)> arriving = {});

    /// Fetches a blob into the file, going on after what is there. Progress: bytes there now, bytes of the whole.
    using Progress = std::function<void(std::int64_t have, std::int64_t total)>;
    using Fetched = std::function<void(base::Result<void>)>;
    void fetch(const std::string& path, const base::Bytes& token, const std::filesystem::path& file,
               const Progress& progress, Fetched fetched);

    /// Keeps a stream open that says which topics moved; closed is called once when it ends, however it does.
    void listen(const std::string& path, const base::Bytes& token, std::function<void(const std::string& topic)> moved,
                std::function<void()> closed);
    void stopListening();
    void abort();

private:
    QNetworkReply* begin(const sync::Request& request, qint64 from = 0);
    QUrl m_address;
    QNetworkAccessManager m_network;
    QPointer<QNetworkReply> m_stream;
};

/// Who answers at an address: a server, to which passwords are sent, or a school's hub, where what counts is signed.
enum class Peer { server, hub };

/// Whether the text is an address this can talk to. Where a person left the scheme out, a hub's gets "http://", and a
/// server's "https://" unless it is this machine. Errors: invalidArgument.
base::Result<QUrl> readAddress(const std::string& text, Peer peer);

/// What becomes of a password on its way to an address.
enum class PasswordWay {
    safe,   ///< encrypted, or it doesn't leave this machine
    plain,  ///< readable on the school's own network: a private or link-local address, or a hub by its name
    refused ///< it would go in clear to who knows where, and isn't sent
};
PasswordWay passwordWay(const QUrl& address, Peer peer);

} // namespace staffroom::net
