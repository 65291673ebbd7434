// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/courier_commands.h"
#include "app/ctl/courier_profile.h"
#include "app/ctl/courier_server_part.h"
#include "app/ctl/courier_words.h"
#include "core/node/arriving.h"

#include <algorithm>

namespace staffroom::ctl {

namespace {

Error misused(std::string detail)
{
    return {ErrorCode::invalidArgument, "reading the command line", std::move(detail)};
}

/// Files of others are no failure on a stick that goes from hand to hand; everything else that isn't taken is one, and
/// the first cause says what to do.
template <typename Files>
Result<void> outcomeOf(const Files& files)
{
    std::size_t taken = 0, failed = 0;
    std::optional<ErrorCode> cause;
    for (const auto& file : files) {
        taken += file.taken ? 1 : 0;
        if (!file.error || file.error->code == ErrorCode::forbidden)
            continue;
        ++failed;
        if (!cause) // a file of the other way is wrong in its place, the command line isn't
            cause = file.error->code == ErrorCode::invalidArgument ? ErrorCode::notFound : file.error->code;
    }
    if (cause)
        return Error{*cause, "reading courier files",
                     counted(failed, "file") + " could not be taken in, " + std::to_string(taken) + " could"};
    if (taken == 0)
        return Error{ErrorCode::notFound, "reading courier files", "none of them is for here",
                     "the file for this side is written at the other one, with staffroomctl courier write"};
    return {};
}

template <typename File>
void printHead(std::ostream& out, const File& file)
{
    out << file.file.filename().string();
    if (file.bytes > 0) // of others only the outside was looked at
        out << ": " << sizeWords(file.bytes);
    out << '\n';
    if (file.outside)
        printOutside(out, *file.outside);
    if (file.error)
        out << "  not taken: " << refusalWords(*file.error) << '\n';
}

void printTaken(std::ostream& out, const sync::DownTaken& taken)
{
    if (taken.nothingNew())
        out << "  read: nothing new\n";
    else
        out << "  read: " << counted(taken.receipts, "receipt")
            << (taken.rejected > 0 ? " (" + std::to_string(taken.rejected) + " rejected)" : std::string()) << ", "
            << counted(taken.records, "record") << ", " << counted(taken.packages, "course") << '\n';
    std::vector<std::pair<std::string, std::size_t>> notes; // of several groups it is said once
    for (const sync::CourierNote& note : taken.notes) {
        const std::string words = noteWords(note);
        const auto said = std::find_if(notes.begin(), notes.end(), [&](const auto& one) { return one.first == words; });
        if (said == notes.end())
            notes.emplace_back(words, 1);
        else
            ++said->second;
    }
    for (const auto& [words, times] : notes)
        out << "  note: " << words << (times > 1 ? " (" + std::to_string(times) + " times)" : std::string()) << '\n';
}

Result<void> readAtPc(const Arguments& arguments, const Surroundings& world)
{
    const auto opened = OpenProfile::open(arguments.text("profile"), world.clock);
    if (!opened)
        return opened.error();
    OpenProfile& pc = **opened;
    node::Arriving arriving(*pc.replica);
    const auto files =
        node::readCourier(arriving, pc.profile, *pc.device, arguments.operand(0), courierProgress(world, "read"));
    if (!files)
        return files.error();
    for (const node::CourierFile& file : *files) {
        if (files->size() > 1 && file.outside && file.outside->way == sync::CourierWay::up)
            continue; // what PCs wrote for the server lies beside: nothing to be said about it here
        if (files->size() > 1 && file.error && file.error->code == ErrorCode::forbidden) { // others' on the same stick
            world.out << file.file.filename().string() << ": " << refusalWords(*file.error) << '\n';
            continue;
        }
        printHead(world.out, file);
        if (!file.taken)
            continue;
        printTaken(world.out, *file.taken);
        STAFFROOM_TRY(node::meetServerTime(*pc.replica, pc.clock, file.taken->serverMs));
    }
    std::map<std::uint32_t, std::uint64_t> kinds;
    for (const node::Arrived& one : arriving.counted())
        kinds[static_cast<std::uint32_t>(one.kind)] = static_cast<std::uint64_t>(one.count);
    if (!kinds.empty())
        world.out << "came: " << kindWords(kinds) << '\n';
    return outcomeOf(*files);
}

void printTaken(std::ostream& out, const sync::UpTaken& taken)
{
    out << "  taken: " << kindWords(taken.tally.kinds()) << " (" << counted(taken.changes, "change");
    if (taken.quarantined > 0)
        out << ", of which " << taken.quarantined << " rejected";
    if (taken.already > 0)
        out << "; " << taken.already << " were here already";
    out << ")\n";
    for (const sync::Verdict& verdict : taken.words)
        if (verdict.refused)
            out << "  refused: " << scopeWords(verdict.scope) << ", from change " << verdict.first << " on ("
                << base::errorName(*verdict.refused) << "): the answer tells the PC\n";
}

Result<void> readAtServer(const Arguments& arguments, const Surroundings& world)
{
    auto store = openStore(arguments.text("data"), world.clock, world.random);
    if (!store)
        return store.error();
    const auto packages = packagesOf(**store, arguments.list("with-courses"));
    if (!packages)
        return packages.error();
    const auto files = node::takeCouriers(**store, arguments.operand(0), courierProgress(world, "read"));
    if (!files)
        return files.error();
    std::set<base::IncarnationId> came;
    for (const node::CourierTaken& file : *files) {
        printHead(world.out, file);
        if (!file.taken)
            continue;
        printTaken(world.out, *file.taken);
        came.insert(file.taken->device.incarnation);
    }
    if (const std::string& folder = arguments.text("answer"); !folder.empty()) {
        auto devices = storage::courierDevices(**store);
        if (!devices)
            return devices.error();
        std::erase_if(*devices, [&](const auto& device) { return !came.contains(device.device.incarnation); });
        STAFFROOM_TRY(writeAnswers(**store, *devices, *packages, folder, world));
    }
    return outcomeOf(*files);
}

} // namespace

std::vector<Option> CourierReadCommand::options() const
{
    return {{"profile", "FOLDER", "of a person on a PC: reads what the server wrote"},
            {"data", "DIR", "folder of the server's store: reads what PCs wrote"},
            {"answer", "FOLDER", "at the server: writes the answers there at once"},
            {"with-courses", "A,B", "at the server, with --answer: these courses' packages too; \"all\" for all"}};
}

std::string_view CourierReadCommand::details() const
{
    return "PLACE is a file, or a folder whose courier files are looked at; those of others are left alone. Nothing is "
           "taken\n"
           "in before a file was seen to be whole and signed. Reading the same file again, or an old one, changes\n"
           "nothing.";
}

std::string_view CourierReadCommand::advice(ErrorCode code) const
{
    return courierAdvice(code);
}

Result<void> CourierReadCommand::run(const Arguments& arguments, const Surroundings& world) const
{
    const bool atPc = !arguments.text("profile").empty();
    if (atPc == !arguments.text("data").empty())
        return misused("either --profile or --data is needed: whose side reads");
    if (atPc && !(arguments.text("answer").empty() && arguments.text("with-courses").empty()))
        return misused("--answer and --with-courses go with --data: a PC writes with \"courier write\"");
    if (!atPc && arguments.text("answer").empty() && !arguments.text("with-courses").empty())
        return misused("--with-courses goes with --answer: it says what to write");
    return atPc ? readAtPc(arguments, world) : readAtServer(arguments, world);
}

} // namespace staffroom::ctl
