// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/sync_command.h"

#include "app/ctl/county.h"
#include "app/ctl/verify_report.h"
#include "core/base/log.h"
#include "core/node/blocking_desktop.h"
#include "core/node/device_keys.h"
#include "core/node/password_way.h"

#include <iomanip>

namespace staffroom::ctl {

std::vector<Option> SyncCommand::options() const
{
    return {{"profile-root", "DIR", "folder that holds the profiles of this PC", true},
            {"server", "URL", "the server's address; https:// where nothing stands before its name", true},
            {"login", "LOGIN", "whose profile", true},
            {"password-file", "FILE", "the password is its first line", true},
            {"through", "URL", "a school's hub to talk to in place of the server; http:// likewise"}};
}

std::string_view SyncCommand::details() const
{
    return "The first time it enrols this PC for that person. Ends well only when everything made here is at the "
           "server and\n"
           "everything there is here; started again after a cut it goes on where it was. With a hub: when everything "
           "is at\n"
           "the hub and all that it has is here; how old the hub's picture of the server is, and what waits there, is "
           "printed.";
}

std::string_view SyncCommand::advice(ErrorCode code) const
{
    switch (code) {
    case ErrorCode::malformed:
    case ErrorCode::truncated:
    case ErrorCode::tooLarge:
    case ErrorCode::badHash:
    case ErrorCode::badSignature:
    case ErrorCode::brokenChain:
    case ErrorCode::replayed:
    case ErrorCode::scopeMismatch:
        return "nothing of it was taken; sync again, and tell whoever looks after the server if it stays so";
    case ErrorCode::storageDamaged:
        return adviceForDamagedProfile;
    case ErrorCode::serverFull:
        return "nothing is lost here; tell whoever looks after the server to make room on its disk, then sync again";
    case ErrorCode::unauthenticated:
        return "the server at this address doesn't know this profile; check the address, and ask whoever looks after "
               "the "
               "server";
    default:
        return Command::advice(code);
    }
}

Result<void> SyncCommand::run(const Arguments& arguments, const Surroundings& world) const
{
    const auto password = readPassword(arguments.text("password-file"));
    if (!password)
        return password.error();
    const std::string& through = arguments.text("through");
    if (node::passwordWay(arguments.text("server"), through) == node::PasswordWay::plain)
        world.out << "note: nothing encrypts the way to " << (through.empty() ? arguments.text("server") : through)
                  << ": the password of a first sign-in, and what is synced, can be read on that network\n";
    auto blocking = node::BlockingDesktop::open(arguments.text("profile-root"), arguments.text("server"),
                                                arguments.text("login"), *password, through);
    if (!blocking)
        return blocking.error();
    const std::int64_t begun = world.clock.monotonicMs();
    const auto status = (*blocking)->sync();
    if (!status)
        return status.error();
    if (status->copyFound)
        world.out
            << "a copy of this profile is in use elsewhere: this PC goes on under a name of its own, nothing is lost\n";
    if (status->problem)
        return *status->problem;
    const double seconds = static_cast<double>(world.clock.monotonicMs() - begun) / 1000;
    world.out << "synced: sent " << status->sent << ", received " << status->received << ", " << status->bytes
              << " bytes in " << status->requests << " requests, seconds " << std::fixed << std::setprecision(3)
              << seconds << '\n';
    if (!status->hub.empty())
        world.out << "by the hub \"" << status->hub << "\", as of "
                  << (status->lastSynced > 0 ? base::rfc3339(status->lastSynced) : "never") << ", " << status->atHub
                  << " waiting there, " << status->waiting - status->atHub << " here\n";
    return {};
}

std::string_view VerifyProfileCommand::details() const
{
    return "FOLDER is one person's profile. Prints a line \"digest SCOPE HEX SEQ\" for each scope, to be compared with "
           "those of\n"
           "`staffroomctl verify` on the server. The profile must not be open elsewhere.";
}

std::string_view VerifyProfileCommand::advice(ErrorCode code) const
{
    switch (code) {
    case ErrorCode::storageDamaged:
    case ErrorCode::brokenChain:
    case ErrorCode::badHash:
    case ErrorCode::badSignature:
        return adviceForDamagedProfile;
    default:
        return Command::advice(code);
    }
}

Result<void> VerifyProfileCommand::run(const Arguments& arguments, const Surroundings& world) const
{
    const auto profile = node::readProfile(arguments.operand(0));
    if (!profile)
        return profile.error();
    const auto lock = storage::ProfileLock::take(profile->folder);
    if (!lock)
        return lock.error();
    const auto device = base::KeyPair::fromSeed(profile->deviceSeed);
    if (!device)
        return Error{ErrorCode::storageDamaged, "reading the profile", "device.key"};
    auto replica = storage::Replica::open({profile->folder, *device, profile->serverId, profile->serverKey, world.clock,
                                           node::begunKey(profile->folder)});
    if (!replica)
        return replica.error();
    const auto scopes = (*replica)->scopes();
    const auto digests = (*replica)->digests();
    if (!scopes || !digests)
        return scopes ? digests.error() : scopes.error();
    for (const auto& [scope, digest] : *digests)
        for (const sync::HeldScope& held : *scopes)
            if (held.scope == scope)
                printDigest(world.out, scope, digest, held.cursor.seq);
    {
        const std::lock_guard guard((*replica)->mutex());
        STAFFROOM_TRY(verifyReadModels((*replica)->writer(), (*replica)->records(), world.out));
    }
    world.out << "server " << profile->serverId.text() << "\nclean: " << digests->size()
              << " scopes, read models as rebuilt\n";
    return {};
}

} // namespace staffroom::ctl
