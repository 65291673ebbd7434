// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <filesystem>
#include <string>
#include <string_view>
#include <sys/types.h>
#include <vector>

namespace staffroom::ctl {

/// A program run by the benchmark, its output in a file.
class Child
{
public:
    /// Errors: internal where it can't be started.
    static base::Result<Child> start(const std::vector<std::string>& words, const std::filesystem::path& output,
                                     const std::filesystem::path& errors);

    struct End
    {
        int code = 0; ///< exit code, or 128 + signal
        double peakMb = 0;
    };
    End wait();
    /// Asks it to end and waits.
    End stop();
    /// Peak resident memory so far.
    double peakMb() const;
    /// Resident memory now.
    double residentMb() const;

private:
    explicit Child(pid_t process) : m_process(process) {}
    double statusMb(std::string_view field) const;
    pid_t m_process;
};

std::string readText(const std::filesystem::path& file);

} // namespace staffroom::ctl
