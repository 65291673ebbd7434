// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/server/http/poke_streams.h"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <utility>

namespace staffroom::server {

namespace asio = boost::asio;

void PokeStreams::deliver(const Poke::News& news)
{
    for (const std::string& topic : news.topics)
        if (const auto found = m_byTopic.find(topic); found != m_byTopic.end())
            for (PokeStream* const stream : found->second)
                stream->tell(topic);
    for (const std::string& owner : news.endedOwners)
        if (const auto found = m_byOwner.find(owner); found != m_byOwner.end())
            for (PokeStream* const stream : found->second)
                stream->end();
}

void PokeStreams::endAll()
{
    for (const auto& [owner, streams] : m_byOwner)
        for (PokeStream* const stream : streams)
            stream->end();
}

PokeStream::PokeStream(PokeStreams& streams, asio::io_context& io, PokeSubscription subscription)
    : m_streams(streams),
      m_subscription(std::move(subscription)),
      m_timer(io)
{
    for (const std::string& topic : m_subscription.topics)
        m_streams.m_byTopic[topic].insert(this);
    m_streams.m_byOwner[m_subscription.owner].insert(this);
}

PokeStream::~PokeStream()
{
    const auto leave = [this](PokeStreams::Index& index, const std::string& key) {
        const auto found = index.find(key);
        if (found == index.end())
            return; // a topic that was named twice
        found->second.erase(this);
        if (found->second.empty())
            index.erase(found);
    };
    for (const std::string& topic : m_subscription.topics)
        leave(m_streams.m_byTopic, topic);
    leave(m_streams.m_byOwner, m_subscription.owner);
}

void PokeStream::tell(const std::string& topic)
{
    m_waiting.insert(topic);
    m_timer.cancel();
}

void PokeStream::end()
{
    m_ended = true;
    m_timer.cancel();
}

asio::awaitable<std::string> PokeStream::next(std::chrono::milliseconds heartbeat)
{
    if (m_waiting.empty() && !m_ended) {
        m_timer.expires_after(heartbeat);
        constexpr auto await = asio::as_tuple(asio::use_awaitable);
        [[maybe_unused]] const auto [woken] = co_await m_timer.async_wait(await);
    }
    std::string lines;
    for (const std::string& topic : m_waiting)
        lines.append(topic).append(1, '\n');
    m_waiting.clear();
    if (lines.empty())
        lines.push_back('\n');
    co_return lines;
}

} // namespace staffroom::server
