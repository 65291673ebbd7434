// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/failpoint.h"

#ifdef STAFFROOM_FAILPOINTS

#include <atomic>
#include <csignal>
#include <cstdlib>
#include <string>

namespace staffroom::base {

namespace {

/// What the environment asks for, read once: a test arms a program before it starts.
struct Armed
{
    std::string place, what;
    int signal = SIGKILL;
    std::atomic<int> left = 1;

    Armed()
    {
        const char* const asked = std::getenv("STAFFROOM_FAILPOINT");
        place = asked ? asked : "";
        if (cut('=') == "stop")
            signal = SIGSTOP;
        if (const std::string count = cut('#'); !count.empty())
            left = std::atoi(count.c_str());
        what = cut('/');
    }

    /// Takes off and returns what follows the mark.
    std::string cut(char mark)
    {
        const std::size_t at = place.rfind(mark);
        if (at == std::string::npos)
            return {};
        std::string rest = place.substr(at + 1);
        place.resize(at);
        return rest;
    }
};

} // namespace

void failpoint(std::string_view place, std::string_view what)
{
    static Armed armed;
    if (armed.place != place || (!armed.what.empty() && armed.what != what))
        return;
    if (--armed.left == 0)
        std::raise(armed.signal); // nobody handles either of the two: no destructor runs, no buffer is written
}

} // namespace staffroom::base

#endif
