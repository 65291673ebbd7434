// SPDX-License-Identifier: GPL-3.0-or-later
// What the desktop and the course player say to each other over a local socket: frames of a 4-byte big-endian length
// and one CBOR map {0: kind, 1…: fields}. The desktop listens, the player connects and says Hello; the desktop answers
// Start. Commits rise by one; the player keeps each until its Ack and sends it again when the Ack is late, so that the
// desktop sees a commit at least once and takes the first of a number. Both ignore fields that they don't know.
#pragma once

#include "core/base/bytes.h"
#include "core/base/result.h"

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace staffroom::content::player {

inline constexpr std::uint32_t protocolVersion = 1;
inline constexpr std::size_t largestFrame = 4U << 20U;

// From the player.
struct Hello
{
    std::uint32_t version = protocolVersion;
    std::int64_t process = 0;
};
/// What a person did, for the statement that the desktop writes.
enum class Verb : std::uint8_t { opened = 0, progressed = 1, completed = 2 };
struct Commit
{
    std::uint64_t seq = 0;
    std::string activity; ///< file in the package
    Verb verb = Verb::progressed;
    double location = 0;         ///< fraction of the scrolling in [0, 1]; for a PDF the page from 0
    std::int64_t durationMs = 0; ///< of attention since the commit before: the window was active
};
/// Everything is said; the player ends when it is acknowledged.
struct Finish
{
};
/// A person should hear of it, or a log: an address that was blocked, a page that doesn't open.
struct Notice
{
    std::string code; ///< "external-link", "network-blocked", "outside-package", "page-failed", "page-crashed"
    std::string detail;
};
/// The answer to Ask.
struct State
{
    std::string activity;
    std::string pageTitle;
    double location = 0;
    bool loaded = false;
    std::uint64_t unacknowledged = 0;
};
struct Grabbed
{
    std::string path;
    bool ok = false;
};

// From the desktop.
struct Start
{
    std::string packageId;     ///< lower-case letters, digits and '-': it becomes the host of the course's addresses
    std::string packageFolder; ///< the unpacked package
    std::string courseTitle;
    std::string lang; ///< of the person: "zh_CN", "en"
    std::string person;
    bool dark = false;
    double textScale = 1;
    std::string resumeActivity; ///< empty: the first that isn't finished
    double resumeLocation = 0;
    std::vector<std::string> finished;
    std::uint64_t nextSeq = 1;
};
struct Ack
{
    std::uint64_t seq = 0; ///< this commit is durable
};
/// Leave: the player commits where it is, waits for the Acks and ends.
struct Close
{
};
// What the desktop's tour and the tests do in place of a hand.
struct GoTo
{
    std::string activity;
};
struct ScrollTo
{
    double location = 0;
};
struct FinishActivity
{
};
struct Grab
{
    std::string path; ///< a PNG is written there
};
struct Ask
{
};

using Message = std::variant<Hello, Commit, Finish, Notice, State, Grabbed, Start, Ack, Close, GoTo, ScrollTo,
                             FinishActivity, Grab, Ask>;

/// The frame, length and all.
base::Bytes encode(const Message& message);

/// Takes bytes as they come and gives whole messages.
class FrameReader
{
public:
    void feed(base::BytesView bytes) { m_bytes.append(bytes); }
    /// The next message; nothing while it isn't whole. Errors: tooLarge, malformed; the connection is then of no more
    /// use. A kind that this program doesn't know is passed over.
    base::Result<std::optional<Message>> next();

private:
    base::Bytes m_bytes;
};

} // namespace staffroom::content::player
