// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/server/http/front.h"

#include "app/server/http/connection.h"
#include "app/server/http/core.h"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <algorithm>
#include <exception>
#include <future>
#include <mutex>
#include <openssl/ssl.h>
#include <optional>
#include <sys/resource.h>
#include <thread>
#include <utility>
#include <vector>

namespace staffroom::server {

namespace asio = boost::asio;
using asio::ip::tcp;
using base::Error;
using base::ErrorCode;
using boost::system::error_code;
using std::chrono::milliseconds;
using SteadyClock = std::chrono::steady_clock;

namespace {

constexpr auto await = asio::as_tuple(asio::use_awaitable);
constexpr int backlog = 1024;
constexpr std::size_t turnedAwayAtOnce = 64; // beyond these, connections are closed without a word
constexpr milliseconds acceptPause{100};
constexpr milliseconds refusalLogPause{1000};

/// 1,024 open files, the usual soft limit, are fewer than the clients of a county.
void raiseFileLimit(base::Log& log, std::size_t wanted)
{
    rlimit limit = {};
    if (::getrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur >= wanted)
        return;
    limit.rlim_cur = std::min<rlim_t>(limit.rlim_max, wanted);
    if (::setrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur < wanted)
        log.warning("few-open-files", {{"allowed", static_cast<std::int64_t>(limit.rlim_cur)},
                                       {"wanted", static_cast<std::int64_t>(wanted)}});
}

base::Result<void> prepareTls(asio::ssl::context& context, const FrontOptions& options)
{
    const auto failure = [](std::string_view what, const error_code& error) {
        return Error{
            ErrorCode::badCertificate, "setting up TLS", std::string(what) + ": " + error.message(),
            "the file must be there in PEM form, readable for the user that runs the server, and the key belong to "
            "the certificate"};
    };
    error_code error;
    SSL_CTX_set_min_proto_version(context.native_handle(), TLS1_2_VERSION);
    SSL_CTX_set_options(context.native_handle(), SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_COMPRESSION);
    SSL_CTX_set_mode(context.native_handle(), SSL_MODE_RELEASE_BUFFERS); // 34 KB less for each idle connection
    context.use_certificate_chain_file(options.certificateChainFile, error);
    if (error)
        return failure(options.certificateChainFile, error);
    context.use_private_key_file(options.privateKeyFile, asio::ssl::context::pem, error);
    if (error)
        return failure(options.privateKeyFile, error);
    return {};
}

/// What to do where a port can't be opened.
std::string_view adviceOn(const error_code& error)
{
    if (error == asio::error::address_in_use)
        return "another program listens there, perhaps a server that already runs: stop it, or name another port with "
               "--listen ADDRESS:PORT";
    if (error == asio::error::access_denied)
        return "ports below 1024 are the system's: name one from 1024 on with --listen ADDRESS:PORT";
    if (error == boost::system::errc::address_not_available)
        return "this machine has no such address: name one that it has, or 0.0.0.0 for all, with --listen ADDRESS:PORT";
    return "name another address and port with --listen ADDRESS:PORT";
}

} // namespace

struct Front::Impl
{
    Impl(const FrontOptions& options, Handler& handler, Poke& thePoke, const base::Clock& clock, base::Log& log)
        : core(options, handler, clock, log),
          poke(thePoke),
          acceptor(core.io),
          sweeping(core.io),
          pausing(core.io)
    {
    }

    base::Result<void> open();
    void run();
    void stop(milliseconds patience);
    asio::awaitable<void> acceptAll();
    asio::awaitable<void> sweepAll();
    void admit(tcp::socket socket);
    asio::awaitable<void> serve(std::unique_ptr<Connection> connection, bool welcome);
    void beginDrain();

