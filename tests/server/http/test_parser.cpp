// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/server/http/request_parser.h"
#include "core/base/random.h"
#include "tests/support/catch.hpp"

#include <algorithm>
#include <array>
#include <string>

using namespace staffroom;
using server::RequestParser;

namespace {

struct Outcome
{
    std::string state;
    std::string path;
    std::string payload;
    std::size_t used = 0;
    bool operator==(const Outcome&) const = default;
};

/// Feeds the bytes in pieces of at most so many (random where a generator is given), as a connection does.
Outcome parse(const std::string& bytes, base::Random* random)
{
    RequestParser parser({2048, 512, 50});
    std::string buffer;
    Outcome outcome;
    std::size_t at = 0;
    bool begun = false;
    outcome.state = "not taken";
    for (;;) {
        std::size_t taken = 0;
        do {
            if (parser.headDone() && !begun && !parser.refusal()) {
                begun = true;
                if (parser.hasBody())
                    parser.beginBody(1000);
            }
            if (parser.refusal() || (parser.headDone() && parser.done()) || buffer.empty())
                break;
            taken = parser.put(buffer);
            buffer.erase(0, taken);
            outcome.used += taken;
        } while (taken > 0);
        if (parser.refusal())
            return {"not taken", {}, {}, 0};
        if (parser.headDone() && parser.done()) {
            outcome.state = "done";
            break;
        }
        if (at == bytes.size())
            break;
        const std::size_t left = bytes.size() - at;
        const std::size_t size = random ? std::min<std::size_t>(left, 1 + random->below(12)) : left;
        buffer.append(bytes, at, size);
        at += size;
    }
    if (outcome.state == "done") {
        outcome.path = parser.request().path;
        outcome.payload = parser.payload();
    } else {
        outcome.used = 0;
    }
    return outcome;
}

const std::array<std::string, 6> requests = {
    "GET /v1/pull?scope=group%2FG&cursor=12 HTTP/1.1\r\nHost: t\r\nAuthorization: Bearer abc\r\n\r\nGET /next",
    "POST /v1/push HTTP/1.1\r\nHost: t\r\nContent-Length: 10\r\n\r\n0123456789POST",
    "PUT /v1/blob/ab HTTP/1.1\r\nHost: t\r\nTransfer-Encoding: "
    "chunked\r\n\r\n5\r\nabcde\r\n0a;x=\"y\"\r\n0123456789\r\n0\r\n\r\nx",
    "PUT /a HTTP/1.1\r\nHost: t\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    "POST /b HTTP/1.1\r\nHost: t\r\nTransfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\n3\r\nabc\r\n0\r\nT: "
    "u\r\n\r\n",
    "POST http://t/c?d=e HTTP/1.0\r\nHost: t\r\nX: folded\r\n  line\r\nContent-Length: 3\r\n\r\nabcabc",
};

} // namespace

// Of what is broken, a part may be refused and another part be waited for: neither gets to the handler.
TEST_CASE("However a request is cut into pieces, it is the same request, or no request either")
{
    base::SeededRandom random(7);
    for (int round = 0; round < 20'000; ++round) {
        std::string bytes = requests[random.below(requests.size())];
        const std::uint64_t changes = random.below(4);
        for (std::uint64_t i = 0; i < changes; ++i) {
            const std::size_t at = random.below(bytes.size());
            static constexpr std::string_view likely = "\r\n\r\n :;0159afx%/?,-\t";
            switch (random.below(4)) {
            case 0:
                bytes[at] = likely[random.below(likely.size())];
                break;
            case 1:
                bytes[at] = static_cast<char>(random.below(256));
                break;
            case 2:
                bytes.erase(at, 1 + random.below(3));
                break;
            default:
                bytes.insert(at, bytes.substr(random.below(bytes.size()), random.below(20)));
            }
            if (bytes.empty())
                bytes = "x";
        }
        const Outcome whole = parse(bytes, nullptr);
        const Outcome cut = parse(bytes, &random);
        if (whole != cut) {
            INFO(bytes);
            CHECK(whole.state == cut.state);
            CHECK(whole.path == cut.path);
            CHECK(whole.payload == cut.payload);
            CHECK(whole.used == cut.used);
        }
    }
}

TEST_CASE("A path is split from its query, with nothing left that could climb out of a folder")
{
    server::Request request;
    CHECK(server::splitTarget("http://host:80/a%20b?x=1&&y", request));
    CHECK(request.path == "/a b");
    CHECK(request.query == std::vector<server::NameValue>{{"x", "1"}, {"y", ""}});
    for (const std::string_view ok : {"/", "/..a", "/a..", "/...", "//", "/a/", "http://h"}) {
        server::Request fresh;
        INFO(ok);
        CHECK(server::splitTarget(ok, fresh));
    }
    for (const std::string_view bad : {"", "a", "*", "/.", "/..", "/a/..", "/%2e%2E", "/a%2f..%2fb", "/%", "/%1",
                                       "/%0a", "/a?b=%c0%80", "/#a", "host:80", "https:///x", "http://h?q"}) {
        server::Request fresh;
        INFO(bad);
        CHECK_FALSE(server::splitTarget(bad, fresh));
    }
}
