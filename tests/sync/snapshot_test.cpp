// SPDX-License-Identifier: GPL-3.0-or-later
// What must hold when a scope comes down as a snapshot, in segments, with cuts and own edits in between.
#include "core/sync/tuning.h"
#include "tests/sync/school.h"

#include <fstream>
#include <map>
#include <set>

using namespace staffroom;
using namespace staffroom::test;
using base::ErrorCode;
namespace f = staffroom::domain::field;

namespace {

bool asksForSegment(const sync::Request& request)
{
    return request.path.starts_with("/v1/snapshot/") && request.path.size() > 60;
}

/// A person whose work scope is large enough to come in several segments.
struct LargeScope
{
    School school;
    RecordId anna = school.person();
    std::unique_ptr<Pc> first = school.pc(anna);
    std::vector<RecordId> items;
    static constexpr std::size_t count = sync::tuning::segmentRecords * 2 + 100;

    LargeScope()
    {
        std::vector<domain::Edit> edits;
        for (std::size_t number = 0; number < count; ++number) {
            items.push_back(school.id());
            edits.push_back({items.back(),
                             Kind::planItem,
                             first->work(),
                             {{f::plan_item::title, Value::text("item " + std::to_string(number))}}});
        }
        must(first->replica().commit(edits));
        first->mustSync();
    }
    void title(Pc& pc, std::size_t item, std::string_view text)
    {
        must(pc.write(items[item], Kind::planItem, pc.work(), {{f::plan_item::title, Value::text(text)}}));
    }
    void settle(Pc& second)
    {
        for (Pc* pc : {&second, first.get(), &second})
            pc->mustSync();
        requireLevel(school, {first.get(), &second});
    }
};

} // namespace

TEST_CASE("a blank PC takes a large scope as a snapshot, each segment once")
{
    LargeScope large;
    const auto second = large.school.pc(large.anna);
    std::size_t segments = 0;
    Wire wire;
    wire.before = [&](std::size_t, const sync::Request& request) { segments += asksForSegment(request); };
    REQUIRE(second->sync(wire).clean());
    CHECK(segments == 3);
    requireLevel(large.school, {large.first.get(), second.get()});
}

TEST_CASE("a snapshot cut at any segment goes on there, and what was written here in between is kept")
{
    LargeScope large;
    for (const Fault fault : {Fault::dropBefore, Fault::dropAfter})
        for (std::size_t cutAt = 1; cutAt <= 3; ++cutAt) {
            const auto second = large.school.pc(large.anna);
            std::size_t segments = 0;
            Wire wire;
            wire.fault = [&](std::size_t, const sync::Request& request) {
                return asksForSegment(request) && ++segments == cutAt ? fault : Fault::none;
            };
            REQUIRE(second->sync(wire).dropped);
            // One is here already where the cut came late, the others aren't; one is new.
            const std::string mark = std::to_string(cutAt) + (fault == Fault::dropBefore ? " before" : " after");
            large.title(*second, 3, "edited early " + mark);
            large.title(*second, LargeScope::count - 3, "edited late " + mark);
            const RecordId own = large.school.id();
            must(second->write(own, Kind::planItem, second->work(), {{f::plan_item::title, Value::text("own")}}));
            second->restart();
            segments = 0;
            Wire count;
            count.before = [&](std::size_t, const sync::Request& request) { segments += asksForSegment(request); };
            REQUIRE(second->sync(count).clean());
            CHECK(segments == 3 - (cutAt - 1));
            CHECK(second->text(own, f::plan_item::title) == "own");
            large.settle(*second);
            CHECK(large.first->text(own, f::plan_item::title) == "own");
            bool early = false;
            const sync::RecordState state = large.first->state(large.items[3]);
            for (const sync::LiveWrite& write : state.writes())
                early = early || domain::textOf(write.item) == "edited early " + mark;
            CHECK(early);
        }
}

TEST_CASE("a PC that works while an answer is on its way asks for the same, in the same order, as one that doesn't")
{
    LargeScope large;
    std::vector<std::vector<std::string>> asked;
    for (const Wire::Work work : everyWork) {
        asked.emplace_back();
        const auto other = large.school.pc(large.anna);
        Wire wire;
        wire.work = work;
        wire.before = [&](std::size_t, const sync::Request& request) { asked.back().push_back(request.path); };
        REQUIRE(other->sync(wire).clean());
        requireLevel(large.school, {large.first.get(), other.get()});
    }
    CHECK(asked[1] == asked[0]);
    CHECK(asked[2] == asked[0]);
}

