// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/server/http/poke.h"

#include <utility>

namespace staffroom::server {

void Poke::publish(std::string_view topic)
{
    say(m_news.topics, topic);
}

void Poke::end(std::string_view owner)
{
    say(m_news.endedOwners, owner);
}

void Poke::say(std::unordered_set<std::string>& into, std::string_view what)
{
    const std::lock_guard lock(m_mutex);
    if (!m_wake)
        return;
    const bool wasQuiet = m_news.topics.empty() && m_news.endedOwners.empty();
    into.emplace(what);
    if (wasQuiet)
        m_wake();
}

Poke::News Poke::take()
{
    const std::lock_guard lock(m_mutex);
    return std::exchange(m_news, {});
}

void Poke::listen(std::function<void()> wake)
{
    const std::lock_guard lock(m_mutex);
    m_wake = std::move(wake);
    m_news = {};
}

} // namespace staffroom::server
