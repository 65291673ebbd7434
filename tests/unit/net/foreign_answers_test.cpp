// SPDX-License-Identifier: GPL-3.0-or-later
// Something between PC and server answers in its place.
#include "core/net/http_peer.h"
#include "tests/support/catch.hpp"
#include "tests/support/temporary_folder.h"

#include <QEventLoop>
#include <QTcpServer>
#include <QTcpSocket>

using namespace staffroom;
using base::ErrorCode;

namespace {

/// Answers whatever is asked with the same bytes.
class Answerer
{
public:
    explicit Answerer(QByteArray answer) : m_answer(std::move(answer))
    {
        REQUIRE(m_server.listen(QHostAddress::LocalHost));
        QObject::connect(&m_server, &QTcpServer::newConnection, &m_server, [this] {
            QTcpSocket* const client = m_server.nextPendingConnection();
            QObject::connect(client, &QTcpSocket::readyRead, client, [this, client] {
                if (client->readAll().endsWith("\r\n\r\n")) // the questions here have no body
                    client->write(m_answer);
            });
        });
    }
    QUrl address() const { return QUrl(QStringLiteral("http://127.0.0.1:%1").arg(m_server.serverPort())); }

private:
    QByteArray m_answer;
    QTcpServer m_server;
};

QByteArray answerOf(const QByteArray& line, const QByteArray& type, const QByteArray& body)
{
    return "HTTP/1.1 " + line + "\r\nContent-Type: " + type + "\r\nContent-Length: " + QByteArray::number(body.size()) +
           "\r\n\r\n" + body;
}

sync::Response ask(const QByteArray& answer)
{
    const Answerer somebody(answer);
    net::HttpPeer peer(somebody.address());
    QEventLoop loop;
    sync::Response got;
    peer.send({"GET", "/v1/pull/00", {}, {}}, [&](const sync::Response& response) {
        got = response;
        loop.quit();
    });
    loop.exec();
    return got;
}

} // namespace

TEST_CASE("a hotspot's page, redirect or refusal counts as a server that isn't reached, and ends the sync at once")
{
    const QByteArray page = "<html>Please sign in</html>";
    for (const QByteArray& answer :
         {answerOf("200 OK", "text/html", page),
          answerOf("302 Found\r\nLocation: http://127.0.0.1:1/", "text/html", ""),
          answerOf("511 Network Authentication Required", "text/html", page),
          answerOf("404 Not Found", "text/html", page), answerOf("403 Forbidden", "text/html", page),
          answerOf("500 Oops", "application/json", "{}")}) {
        INFO(answer.toStdString());
        const sync::Response response = ask(answer);
        CHECK(response.error.code == ErrorCode::hostUnreachable);
        CHECK(response.status == 502);
        CHECK(response.body.empty());
    }
}

TEST_CASE("a proxy that has too much to do is waited for as it says")
{
    const sync::Response response = ask(answerOf("503 Service Unavailable\r\nRetry-After: 7", "text/html", "later"));
    CHECK(response.status == 503);
    CHECK(response.error.code == ErrorCode::serverBusy);
    CHECK(response.retryAfterMs == 7000);
}

TEST_CASE("what the server itself says keeps its name, and its messages their bytes")
{
    const sync::Response problem = ask(answerOf("500 Oops", "application/problem+json",
                                                R"({"type":"urn:staffroom:error:server-failed","detail":"x"})"));
    CHECK(problem.status == 500);
    CHECK(problem.error.code == ErrorCode::serverFailed);
    const sync::Response message = ask(answerOf("200 OK", "application/cbor+zstd", "bytes"));
    CHECK(message.status == 200);
    CHECK(message.body == "bytes");
}

TEST_CASE("a hotspot's page is no part of a package, and what had come of it stays")
{
    const test::TemporaryFolder folder;
    const std::string file = folder.write("package.part", "what had come");
    const Answerer somebody(answerOf("200 OK", "text/html", "<html>Please sign in</html>"));
    net::HttpPeer peer(somebody.address());
    QEventLoop loop;
    std::optional<base::Result<void>> got;
    peer.fetch(
        "/v1/blob/00", {}, file, [](std::int64_t, std::int64_t) {},
        [&](base::Result<void> fetched) {
            got = std::move(fetched);
            loop.quit();
        });
    loop.exec();
    REQUIRE(got.has_value());
    REQUIRE_FALSE(got->ok());
    CHECK(got->error().code == ErrorCode::hostUnreachable);
    CHECK(std::filesystem::file_size(file) == 13);
}
