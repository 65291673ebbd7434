// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/sync/session.h"
#include "tests/sync/sim/ground.h"

namespace staffroom::test {

/// A machine: its process comes and goes, its disk stays, is copied, or is put back.
class SimMachine
{
public:
    virtual ~SimMachine() = default;
    SimMachine(const SimMachine&) = delete;
    SimMachine& operator=(const SimMachine&) = delete;

    const std::string& title() const { return m_title; }
    std::string prefix() const { return m_ground.prefix(m_title); }
    base::ManualClock& clock() { return m_clock; }
    virtual bool up() const = 0;
    virtual base::Result<void> start() = 0;
    virtual void stop() = 0; ///< the process is gone, however it went
    virtual void backUp();
    /// Puts the copy back in the place of all that came since; the process is gone. False where there is no copy.
    virtual bool restore();

protected:
    SimMachine(SimGround& ground, std::string title) : m_ground(ground), m_title(std::move(title)) {}
    /// Another disk in place of its own; the process is gone.
    void putIn(const std::string& disk);

    SimGround& m_ground;
    std::string m_title;
    base::ManualClock m_clock;
};

/// A machine that asks a server or a hub: at most one question or answer is on its way.
class SimAsker : public SimMachine
{
public:
    virtual bool asking() const = 0;
    virtual void begin() = 0;
    /// The hub that it asks; nothing: the server.
    const std::optional<std::size_t>& address() const { return m_address; }
    /// The question that waits to be carried there, or nothing.
    std::optional<sync::Request>& question() { return m_question; }
    std::optional<sync::Response>& answerUnderWay() { return m_answer; }
    /// Gives it the answer. True where the session ended with that.
    bool deliver(const sync::Response& response);
    virtual void drop();
    const std::optional<base::Error>& lastError() const { return m_lastError; }

protected:
    using SimMachine::SimMachine;
    virtual sync::Next answered(const sync::Response& response) = 0;
    virtual sync::Next resumed() = 0;
    /// What follows: nothing where that is the end.
    virtual std::optional<sync::Next> ended(const sync::Next& end) = 0;
    /// The question is on its way.
    virtual void asked() {}
    /// Goes on until a question is there. True where it ended.
    bool follow(sync::Next next);

    std::optional<std::size_t> m_address;
    std::optional<base::Error> m_lastError;

private:
    std::optional<sync::Request> m_question;
    std::optional<sync::Response> m_answer;
};

} // namespace staffroom::test
