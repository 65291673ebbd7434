// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/child.h"

#include <csignal>
#include <fcntl.h>
#include <fstream>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <system_error>
#include <unistd.h>

namespace staffroom::ctl {

base::Result<Child> Child::start(const std::vector<std::string>& words, const std::filesystem::path& output,
                                 const std::filesystem::path& errors)
{
    std::vector<char*> arguments;
    arguments.reserve(words.size() + 1);
    for (const std::string& word : words)
        arguments.push_back(const_cast<char*>(word.c_str())); // posix_spawn takes them so and leaves them alone
    arguments.push_back(nullptr);
    posix_spawn_file_actions_t files;
    posix_spawn_file_actions_init(&files);
    posix_spawn_file_actions_addopen(&files, STDOUT_FILENO, output.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0644);
    posix_spawn_file_actions_addopen(&files, STDERR_FILENO, errors.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0644);
    pid_t process = 0;
    const int failed = ::posix_spawn(&process, arguments[0], &files, nullptr, arguments.data(), environ);
    posix_spawn_file_actions_destroy(&files);
    if (failed != 0)
        return base::Error{base::ErrorCode::internal, "starting " + words.front(),
                           std::generic_category().message(failed)};
    return Child(process);
}

Child::End Child::wait()
{
    int status = 0;
    rusage usage{};
    ::wait4(m_process, &status, 0, &usage);
    return {WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status),
            static_cast<double>(usage.ru_maxrss) / 1024};
}

Child::End Child::stop()
{
    ::kill(m_process, SIGTERM);
    return wait();
}

double Child::peakMb() const
{
    return statusMb("VmHWM:");
}

double Child::residentMb() const
{
    return statusMb("VmRSS:");
}

double Child::statusMb(std::string_view field) const
{
    std::ifstream status("/proc/" + std::to_string(m_process) + "/status");
    for (std::string line; std::getline(status, line);)
        if (line.starts_with(field))
            return std::strtod(line.c_str() + field.size(), nullptr) / 1024;
    return 0;
}

std::string readText(const std::filesystem::path& file)
{
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

} // namespace staffroom::ctl
