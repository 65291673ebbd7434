// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <memory>
#include <string>

namespace staffroom::server {

struct Question
{
    std::string method; ///< GET or POST
    std::string target; ///< from "/" on, with its query
    std::string body;
    std::string bearer; ///< for the Authorization header; empty: none
};

struct Answer
{
    int status = 0; ///< 0 where the link failed and error says how
    std::string body;
    base::Error error;             ///< with status 0, or the one that a problem document names
    std::int64_t retryAfterMs = 0; ///< as the server says
    std::int64_t tookMs = 0;
};

/// Asks an HTTP server, one question at a time, over a connection that is kept while it lasts. Blocks; what is silent
/// for half a minute counts as cut.
class Client
{
public:
    struct Options
    {
        /// "https://staffroom.example", without a scheme the same; plain "http://" for this machine or, in numbers,
        /// for one of the local network: "http://192.168.1.4:8440".
        std::string url;
        std::string
            certificateFile; ///< PEM of those whose word on the server's certificate counts; empty: the system's
        std::uint64_t mostBytes = 2 * 1024 * 1024; ///< of an answer
    };
    /// Errors: invalidArgument (no such address, or one that passwords would go to in clear), badCertificate (the
    /// file).
    static base::Result<std::unique_ptr<Client>> make(const Options& options);
    ~Client();
    Client(const Client&) = delete;
    Client& operator=(const Client&) = delete;

    Answer ask(const Question& question);
    /// Any thread: ends the question under way and all later ones.
    void stop();

private:
    struct Impl;
    explicit Client(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> m_impl;
};

} // namespace staffroom::server
