// SPDX-License-Identifier: GPL-3.0-or-later
// Requests that are broken, too large, too slow or meant to be read differently by two readers.
#include "tests/server/http/client.h"
#include "tests/server/http/running_front.h"

#include <string>
#include <thread>
#include <vector>

using namespace staffroom;
using namespace staffroom::test;
using std::chrono::milliseconds;
using std::chrono::steady_clock;

namespace {

/// Sends the bytes on a fresh connection; the answer must be a problem of this status, after which the connection ends.
void checkRefused(RunningFront& running, std::string_view bytes, int status, std::string_view error)
{
    INFO(bytes.substr(0, 200));
    Client client(running.port());
    client.send(bytes);
    const auto answer = client.receive();
    REQUIRE(answer);
    CHECK(answer->status == status);
    CHECK(answer->headers.at("content-type") == "application/problem+json");
    CHECK(answer->headers.at("connection") == "close");
    CHECK(answer->body.find("urn:staffroom:error:" + std::string(error)) != std::string::npos);
    client.shutdownSend();
    CHECK(client.closesWithin(milliseconds(1500)));
}

} // namespace

TEST_CASE("A request that isn't well formed is answered 400 and the connection ends")
{
    RunningFront running;
    using namespace std::string_view_literals;
    for (const std::string_view bytes : {
             "\x16\x03\x01\x02\x00\x01\x00\r\n\r\n"sv,
             "GET\r\n\r\n"sv,
             "GET  / HTTP/1.1\r\nHost: t\r\n\r\n"sv,
             "GET / HTTP/1.1\nHost: t\n\n"sv,
             "GET / HTTP/1.1\r\nHost : t\r\n\r\n"sv,
             "GET / HTTP/1.1\r\nHost: t\r\nX: a\0b\r\n\r\n"sv,
             "GET / HTTP/1.1\r\n\r\n"sv,
             "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n"sv,
             "GET / HTTP/1.1\r\nHost: t\r\nAuthorization: a\r\nAuthorization: b\r\n\r\n"sv,
             "GET hello HTTP/1.1\r\nHost: t\r\n\r\n"sv,
             "GET /%zz HTTP/1.1\r\nHost: t\r\n\r\n"sv,
             "GET /%0d%0aX HTTP/1.1\r\nHost: t\r\n\r\n"sv,
             "GET /%00 HTTP/1.1\r\nHost: t\r\n\r\n"sv,
             "GET /%ff HTTP/1.1\r\nHost: t\r\n\r\n"sv,
             "GET /a/%2e%2e/b HTTP/1.1\r\nHost: t\r\n\r\n"sv,
             "GET /../b HTTP/1.1\r\nHost: t\r\n\r\n"sv,
             "GET ftp://t/ HTTP/1.1\r\nHost: t\r\n\r\n"sv,
             "GET http:///hello HTTP/1.1\r\nHost: t\r\n\r\n"sv,
             "OPTIONS * HTTP/1.1\r\nHost: t\r\n\r\n"sv,
         })
        checkRefused(running, bytes, 400, "malformed");
    checkRefused(running, "GET / HTTP/2.0\r\nHost: t\r\n\r\n", 505, "unsupported");
    checkRefused(running, "POST /echo HTTP/1.1\r\nHost: t\r\nExpect: tea\r\nContent-Length: 1\r\n\r\n", 417,
                 "unsupported");
    CHECK(running.handler.handled == 0);
}

