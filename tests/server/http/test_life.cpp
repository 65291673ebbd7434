// SPDX-License-Identifier: GPL-3.0-or-later
// Starting, poke streams, stopping, TLS.
#include "tests/server/http/client.h"
#include "tests/server/http/running_front.h"

#include <QTemporaryDir>

#include <cstdio>
#include <future>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>
#include <thread>

using namespace staffroom;
using namespace staffroom::test;
using std::chrono::milliseconds;
using std::chrono::steady_clock;

namespace {

/// The next lines that aren't a heartbeat; nothing where the stream ended, or only beat for a long time.
std::optional<std::string> nextPoke(Client& client)
{
    for (int beats = 0; beats < 100; ++beats) {
        const auto size = client.until("\r\n");
        if (!size || *size == "0\r\n")
            return std::nullopt;
        const auto line = client.until("\r\n");
        if (!line)
            return std::nullopt;
        if (*line != "\n\r\n")
            return line->substr(0, line->size() - 2);
    }
    return std::nullopt;
}

void openPoke(Client& client, std::string_view query, std::string_view owner = "someone")
{
    REQUIRE(client.send(get("/poke?" + std::string(query), "Authorization: " + std::string(owner) + "\r\n")));
    const auto answer = client.receive();
    REQUIRE(answer);
    REQUIRE(answer->status == 200);
    REQUIRE(answer->headers.at("transfer-encoding") == "chunked");
}

struct Certificate
{
    Certificate()
    {
        EVP_PKEY* const key = EVP_EC_gen("P-256");
        X509* const certificate = X509_new();
        X509_gmtime_adj(X509_getm_notBefore(certificate), 0);
        X509_gmtime_adj(X509_getm_notAfter(certificate), 3600);
        X509_set_pubkey(certificate, key);
        X509_sign(certificate, key, EVP_sha256());
        chainFile = folder.filePath(QStringLiteral("chain.pem")).toStdString();
        keyFile = folder.filePath(QStringLiteral("key.pem")).toStdString();
        std::FILE* file = std::fopen(chainFile.c_str(), "wb");
        PEM_write_X509(file, certificate);
        std::fclose(file);
        file = std::fopen(keyFile.c_str(), "wb");
        PEM_write_PrivateKey(file, key, nullptr, nullptr, 0, nullptr, nullptr);
        std::fclose(file);
        X509_free(certificate);
        EVP_PKEY_free(key);
    }
    server::FrontOptions options() const
    {
        server::FrontOptions result = quickOptions();
        result.certificateChainFile = chainFile;
        result.privateKeyFile = keyFile;
        return result;
    }
    QTemporaryDir folder;
    std::string chainFile;
    std::string keyFile;
};

} // namespace

TEST_CASE("A poke stream receives what is published under its topics and nothing else")
{
    RunningFront running;
    Client one(running.port());
    Client two(running.port());
    openPoke(one, "t=group/A&t=person/P");
    openPoke(two, "t=group/B");
    running.poke.publish("group/C");
    running.poke.publish("group/B");
    running.poke.publish("group/A");
    CHECK(nextPoke(one) == "group/A\n");
    CHECK(nextPoke(two) == "group/B\n");
    running.poke.publish("person/P");
    CHECK(nextPoke(one) == "person/P\n");
}

TEST_CASE("A quiet poke stream beats, and outlives the idle timeout")
{
    RunningFront running;
    Client client(running.port());
    openPoke(client, "t=x");
    for (int i = 0; i < 6; ++i) // 900 ms with a beat of 150 ms and an idle timeout of 600 ms
        CHECK(client.until("\r\n\n\r\n") == "1\r\n\n\r\n");
    running.poke.publish("x");
    CHECK(nextPoke(client) == "x\n");
}

