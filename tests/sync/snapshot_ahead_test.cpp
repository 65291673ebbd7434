// SPDX-License-Identifier: GPL-3.0-or-later
// What must hold when a second scope's snapshot is asked for while the first one's last segment is being taken in.
#include "core/sync/tuning.h"
#include "tests/sync/school.h"

#include <algorithm>

using namespace staffroom;
using namespace staffroom::test;
using base::ErrorCode;
namespace f = staffroom::domain::field;

namespace {

/// A person with three scopes that come as snapshots, in this order: her work in three segments, a small group's posts
/// in one, and a large one's in two.
struct LargeScopes
{
    School school;
    RecordId anna = school.person();
    ScopeId small{ScopeType::group, school.id()};
    ScopeId group{ScopeType::group, school.id()};
    std::unique_ptr<Pc> first;
    static constexpr std::size_t segments = 6;

    LargeScopes()
    {
        for (const ScopeId& some : {small, group})
            school.allow(anna, some, domain::only(domain::Role::member));
        first = school.pc(anna);
        first->mustSync();
        std::vector<domain::Edit> edits;
        for (std::size_t number = 0; number < sync::tuning::segmentRecords * 2 + 100; ++number)
            edits.push_back({school.id(),
                             Kind::planItem,
                             first->work(),
                             {{f::plan_item::title, Value::text("item " + std::to_string(number))}}});
        must(first->replica().commit(edits));
        for (std::size_t number = 0; number < sync::tuning::segmentRecords + 100; ++number)
            first->post(group, "post " + std::to_string(number));
        for (std::size_t number = 0; number < sync::tuning::snapshotAfter + 10; ++number)
            first->post(small, "post " + std::to_string(number));
        first->mustSync();
    }
    static std::string manifestOf(const ScopeId& scope) { return "/v1/snapshot/" + base::toHex(scope.view()); }
    static std::filesystem::path kept(Pc& pc) { return pc.replica().file().parent_path() / "segments"; }
};

/// What a first sync asks for, and how it ends.
struct Asked
{
    std::vector<std::string> paths;
    std::size_t times(std::string_view path) const
    {
        return static_cast<std::size_t>(std::count(paths.begin(), paths.end(), path));
    }
    std::size_t under(std::string_view path) const
    {
        return static_cast<std::size_t>(std::count_if(paths.begin(), paths.end(), [&](const std::string& some) {
            return some.starts_with(path) && some.size() > path.size();
        }));
    }
    /// Of whatever scope.
    std::size_t segments() const
    {
        return static_cast<std::size_t>(std::count_if(paths.begin(), paths.end(), isSegment));
    }
    static bool isSegment(const std::string& path) { return path.starts_with("/v1/snapshot/") && path.size() > 60; }
    Wire wire(Wire::Work work)
    {
        Wire wire;
        wire.work = work;
        wire.before = [this](std::size_t, const sync::Request& request) { paths.push_back(request.path); };
        return wire;
    }
};

} // namespace

TEST_CASE("the next scope's snapshot is asked for before the last segment of this one is in, and nothing twice")
{
    LargeScopes large;
    for (const Wire::Work work : everyWork) {
        CAPTURE(static_cast<int>(work));
        const auto second = large.school.pc(large.anna);
        Asked asked;
        Wire wire = asked.wire(work);
        std::vector<ScopeId> ahead;
        if (work == Wire::Work::late) // beside, it depends on the threads
            wire.after = [&](const sync::Request& request, const sync::Response&) {
                if (request.path == large.manifestOf(large.small) && second->cursor(second->work()).seq == 0)
                    ahead.push_back(large.small);
                if (request.path == large.manifestOf(large.group) && second->cursor(large.small).seq == 0)
                    ahead.push_back(large.group);
            };
        REQUIRE(second->sync(wire).clean());
        if (work == Wire::Work::late)
            CHECK(ahead == std::vector{large.small, large.group});
        for (const ScopeId& scope : {second->work(), large.small, large.group})
            CHECK(asked.times(large.manifestOf(scope)) == 1);
        CHECK(asked.segments() == LargeScopes::segments);
        CHECK(std::filesystem::is_empty(large.kept(*second)));
        requireLevel(large.school, {large.first.get(), second.get()});
    }
}

TEST_CASE("a garbled manifest or first segment that was asked for ahead is asked for again in its turn")
{
    LargeScopes large;
    for (const Wire::Work work : everyWork)
        for (const std::string_view garbled : {"manifest", "segment"}) {
            CAPTURE(static_cast<int>(work), garbled);
            const auto second = large.school.pc(large.anna);
            const std::string group = large.manifestOf(large.group);
            Asked asked;
            Wire wire = asked.wire(work);
            bool done = false;
            wire.alter = [&](std::size_t, const sync::Request& request, Bytes& answer) {
                const bool isIt = garbled == "manifest" ? request.path == group : request.path.starts_with(group + '/');
                if (isIt && !std::exchange(done, true))
                    answer.back() = static_cast<char>(answer.back() ^ 1);
            };
            REQUIRE(second->sync(wire).clean());
            CHECK(asked.times(group) == (garbled == "manifest" ? 2 : 1));
            CHECK(asked.under(group) == (garbled == "manifest" ? 2 : 3));
            requireLevel(large.school, {large.first.get(), second.get()});
        }
}

