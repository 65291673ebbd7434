// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/server/roles.h"

#include "app/server/api.h"
#include "app/server/hub_api.h"
#include "app/server/packer.h"
#include "core/base/advice.h"
#include "core/base/disk_reserve.h"
#include "core/base/failpoint.h"
#include "core/base/files.h"
#include "core/storage/central.h"
#include "core/sync/hub_kit.h"
#include "core/sync/tuning.h"

#include <csignal>
#include <fstream>

namespace staffroom::server {

using base::Error;
using base::ErrorCode;

namespace {

constexpr std::chrono::seconds patience{10};
constexpr const char* kitFile = "hub.kit";
constexpr const char* reserveFile = "reserve";

/// Written beside and renamed, so that whoever waits for it never reads half a number.
bool writePort(const std::filesystem::path& file, std::uint16_t port)
{
    const std::filesystem::path part = file.string() + ".new";
    std::ofstream out(part);
    out << port << '\n';
    out.close();
    std::error_code failed;
    using std::filesystem::perms; // whoever waits for it may be somebody else
    std::filesystem::permissions(part, perms::group_read | perms::others_read, std::filesystem::perm_options::add,
                                 failed);
    std::filesystem::rename(part, file, failed);
    return out && !failed;
}

base::Bytes readFile(const std::filesystem::path& file)
{
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

/// The kit in the hub's folder; the one of the command line is put there the first time.
base::Result<sync::HubKit> kitOf(const Options& options)
{
    std::error_code unknown;
    if (std::filesystem::exists(options.data / "server.db", unknown))
        return Error{
            ErrorCode::forbidden, "opening the hub's folder", options.data.string() + " is a server's",
            "give the hub a folder of its own with --data; without --role hub it is served as the server that it is"};
    const std::filesystem::path kept = options.data / kitFile;
    base::Bytes bytes = readFile(kept);
    if (!options.kit.empty()) {
        const base::Bytes given = readFile(options.kit);
        if (given.empty())
            return Error{ErrorCode::notFound, "reading the hub's kit", options.kit.string() + " can't be read",
                         "check the path behind --kit, and that the user who runs the hub may read the file"};
        const auto kit = sync::decodeHubKit(given);
        if (!kit)
            return kit.error();
        if (!bytes.empty() && bytes != given)
            return Error{ErrorCode::forbidden, "taking the kit", options.data.string() + " is another hub's folder",
                         "name a new folder with --data, or start that hub without --kit"};
        std::error_code failed;
        std::filesystem::create_directories(options.data, failed);
        if (bytes.empty())
            STAFFROOM_TRY(base::writeWhole(kept, given, "taking the kit"));
        bytes = given;
    }
    if (bytes.empty())
        return Error{ErrorCode::notFound, "reading the hub's kit", options.data.string() + " has none yet",
                     "name it with --kit FILE; \"staffroomctl hub add\" makes it at the server"};
    return sync::decodeHubKit(bytes);
}

/// Opens the store; where the disk is full, on the room that was kept for that day. Says why it couldn't.
template <typename Open>
auto openOn(base::DiskReserve& reserve, base::Log& log, Open open)
{
    auto store = open();
    if (store) {
        reserve.hold();
    } else if (store.error().code == ErrorCode::diskFull && reserve.release()) {
        store = open();
        log.warning("disk full", {{"do", base::adviceFor(ErrorCode::diskFull)}});
    }
    if (!store)
        log.error("no store",
                  {{"why", std::string_view(describe(store.error()))}, {"do", base::adviceFor(store.error())}});
    return store;
}

void forgetOld(storage::SqliteCentral& store, base::Log& log)
{
    const auto forgotten = store.forgetOld();
    if (!forgotten)
        log.warning("nothing forgotten", {{"why", std::string_view(describe(forgotten.error()))}});
    else if (forgotten->changes > 0)
        log.info("forgot what is older than the lease", {{"changes", static_cast<std::int64_t>(forgotten->changes)},
                                                         {"records", static_cast<std::int64_t>(forgotten->records)}});
}

} // namespace

bool serveUntilSignal(const World& world, Handler& handler, Poke& poke, const std::function<void()>& daily)
{
    const Options& options = world.options;
    base::Log& log = world.log;
    auto front = Front::start(options.front, handler, poke, world.clock, log);
    if (!front) {
        log.error("can't listen",
                  {{"why", std::string_view(describe(front.error()))}, {"do", base::adviceFor(front.error())}});
        return false;
    }
    log.info("serving",
             {{"address", std::string_view(options.front.address)}, {"port", std::int64_t((*front)->port())}});
    if (!options.portFile.empty() && !writePort(options.portFile, (*front)->port())) {
        log.error("can't write the port file", {{"file", std::string_view(options.portFile.native())},
                                                {"do", "name a file in a folder that this user may write into"}});
        return false;
    }
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGTERM);
    sigaddset(&signals, SIGINT);
    constexpr timespec day{24 * 60 * 60, 0};
    int signal = 0;
    while (signal <= 0) {
        daily();
        signal = sigtimedwait(&signals, nullptr, &day);
    }
    log.info("stopping", {{"signal", std::int64_t(signal)}});
    (*front)->stop(patience);
    return true;
}

int serveCentral(const World& world)
{
    base::DiskReserve reserve(world.options.data / reserveFile, sync::tuning::reserveBytes);
    const auto store = openOn(reserve, world.log, [&] {
        return storage::SqliteCentral::open({world.options.data, world.clock, world.random}, false);
    });
    if (!store)
        return 1;
    Poke poke;
    Api api(**store, poke, world.clock, world.random, world.log);
    {
        const Packer packer(**store, world.log);
        if (!serveUntilSignal(world, api, poke, [&] { forgetOld(**store, world.log); }))
            return 1;
    }
    base::failpoint("server-before-checkpoint");
    if (const auto done = (*store)->checkpoint(); !done)
        world.log.warning("no last checkpoint", {{"why", std::string_view(describe(done.error()))}});
    world.log.info("stopped");
    return 0;
}

int serveHub(const World& world)
{
    const auto fail = [&](const Error& error) {
        world.log.error("no hub", {{"why", std::string_view(describe(error))}, {"do", base::adviceFor(error)}});
        return 1;
    };
    const auto kit = kitOf(world.options);
    if (!kit)
        return fail(kit.error());
    const auto key = base::KeyPair::fromSeed(kit->seed);
    if (!key)
        return fail({ErrorCode::malformed, "reading the hub's kit", "no key in it"});
    base::DiskReserve reserve(world.options.data / reserveFile, sync::tuning::reserveBytes);
    const auto store = openOn(reserve, world.log, [&] {
        return storage::HubStore::open({world.options.data, *key, kit->server, kit->serverKey, world.clock});
    });
    if (!store)
        return 1;
    Poke poke;
    auto upstream = UpstreamLink::start({**store,
                                         {base::incarnationOf(key->publicKey()), kit->server, kit->serverKey},
                                         *key,
                                         {world.options.upstream, world.options.upstreamCertificate},
                                         world.log,
                                         world.random,
                                         [&](const std::vector<domain::ScopeId>& scopes) {
                                             for (const domain::ScopeId& scope : scopes)
                                                 poke.publish(base::toHex(scope.view()));
                                         },
                                         [&] { endLostStreams(**store, poke); },
                                         world.options.everySeconds * 1000});
    if (!upstream)
        return fail(upstream.error());
    HubApi api(**store, **upstream, poke, world.clock, world.random, world.log);
    const bool served = serveUntilSignal(world, api, poke, [] {});
    upstream->reset(); // before the store and the streams that it speaks to
    if (!served)
        return 1;
    if (const auto done = (*store)->checkpoint(); !done)
        world.log.warning("no last checkpoint", {{"why", std::string_view(describe(done.error()))}});
    world.log.info("stopped");
    return 0;
}

} // namespace staffroom::server