    Core core;
    Poke& poke;
    std::optional<asio::ssl::context> tls;
    tcp::acceptor acceptor;
    asio::steady_timer sweeping;
    asio::steady_timer pausing;
    std::int64_t refused = 0; // since it was last logged
    SteadyClock::time_point refusalLogged;
    std::uint16_t port = 0;
    std::thread thread;
    std::mutex stopping;
    bool stopped = false;
};

base::Result<void> Front::Impl::open()
{
    const FrontOptions& options = core.options;
    error_code error;
    const auto address = asio::ip::make_address(options.address, error);
    if (error || options.workers == 0 || options.leastBytesPerSecond == 0)
        return Error{ErrorCode::invalidArgument, "starting the server", "\"" + options.address + "\" isn't an address",
                     "--listen takes an address in numbers and a port: 127.0.0.1:8440, 0.0.0.0:8440 for every network"};
    if (options.certificateChainFile.empty() != options.privateKeyFile.empty())
        return Error{ErrorCode::badCertificate, "setting up TLS", "certificate and key are both needed",
                     "name both --tls-certificate and --tls-key, or neither"};
    if (!options.certificateChainFile.empty()) {
        tls.emplace(asio::ssl::context::tls_server);
        STAFFROOM_TRY(prepareTls(*tls, options));
    }
    const tcp::endpoint endpoint(address, options.port);
    const auto tried = [&](error_code result) {
        error = error ? error : result;
        return !error;
    };
    error_code step;
    acceptor.open(endpoint.protocol(), step);
    if (tried(step))
        acceptor.set_option(tcp::acceptor::reuse_address(true), step);
    if (tried(step))
        acceptor.bind(endpoint, step);
    if (tried(step))
        acceptor.listen(backlog, step);
    if (!tried(step))
        return Error{ErrorCode::hostUnreachable, "opening the port",
                     options.address + ' ' + std::to_string(options.port) + ": " + error.message(),
                     std::string(adviceOn(error))};
    port = acceptor.local_endpoint(step).port();
    return {};
}

void Front::Impl::run()
{
    const auto ended = [this](const std::exception_ptr& failure) {
        if (failure)
            core.log.error("front-failed");
    };
    asio::co_spawn(core.io, acceptAll(), ended);
    asio::co_spawn(core.io, sweepAll(), ended);
    poke.listen([this] { asio::post(core.io, [this] { core.pokeStreams.deliver(poke.take()); }); });
    thread = std::thread([this] { core.io.run(); });
}

asio::awaitable<void> Front::Impl::acceptAll()
{
    while (acceptor.is_open()) {
        auto [error, socket] = co_await acceptor.async_accept(await);
        if (!acceptor.is_open())
            break;
        if (!error) {
            admit(std::move(socket));
            continue;
        }
        // Out of descriptors or memory: the listen queue holds the others until some are given back.
        core.log.warning("accept-failed", {{"detail", error.message()}});
        pausing.expires_after(acceptPause);
        [[maybe_unused]] const auto [woken] = co_await pausing.async_wait(await);
    }
}

void Front::Impl::admit(tcp::socket socket)
{
    error_code error;
    const tcp::endpoint remote = socket.remote_endpoint(error);
    if (error || core.draining)
        return; // gone already, or too late
    socket.set_option(tcp::no_delay(true), error);
    std::string peer = remote.address().to_string();
    const FrontOptions& options = core.options;
    const auto ofPeer = core.perAddress.find(peer);
    const std::size_t fromThere = ofPeer == core.perAddress.end() ? 0 : ofPeer->second;
    const bool welcome = core.connections.size() < options.maxConnections &&
                         (options.maxConnectionsPerAddress == 0 || fromThere < options.maxConnectionsPerAddress);
    if (!welcome) {
        ++refused;
        if (const auto now = SteadyClock::now();
            now - refusalLogged >= refusalLogPause) { // a flood must not fill the disk
            core.log.warning("connections-refused", {{"count", refused}, {"lastPeer", peer}});
            refusalLogged = now;
            refused = 0;
        }
        // An answer under TLS would cost a handshake, which is what there is too much of.
        if (tls || core.connections.size() >= options.maxConnections + turnedAwayAtOnce)
            return;
    }
    std::unique_ptr<Link> link = tls ? tlsLink(std::move(socket), *tls) : plainLink(std::move(socket));
    const auto ended = [this](const std::exception_ptr& failure) {
        if (failure)
            core.log.error("connection-failed");
    };
    auto connection = std::make_unique<Connection>(core, std::move(link), std::move(peer));
    asio::co_spawn(core.io, serve(std::move(connection), welcome), ended);
}

asio::awaitable<void> Front::Impl::serve(std::unique_ptr<Connection> connection, bool welcome)
{
    if (core.draining)
        co_return;
    if (welcome)
        co_await connection->serve();
    else
        co_await connection->turnAway();
}

asio::awaitable<void> Front::Impl::sweepAll()
{
    const FrontOptions& options = core.options;
    const milliseconds shortest = std::min({options.headerTimeout, options.idleTimeout, options.transferGrace,
                                            options.transferStall, options.lingerTimeout});
    const milliseconds pause = std::clamp(shortest / 4, milliseconds(5), milliseconds(1000));
    while (!core.draining || !core.connections.empty()) {
        sweeping.expires_after(pause);
        [[maybe_unused]] const auto [woken] = co_await sweeping.async_wait(await);
        const auto now = SteadyClock::now();
        for (Connection* const connection : core.connections)
            connection->sweep(now);
    }
}

void Front::Impl::beginDrain()
{
    core.draining = true;
    error_code ignored; // closing gives the port back whatever it says
    acceptor.close(ignored);
    pausing.cancel();
    for (Connection* const connection : core.connections)
        connection->drain();
    core.pokeStreams.endAll();
}

void Front::Impl::stop(milliseconds patience)
{
    const std::lock_guard lock(stopping);
    if (stopped)
        return;
    stopped = true;
    std::promise<void> closed;
    asio::post(core.io, [this, &closed] {
        beginDrain();
        closed.set_value();
    });
    closed.get_future().wait(); // from here on the number of connections can only fall
    if (!core.waitForNoConnection(patience)) {
        asio::post(core.io, [this] {
            core.log.warning("requests-cut", {{"connections", static_cast<std::int64_t>(core.connections.size())}});
            for (Connection* const connection : core.connections)
                connection->abort();
        });
        core.waitForNoConnection(std::nullopt); // their handlers may still block
    }
    // Discarded uploads are still to be removed by the workers.
    core.workers.join();
    poke.listen({});
    asio::post(core.io, [this] { sweeping.cancel(); });
    thread.join();
}

base::Result<std::unique_ptr<Front>> Front::start(const FrontOptions& options, Handler& handler, Poke& poke,
                                                  const base::Clock& clock, base::Log& log)
{
    try {
        auto impl = std::make_unique<Impl>(options, handler, poke, clock, log);
        if (const base::Result<void> opened = impl->open(); !opened)
            return opened.error();
        raiseFileLimit(log, options.maxConnections + 256);
        impl->run();
        return std::unique_ptr<Front>(new Front(std::move(impl)));
    } catch (const std::exception& failure) {
        return Error{ErrorCode::internal, "starting the server", failure.what()};
    }
}

Front::Front(std::unique_ptr<Impl> impl) : m_impl(std::move(impl)) {}

Front::~Front()
{
    stop(milliseconds(0));
}

std::uint16_t Front::port() const
{
    return m_impl->port;
}

std::size_t Front::connections() const
{
    return m_impl->core.connectionCount();
}

void Front::stop(milliseconds patience)
{
    m_impl->stop(patience);
}

} // namespace staffroom::server
