// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QProcess>

#include <atomic>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <thread>
#include <vector>

namespace staffroom::test {

/// The real server on a free port, over a store that lies in the folder.
class ServerProcess
{
public:
    explicit ServerProcess(std::filesystem::path folder, QStringList options = {})
        : m_folder(std::move(folder)),
          m_options(std::move(options))
    {
    }
    ~ServerProcess() { stop(); }
    /// port 0: a free one; the port of the last start keeps clients' addresses valid.
    void start(std::uint16_t port = 0);
    void stop();
    void kill();
    std::uint16_t port() const { return m_port; }
    std::string address() const { return "http://127.0.0.1:" + std::to_string(m_port); }

private:
    std::filesystem::path m_folder;
    QStringList m_options;
    std::unique_ptr<QProcess> m_process;
    std::uint16_t m_port = 0;
};

/// How a program ended.
struct Ended
{
    int code = -1;
    std::string out, errors;
};
/// Runs it to its end, a minute at most.
Ended runProgram(const char* program, const std::vector<std::string>& words);

/// Stands between client and server and counts what passes.
class CountingProxy
{
public:
    explicit CountingProxy(std::uint16_t target);
    ~CountingProxy();
    std::string address() const { return "http://127.0.0.1:" + std::to_string(m_port); }
    std::uint64_t bytesToClient() const { return m_toClient; }
    std::uint64_t bytesToServer() const { return m_toServer; }

private:
    void serve();
    void carry(int client);
    std::uint16_t m_target;
    std::uint16_t m_port = 0;
    int m_listener = -1;
    std::atomic<bool> m_ending = false;
    std::atomic<std::uint64_t> m_toClient = 0, m_toServer = 0;
    std::thread m_thread;
    std::vector<std::thread> m_carriers;
};

} // namespace staffroom::test