TEST_CASE("a segment that came but wasn't taken in when the PC went off is taken in later and not asked for again")
{
    LargeScope large;
    for (const std::size_t cutAt : {2, 3}) {
        const auto second = large.school.pc(large.anna);
        std::map<std::string, int> asked;
        Wire wire;
        wire.before = [&](std::size_t, const sync::Request& request) {
            if (asksForSegment(request))
                ++asked[request.path];
        };
        wire.fault = [&](std::size_t, const sync::Request& request) {
            return asksForSegment(request) && asked.size() == cutAt ? Fault::dropAhead : Fault::none;
        };
        REQUIRE(second->sync(wire).dropped);
        second->restart();
        wire.fault = {};
        REQUIRE(second->sync(wire).clean());
        CHECK(asked.size() == 3);
        int twice = 0;
        for (const auto& [path, times] : asked)
            twice += times - 1;
        CHECK(twice == 1); // the one that was on its way
        requireLevel(large.school, {large.first.get(), second.get()});
    }
}

TEST_CASE("a garbled segment is refused as such, whether or not the one before it is taken in by then")
{
    LargeScope large;
    for (const Wire::Work work : everyWork)
        for (std::size_t bad = 1; bad <= 3; ++bad) {
            CAPTURE(static_cast<int>(work), bad);
            const auto second = large.school.pc(large.anna);
            std::size_t segments = 0;
            Wire wire;
            wire.work = work;
            wire.alter = [&](std::size_t, const sync::Request& request, Bytes& answer) {
                if (asksForSegment(request) && ++segments == bad)
                    answer.back() = static_cast<char>(answer.back() ^ 1);
            };
            const SyncEnd end = second->sync(wire);
            REQUIRE(end.error.has_value());
            CHECK(end.error->code == ErrorCode::badHash);
            CHECK(segments == bad); // nothing was asked for after it
            const auto begun = must(second->replica().rebase(second->work()));
            REQUIRE(begun.has_value());
            CHECK(begun->next == bad - 1); // those before it are in
            second->mustSync();
            requireLevel(large.school, {large.first.get(), second.get()});
        }
}

TEST_CASE("a segment that the store doesn't take ends as such, though the next one was asked for and came")
{
    LargeScope large;
    for (const Wire::Work work : everyWork) {
        CAPTURE(static_cast<int>(work));
        const auto second = large.school.pc(large.anna);
        std::size_t segments = 0;
        Wire wire;
        wire.work = work;
        const auto refuse = [&](const char* how) {
            const std::lock_guard lock(second->replica().mutex());
            second->replica().writer().execute(how);
        };
        wire.before = [&](std::size_t, const sync::Request& request) {
            if (asksForSegment(request) && ++segments == 2)
                refuse("CREATE TRIGGER full BEFORE INSERT ON record BEGIN SELECT RAISE(ABORT, 'no'); END");
        };
        const SyncEnd end = second->sync(wire);
        REQUIRE(end.error.has_value());
        CHECK(end.error->code == ErrorCode::storageFailed);
        CHECK_FALSE(end.complete);
        CHECK(segments == 2);
        CHECK(must(second->replica().rebase(second->work()))->next == 0);
        refuse("DROP TRIGGER full");
        segments = 2;
        REQUIRE(second->sync(wire).clean());
        CHECK(segments == 2 + (work == Wire::Work::beside ? 1 : 2)); // the first is here, and what was unpacked beside
        requireLevel(large.school, {large.first.get(), second.get()});
    }
}