TEST_CASE("A body whose end two readers could see in different places is refused")
{
    RunningFront running;
    const std::string head = "POST /echo HTTP/1.1\r\nHost: t\r\n";
    const std::string smuggled = "\r\n0\r\n\r\nGET /seen HTTP/1.1\r\nHost: t\r\n\r\n";
    for (const std::string_view fields : {
             "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n",
             "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n",
             "Transfer-Encoding: gzip\r\nContent-Length: 5\r\n",
             "Content-Length: 5\r\nContent-Length: 6\r\n",
             "Content-Length: 5\r\nContent-Length: 5\r\n",
             "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n",
             "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n",
             "Content-Length: -1\r\n",
             "Content-Length: +5\r\n",
             "Content-Length: 0x5\r\n",
             "Content-Length: 5 5\r\n",
             "Content-Length: 99999999999999999999999\r\n",
             "Content-Length:\r\n",
         })
        checkRefused(running, head + std::string(fields) + smuggled, 400, "malformed");
    for (const std::string_view coding : {"gzip", "gzip, chunked", "identity", "xchunked", "chunked, chunked"})
        checkRefused(running, head + "Transfer-Encoding: " + std::string(coding) + "\r\n" + smuggled, 501,
                     "unsupported");
    checkRefused(running, "POST /echo HTTP/1.0\r\nHost: t\r\nTransfer-Encoding: chunked\r\n" + smuggled, 400,
                 "malformed");
    CHECK(running.handler.handled == 0);
}

