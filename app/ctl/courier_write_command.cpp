// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/courier_commands.h"
#include "app/ctl/courier_profile.h"
#include "app/ctl/courier_server_part.h"
#include "app/ctl/courier_words.h"
#include "core/domain/login.h"

#include <algorithm>

namespace staffroom::ctl {

namespace {

Error misused(std::string detail)
{
    return {ErrorCode::invalidArgument, "reading the command line", std::move(detail)};
}

Result<void> writeAtPc(const Arguments& arguments, const Surroundings& world)
{
    const auto opened = OpenProfile::open(arguments.text("profile"), world.clock);
    if (!opened)
        return opened.error();
    OpenProfile& pc = **opened;
    const auto written =
        node::writeCourier(*pc.replica, pc.profile, *pc.device, pc.clock, world.random, arguments.text("to"));
    if (!written)
        return written.error();
    world.out << "written for the server: " << written->file.string() << ", " << sizeWords(written->bytes) << '\n';
    if (written->what.changes == 0)
        world.out << "  nothing of yours waits: it asks the server for what is new\n";
    else
        world.out << "  of yours: " << kindWords(written->what.tally.kinds()) << " ("
                  << counted(written->what.changes, "change") << ")\n";
    return {};
}

/// Errors: notFound, which says who is known.
Result<std::vector<storage::CourierDevice>> chosen(SqliteCentral& store, const std::vector<std::string>& logins)
{
    const auto all = storage::courierDevices(store);
    if (!all)
        return all.error();
    const auto isOf = [](const storage::CourierDevice& device) {
        return [own = domain::foldedLogin(device.login)](const std::string& login) {
            return domain::foldedLogin(login) == own;
        };
    };
    std::vector<storage::CourierDevice> devices;
    for (const storage::CourierDevice& device : *all)
        if (!device.device.revoked &&
            (logins.empty() ? device.came : std::any_of(logins.begin(), logins.end(), isOf(device))))
            devices.push_back(device);
    for (const std::string& login : logins)
        if (std::none_of(devices.begin(), devices.end(), [&](const auto& device) { return isOf(device)(login); }))
            return Error{ErrorCode::notFound, "looking for PCs", "no PC of \"" + login + "\" is enrolled",
                         "check the login; a PC is enrolled when its person signs in on it with a connection"};
    if (devices.empty())
        return Error{ErrorCode::notFound, "looking for PCs", "no PC's file was ever read here",
                     "name people with --login to write to them first"};
    return devices;
}

} // namespace

std::vector<Option> CourierWriteCommand::options() const
{
    return {{"to", "FOLDER", "the stick, or a folder on it", true},
            {"profile", "FOLDER", "of a person on a PC: writes for the server"},
            {"data", "DIR", "folder of the server's store: writes for PCs"},
            {"login", "A,B", "at the server: for all PCs of these people, not for those that came by stick"},
            {"with-courses", "A,B", "at the server: these courses' packages too; \"all\" for all"}};
}

std::string_view CourierWriteCommand::details() const
{
    return "A PC's file holds what its person made and the server hasn't confirmed, and where the PC stands. A "
           "server's\n"
           "file holds for one PC the receipts, what is new, and courses if wanted. A newer file takes the place of\n"
           "the last one; nothing else on the stick is touched. Only those named in it can open it.";
}

std::string_view CourierWriteCommand::advice(ErrorCode code) const
{
    if (code == ErrorCode::notFound) // the folder, or a person: the detail says which
        return base::adviceFor(code);
    return courierAdvice(code);
}

Result<void> CourierWriteCommand::run(const Arguments& arguments, const Surroundings& world) const
{
    const bool atPc = !arguments.text("profile").empty();
    if (atPc == !arguments.text("data").empty())
        return misused("either --profile or --data is needed: whose side writes");
    const auto logins = arguments.list("login");
    const auto courses = arguments.list("with-courses");
    if (atPc && !(logins.empty() && courses.empty()))
        return misused("--login and --with-courses go with --data: a PC writes for its server only");
    if (atPc)
        return writeAtPc(arguments, world);
    auto store = openStore(arguments.text("data"), world.clock, world.random);
    if (!store)
        return store.error();
    const auto devices = chosen(**store, logins);
    if (!devices)
        return devices.error();
    const auto packages = packagesOf(**store, courses);
    if (!packages)
        return packages.error();
    return writeAnswers(**store, *devices, *packages, arguments.text("to"), world);
}

} // namespace staffroom::ctl
