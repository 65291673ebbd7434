// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/sync/stick.h"

#include <algorithm>

namespace staffroom::test {

using base::Result;

Bytes writeUp(School& school, Pc& pc, sync::UpWritten* what)
{
    return must(upFile(pc.replica(), pc.device(), school.store().id(), school.store().key().publicKey(),
                       pc.clock().wallMs(), school.random(), what));
}

Result<sync::UpTaken> takeUp(School& school, const Bytes& bytes)
{
    CourierBytes file(bytes);
    return takeUpFile(school.store(), file);
}

Bytes writeDown(School& school, Pc& pc, std::vector<base::Hash> packages, sync::DownWritten* what)
{
    school.clock().advance(1);
    return must(downFile(school.store(), pc.replica().incarnation(), school.clock().wallMs(), school.random(),
                         std::move(packages), what));
}

Result<sync::DownTaken> takeDown(School& school, Pc& pc, const Bytes& bytes, sync::PackageSink* packages,
                                 const sync::CourierProgress& progress)
{
    CourierBytes file(bytes);
    return takeDownFile(pc.replica(),
                        {pc.replica().incarnation(), school.store().id(), school.store().key().publicKey()},
                        pc.device(), file, packages, progress);
}

sync::DownTaken roundTrip(School& school, Pc& pc)
{
    must(takeUp(school, writeUp(school, pc)));
    return must(takeDown(school, pc, writeDown(school, pc)));
}

std::vector<std::pair<sync::CourierFrame, Bytes>> framesOf(const Bytes& bytes, const base::KeyPair& reader)
{
    CourierBytes file(bytes);
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
    CourierBytes file;
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