TEST_CASE("Publishing from many threads loses no topic")
{
    RunningFront running;
    Client client(running.port());
    std::string query;
    for (int i = 0; i < 40; ++i)
        query += "t=topic" + std::to_string(i) + "&";
    openPoke(client, query);
    std::vector<std::thread> speakers;
    for (int speaker = 0; speaker < 4; ++speaker)
        speakers.emplace_back([&running, speaker] {
            for (int round = 0; round < 500; ++round)
                running.poke.publish("topic" + std::to_string(speaker * 10 + round % 10));
        });
    for (std::thread& speaker : speakers)
        speaker.join();
    std::string heard;
    int missing = 40;
    while (missing > 0) {
        const auto lines = nextPoke(client);
        REQUIRE(lines);
        heard += *lines;
        missing = 0;
        for (int i = 0; i < 40; ++i)
            missing += ("\n" + heard).find("\ntopic" + std::to_string(i) + "\n") == std::string::npos;
    }
    CHECK(missing == 0);
}

TEST_CASE("The streams of an owner end when the owner is ended, others stay")
{
    RunningFront running;
    Client revoked(running.port());
    Client other(running.port());
    openPoke(revoked, "t=x", "revoked");
    openPoke(other, "t=x", "other");
    running.poke.end("revoked");
    CHECK_FALSE(nextPoke(revoked));
    running.poke.publish("x");
    CHECK(nextPoke(other) == "x\n");
}

