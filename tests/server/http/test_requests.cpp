// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/server/http/client.h"
#include "tests/server/http/running_front.h"

#include <thread>
#include <vector>

using namespace staffroom;
using namespace staffroom::test;
using std::chrono::milliseconds;

TEST_CASE("One connection carries many requests, and ends when the client says so")
{
    RunningFront running;
    Client client(running.port());
    for (int i = 0; i < 50; ++i) {
        const auto answer = client.ask(get("/hello"));
        REQUIRE(answer);
        CHECK(answer->status == 200);
        CHECK(answer->body == "hello");
        CHECK(answer->headers.at("date").size() == 29);
    }
    const auto last = client.ask(get("/hello", "Connection: close\r\n"));
    REQUIRE(last);
    CHECK(last->headers.at("connection") == "close");
    CHECK(client.closesWithin(milliseconds(300)));
}

TEST_CASE("Pipelined requests are answered in their order")
{
    RunningFront running;
    Client client(running.port());
    std::string all;
    for (int i = 0; i < 100; ++i)
        all += post("/echo", "body " + std::to_string(i));
    REQUIRE(client.send(all));
    for (int i = 0; i < 100; ++i) {
        const auto answer = client.receive();
        REQUIRE(answer);
        CHECK(answer->body == "body " + std::to_string(i));
    }
}

TEST_CASE("A request that arrives byte by byte is the same request")
{
    RunningFront running;
    Client client(running.port());
    REQUIRE(client.sendByteWise("\r\n" + post("/echo?a=1", "some body")));
    auto answer = client.receive();
    REQUIRE(answer);
    CHECK(answer->body == "some body");

    const std::string head = "POST /echo HTTP/1.1\r\nHost: t\r\nTransfer-Encoding: chunked\r\n\r\n";
    REQUIRE(client.sendByteWise(head + "3\r\nabc\r\n2;x=y\r\nde\r\n0\r\n\r\n"));
    answer = client.receive();
    REQUIRE(answer);
    CHECK(answer->body == "abcde");

    REQUIRE(client.sendByteWise(head + "0\r\n\r\n"));
    answer = client.receive();
    REQUIRE(answer);
    CHECK(answer->status == 200);
    CHECK(answer->body.empty());
}

TEST_CASE("The handler sees method, query, authorization and peer with escapes resolved")
{
    RunningFront running;
    Client client(running.port());
    const auto answer = client.ask(get("/%73een?scope=group%2FG&empty&plus=a+b", "AUTHORIZATION: Bearer x\r\n"));
    REQUIRE(answer);
    CHECK(answer->body == "GET Bearer x 127.0.0.1 scope=group/G empty= plus=a+b");
}

TEST_CASE("HEAD has the fields of GET and no body")
{
    RunningFront running;
    Client client(running.port());
    REQUIRE(client.send("HEAD /hello HTTP/1.1\r\nHost: t\r\n\r\n"));
    const auto answer = client.receive(true);
    REQUIRE(answer);
    CHECK(answer->headers.at("content-length") == "5");
    const auto next = client.ask(get("/hello"));
    REQUIRE(next);
    CHECK(next->body == "hello");
}

