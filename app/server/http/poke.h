// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_set>

namespace staffroom::server {

/// Where anyone, on any thread, says that something moved; the front carries it to the streams that listen. Cheap
/// enough to be called for every push. A topic that is published again before a stream could be told is told once.
/// Without a running front nothing listens, and nothing is kept.
class Poke
{
public:
    Poke() = default;
    Poke(const Poke&) = delete;
    Poke& operator=(const Poke&) = delete;

    /// Streams subscribed to the topic receive it as a line. The topic is printable text without line ends.
    void publish(std::string_view topic);
    /// Closes all streams of the owner, as when its device was revoked or lost a right.
    void end(std::string_view owner);

    /// For the front: what was said since the last call.
    struct News
    {
        std::unordered_set<std::string> topics;
        std::unordered_set<std::string> endedOwners;
    };
    News take();
    /// For the front: wake is called, on the thread of the speaker, when there is news after none. Empty: nobody
    /// listens any more; once this returns, wake isn't running.
    void listen(std::function<void()> wake);

private:
    void say(std::unordered_set<std::string>& into, std::string_view what);

    std::mutex m_mutex;
    std::function<void()> m_wake;
    News m_news;
};

} // namespace staffroom::server