TEST_CASE("an edit of a record that a later snapshot has newer is an alternative, and waits for nothing")
{
    LargeScope large;
    const auto second = large.school.pc(large.anna);
    std::size_t segments = 0;
    Wire wire;
    wire.fault = [&](std::size_t, const sync::Request& request) {
        return asksForSegment(request) && ++segments == 2 ? Fault::dropBefore : Fault::none;
    };
    REQUIRE(second->sync(wire).dropped);
    large.title(*second, 3, "on the second PC");
    large.title(*large.first, 3, "on the first PC");
    large.first->mustSync();
    large.settle(*second);
    REQUIRE(must(second->replica().contested()).size() == 1);
    CHECK(must(large.first->replica().contested()).size() == 1);
    CHECK(second->state(large.items[3]).settled());
    large.title(*second, 3, "decided");
    large.settle(*second);
    CHECK(must(large.first->replica().contested()).empty());
}

TEST_CASE("the server restored from before the last batches gets them again, and nothing is lost here")
{
    LargeScope large;
    const auto second = large.school.pc(large.anna);
    second->mustSync();
    // As far as these PCs can see a restored server is one that holds less than it acknowledged.
    large.title(*second, 5, "kept");
    second->mustSync();
    must(second->replica().takeBack(second->work(), 0));
    CHECK(must(second->replica().counts()).waiting == 1);
    CHECK(second->text(large.items[5], f::plan_item::title) == "kept");
    large.settle(*second);
    CHECK(large.first->text(large.items[5], f::plan_item::title) == "kept");
    CHECK(large.first->text(large.items[6], f::plan_item::title) == "item 6");
    CHECK(second->text(large.items[6], f::plan_item::title) == "item 6");
    CHECK(must(second->replica().counts()).waiting == 0);
}

TEST_CASE("segments left over from a scope that was left are gone from the disk")
{
    LargeScope large;
    const auto second = large.school.pc(large.anna);
    SQLite::Database& connection = second->replica().writer().connection();
    std::size_t segments = 0;
    Wire wire;
    wire.before = [&](std::size_t, const sync::Request& request) {
        if (asksForSegment(request) && ++segments == 2) // so that a segment is kept and can't be taken in
            connection.exec("PRAGMA max_page_count = " +
                            std::to_string(connection.execAndGet("PRAGMA page_count").getInt()));
    };
    const SyncEnd end = second->sync(wire);
    REQUIRE(end.error);
    CHECK(end.error->code == base::ErrorCode::diskFull);
    connection.exec("PRAGMA max_page_count = 1000000");
    const std::filesystem::path kept = second->replica().file().parent_path() / "segments";
    REQUIRE_FALSE(std::filesystem::is_empty(kept));
    large.school.allow(large.anna, second->work(), 0);
    second->mustSync();
    CHECK(std::filesystem::is_empty(kept));
}

TEST_CASE("segments that the server's disk changed are not handed out: the snapshot is made again within the same sync")
{
    LargeScope large;
    large.school.pc(large.anna)->mustSync();
    for (const auto& entry : std::filesystem::directory_iterator(large.school.store().folder() / "snapshots")) {
        std::fstream file(entry.path(), std::ios::binary | std::ios::in | std::ios::out);
        file.seekp(100);
        file.put('X'); // the size stays
    }
    const auto second = large.school.pc(large.anna);
    second->mustSync();
    requireLevel(large.school, {large.first.get(), second.get()});
}

TEST_CASE("the server keeps the segments of a scope's last two snapshots, and no others")
{
    LargeScope large;
    const auto files = [&] {
        std::size_t count = 0;
        for (const auto& entry : std::filesystem::directory_iterator(large.school.store().folder() / "snapshots"))
            count += entry.is_regular_file();
        return count;
    };
    std::set<sync::Hash> segments[2];
    for (int round = 0; round < 4; ++round) {
        const auto manifest = must(sync::decodeManifest(must(large.school.store().snapshot(large.first->work())),
                                                        large.school.store().key().publicKey()));
        segments[round % 2].clear();
        for (const sync::SegmentInfo& segment : manifest.segments)
            segments[round % 2].insert(segment.hash);
        for (const auto& kept : segments)
            for (const sync::Hash& hash : kept)
                CHECK(large.school.store().segment(large.first->work(), hash).has_value());
        CHECK(files() <= segments[0].size() + segments[1].size());
        for (std::size_t item = 0; item < sync::tuning::snapshotStale + 1; ++item)
            large.title(*large.first, item % LargeScope::count, std::to_string(round) + '.' + std::to_string(item));
        large.first->mustSync();
    }
    large.settle(*large.school.pc(large.anna));
}