TEST_CASE("A poke stream that its client leaves is noticed at once")
{
    server::FrontOptions options = quickOptions();
    options.pokeHeartbeat = milliseconds(60'000);
    RunningFront running(options);
    {
        Client client(running.port());
        openPoke(client, "t=x");
        CHECK(running.front->connections() == 1);
    }
    const auto begun = steady_clock::now();
    while (running.front->connections() > 0 && steady_clock::now() - begun < milliseconds(3000))
        std::this_thread::sleep_for(milliseconds(5));
    CHECK(running.front->connections() == 0);
    running.poke.publish("x");
}

TEST_CASE("Stopping ends poke streams properly, and publishing afterwards does no harm")
{
    RunningFront running;
    Client client(running.port());
    openPoke(client, "t=x");
    running.front->stop(milliseconds(3000));
    CHECK_FALSE(nextPoke(client));
    running.poke.publish("x");
    running.poke.end("someone");
}

TEST_CASE("A graceful stop lets a running request finish, closes idle connections and takes no new ones")
{
    RunningFront running;
    const std::uint16_t port = running.port();
    Client busy(port);
    Client idle(port);
    REQUIRE(idle.ask(get("/hello")));
    REQUIRE(busy.send(get("/slow")));
    running.handler.gate.awaitWaiting(1);
    auto stopped = std::async(std::launch::async, [&] { running.front->stop(milliseconds(10'000)); });
    CHECK(idle.closesWithin(milliseconds(1000)));
    CHECK(Client(port).socket() < 0);
    CHECK(stopped.wait_for(milliseconds(50)) == std::future_status::timeout);
    running.handler.gate.open();
    const auto answer = busy.receive();
    REQUIRE(answer);
    CHECK(answer->status == 200);
    CHECK(answer->body == "at last");
    CHECK(answer->headers.at("connection") == "close");
    CHECK(stopped.wait_for(milliseconds(3000)) == std::future_status::ready);
    CHECK(running.front->connections() == 0);
}

TEST_CASE("A stop whose patience is over cuts what is still being received")
{
    server::FrontOptions options = quickOptions();
    options.transferGrace = milliseconds(60'000);
    options.transferStall = milliseconds(60'000);
    RunningFront running(options);
    Client client(running.port());
    REQUIRE(client.send("POST /echo HTTP/1.1\r\nHost: t\r\nContent-Length: 1000\r\n\r\nabc"));
    std::this_thread::sleep_for(milliseconds(100));
    const auto begun = steady_clock::now();
    running.front->stop(milliseconds(200));
    CHECK(steady_clock::now() - begun < milliseconds(2000));
    CHECK(client.closesWithin(milliseconds(1000)));
}

TEST_CASE("Stopping amid a storm of requests ends cleanly")
{
    for (int round = 0; round < 10; ++round) {
        RunningFront running;
        const std::uint16_t port = running.port();
        std::vector<std::thread> storm;
        for (int i = 0; i < 4; ++i)
            storm.emplace_back([port] {
                for (int request = 0; request < 200; ++request) {
                    Client client(port);
                    if (client.socket() < 0 || !client.ask(post("/echo", "x")))
                        break;
                }
            });
        std::this_thread::sleep_for(milliseconds(10));
        running.front->stop(milliseconds(2000));
        for (std::thread& thread : storm)
            thread.join();
        CHECK(running.front->connections() == 0);
    }
}

TEST_CASE("Starting says why it can't: no such address, port taken, certificate missing or broken")
{
    RunningFront running;
    const auto errorOf = [&](const server::FrontOptions& options) {
        const auto started = server::Front::start(options, running.handler, running.poke, running.clock, running.log);
        REQUIRE_FALSE(started);
        return started.error().code;
    };
    server::FrontOptions options = quickOptions();
    options.address = "nowhere";
    CHECK(errorOf(options) == base::ErrorCode::invalidArgument);
    options = quickOptions();
    options.port = running.port();
    CHECK(errorOf(options) == base::ErrorCode::hostUnreachable);
    options = quickOptions();
    options.certificateChainFile = "/nonexistent/chain.pem";
    CHECK(errorOf(options) == base::ErrorCode::badCertificate);
    options.privateKeyFile = "/nonexistent/key.pem";
    CHECK(errorOf(options) == base::ErrorCode::badCertificate);
}

TEST_CASE("Over TLS everything is as without: requests, large bodies, uploads, pokes")
{
    const Certificate certificate;
    RunningFront running(certificate.options());
    for (const int version : {TLS1_2_VERSION, TLS1_3_VERSION}) {
        Client client(running.port());
        REQUIRE(client.startTls(version, version));
        const std::string body(700'000, 't');
        auto answer = client.ask(post("/echo", body));
        REQUIRE(answer);
        CHECK(answer->body == body);
        answer = client.ask(post("/upload", body));
        REQUIRE(answer);
        CHECK(answer->status == 204);
        openPoke(client, "t=x");
        running.poke.publish("x");
        CHECK(nextPoke(client) == "x\n");
    }
    Client large(running.port());
    REQUIRE(large.startTls());
    const auto answer = large.ask("POST /echo HTTP/1.1\r\nHost: t\r\nContent-Length: 99999999\r\n\r\n");
    REQUIRE(answer);
    CHECK(answer->status == 413);
}

TEST_CASE("TLS below 1.2, plain text to a TLS port, and a handshake that never ends are refused")
{
    const Certificate certificate;
    RunningFront running(certificate.options());
    Client old(running.port());
    CHECK_FALSE(old.startTls(TLS1_1_VERSION, TLS1_1_VERSION));
    Client plain(running.port());
    REQUIRE(plain.send(get("/hello")));
    CHECK(plain.closesWithin(milliseconds(1500)));
    Client silent(running.port());
    REQUIRE(silent.send("\x16\x03\x01"));
    CHECK(silent.closesWithin(milliseconds(1500)));
    CHECK(running.handler.handled == 0);
}

TEST_CASE("A slow header over TLS is answered 408, and stopping closes idle TLS connections")
{
    const Certificate certificate;
    RunningFront running(certificate.options());
    Client slow(running.port());
    REQUIRE(slow.startTls());
    REQUIRE(slow.send("GET /hello HT"));
    const auto answer = slow.receive();
    REQUIRE(answer);
    CHECK(answer->status == 408);
    Client idle(running.port());
    REQUIRE(idle.startTls());
    REQUIRE(idle.ask(get("/hello")));
    running.front->stop(milliseconds(3000));
    CHECK(idle.closesWithin(milliseconds(1000)));
}