TEST_CASE("A large body comes through whole, with 100-continue where it is awaited")
{
    RunningFront running;
    Client client(running.port());
    const std::string body(900'000, 'x');
    REQUIRE(client.send("POST /echo HTTP/1.1\r\nHost: t\r\nExpect: 100-continue\r\nContent-Length: 900000\r\n\r\n"));
    const auto goOn = client.until("\r\n\r\n");
    REQUIRE(goOn);
    CHECK(*goOn == "HTTP/1.1 100 Continue\r\n\r\n");
    const auto answer = client.ask(body);
    REQUIRE(answer);
    CHECK(answer->body == body);
}

TEST_CASE("An upload reaches its sink in pieces and is never held whole")
{
    RunningFront running;
    Client client(running.port());
    std::string body;
    body.resize(20'000'000, 'u');
    const auto answer = client.ask(post("/upload", body));
    REQUIRE(answer);
    CHECK(answer->status == 204);
    CHECK(running.handler.uploadedBytes == body.size());
    CHECK(running.handler.largestPiece <= 256 * 1024);
    CHECK(running.handler.uploadsDropped == 0);
}

TEST_CASE("A refused upload is answered before its body is read")
{
    RunningFront running;
    Client client(running.port());
    const auto answer = client.ask("PUT /refused-upload HTTP/1.1\r\nHost: t\r\nContent-Length: 90000000\r\n\r\nabc");
    REQUIRE(answer);
    CHECK(answer->status == 401);
    CHECK(answer->headers.at("connection") == "close");
}

TEST_CASE("A sink that fails ends the upload, and its detail stays in the log")
{
    RunningFront running;
    Client client(running.port());
    const auto answer = client.ask(post("/upload", "poison"));
    REQUIRE(answer);
    CHECK(answer->status == 507);
    CHECK(answer->body.find("urn:staffroom:error:server-full") != std::string::npos);
    CHECK(answer->body.find("secret detail") == std::string::npos);
    CHECK(running.stopAndReadLog().find("secret detail") != std::string::npos);
    CHECK(running.handler.uploadsDropped == 1);
}

TEST_CASE("An upload that is cut drops its sink")
{
    RunningFront running;
    {
        Client client(running.port());
        REQUIRE(client.send("PUT /upload HTTP/1.1\r\nHost: t\r\nContent-Length: 1000000\r\n\r\n" +
                            std::string(200'000, 'u')));
    }
    const auto begun = std::chrono::steady_clock::now();
    while (running.handler.uploadsDropped == 0 && std::chrono::steady_clock::now() - begun < milliseconds(3000))
        std::this_thread::sleep_for(milliseconds(2));
    CHECK(running.handler.uploadsDropped == 1);
    CHECK(running.handler.uploadedBytes > 0);
}

TEST_CASE("What a handler throws becomes a 500 that tells nothing, and the connection lives on")
{
    RunningFront running;
    Client client(running.port());
    for (const std::string_view path : {"/throw", "/bad-plan"}) {
        const auto answer = client.ask(get(path));
        REQUIRE(answer);
        CHECK(answer->status == 500);
        CHECK(answer->headers.at("content-type") == "application/problem+json");
        CHECK(answer->body == "{\"type\":\"urn:staffroom:error:internal\",\"title\":\"internal\",\"status\":500}");
    }
    const auto next = client.ask(get("/hello"));
    REQUIRE(next);
    CHECK(next->status == 200);
    CHECK(running.stopAndReadLog().find("secret reason") != std::string::npos);
}

TEST_CASE("A header field with a line end in it never reaches the client")
{
    RunningFront running;
    Client client(running.port());
    const auto answer = client.ask(get("/inject"));
    REQUIRE(answer);
    CHECK(answer->headers.count("x-good") == 1);
    CHECK(answer->headers.count("x-bad") == 0);
    CHECK(answer->headers.count("set-cookie") == 0);
}

TEST_CASE("Two hundred connections at once are all served")
{
    RunningFront running;
    std::vector<std::unique_ptr<Client>> clients;
    clients.reserve(200);
    for (int i = 0; i < 200; ++i)
        clients.push_back(std::make_unique<Client>(running.port()));
    for (int round = 0; round < 5; ++round) {
        for (std::size_t i = 0; i < clients.size(); ++i)
            REQUIRE(clients[i]->send(post("/echo", std::to_string(i))));
        for (std::size_t i = 0; i < clients.size(); ++i) {
            const auto answer = clients[i]->receive();
            REQUIRE(answer);
            CHECK(answer->body == std::to_string(i));
        }
    }
    CHECK(running.front->connections() == 200);
    CHECK(running.handler.handled == 1000);
}

TEST_CASE("Requests that block leave the others moving as long as a worker is free")
{
    RunningFront running;
    std::vector<std::unique_ptr<Client>> blocked;
    for (int i = 0; i < 3; ++i) {
        blocked.push_back(std::make_unique<Client>(running.port()));
        REQUIRE(blocked.back()->send(get("/slow")));
    }
    running.handler.gate.awaitWaiting(3);
    Client quick(running.port());
    const auto answer = quick.ask(get("/hello"));
    REQUIRE(answer);
    CHECK(answer->status == 200);
    running.handler.gate.open();
    for (const auto& client : blocked) {
        const auto late = client->receive();
        REQUIRE(late);
        CHECK(late->body == "at last");
    }
}

TEST_CASE("One log line a request tells method, path without query, status and bytes")
{
    RunningFront running;
    Client client(running.port());
    REQUIRE(client.ask(get("/hello?token=secret")));
    REQUIRE(client.ask(get("/nowhere")));
    const std::string log = running.stopAndReadLog();
    CHECK(log.find("\"level\":\"debug\",\"event\":\"request\",\"method\":\"GET\",\"path\":\"/hello\",\"status\":200") !=
          std::string::npos);
    CHECK(
        log.find("\"level\":\"info\",\"event\":\"request\",\"method\":\"GET\",\"path\":\"/nowhere\",\"status\":404") !=
        std::string::npos);
    CHECK(log.find("secret") == std::string::npos);
}
