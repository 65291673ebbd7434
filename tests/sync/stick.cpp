// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/sync/stick.h"

#include <algorithm>
#include <fstream>

namespace staffroom::test {

using base::Error;
using base::ErrorCode;
using base::Result;

Result<Bytes> MemoryFile::read(std::uint64_t at, std::size_t count)
{
    if (at > bytes.size() || bytes.size() - at < count)
        return Error{ErrorCode::truncated, "reading", "the end"};
    if (readable < count)
        return Error{ErrorCode::storageFailed, "reading", "the stick is gone"};
    readable -= count;
    return bytes.substr(at, count);
}

Result<std::unique_ptr<sync::CourierSource>> openFile(const std::filesystem::path& file)
{
    std::ifstream in(file, std::ios::binary);
    if (!in)
        return Error{ErrorCode::notFound, "opening", file.string()};
    return std::unique_ptr<sync::CourierSource>(
        std::make_unique<MemoryFile>(Bytes(std::istreambuf_iterator<char>(in), {})));
}

Bytes writeUp(School& school, Pc& pc, sync::UpWritten* what)
{
    const std::uint64_t number = std::strtoull(pc.replica().meta("courier-number").value_or("0").c_str(), nullptr, 10);
    must(pc.replica().setMeta("courier-number", std::to_string(number + 1)));
    MemoryFile file;
    sync::CourierOutside outside{sync::CourierWay::up, school.store().id(), {}, "teacher", pc.clock().wallMs(),
                                 number + 1,           {{{}, "server", {}}}};
    const base::PublicKey reader = school.store().key().publicKey();
    auto writer = must(sync::CourierWriter::begin(file, outside, std::span(&reader, 1), pc.device(), school.random()));
    const sync::UpWritten written = must(sync::writeUp(pc.replica(), writer));
    if (what)
        *what = written;
    const std::uint64_t bytes = must(writer.finish());
    CHECK(bytes == file.bytes.size());
    return file.bytes;
}

Result<sync::UpTaken> takeUp(School& school, const Bytes& bytes)
{
    MemoryFile file(bytes);
    auto reader = sync::CourierReader::open(file);
    if (!reader)
        return reader.error();
    auto taken = sync::takeUp(school.store(), *reader);
    if (taken)
        must(storage::keepStanding(school.store(), *taken, reader->outside()));
    return taken;
}

Bytes writeDown(School& school, Pc& pc, std::vector<base::Hash> packages, sync::DownWritten* what)
{
    const base::IncarnationId incarnation = pc.replica().incarnation();
    auto place = must(storage::courierPlace(school.store(), incarnation));
    const sync::DownOrder order{*must(school.store().device(incarnation)), std::move(place.standing),
                                std::move(place.refused), std::move(packages)};
    MemoryFile file;
    school.clock().advance(1);
    sync::CourierOutside outside{sync::CourierWay::down,
                                 school.store().id(),
                                 {},
                                 "server",
                                 school.clock().wallMs(),
                                 must(storage::nextCourierNumber(school.store(), incarnation)),
                                 {{{}, "teacher", {}}}};
    auto writer = must(sync::CourierWriter::begin(file, outside, std::span(&order.device.key, 1), school.store().key(),
                                                  school.random()));
    const sync::DownWritten written = must(sync::writeDown(school.store(), order, writer, openFile));
    if (what)
        *what = written;
    must(writer.finish());
    return file.bytes;
}

Result<sync::DownTaken> takeDown(School& school, Pc& pc, const Bytes& bytes, sync::PackageSink* packages,
                                 const sync::CourierProgress& progress)
{
    MemoryFile file(bytes);
    auto reader = sync::CourierReader::open(file);
    if (!reader)
        return reader.error();
    const sync::Session::Identity self{pc.replica().incarnation(), school.store().id(),
                                       school.store().key().publicKey()};
    return sync::takeDown(pc.replica(), self, pc.device(), *reader, packages, progress);
}

sync::DownTaken roundTrip(School& school, Pc& pc)
{
    must(takeUp(school, writeUp(school, pc)));
    return must(takeDown(school, pc, writeDown(school, pc)));
}

std::vector<std::pair<sync::CourierFrame, Bytes>> framesOf(const Bytes& bytes, const base::KeyPair& reader)
{
    MemoryFile file(bytes);
    auto opened = must(sync::CourierReader::open(file));
    must(opened.unseal(reader));
    std::vector<std::pair<sync::CourierFrame, Bytes>> frames;
    while (const auto frame = must(opened.next()))
        frames.emplace_back(frame->type, must(opened.payload()));
    return frames;
}

Bytes fileOf(const sync::CourierOutside& outside, const std::vector<std::pair<sync::CourierFrame, Bytes>>& frames,
             const base::PublicKey& reader, const base::KeyPair& sender, base::Random& random)
{
    MemoryFile file;
    auto writer = must(sync::CourierWriter::begin(file, outside, std::span(&reader, 1), sender, random));
    for (const auto& [type, payload] : frames)
        must(writer.frame(type, payload));
    must(writer.finish());
    return file.bytes;
}

bool hasNote(const sync::DownTaken& taken, sync::CourierNote::What what)
{
    return std::any_of(taken.notes.begin(), taken.notes.end(),
                       [&](const sync::CourierNote& note) { return note.what == what; });
}

} // namespace staffroom::test
