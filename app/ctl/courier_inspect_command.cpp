// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/courier_commands.h"
#include "app/ctl/courier_profile.h"
#include "app/ctl/courier_server_part.h"
#include "app/ctl/courier_words.h"
#include "core/net/courier_file.h"

#include <algorithm>

namespace staffroom::ctl {

namespace {

std::string_view frameWord(sync::CourierFrame frame)
{
    switch (frame) {
    case sync::CourierFrame::standing:
        return "where the PC stands";
    case sync::CourierFrame::batches:
        return "work of its person";
    case sync::CourierFrame::grant:
        return "rights";
    case sync::CourierFrame::verdicts:
        return "receipts";
    case sync::CourierFrame::manifest:
        return "complete copies of groups and plans";
    case sync::CourierFrame::segment:
        return "parts of those copies";
    case sync::CourierFrame::page:
        return "news";
    case sync::CourierFrame::package:
        return "course packages";
    }
    return "of a newer version";
}

/// What is inside, for whoever has the key.
Result<void> printInside(sync::CourierReader& reader, std::ostream& out)
{
    struct Sum
    {
        std::uint64_t frames = 0, bytes = 0;
    };
    std::map<std::string_view, Sum> sums;
    for (;;) {
        const auto frame = reader.next();
        if (!frame)
            return frame.error();
        if (!*frame)
            break;
        Sum& sum = sums[frameWord((*frame)->type)];
        ++sum.frames;
        sum.bytes += (*frame)->bytes;
    }
    for (const auto& [word, sum] : sums)
        out << "  inside: " << word << ": " << sum.frames << ", " << sizeWords(sum.bytes) << '\n';
    return {};
}

/// Whether the key's owner wrote it or may open it.
bool isOf(const sync::CourierOutside& outside, const base::KeyPair& key)
{
    const base::IncarnationId self = base::incarnationOf(key.publicKey());
    if (outside.sender == key.publicKey())
        return true;
    return std::any_of(outside.readers.begin(), outside.readers.end(),
                       [&](const auto& reader) { return reader.id == self; });
}

/// Says in a line what one of many files is. Errors: as inspect.
Result<void> inspectShortly(const std::filesystem::path& path, const Surroundings& world)
{
    const auto source = net::CourierFileSource::open(path);
    if (!source)
        return source.error();
    world.out << path.filename().string() << ": " << sizeWords((*source)->size());
    if (const auto outside = sync::CourierReader::outsideOf(**source))
        world.out << ", " << outsideWords(*outside);
    const auto reader = sync::CourierReader::open(**source, {});
    world.out << (reader ? ", whole\n" : "\n");
    return reader ? Result<void>() : reader.error();
}

/// Whether there is more to say than a line: it is the only one, or the key's owner has to do with it.
bool deservesAll(const std::filesystem::path& path, const base::KeyPair* key, std::size_t files)
{
    if (files == 1)
        return true;
    const auto source = net::CourierFileSource::open(path);
    const auto outside =
        source && key ? sync::CourierReader::outsideOf(**source) : Result<sync::CourierOutside>(Error{});
    return outside && isOf(*outside, *key);
}

/// Prints all there is to say about one file. Errors: why it is not whole, or can't be read.
Result<void> inspect(const std::filesystem::path& path, const base::KeyPair* key, const Surroundings& world)
{
    const auto source = net::CourierFileSource::open(path);
    if (!source)
        return source.error();
    world.out << path.filename().string() << ": " << sizeWords((*source)->size()) << '\n';
    if (const auto outside = sync::CourierReader::outsideOf(**source))
        printOutside(world.out, *outside);
    auto reader = sync::CourierReader::open(**source, courierProgress(world, "looked at"));
    if (!reader)
        return reader.error();
    world.out << "  whole, and signed by its sender's key\n";
    if (!key)
        return {};
    if (const auto opened = reader->unseal(*key); !opened) {
        world.out << "  " << refusalWords(opened.error()) << '\n';
        return {};
    }
    return printInside(*reader, world.out);
}

} // namespace

std::vector<Option> CourierInspectCommand::options() const
{
    return {{"profile", "FOLDER", "of the person that it may be for: also says what is inside"},
            {"data", "DIR", "of the server that it may be for: also says what is inside"}};
}

std::string_view CourierInspectCommand::details() const
{
    return "PLACE is a file, or a folder whose courier files are looked at. Without keys only the outside can be read: "
           "from\n"
           "whom, for whom, when, how large, and whether the file is whole. Of several files each has a line; those "
           "that\n"
           "the named folder's owner wrote or may open are told in full. Nothing is changed anywhere.";
}

std::string_view CourierInspectCommand::advice(ErrorCode code) const
{
    return courierAdvice(code);
}

Result<void> CourierInspectCommand::run(const Arguments& arguments, const Surroundings& world) const
{
    std::unique_ptr<OpenProfile> pc;
    std::unique_ptr<SqliteCentral> server;
    const base::KeyPair* key = nullptr;
    if (!arguments.text("profile").empty() && !arguments.text("data").empty())
        return Error{ErrorCode::invalidArgument, "reading the command line",
                     "--profile or --data, not both: whose key opens it"};
    if (const std::string& folder = arguments.text("profile"); !folder.empty()) {
        auto opened = OpenProfile::open(folder, world.clock);
        if (!opened)
            return opened.error();
        pc = *std::move(opened);
        key = &*pc->device;
    } else if (const std::string& data = arguments.text("data"); !data.empty()) {
        auto opened = openStore(data, world.clock, world.random);
        if (!opened)
            return opened.error();
        server = *std::move(opened);
        key = &server->key();
    }
    const auto paths = net::courierFiles(arguments.operand(0));
    if (!paths)
        return paths.error();
    std::size_t broken = 0;
    ErrorCode cause = ErrorCode::malformed;
    for (const std::filesystem::path& path : *paths)
        if (const auto whole =
                deservesAll(path, key, paths->size()) ? inspect(path, key, world) : inspectShortly(path, world);
            !whole) {
            cause = broken++ == 0 ? whole.error().code : cause;
            world.out << "  not whole or not readable: " << refusalWords(whole.error()) << '\n';
        }
    return broken == 0 ? Result<void>()
                       : Error{cause, "inspecting courier files", counted(broken, "file") + " can't be used"};
}

} // namespace staffroom::ctl
