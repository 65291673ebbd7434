// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/net/http_peer.h"

#include "core/base/hosts.h"
#include "core/sync/tuning.h"

#include <QElapsedTimer>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QNetworkReply>
#include <QNetworkRequest>

#include <memory>

namespace staffroom::net {

using base::Error;
using base::ErrorCode;

namespace {

/// Silence after which a link counts as cut. Slow links trickle, so this is about silence, not about the whole.
constexpr int silenceMs = 30'000;

ErrorCode codeOf(QNetworkReply::NetworkError error)
{
    switch (error) {
    case QNetworkReply::ConnectionRefusedError:
    case QNetworkReply::HostNotFoundError:
    case QNetworkReply::NetworkSessionFailedError:
    case QNetworkReply::UnknownNetworkError:
    case QNetworkReply::ProxyConnectionRefusedError:
    case QNetworkReply::ProxyNotFoundError:
        return ErrorCode::hostUnreachable;
    case QNetworkReply::TimeoutError:
    case QNetworkReply::OperationCanceledError: // Qt's transfer timeout ends like this
        return ErrorCode::timedOut;
    case QNetworkReply::SslHandshakeFailedError:
        return ErrorCode::badCertificate;
    default:
        return ErrorCode::linkCut;
    }
}

/// What a problem document (RFC 9457) names. Our servers' problems all name themselves: without a name it is somebody
/// in between who answers.
Error problemOf(int status, const QByteArray& body)
{
    const QJsonObject problem = QJsonDocument::fromJson(body).object();
    const QString type = problem.value(QLatin1String("type")).toString();
    const QString prefix = QStringLiteral("urn:staffroom:error:");
    Error error{ErrorCode::hostUnreachable, "asking the server", "HTTP " + std::to_string(status)};
    if (type.startsWith(prefix))
        error.code = base::errorFromName(type.mid(prefix.size()).toStdString());
    else if (status == 429 || status == 503)
        error.code = ErrorCode::serverBusy; // a proxy's word for it
    if (const QString detail = problem.value(QLatin1String("detail")).toString(); !detail.isEmpty())
        error.detail += ": " + detail.toStdString();
    return error;
}

int statusOf(const QNetworkReply& reply)
{
    return reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
}

/// Whether it is of the form that only our servers send: a hotspot before its sign-in also answers 200, with a page.
bool isOurs(const QNetworkReply& reply, const char* type)
{
    return reply.header(QNetworkRequest::ContentTypeHeader).toByteArray().startsWith(type);
}

Error notOurs(const QNetworkReply& reply, const char* doing)
{
    return {ErrorCode::hostUnreachable, doing,
            "something else answers at this address, with " +
                reply.header(QNetworkRequest::ContentTypeHeader).toByteArray().toStdString()};
}

constexpr const char* messageType = "application/cbor+zstd";
constexpr const char* packageType = "application/octet-stream";
/// As of a gateway without its server: nothing that is asked next fares better.
constexpr int foreignAnswer = 502;

} // namespace

base::Result<QUrl> readAddress(const std::string& text, Peer peer)
{
    QString address = QString::fromStdString(text).trimmed();
    const bool bare = !address.contains(QLatin1String("://"));
    if (bare)
        address.prepend(QLatin1String("http://"));
    QUrl url(address, QUrl::StrictMode);
    if (!url.isValid() || url.host().isEmpty() ||
        (url.scheme() != QLatin1String("http") && url.scheme() != QLatin1String("https")))
        return Error{ErrorCode::invalidArgument,
                     peer == Peer::server ? "reading the server's address" : "reading the hub's address",
                     "\"" + text + "\" isn't one: an address looks like " +
                         (peer == Peer::server ? "https://staffroom.example.org" : "192.168.1.20:8440")};
    if (bare && peer == Peer::server)
        url.setScheme(QString::fromUtf8(base::schemeFor(url.host().toStdString())));
    url.setPath({});
    url.setQuery(QString());
    return url;
}

PasswordWay passwordWay(const QUrl& address, Peer peer)
{
    if (address.scheme() == QLatin1String("https"))
        return PasswordWay::safe;
    switch (base::reachOf(address.host().toStdString())) {
    case base::HostReach::thisMachine:
        return PasswordWay::safe;
    case base::HostReach::localNetwork:
        return PasswordWay::plain;
    case base::HostReach::named:
        return peer == Peer::hub ? PasswordWay::plain : PasswordWay::refused;
    case base::HostReach::anywhere:
        break;
    }
    return PasswordWay::refused;
}

HttpPeer::HttpPeer(const QUrl& address) : m_address(address)
{
    m_network.setAutoDeleteReplies(true);
}

QNetworkReply* HttpPeer::begin(const sync::Request& request, qint64 from)
{
    QNetworkRequest out(QUrl(m_address.toString() + QString::fromStdString(request.path)));
    out.setTransferTimeout(silenceMs);
    out.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    out.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    out.setHeader(QNetworkRequest::UserAgentHeader, QByteArrayLiteral("Staffroom"));
    out.setRawHeader("Accept-Encoding", "identity"); // the bodies are compressed already
    if (!request.token.empty())
        out.setRawHeader("Authorization", "Bearer " + QByteArray::fromStdString(base::toHex(request.token)));
    if (from > 0)
        out.setRawHeader("Range", "bytes=" + QByteArray::number(from) + '-');
    if (request.method != "POST")
        return m_network.get(out);
    out.setHeader(QNetworkRequest::ContentTypeHeader, QByteArrayLiteral("application/cbor+zstd"));
    return m_network.post(out, QByteArray::fromStdString(request.body));
}

void HttpPeer::send(const sync::Request& request, Answered answered, std::function<void(std::int64_t bytes)> arriving)
{
    QElapsedTimer timer;
    timer.start();
    QNetworkReply* reply = begin(request);
    QObject::connect(reply, &QNetworkReply::downloadProgress, &m_network,
                     [reply, arriving = std::move(arriving)](qint64 received) {
                         if (received > static_cast<qint64>(sync::tuning::messageBytes))
                             reply->abort(); // no answer is that long
                         else if (arriving)
                             arriving(received);
                     });
    QObject::connect(reply, &QNetworkReply::finished, &m_network, [reply, timer, answered = std::move(answered)] {
        sync::Response response;
        response.status = statusOf(*reply);
        response.tookMs = timer.elapsed();
        const QByteArray body = reply->isOpen() ? reply->readAll() : QByteArray(); // not where it timed out
        const bool cut =
            reply->error() != QNetworkReply::NoError && reply->error() < QNetworkReply::ContentAccessDenied;
        if (response.status == 0 || cut) {
            response.status = 0;
            response.error = {codeOf(reply->error()), "asking the server", reply->errorString().toStdString()};
        } else if (response.status >= 300) {
            response.error = problemOf(response.status, body);
            response.retryAfterMs = std::clamp(reply->rawHeader("Retry-After").toLongLong(), 0LL, 24 * 3600LL) * 1000;
            if (response.error.code == ErrorCode::hostUnreachable)
                response.status = foreignAnswer;
        } else if (!isOurs(*reply, messageType)) {
            response.status = foreignAnswer;
            response.error = notOurs(*reply, "asking the server");
        } else {
            response.body = body.toStdString();
        }
        answered(response);
    });
}

void HttpPeer::fetch(const std::string& path, const base::Bytes& token, const std::filesystem::path& file,
                     const Progress& progress, Fetched fetched)
{
    auto out = std::make_shared<QFile>(QString::fromStdString(file.string()));
    if (!out->open(QIODevice::ReadWrite | QIODevice::Append)) {
        fetched(Error{ErrorCode::storageFailed, "fetching a package", out->errorString().toStdString()});
        return;
    }
    const qint64 have = out->size();
    QNetworkReply* reply = begin({"GET", path, {}, token}, have);
    auto problem = std::make_shared<std::optional<Error>>();
    const auto takeWhatCame = [reply, out, problem, progress] {
        const int status = statusOf(*reply);
        if ((status != 200 && status != 206) || !isOurs(*reply, packageType))
            return; // a problem document, read at the end, or somebody else's page
        if (status == 200 && out->size() > 0 && !reply->property("begun").toBool())
            out->resize(0); // the server sends the whole again
        reply->setProperty("begun", true);
        const QByteArray bytes = reply->readAll();
        if (out->write(bytes) != bytes.size() || !out->flush()) {
            *problem = Error{ErrorCode::diskFull, "fetching a package", out->errorString().toStdString()};
            reply->abort();
            return;
        }
        const qint64 left = reply->header(QNetworkRequest::ContentLengthHeader).toLongLong() -
                            reply->property("came").toLongLong() - bytes.size();
        reply->setProperty("came", reply->property("came").toLongLong() + bytes.size());
        progress(out->size(), out->size() + left);
    };
    QObject::connect(reply, &QNetworkReply::readyRead, reply, takeWhatCame);
    QObject::connect(
        reply, &QNetworkReply::finished, &m_network, [reply, problem, takeWhatCame, fetched = std::move(fetched)] {
            const int status = statusOf(*reply);
            if (*problem)
                return fetched(**problem);
            if (status == 416)
                return fetched({}); // it is all here already; its hash will tell
            if (status >= 300)
                return fetched(problemOf(status, reply->readAll()));
            if (reply->error() != QNetworkReply::NoError)
                return fetched(Error{codeOf(reply->error()), "fetching a package", reply->errorString().toStdString()});
            if (!isOurs(*reply, packageType))
                return fetched(notOurs(*reply, "fetching a package"));
            takeWhatCame();
            fetched({});
        });
}

void HttpPeer::listen(const std::string& path, const base::Bytes& token, std::function<void(const std::string&)> moved,
                      std::function<void()> closed)
{
    QNetworkRequest out(QUrl(m_address.toString() + QString::fromStdString(path)));
    out.setRawHeader("Authorization", "Bearer " + QByteArray::fromStdString(base::toHex(token)));
    out.setTransferTimeout(3 * silenceMs); // longer than the server's heartbeat
    QNetworkReply* reply = m_network.get(out);
    m_stream = reply;
    QObject::connect(reply, &QNetworkReply::readyRead, reply, [reply, moved = std::move(moved)] {
        while (reply->canReadLine())
            if (const QByteArray line = reply->readLine().trimmed(); !line.isEmpty())
                moved(line.toStdString());
    });
    QObject::connect(reply, &QNetworkReply::finished, &m_network, std::move(closed));
}

void HttpPeer::stopListening()
{
    if (m_stream)
        m_stream->abort();
}

void HttpPeer::abort()
{
    const auto replies = m_network.findChildren<QNetworkReply*>();
    for (QNetworkReply* reply : replies)
        reply->abort();
}

} // namespace staffroom::net
