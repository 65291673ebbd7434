// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/server/http/client.h"
#include "tests/server/http/running_front.h"

#include <QTemporaryDir>

#include <fstream>

using namespace staffroom;
using namespace staffroom::test;

namespace {

struct ServedFile
{
    ServedFile()
    {
        for (int i = 0; i < 300'000; ++i)
            content += static_cast<char>('a' + i % 26);
        running.handler.filePath = folder.filePath(QStringLiteral("content")).toStdString();
        std::ofstream(running.handler.filePath, std::ios::binary) << content;
    }
    QTemporaryDir folder;
    RunningFront running;
    std::string content;
};

} // namespace

TEST_CASE("A file is sent whole, with its tag and leave to keep it for ever")
{
    ServedFile served;
    Client client(served.running.port());
    const auto answer = client.ask(get("/file"));
    REQUIRE(answer);
    CHECK(answer->status == 200);
    CHECK(answer->body == served.content);
    CHECK(answer->headers.at("etag") == "\"abc\"");
    CHECK(answer->headers.at("accept-ranges") == "bytes");
    CHECK(answer->headers.at("cache-control").find("immutable") != std::string::npos);
}

TEST_CASE("A byte range of a file is exactly that range")
{
    ServedFile served;
    Client client(served.running.port());
    const std::string size = std::to_string(served.content.size());
    struct Case
    {
        std::string_view range;
        std::size_t first;
        std::size_t last;
    };
    const std::size_t end = served.content.size() - 1;
    for (const Case& one : {Case{"0-0", 0, 0}, Case{"10-99999", 10, 99'999}, Case{"299990-", 299'990, end},
                            Case{"-10", 299'990, end}, Case{"5-999999999", 5, end}, Case{"-999999999", 0, end}}) {
        INFO(one.range);
        const auto answer = client.ask(get("/file", "Range: bytes=" + std::string(one.range) + "\r\n"));
        REQUIRE(answer);
        CHECK(answer->status == 206);
        CHECK(answer->body == served.content.substr(one.first, one.last - one.first + 1));
        CHECK(answer->headers.at("content-range") ==
              "bytes " + std::to_string(one.first) + '-' + std::to_string(one.last) + '/' + size);
    }
    const auto window = client.ask(get("/file?offset=100", "Range: bytes=0-9\r\n"));
    REQUIRE(window);
    CHECK(window->body == served.content.substr(100, 10));
}

TEST_CASE("A range outside the file is 416, one that isn't understood is ignored")
{
    ServedFile served;
    Client client(served.running.port());
    for (const std::string_view range : {"bytes=300000-", "bytes=-0"}) {
        const auto answer = client.ask(get("/file", "Range: " + std::string(range) + "\r\n"));
        REQUIRE(answer);
        CHECK(answer->status == 416);
        CHECK(answer->headers.at("content-range") == "bytes */300000");
    }
    for (const std::string_view range : {"bytes=0-1,5-6", "bytes=9-2", "bytes=x-", "lines=1-2", "bytes=-", "bytes=+1-2",
                                         "bytes=99999999999999999999999-"}) {
        INFO(range);
        const auto answer = client.ask(get("/file", "Range: " + std::string(range) + "\r\n"));
        REQUIRE(answer);
        CHECK(answer->status == 200);
        CHECK(answer->body.size() == served.content.size());
    }
    const auto changed = client.ask(get("/file", "Range: bytes=0-1\r\nIf-Range: \"other\"\r\n"));
    REQUIRE(changed);
    CHECK(changed->status == 200);
}

TEST_CASE("A file that the client has already isn't sent again")
{
    ServedFile served;
    Client client(served.running.port());
    for (const std::string_view known : {"\"abc\"", "\"x\", W/\"abc\"", "*"}) {
        const auto answer = client.ask(get("/file", "If-None-Match: " + std::string(known) + "\r\n"));
        REQUIRE(answer);
        CHECK(answer->status == 304);
        CHECK(answer->headers.count("content-length") == 0);
        CHECK(answer->headers.at("etag") == "\"abc\"");
    }
    const auto other = client.ask(get("/file", "If-None-Match: \"x\"\r\n"));
    REQUIRE(other);
    CHECK(other->status == 200);
}

TEST_CASE("HEAD and ranges go together without a body")
{
    ServedFile served;
    Client client(served.running.port());
    REQUIRE(client.send("HEAD /file HTTP/1.1\r\nHost: t\r\nRange: bytes=0-9\r\n\r\n"));
    const auto answer = client.receive(true);
    REQUIRE(answer);
    CHECK(answer->status == 206);
    CHECK(answer->headers.at("content-length") == "10");
    const auto next = client.ask(get("/hello"));
    REQUIRE(next);
    CHECK(next->body == "hello");
}

TEST_CASE("A file that is missing is a problem that doesn't tell its path")
{
    ServedFile served;
    Client client(served.running.port());
    const auto answer = client.ask(get("/missing-file"));
    REQUIRE(answer);
    CHECK(answer->status == 404);
    CHECK(answer->body.find("nonexistent") == std::string::npos);
}
