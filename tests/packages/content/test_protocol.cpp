// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/content/player_protocol.h"
#include "tests/support/catch.hpp"

using namespace staffroom;
using namespace staffroom::content::player;

TEST_CASE("messages of the player come back as they were, in any pieces")
{
    Start start;
    start.packageId = "p1";
    start.courseTitle = "课程";
    start.finished = {"a.html", "b.html"};
    start.resumeLocation = 0.25;
    start.dark = true;
    start.nextSeq = 7;
    const base::Bytes bytes = encode(start) + encode(Commit{9, "a.html", Verb::completed, 0.5, 1234}) + encode(Close{});
    FrameReader reader;
    std::vector<Message> got;
    for (const char c : bytes) {
        reader.feed(base::BytesView(&c, 1));
        auto next = reader.next();
        REQUIRE(next.ok());
        if (next->has_value())
            got.push_back(**next);
    }
    REQUIRE(got.size() == 3);
    const auto& back = std::get<Start>(got[0]);
    CHECK(back.courseTitle == "课程");
    CHECK(back.finished == start.finished);
    CHECK(back.resumeLocation == 0.25);
    CHECK(back.dark);
    CHECK(back.nextSeq == 7);
    const auto& commit = std::get<Commit>(got[1]);
    CHECK(commit.seq == 9);
    CHECK(commit.verb == Verb::completed);
    CHECK(commit.durationMs == 1234);
    CHECK(std::holds_alternative<Close>(got[2]));
}

TEST_CASE("a frame that is too long or no message ends the conversation")
{
    FrameReader large;
    large.feed("\x7F\xFF\xFF\xFF");
    CHECK(large.next().error().code == base::ErrorCode::tooLarge);
    FrameReader wrong;
    wrong.feed(base::BytesView("\x00\x00\x00\x02\xA1\x05", 6));
    CHECK_FALSE(wrong.next().ok());
}

TEST_CASE("messages and fields of a newer program are passed over")
{
    FrameReader reader;
    reader.feed(base::BytesView("\x00\x00\x00\x04\xA1\x00\x18\x63", 8));              // kind 99
    reader.feed(base::BytesView("\x00\x00\x00\x07\xA3\x00\x07\x01\x05\x02\xF5", 11)); // Ack with a second field
    const auto next = reader.next();
    REQUIRE(next.ok());
    REQUIRE(next->has_value());
    CHECK(std::get<Ack>(**next).seq == 5);
}
