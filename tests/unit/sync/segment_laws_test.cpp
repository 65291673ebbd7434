// SPDX-License-Identifier: GPL-3.0-or-later
// What must hold of the segments of a snapshot, and of the columns that they are stored in.
#include "core/base/compress.h"
#include "core/sync/columns.h"
#include "tests/unit/base/laws.h"
#include "tests/unit/sync/inventor.h"
#include "tests/unit/sync/refuses.h"

using namespace staffroom;
using namespace staffroom::test;
using base::ErrorCode;

namespace {

const IncarnationId writer = *IncarnationId::fromBytes("0123456789abcdef");

/// The encoded states of the records of a made-up segment, and the segment.
struct Made
{
    std::vector<Bytes> states;
    sync::SegmentInfo info;
    Bytes bytes;

    Made(Inventor& some, std::uint64_t most)
    {
        sync::SegmentWriter segment;
        std::set<RecordId> ids;
        for (std::uint64_t count = 1 + some.below(most); ids.size() < count;)
            ids.insert(some.id<RecordId>());
        for (const RecordId& id : ids) {
            sync::RecordState state;
            state.apply(some.change(writer), {writer, 1}, [](const Dot&) { return false; });
            states.push_back(state.encode());
            segment.add(id, 7, states.back());
        }
        bytes = segment.finish(info);
    }
};

} // namespace

TEST_CASE("a snapshot segment is read back record by record: cut, altered or swapped it is refused")
{
    CHECK_LAW("segments", [](std::uint64_t seed) {
        Inventor some(seed);
        const Made made(some, 8);
        const sync::SegmentInfo& info = made.info;
        const Bytes& bytes = made.bytes;
        const auto open = sync::openSegment(bytes, info);
        RC_ASSERT(open.ok());
        const auto records = sync::readSegment(*open, info);
        RC_ASSERT(records.ok());
        RC_ASSERT(records->size() == made.states.size());
        for (std::size_t at = 0; at < made.states.size(); ++at)
            RC_ASSERT((*records)[at].state == made.states[at]);
        RC_ASSERT(refusesEveryAlteredByte(bytes, [&](const Bytes& altered) {
            const auto again = sync::openSegment(altered, info);
            return again.ok() || again.error().code != ErrorCode::badHash;
        }));
        RC_ASSERT(refusesEveryCut(bytes, [&](BytesView cut) { return sync::openSegment(cut, info); }));
        sync::SegmentInfo wrong = info;
        ++wrong.records;
        RC_ASSERT(!sync::readSegment(*open, wrong).ok());
    });
}

TEST_CASE("items put into columns come back as they were, and columns that don't fit each other are refused")
{
    CHECK_LAW("columns", [](std::uint64_t seed) {
        Inventor some(seed);
        Bytes items;
        for (std::uint64_t count = some.below(6); count > 0; --count) {
            sync::RecordState state;
            state.apply(some.change(writer), {writer, 1}, [](const Dot&) { return false; });
            items += state.encode();
        }
        const Bytes columns = *sync::toColumns(items);
        RC_ASSERT(sync::areColumns(columns));
        const auto back = sync::fromColumns(columns);
        RC_ASSERT(back.ok());
        RC_ASSERT(*back == items);
        for (std::size_t cut = 1; cut < items.size(); ++cut) // whole items, or none at all
            if (const auto part = sync::toColumns(BytesView(items).substr(0, cut)))
                RC_ASSERT(*sync::fromColumns(*part) == items.substr(0, cut));
        RC_ASSERT(refusesEveryCut(columns, [](BytesView cut) { return sync::fromColumns(cut); }));
    });
}

TEST_CASE("a segment packed densely holds the same, and one in rows is read as it was before there were columns")
{
    CHECK_LAW("packing", [](std::uint64_t seed) {
        Inventor some(seed);
        const Made made(some, 5);
        const sync::SegmentInfo& quick = made.info;
        const Bytes& compressed = made.bytes;
        const Bytes items = *sync::openSegment(compressed, quick);
        sync::SegmentInfo dense = quick;
        const auto packed = sync::packDensely(compressed, dense);
        RC_ASSERT(packed.ok());
        RC_ASSERT(dense.records == quick.records);
        RC_ASSERT(dense.last == quick.last);
        RC_ASSERT(dense.bytes == packed->size());
        RC_ASSERT(dense.bytes <= quick.bytes);
        const auto open = sync::openSegment(*packed, dense);
        RC_ASSERT(open.ok());
        RC_ASSERT(*open == items);

        const Bytes inRows = base::compress(items);
        sync::SegmentInfo rows = quick;
        rows.hash = base::Hash::of(inRows);
        rows.bytes = inRows.size();
        const auto read = sync::openSegment(inRows, rows);
        RC_ASSERT(read.ok());
        RC_ASSERT(*read == items);
    });
}
