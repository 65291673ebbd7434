// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/sync/stick_file.h"

#include <fstream>

namespace staffroom::test {

using base::Error;
using base::ErrorCode;
using base::Result;

namespace {

Result<std::unique_ptr<sync::CourierSource>> openFile(const std::filesystem::path& file)
{
    std::ifstream in(file, std::ios::binary);
    if (!in)
        return Error{ErrorCode::notFound, "opening", file.string()};
    return std::unique_ptr<sync::CourierSource>(
        std::make_unique<CourierBytes>(Bytes(std::istreambuf_iterator<char>(in), {})));
}

Result<Bytes> sealed(sync::CourierOutside outside, const base::PublicKey& reader, const base::KeyPair& sender,
                     base::Random& random, const std::function<Result<void>(sync::CourierWriter&)>& fill)
{
    CourierBytes file;
    auto writer = sync::CourierWriter::begin(file, std::move(outside), std::span(&reader, 1), sender, random);
    if (!writer)
        return writer.error();
    STAFFROOM_TRY(fill(*writer));
    if (const auto bytes = writer->finish(); !bytes)
        return bytes.error();
    return file.bytes;
}

} // namespace

Result<Bytes> CourierBytes::read(std::uint64_t at, std::size_t count)
{
    if (at > bytes.size() || bytes.size() - at < count)
        return Error{ErrorCode::truncated, "reading", "the end"};
    if (readable < count)
        return Error{ErrorCode::storageFailed, "reading", "the stick is gone"};
    readable -= count;
    return bytes.substr(at, count);
}

Result<Bytes> upFile(storage::Replica& replica, const base::KeyPair& device, const base::StoreId& server,
                     const base::PublicKey& serverKey, std::int64_t wallMs, base::Random& random, sync::UpWritten* what)
{
    const std::uint64_t number = std::strtoull(replica.meta("courier-number").value_or("0").c_str(), nullptr, 10) + 1;
    STAFFROOM_TRY(replica.setMeta("courier-number", std::to_string(number)));
    return sealed({sync::CourierWay::up, server, {}, "teacher", wallMs, number, {{{}, "server", {}}}}, serverKey,
                  device, random, [&](sync::CourierWriter& writer) -> Result<void> {
                      const auto written = sync::writeUp(replica, writer);
                      if (written && what)
                          *what = *written;
                      return written ? Result<void>() : written.error();
                  });
}

Result<sync::UpTaken> takeUpFile(storage::SqliteCentral& store, CourierBytes& file)
{
    auto reader = sync::CourierReader::open(file);
    if (!reader)
        return reader.error();
    auto taken = sync::takeUp(store, *reader);
    if (taken)
        STAFFROOM_TRY(storage::keepStanding(store, *taken, reader->outside()));
    return taken;
}

Result<Bytes> downFile(storage::SqliteCentral& store, const base::IncarnationId& incarnation, std::int64_t wallMs,
                       base::Random& random, std::vector<base::Hash> packages, sync::DownWritten* what)
{
    const auto device = store.device(incarnation);
    if (!device)
        return device.error();
    if (!*device)
        return Error{ErrorCode::notFound, "writing a courier file", incarnation.text()};
    auto place = storage::courierPlace(store, incarnation);
    if (!place)
        return place.error();
    const auto number = storage::nextCourierNumber(store, incarnation);
    if (!number)
        return number.error();
    const sync::DownOrder order{**device, std::move(place->standing), std::move(place->words), std::move(packages)};
    return sealed({sync::CourierWay::down, store.id(), {}, "server", wallMs, *number, {{{}, "teacher", {}}}},
                  order.device.key, store.key(), random, [&](sync::CourierWriter& writer) -> Result<void> {
                      const auto written = sync::writeDown(store, order, writer, openFile);
                      if (written && what)
                          *what = *written;
                      return written ? Result<void>() : written.error();
                  });
}

Result<sync::DownTaken> takeDownFile(sync::ClientStore& store, const sync::Session::Identity& self,
                                     const base::KeyPair& device, CourierBytes& file, sync::PackageSink* packages,
                                     const sync::CourierProgress& progress)
{
    auto reader = sync::CourierReader::open(file);
    if (!reader)
        return reader.error();
    return sync::takeDown(store, self, device, *reader, packages, progress);
}

} // namespace staffroom::test
