// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/node/courier_server.h"

#include "core/node/courier_files.h"

namespace staffroom::node {

using base::Error;
using base::ErrorCode;

namespace {

void takeOne(CourierTaken& file, storage::SqliteCentral& store, const sync::CourierProgress& progress)
{
    auto opened = openCourier(file.file, progress, file.bytes);
    if (!opened) {
        file.error = opened.error();
        return;
    }
    auto taken = sync::takeUp(store, opened->reader, progress);
    if (!taken) {
        file.error = taken.error();
        return;
    }
    if (const auto kept = storage::keepStanding(store, *taken, opened->reader.outside()); !kept) {
        file.error = kept.error();
        return;
    }
    file.taken = *std::move(taken);
}

} // namespace

Result<std::vector<CourierTaken>> takeCouriers(storage::SqliteCentral& store, const std::filesystem::path& place,
                                               const sync::CourierProgress& progress)
{
    auto found = findCouriers(place);
    if (!found)
        return found.error();
    std::vector<CourierTaken> files;
    for (CourierFound& one : *found) // the server's own answers lie beside: nothing to be said about them
        if (found->size() == 1 || !one.outside || one.outside->way == sync::CourierWay::up)
            files.push_back({std::move(one.file), std::move(one.outside), 0, {}, {}});
    if (files.empty())
        return Error{ErrorCode::notFound, "reading from the stick", "no PC's file lies in " + place.string(),
                     "it is written at the PC, with staffroomctl courier write --profile"};
    for (CourierTaken& file : files) {
        takeOne(file, store, progress);
        if (endsReading(file.error))
            break;
    }
    return files;
}

Result<CourierAnswer> answerCourier(storage::SqliteCentral& store, const storage::CourierDevice& device,
                                    std::span<const base::Hash> packages, const base::Clock& clock,
                                    base::Random& random, const std::filesystem::path& folder,
                                    const sync::CourierProgress& progress)
{
    auto place = storage::courierPlace(store, device.device.incarnation);
    if (!place)
        return place.error();
    CourierAnswer answer;
    answer.file = folder / net::courierName(sync::CourierWay::down, device.login, device.device.incarnation);
    const auto sink = net::CourierFileSink::create(answer.file);
    if (!sink)
        return sink.error();
    const auto number = storage::nextCourierNumber(store, device.device.incarnation);
    if (!number)
        return number.error();
    sync::CourierOutside outside;
    outside.way = sync::CourierWay::down;
    outside.server = store.id();
    outside.senderName = "server";
    outside.madeMs = clock.wallMs();
    outside.number = *number;
    outside.readers.push_back({{}, device.login, {}});
    auto writer =
        sync::CourierWriter::begin(**sink, std::move(outside), std::span(&device.device.key, 1), store.key(), random);
    if (!writer)
        return writer.error();
    const sync::DownOrder order{
        device.device, std::move(place->standing), std::move(place->words), {packages.begin(), packages.end()}};
    const auto what = sync::writeDown(store, order, *writer, net::CourierFileSource::open, progress);
    if (!what)
        return what.error();
    const auto bytes = writer->finish();
    if (!bytes)
        return bytes.error();
    STAFFROOM_TRY((*sink)->publish());
    answer.what = *what;
    answer.bytes = *bytes;
    return answer;
}

} // namespace staffroom::node