TEST_CASE("a right that goes while the next scope is asked for ahead costs only that scope")
{
    LargeScopes large;
    for (const Wire::Work work : everyWork) {
        CAPTURE(static_cast<int>(work));
        large.school.allow(large.anna, large.small, domain::only(domain::Role::member));
        const auto second = large.school.pc(large.anna);
        const std::string next = large.manifestOf(large.small);
        Asked asked;
        Wire wire = asked.wire(work);
        wire.after = [&](const sync::Request& request, const sync::Response&) {
            if (request.path.starts_with(large.manifestOf(second->work()) + '/'))
                large.school.allow(large.anna, large.small, 0);
        };
        const SyncEnd end = second->sync(wire);
        REQUIRE(end.clean());
        CHECK(end.complete);
        REQUIRE_FALSE(end.notes.empty());
        CHECK(asked.times(next) == 2); // what to do about it is found out in its turn
        CHECK(asked.under(next) == 0);
        CHECK(second->cursor(second->work()).seq != 0);
        second->mustSync();
        for (const sync::HeldScope& scope : must(second->replica().scopes()))
            CHECK((scope.roles != 0) == (scope.scope != large.small));
    }
}

TEST_CASE("a last segment that the store doesn't take ends as such, though the next scope was asked for meanwhile")
{
    LargeScopes large;
    for (const Wire::Work work : everyWork) {
        CAPTURE(static_cast<int>(work));
        const auto second = large.school.pc(large.anna);
        const std::string own = large.manifestOf(second->work());
        Asked asked;
        Wire wire = asked.wire(work);
        const auto refuse = [&](const char* how) {
            const std::lock_guard lock(second->replica().mutex());
            second->replica().writer().execute(how);
        };
        wire.before = [&](std::size_t, const sync::Request& request) {
            asked.paths.push_back(request.path);
            if (request.path == large.manifestOf(large.small))
                refuse("CREATE TRIGGER full BEFORE INSERT ON record BEGIN SELECT RAISE(ABORT, 'no'); END");
        };
        const SyncEnd end = second->sync(wire);
        REQUIRE(end.error.has_value());
        CHECK(end.error->code == ErrorCode::storageFailed);
        CHECK_FALSE(end.complete);
        // Beside the writer also the segment is asked for before anybody knows that it fails.
        CHECK(asked.under(large.manifestOf(large.small)) == (work == Wire::Work::beside ? 1 : 0));
        CHECK(must(second->replica().rebase(second->work()))->next == 2);
        refuse("DROP TRIGGER full");
        asked.paths.clear();
        wire = asked.wire(work);
        REQUIRE(second->sync(wire).clean());
        CHECK(asked.under(own) == 0); // it is kept
        requireLevel(large.school, {large.first.get(), second.get()});
    }
}

TEST_CASE(
    "whatever answer of a first sync is lost, or the last before the PC goes off, only that one is asked for again")
{
    LargeScopes large;
    Asked whole;
    const auto other = large.school.pc(large.anna);
    REQUIRE(other->sync(whole.wire(Wire::Work::late)).clean());
    for (const Fault fault : {Fault::answerLost, Fault::dropAfter})
        for (const Wire::Work work : everyWork)
            for (std::size_t struck = 1; struck <= whole.paths.size(); ++struck) {
                CAPTURE(static_cast<int>(fault), static_cast<int>(work), struck);
                const auto second = large.school.pc(large.anna);
                Asked asked;
                Wire wire = asked.wire(work);
                wire.fault = [&](std::size_t number, const sync::Request&) {
                    return number == struck ? fault : Fault::none;
                };
                const SyncEnd end = second->sync(wire);
                REQUIRE(end.dropped == (fault == Fault::dropAfter));
                if (end.dropped) {
                    second->restart();
                    wire.fault = {};
                    REQUIRE(second->sync(wire).clean());
                } else {
                    REQUIRE(end.clean());
                }
                const bool segment = Asked::isSegment(asked.paths[struck - 1]);
                CHECK(asked.segments() == LargeScopes::segments + (segment ? 1 : 0));
                requireLevel(large.school, {large.first.get(), second.get()});
            }
}

TEST_CASE("a segment that was kept ahead goes from the disk with the right to read it")
{
    LargeScopes large;
    const auto second = large.school.pc(large.anna);
    const std::string next = large.manifestOf(large.small);
    Asked asked;
    Wire wire = asked.wire(Wire::Work::late);
    wire.before = [&](std::size_t, const sync::Request& request) {
        asked.paths.push_back(request.path);
        if (request.path == next) // so that it comes and can't be taken in
            second->replica().writer().execute(
                "CREATE TRIGGER full BEFORE INSERT ON record BEGIN SELECT RAISE(ABORT, 'no'); END");
    };
    wire.work = Wire::Work::beside;
    REQUIRE(second->sync(wire).error.has_value());
    REQUIRE(asked.under(next) == 1);
    REQUIRE(std::filesystem::exists(large.kept(*second) / base::toHex(large.small.view())));
    second->replica().writer().execute("DROP TRIGGER full");
    large.school.allow(large.anna, large.small, 0);
    second->mustSync();
    CHECK(std::filesystem::is_empty(large.kept(*second)));
}