TEST_CASE("Chunks that are broken, swollen by extensions or followed by trailers are refused")
{
    RunningFront running;
    const std::string head = "POST /echo HTTP/1.1\r\nHost: t\r\nTransfer-Encoding: chunked\r\n\r\n";
    for (const std::string_view body : {"zz\r\nabc\r\n0\r\n\r\n", "3\r\nabcd\r\n0\r\n\r\n", "-3\r\nabc\r\n0\r\n\r\n",
                                        "fffffffffffffffff\r\nabc\r\n0\r\n\r\n"})
        checkRefused(running, head + std::string(body), 400, "malformed");
    // A bare line feed ends no line, so the chunk size never comes.
    checkRefused(running, head + "3\nabc\n0\n\n", 408, "too-slow");
    checkRefused(running, head + "3\r\nabc\r\n0\r\nAuthorization: admin\r\n\r\n", 400, "malformed");
    checkRefused(running, head + "3\r\nabc\r\n0\r\nContent-Length: 9\r\n\r\n", 400, "malformed");
    checkRefused(running, head + "3\r\nabc\r\n0\r\n" + std::string(200'000, 'X'), 400, "malformed");
    checkRefused(running, head + "3;" + std::string(200'000, 'x'), 400, "malformed");
    std::string extended = head;
    for (int i = 0; i < 100; ++i)
        extended += "1;name=" + std::string(50, 'v') + "\r\na\r\n";
    checkRefused(running, extended + "0\r\n\r\n", 400, "malformed");
    CHECK(running.handler.handled == 0);
}

TEST_CASE("A body that is declared too large is refused before it is read")
{
    RunningFront running;
    checkRefused(running, "POST /echo HTTP/1.1\r\nHost: t\r\nContent-Length: 1048577\r\n\r\n", 413, "too-large");
    checkRefused(running, "POST /hello HTTP/1.1\r\nHost: t\r\nContent-Length: 18446744073709551615\r\n\r\n", 413,
                 "too-large");
    Client client(running.port());
    const auto answer =
        client.ask("POST /echo HTTP/1.1\r\nHost: t\r\nExpect: 100-continue\r\nContent-Length: 99999999\r\n\r\n");
    REQUIRE(answer);
    CHECK(answer->status == 413);
}

TEST_CASE("A client that goes on sending a refused body still gets the answer")
{
    RunningFront running;
    checkRefused(running,
                 "POST /echo HTTP/1.1\r\nHost: t\r\nContent-Length: 4000000\r\n\r\n" + std::string(4'000'000, 'x'), 413,
                 "too-large");
}

TEST_CASE("A chunked body is refused as soon as it grows too large")
{
    RunningFront running;
    std::string request = "POST /echo HTTP/1.1\r\nHost: t\r\nTransfer-Encoding: chunked\r\n\r\n";
    for (int i = 0; i < 33; ++i)
        request += "8000\r\n" + std::string(0x8000, 'x') + "\r\n";
    checkRefused(running, request, 413, "too-large");
    CHECK(running.handler.handled == 0);
}

TEST_CASE("A header that doesn't end is cut at its limit, however it is delivered")
{
    RunningFront running;
    const std::string line = "GET /hello HTTP/1.1\r\nHost: t\r\n";
    checkRefused(running, line + "X: " + std::string(100'000, 'x'), 431, "too-large");
    checkRefused(running, "GET /" + std::string(100'000, 'x'), 414, "too-large");
    checkRefused(running, "GET /" + std::string(5'000, 'x') + " HTTP/1.1\r\nHost: t\r\n\r\n", 414, "too-large");
    std::string many = line;
    for (int i = 0; i < 150; ++i)
        many += "X-" + std::to_string(i) + ": y\r\n";
    checkRefused(running, many + "\r\n", 431, "too-large");

    // Field by field: each alone is short.
    Client client(running.port());
    REQUIRE(client.send(line));
    bool open = true;
    int fields = 0;
    while (open && fields < 2000) {
        open = client.send("X-Field: " + std::string(90, 'y') + "\r\n");
        ++fields;
        if (fields % 20 == 0)
            std::this_thread::sleep_for(milliseconds(1));
    }
    const auto answer = client.receive();
    REQUIRE(answer);
    CHECK(answer->status == 431);
    CHECK(running.handler.handled == 0);
}

TEST_CASE("A header that comes too slowly is answered 408, though it never stands still")
{
    RunningFront running;
    Client client(running.port());
    const auto begun = steady_clock::now();
    std::string head = "GET /hello HTTP/1.1\r\n";
    bool open = true;
    for (std::size_t i = 0; open && i < 100; ++i) {
        open = client.send(head.substr(i % head.size(), 1));
        std::this_thread::sleep_for(milliseconds(20));
        if (steady_clock::now() - begun > milliseconds(700))
            break;
    }
    const auto answer = client.receive();
    REQUIRE(answer);
    CHECK(answer->status == 408);
    CHECK(answer->body.find("too-slow") != std::string::npos);
}

TEST_CASE("A body that drips is answered 408")
{
    RunningFront running;
    Client client(running.port());
    REQUIRE(client.send("POST /echo HTTP/1.1\r\nHost: t\r\nContent-Length: 100000\r\n\r\n"));
    const auto begun = steady_clock::now();
    while (steady_clock::now() - begun < milliseconds(900) && client.send("x"))
        std::this_thread::sleep_for(milliseconds(10)); // 100 bytes a second
    const auto answer = client.receive();
    REQUIRE(answer);
    CHECK(answer->status == 408);
    CHECK(running.handler.handled == 0);
}

TEST_CASE("A body that began fast and then stands still is answered 408")
{
    RunningFront running;
    Client client(running.port());
    REQUIRE(
        client.send("POST /echo HTTP/1.1\r\nHost: t\r\nContent-Length: 1000000\r\n\r\n" + std::string(900'000, 'x')));
    const auto begun = steady_clock::now();
    const auto answer = client.receive();
    REQUIRE(answer);
    CHECK(answer->status == 408);
    CHECK(steady_clock::now() - begun < milliseconds(2500));
}

TEST_CASE("A body that is slow but fast enough is taken")
{
    RunningFront running;
    Client client(running.port());
    const std::string piece(200, 's');
    REQUIRE(client.send("POST /echo HTTP/1.1\r\nHost: t\r\nContent-Length: 4000\r\n\r\n"));
    for (int i = 0; i < 20; ++i) { // 4 KB in 1 s, far beyond the grace of 400 ms
        REQUIRE(client.send(piece));
        std::this_thread::sleep_for(milliseconds(50));
    }
    const auto answer = client.receive();
    REQUIRE(answer);
    CHECK(answer->status == 200);
    CHECK(answer->body.size() == 4000);
}

TEST_CASE("A connection that says nothing is closed without a word")
{
    RunningFront running;
    Client fresh(running.port());
    CHECK(fresh.closesWithin(milliseconds(1500)));
    Client idle(running.port());
    REQUIRE(idle.ask(get("/hello")));
    CHECK(idle.closesWithin(milliseconds(1500)));
}

TEST_CASE("A client that never reads its answer is cut off")
{
    server::FrontOptions options = quickOptions();
    options.leastBytesPerSecond = 10'000'000;
    RunningFront running(options);
    const std::string body(1'000'000, 'x');
    Client client(running.port());
    for (int i = 0; i < 40; ++i)
        if (!client.send(post("/echo", body)))
            break;
    const auto begun = steady_clock::now();
    while (running.front->connections() > 0 && steady_clock::now() - begun < milliseconds(5000))
        std::this_thread::sleep_for(milliseconds(10));
    CHECK(running.front->connections() == 0);
}

TEST_CASE("Requests cut at any byte never reach the handler and leave nothing open")
{
    RunningFront running;
    const std::string whole = post("/echo", "0123456789", "X-Field: value\r\n");
    for (std::size_t cut = 0; cut < whole.size(); ++cut) {
        Client client(running.port());
        REQUIRE(client.send(std::string_view(whole).substr(0, cut)));
    }
    const auto begun = steady_clock::now();
    while (running.front->connections() > 0 && steady_clock::now() - begun < milliseconds(3000))
        std::this_thread::sleep_for(milliseconds(5));
    CHECK(running.front->connections() == 0);
    CHECK(running.handler.handled == 0);
}

TEST_CASE("Connections beyond the limit are told to come again later, and there is room when others leave")
{
    server::FrontOptions options = quickOptions();
    options.maxConnections = 3;
    options.idleTimeout = milliseconds(10'000);
    options.headerTimeout = milliseconds(10'000);
    RunningFront running(options);
    std::vector<std::unique_ptr<Client>> held;
    for (int i = 0; i < 3; ++i) {
        held.push_back(std::make_unique<Client>(running.port()));
        REQUIRE(held.back()->ask(get("/hello")));
    }
    {
        Client extra(running.port());
        const auto answer = extra.ask(get("/hello"));
        REQUIRE(answer);
        CHECK(answer->status == 503);
        CHECK(answer->headers.at("retry-after") == "5");
    }
    held.clear();
    std::this_thread::sleep_for(milliseconds(100));
    Client again(running.port());
    const auto answer = again.ask(get("/hello"));
    REQUIRE(answer);
    CHECK(answer->status == 200);
}

TEST_CASE("One address can't take all connections")
{
    server::FrontOptions options = quickOptions();
    options.maxConnectionsPerAddress = 2;
    RunningFront running(options);
    Client first(running.port());
    Client second(running.port());
    REQUIRE(first.ask(get("/hello")));
    REQUIRE(second.ask(get("/hello")));
    Client third(running.port());
    const auto answer = third.ask(get("/hello"));
    REQUIRE(answer);
    CHECK(answer->status == 503);
}

TEST_CASE("More requests than may wait for a worker are told to come again later")
{
    server::FrontOptions options = quickOptions();
    options.workers = 1;
    options.maxWaiting = 1;
    RunningFront running(options);
    Client working(running.port());
    REQUIRE(working.send(get("/slow")));
    running.handler.gate.awaitWaiting(1);
    Client waiting(running.port());
    REQUIRE(waiting.send(get("/hello")));
    std::this_thread::sleep_for(milliseconds(100));
    Client refused(running.port());
    const auto answer = refused.ask(get("/hello"));
    REQUIRE(answer);
    CHECK(answer->status == 503);
    CHECK(answer->headers.at("retry-after") == "2");
    running.handler.gate.open();
    REQUIRE(working.receive());
    REQUIRE(waiting.receive());
}
