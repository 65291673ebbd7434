// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/server/http/front.h"
#include "core/base/log.h"

#include <filesystem>
#include <span>

namespace staffroom::server {

/// What the command line of staffroom-server says.
struct Options
{
    bool help = false;
    std::filesystem::path data;
    bool hub = false; ///< the role of a school's hub, else the central server
    std::filesystem::path kit;
    std::string upstream, upstreamCertificate;
    std::int64_t everySeconds = 0; ///< 0: as tuned
    FrontOptions front;
    /// Where the port is written once it is open, for whoever started the server with port 0.
    std::filesystem::path portFile;
    base::LogLevel logLevel = base::LogLevel::info;
};

extern const char* const usage;

/// Errors: invalidArgument with what is wrong.
base::Result<Options> readOptions(std::span<char* const> arguments);

} // namespace staffroom::server
