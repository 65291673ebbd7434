// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/faults/proxy/stream.h"

#include <atomic>
#include <cstdint>
#include <string>

namespace staffroom::faults {

/// What the proxy does wrong, and to which requests.
struct Plan
{
    std::uint16_t listen = 0, to = 0;
    std::string on;      ///< only where the path begins so
    int skip = 0;        ///< lets that many of them pass first
    int times = -1;      ///< then does it so often; -1 always
    std::string what;    ///< a name of `faultNames`
    std::string operand; ///< a number or a file
    std::string tally;   ///< a file that gets a line for each fault done
};

/// One a line, with what it takes.
extern const char* const faultNames;

/// One client's connection, to its end.
class Carrier
{
public:
    Carrier(const Plan& plan, std::atomic<int>& seen) : m_plan(plan), m_seen(seen), m_server(-1) {}
    void carry(Stream client);

private:
    bool isMeant(const Stream::Message& request);
    /// The server's answer to it.
    std::optional<Stream::Message> ask(const Stream::Message& request);
    /// Both return whether the connection goes on.
    bool handOn(Stream& client, const Stream::Message& request);
    bool doWrong(Stream& client, const Stream::Message& request);
    bool withAnswer(Stream& client, const Stream::Message& request, const Stream::Message& answer);
    long number() const { return std::strtol(m_plan.operand.c_str(), nullptr, 10); }

    const Plan& m_plan;
    std::atomic<int>& m_seen; ///< requests that the plan is about
    Stream m_server;
};

} // namespace staffroom::faults
