// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/node/courier.h"

#include "core/net/courier_file.h"
#include "core/node/courier_packages.h"

#include <algorithm>

namespace staffroom::node {

using base::Error;
using base::ErrorCode;

namespace {

constexpr std::string_view numberName = "courier-number", offsetName = "clock-offset";

/// Counted up durably before the number is used: no two files have the same.
Result<std::uint64_t> nextNumber(storage::Replica& replica)
{
    const std::uint64_t number = std::strtoull(replica.meta(numberName).value_or("0").c_str(), nullptr, 10) + 1;
    STAFFROOM_TRY(replica.setMeta(numberName, std::to_string(number)));
    return number;
}

} // namespace

Result<CourierWritten> writeCourier(storage::Replica& replica, const Profile& profile, const base::KeyPair& device,
                                    const base::Clock& clock, base::Random& random, const std::filesystem::path& folder)
{
    CourierWritten written;
    written.file = folder / net::courierName(sync::CourierWay::up, profile.login, replica.incarnation());
    const auto sink = net::CourierFileSink::create(written.file);
    if (!sink)
        return sink.error();
    const auto number = nextNumber(replica);
    if (!number)
        return number.error();
    sync::CourierOutside outside;
    outside.way = sync::CourierWay::up;
    outside.server = profile.serverId;
    outside.senderName = profile.login;
    outside.madeMs = clock.wallMs();
    outside.number = *number;
    outside.readers.push_back({{}, "server", {}});
    auto writer =
        sync::CourierWriter::begin(**sink, std::move(outside), std::span(&profile.serverKey, 1), device, random);
    if (!writer)
        return writer.error();
    auto what = sync::writeUp(replica, *writer);
    if (!what)
        return what.error();
    const auto bytes = writer->finish();
    if (!bytes)
        return bytes.error();
    STAFFROOM_TRY((*sink)->publish());
    written.what = *std::move(what);
    written.bytes = *bytes;
    return written;
}

namespace {

void readOne(CourierFile& file, sync::ClientStore& store, const Profile& profile, const base::KeyPair& device,
             const sync::CourierProgress& progress)
{
    const auto source = net::CourierFileSource::open(file.file);
    if (!source) {
        file.error = source.error();
        return;
    }
    file.bytes = (*source)->size();
    auto reader = sync::CourierReader::open(**source, progress);
    if (!reader) {
        file.error = reader.error();
        return;
    }
    const sync::Session::Identity self{base::incarnationOf(device.publicKey()), profile.serverId, profile.serverKey};
    CourierPackages packages(profile.folder);
    auto taken = sync::takeDown(store, self, device, *reader, &packages, progress);
    if (taken)
        file.taken = *std::move(taken);
    else
        file.error = taken.error();
}

} // namespace

Result<std::vector<CourierFile>> readCourier(sync::ClientStore& store, const Profile& profile,
                                             const base::KeyPair& device, const std::filesystem::path& place,
                                             const sync::CourierProgress& progress)
{
    const auto paths = net::courierFiles(place);
    if (!paths)
        return paths.error();
    std::vector<CourierFile> files;
    for (const std::filesystem::path& path : *paths) {
        CourierFile file;
        file.file = path;
        if (const auto source = net::CourierFileSource::open(path))
            if (auto outside = sync::CourierReader::outsideOf(**source))
                file.outside = *std::move(outside);
        files.push_back(std::move(file));
    }
    std::stable_sort(files.begin(), files.end(), [](const CourierFile& a, const CourierFile& b) {
        return (a.outside ? a.outside->madeMs : 0) < (b.outside ? b.outside->madeMs : 0);
    });
    const base::IncarnationId self = base::incarnationOf(device.publicKey());
    for (CourierFile& file : files) {
        const bool ours = !file.outside || std::any_of(file.outside->readers.begin(), file.outside->readers.end(),
                                                       [&](const auto& reader) { return reader.id == self; });
        // Of others on the same stick only the outside is looked at: they may be large.
        if (ours || files.size() == 1)
            readOne(file, store, profile, device, progress);
        else
            file.error = Error{ErrorCode::forbidden, "reading a courier file",
                               "it is for " + file.outside->readers.front().name};
        if (file.error && (file.error->code == ErrorCode::diskFull || file.error->code == ErrorCode::cancelled))
            break;
    }
    return files;
}

std::int64_t keptOffset(storage::Replica& replica)
{
    return std::strtoll(replica.meta(offsetName).value_or("0").c_str(), nullptr, 10);
}

Result<void> meetServerTime(storage::Replica& replica, CorrectedClock& clock, std::int64_t serverMs)
{
    if (serverMs <= clock.wallMs())
        return {};
    clock.setServerTime(serverMs);
    return replica.setMeta(offsetName, std::to_string(clock.offsetMs()));
}

} // namespace staffroom::node
