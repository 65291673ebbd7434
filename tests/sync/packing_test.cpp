// SPDX-License-Identifier: GPL-3.0-or-later
// What must hold when the server makes its snapshots small while nobody waits.
#include "app/server/packer.h"
#include "core/sync/tuning.h"
#include "tests/sync/school.h"

#include <fstream>

using namespace staffroom;
using namespace staffroom::test;
namespace f = staffroom::domain::field;

namespace {

const auto always = [] { return true; };

/// Work of a person that fills some segments.
struct Packed
{
    School school;
    RecordId anna = school.person();
    std::unique_ptr<Pc> first = school.pc(anna);
    std::vector<RecordId> items;

    Packed()
    {
        constexpr const char* words[] = {"备课", "听课", "分数", "作业", "reading", "lesson", "practice", "家访"};
        base::SeededRandom random(7);
        std::vector<domain::Edit> edits;
        for (std::size_t number = 0; number < 2 * sync::tuning::segmentRecords + 100; ++number) {
            items.push_back(school.id());
            std::string notes;
            for (int word = 0; word < 40; ++word)
                notes += words[random.below(std::size(words))] + std::to_string(random.below(30)) + ' ';
            edits.push_back({items.back(),
                             Kind::planItem,
                             first->work(),
                             {{f::plan_item::title, Value::text("item " + std::to_string(number))},
                              {f::plan_item::notes, Value::text(notes)}}});
        }
        must(first->replica().commit(edits));
        first->mustSync();
    }
    sync::Manifest manifest()
    {
        return must(
            sync::decodeManifest(must(school.store().snapshot(first->work())), school.store().key().publicKey()));
    }
    std::size_t packAll()
    {
        std::size_t packed = 0;
        for (const ScopeId& scope : must(school.store().snapshotsToPack()))
            packed += must(school.store().packSnapshot(scope, always));
        return packed;
    }
    std::size_t files()
    {
        const auto folder = std::filesystem::directory_iterator(school.store().folder() / "snapshots");
        return static_cast<std::size_t>(std::distance(begin(folder), end(folder)));
    }
};

/// Another PC of hers that fetches a snapshot of three segments; something happens before it asks for the second one.
struct Fetching
{
    Wire wire;
    std::size_t segments = 0, manifests = 0;

    void end(Packed& work, const std::function<void()>& happens)
    {
        const auto second = work.school.pc(work.anna);
        wire.before = [&](std::size_t, const sync::Request& request) {
            if (!request.path.starts_with("/v1/snapshot/"))
                return;
            constexpr std::size_t withoutHash = 60;
            manifests += request.path.size() <= withoutHash;
            if (request.path.size() > withoutHash && ++segments == 2)
                happens();
        };
        REQUIRE(second->sync(wire).clean());
        CHECK(segments == 3);
        CHECK(manifests == 1);
        second->mustSync(); // what was written meanwhile
        requireLevel(work.school, {work.first.get(), second.get()});
    }
};

} // namespace

TEST_CASE("a packed snapshot has the same records at the same place in fewer bytes, and is packed once")
{
    Packed work;
    CHECK(work.packAll() == 0); // nobody has asked for one
    const sync::Manifest quick = work.manifest();
    CHECK(work.packAll() == 1);
    const sync::Manifest dense = work.manifest();
    CHECK(dense.bytes() < quick.bytes());
    CHECK(dense.records() == quick.records());
    CHECK(dense.seq == quick.seq);
    CHECK(dense.chain == quick.chain);
    CHECK(dense.seen == quick.seen);
    CHECK(work.packAll() == 0);
    const auto second = work.school.pc(work.anna);
    second->mustSync();
    requireLevel(work.school, {work.first.get(), second.get()});
}

TEST_CASE("who fetches a snapshot while it is packed gets it to its end")
{
    Packed work;
    Fetching().end(work, [&] { CHECK(work.packAll() >= 1); });
}

TEST_CASE("a stale snapshot is left to who asks for it, and who fetches one gets it to its end though two came since")
{
    Packed work;
    Fetching().end(work, [&] {
        CHECK(work.packAll() == 1);
        for (std::size_t change = 0; change < sync::tuning::snapshotStale + 1; ++change)
            must(work.first->write(work.items[change % work.items.size()], Kind::planItem, work.first->work(),
                                   {{f::plan_item::title, Value::text("again " + std::to_string(change))}}));
        work.first->mustSync();
        CHECK(work.packAll() == 0);
        work.manifest(); // somebody asks, and gets another one
        CHECK(work.packAll() == 1);
    });
}

TEST_CASE("packing that is told to end leaves the snapshot as it was, and nothing on the disk")
{
    Packed work;
    const sync::Manifest quick = work.manifest();
    const std::size_t files = work.files();
    int asked = 0;
    CHECK_FALSE(must(work.school.store().packSnapshot(work.first->work(), [&] { return ++asked < 3; })));
    CHECK(asked == 3);
    CHECK(work.manifest().bytes() == quick.bytes());
    CHECK(work.files() == files);
    CHECK(work.packAll() == 1);
    CHECK(work.files() > files);
}

TEST_CASE("a segment that the disk changed is told and made anew before it is packed")
{
    Packed work;
    const sync::Manifest quick = work.manifest();
    const std::size_t files = work.files();
    {
        std::fstream file(*work.school.store().segment(work.first->work(), quick.segments[1].hash),
                          std::ios::binary | std::ios::in | std::ios::out);
        file.seekp(100);
        file.put('X');
    }
    const auto packed = work.school.store().packSnapshot(work.first->work(), always);
    REQUIRE_FALSE(packed.ok());
    CHECK(packed.error().code == base::ErrorCode::badHash);
    CHECK(work.files() == files - 1);
    CHECK(work.packAll() == 1);
    CHECK(work.manifest().bytes() < quick.bytes());
    const auto second = work.school.pc(work.anna);
    second->mustSync();
    requireLevel(work.school, {work.first.get(), second.get()});
}

TEST_CASE("the server packs by itself what was asked for, and ends at once when it is told to")
{
    Packed work;
    const std::uint64_t quick = work.manifest().bytes();
    std::ostringstream lines;
    base::Log log(lines, work.school.clock());
    {
        const server::Packer packer(work.school.store(), log, std::chrono::milliseconds(1));
        for (int tries = 0; work.manifest().bytes() == quick; ++tries) {
            REQUIRE(tries < 10'000);
            std::this_thread::sleep_for(std::chrono::milliseconds(1));
        }
    }
    CHECK(work.manifest().bytes() < quick);
    CHECK(lines.str().find("packed snapshots") != std::string::npos);
    const server::Packer waits(work.school.store(), log); // for a minute, unless it is told to end
}
