// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/server/options.h"

#include <charconv>

namespace staffroom::server {

const char* const usage = R"(staffroom-server: the central server of Staffroom, or a school's hub

  --data DIR            the server's store, made by "staffroomctl init"
  --listen ADDRESS:PORT where to listen (127.0.0.1:8440); port 0 takes a free one
  --port-file FILE      write the port here once it is open
  --tls-certificate FILE, --tls-key FILE
                        PEM files; without them the server speaks plain HTTP and belongs behind a proxy or on a LAN
  --role ROLE           central, or hub: carries between the PCs of a school and the central server
  --log-level LEVEL     debug, info, warning or error
  --help

A hub besides:
  --upstream URL        the central server
  --kit FILE            the first time: what "staffroomctl hub add" made; it stays in the hub's folder
  --upstream-certificate FILE
                        PEM of whoever certified the server's TLS, where the system doesn't know them
  --every SECONDS       between exchanges with the server when nothing calls for one (60)

Logs one JSON object a line to standard error. Stops gracefully on SIGTERM or SIGINT: requests that were begun finish.
)";

namespace {

base::Error wrong(std::string detail, std::string advice = "staffroom-server --help tells what it takes")
{
    return {base::ErrorCode::invalidArgument, "reading the command line", std::move(detail), std::move(advice)};
}

constexpr const char* listenExample = "write 127.0.0.1:8440, or 0.0.0.0:8440 for every network";

base::Result<void> readAddress(std::string_view text, FrontOptions& front)
{
    const std::size_t colon = text.rfind(':');
    if (colon == std::string_view::npos)
        return wrong("--listen needs ADDRESS:PORT", listenExample);
    std::string_view address = text.substr(0, colon);
    if (address.starts_with('[') && address.ends_with(']'))
        address = address.substr(1, address.size() - 2);
    const std::string_view port = text.substr(colon + 1);
    const auto [end, error] = std::from_chars(port.data(), port.data() + port.size(), front.port);
    if (error != std::errc() || end != port.data() + port.size())
        return wrong("no such port: " + std::string(port), listenExample);
    front.address = address;
    return {};
}

base::Result<void> readLevel(std::string_view text, base::LogLevel& level)
{
    constexpr std::pair<std::string_view, base::LogLevel> levels[] = {{"debug", base::LogLevel::debug},
                                                                      {"info", base::LogLevel::info},
                                                                      {"warning", base::LogLevel::warning},
                                                                      {"error", base::LogLevel::error}};
    for (const auto& [name, value] : levels)
        if (name == text) {
            level = value;
            return {};
        }
    return wrong("no such log level: " + std::string(text), "write debug, info, warning or error");
}

base::Result<void> readRole(std::string_view text, bool& hub)
{
    hub = text == "hub";
    return hub || text == "central" ? base::Result<void>()
                                    : wrong("no such role: " + std::string(text), "write central or hub");
}

base::Result<void> readSeconds(std::string_view text, std::int64_t& seconds)
{
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), seconds);
    const bool whole = error == std::errc() && end == text.data() + text.size();
    return whole && seconds > 0 ? base::Result<void>()
                                : wrong("--every needs a number of seconds", "write a whole number from 1, such as 60");
}

} // namespace

base::Result<Options> readOptions(std::span<char* const> arguments)
{
    Options options;
    options.front.port = 8440;
    for (std::size_t at = 0; at < arguments.size(); ++at) {
        const std::string_view name = arguments[at];
        if (name == "--help") {
            options.help = true;
            return options;
        }
        if (at + 1 == arguments.size())
            return wrong(std::string(name) + " needs a value, or is unknown");
        const std::string_view value = arguments[++at];
        if (name == "--data")
            options.data = value;
        else if (name == "--port-file")
            options.portFile = value;
        else if (name == "--tls-certificate")
            options.front.certificateChainFile = value;
        else if (name == "--tls-key")
            options.front.privateKeyFile = value;
        else if (name == "--listen")
            STAFFROOM_TRY(readAddress(value, options.front));
        else if (name == "--role")
            STAFFROOM_TRY(readRole(value, options.hub));
        else if (name == "--kit")
            options.kit = value;
        else if (name == "--upstream")
            options.upstream = value;
        else if (name == "--upstream-certificate")
            options.upstreamCertificate = value;
        else if (name == "--every")
            STAFFROOM_TRY(readSeconds(value, options.everySeconds));
        else if (name == "--log-level")
            STAFFROOM_TRY(readLevel(value, options.logLevel));
        else
            return wrong("unknown option " + std::string(name));
    }
    if (options.data.empty())
        return wrong("--data is needed", "name the server's folder: --data /var/lib/staffroom");
    if (options.hub == options.upstream.empty())
        return options.hub ? wrong("a hub needs the server's address", "add --upstream https://NAME:8440")
                           : wrong("--upstream is a hub's", "add --role hub, or leave --upstream out");
    return options;
}

} // namespace staffroom::server
