// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/server/http/core.h"

#include <boost/asio/async_result.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <array>
#include <chrono>
#include <cstdio>
#include <utility>

namespace staffroom::server {

namespace asio = boost::asio;

namespace {

// A named type instead of a capturing lambda in the co_await expression: GCC 12 destroys the captures of such twice.
struct StartOnWorker
{
    asio::io_context* io;
    asio::thread_pool* workers;

    template <typename Completion>
    void operator()(Completion completion, std::function<void()>* work) const
    {
        asio::post(*workers, [target = io, work, done = std::move(completion)]() mutable {
            (*work)();
            asio::post(*target, std::move(done));
        });
    }
};

} // namespace

asio::awaitable<void> Core::onWorker(std::function<void()> work)
{
    const StartOnWorker start{&io, &workers};
    std::function<void()>* const pointer = &work;
    ++waitingForWorker;
    co_await asio::async_initiate<const asio::use_awaitable_t<>&, void()>(start, asio::use_awaitable, pointer);
    --waitingForWorker;
}

void Core::countConnection(int change)
{
    const std::lock_guard lock(m_countMutex);
    m_connectionCount += static_cast<std::size_t>(change);
    m_countChanged.notify_all();
}

std::size_t Core::connectionCount() const
{
    const std::lock_guard lock(m_countMutex);
    return m_connectionCount;
}

bool Core::waitForNoConnection(std::optional<std::chrono::milliseconds> atMost)
{
    std::unique_lock lock(m_countMutex);
    const auto none = [this] { return m_connectionCount == 0; };
    if (atMost)
        return m_countChanged.wait_for(lock, *atMost, none);
    m_countChanged.wait(lock, none);
    return true;
}

const std::string& Core::httpDate()
{
    const std::int64_t second = clock.wallMs() / 1000;
    if (second == m_dateSecond)
        return m_date;
    using namespace std::chrono;
    static constexpr std::array<const char*, 7> dayNames = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    static constexpr std::array<const char*, 12> monthNames = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                               "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    const sys_seconds point{seconds(second)};
    const auto day = floor<days>(point);
    const year_month_day date(day);
    const hh_mm_ss time(point - day);
    std::array<char, 48> text{};
    std::snprintf(text.data(), text.size(), "%s, %02u %s %04d %02d:%02d:%02d GMT", dayNames[weekday(day).c_encoding()],
                  static_cast<unsigned>(date.day()), monthNames[static_cast<unsigned>(date.month()) - 1],
                  static_cast<int>(date.year()), static_cast<int>(time.hours().count()),
                  static_cast<int>(time.minutes().count()), static_cast<int>(time.seconds().count()));
    m_dateSecond = second;
    m_date = text.data();
    return m_date;
}

} // namespace staffroom::server
