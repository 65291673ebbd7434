// SPDX-License-Identifier: GPL-3.0-or-later
// A front on a free port with a handler whose answers the tests know.
#pragma once

#include "app/server/http/front.h"
#include "tests/support/catch.hpp"

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <sstream>
#include <string>

namespace staffroom::test {

/// Where a request waits until the test lets it go.
class Gate
{
public:
    void open();
    void wait();
    /// Until so many are waiting.
    void awaitWaiting(int count);

private:
    std::mutex m_mutex;
    std::condition_variable m_changed;
    int m_waiting = 0;
    bool m_open = false;
};

class ProbeHandler final : public server::Handler
{
public:
    server::BodyPlan plan(const server::Request& head) const override;
    Upload openUpload(const server::Request& head) override;
    server::Response handle(const server::Request& request) override;

    Gate gate;
    std::string filePath;
    std::string lastPeer;
    std::atomic<int> handled = 0;
    std::atomic<std::size_t> uploadedBytes = 0;
    std::atomic<std::size_t> largestPiece = 0;
    std::atomic<int> uploadsDropped = 0;
};

/// Timeouts that make tests quick.
server::FrontOptions quickOptions();

struct RunningFront
{
    explicit RunningFront(const server::FrontOptions& options = quickOptions());
    std::uint16_t port() const { return front->port(); }
    /// Stops the front; the log is complete then.
    std::string stopAndReadLog();

    base::SystemClock clock;
    std::ostringstream logText;
    base::Log log{logText, clock, base::LogLevel::debug};
    ProbeHandler handler;
    server::Poke poke;
    std::unique_ptr<server::Front> front;
};

} // namespace staffroom::test
