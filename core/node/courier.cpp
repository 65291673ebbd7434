// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/node/courier.h"

#include "core/node/courier_files.h"
#include "core/node/courier_packages.h"

#include <algorithm>

namespace staffroom::node {

using base::Error;
using base::ErrorCode;

namespace {

constexpr std::string_view numberName = "courier-number";

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
    auto opened = openCourier(file.file, progress, file.bytes);
    if (!opened) {
        file.error = opened.error();
        return;
    }
    const sync::Session::Identity self{base::incarnationOf(device.publicKey()), profile.serverId, profile.serverKey};
    CourierPackages packages(profile.folder);
    auto taken = sync::takeDown(store, self, device, opened->reader, &packages, progress);
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
    auto found = findCouriers(place);
    if (!found)
        return found.error();
    std::vector<CourierFile> files;
    for (CourierFound& one : *found)
        files.push_back({std::move(one.file), std::move(one.outside), 0, {}, {}});
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
        if (endsReading(file.error))
            break;
    }
    return files;
}

Result<void> meetServerTime(storage::Replica& replica, CorrectedClock& clock, std::int64_t serverMs)
{
    if (serverMs <= clock.wallMs())
        return {};
    clock.setServerTime(serverMs);
    return keepTime(replica, clock.known());
}

} // namespace staffroom::node
