// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"

#include <cstdint>
#include <mutex>
#include <string>
#include <unordered_map>

namespace staffroom::server {

/// Slows down guessing: after five wrong passwords for a login from one address, each further try waits longer, up to a
/// quarter of an hour. Kept in memory; bounded.
class LoginGuard
{
public:
    explicit LoginGuard(const base::Clock& clock) : m_clock(clock) {}
    /// Seconds until the next try is allowed; 0: now.
    std::int64_t wait(const std::string& login, const std::string& peer);
    void failed(const std::string& login, const std::string& peer);
    void succeeded(const std::string& login, const std::string& peer);

private:
    struct Tries
    {
        int failures = 0;
        std::int64_t allowedFrom = 0; ///< monotonic ms
    };
    static std::string key(const std::string& login, const std::string& peer) { return login + '\n' + peer; }
    const base::Clock& m_clock;
    std::mutex m_mutex;
    std::unordered_map<std::string, Tries> m_tries;
};

} // namespace staffroom::server
