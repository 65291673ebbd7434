// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/server/login_guard.h"

#include <algorithm>

namespace staffroom::server {

namespace {

constexpr int freeTries = 5;
constexpr std::int64_t firstWaitMs = 5'000;
constexpr std::int64_t longestWaitMs = 15 * 60'000;
constexpr std::size_t mostEntries = 20'000;

} // namespace

std::int64_t LoginGuard::wait(const std::string& login, const std::string& peer)
{
    const std::lock_guard lock(m_mutex);
    const auto tries = m_tries.find(key(login, peer));
    if (tries == m_tries.end())
        return 0;
    return std::max<std::int64_t>(0, (tries->second.allowedFrom - m_clock.monotonicMs() + 999) / 1000);
}

void LoginGuard::failed(const std::string& login, const std::string& peer)
{
    const std::lock_guard lock(m_mutex);
    if (m_tries.size() >= mostEntries)
        m_tries.clear(); // someone is making names up: forget rather than grow
    Tries& tries = m_tries[key(login, peer)];
    ++tries.failures;
    if (tries.failures >= freeTries) {
        const int doublings = std::min(tries.failures - freeTries, 10);
        tries.allowedFrom = m_clock.monotonicMs() + std::min(firstWaitMs << doublings, longestWaitMs);
    }
}

void LoginGuard::succeeded(const std::string& login, const std::string& peer)
{
    const std::lock_guard lock(m_mutex);
    m_tries.erase(key(login, peer));
}

} // namespace staffroom::server
