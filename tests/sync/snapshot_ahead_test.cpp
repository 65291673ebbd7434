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

constexpr Wire::Work everyWork[] = {Wire::Work::late, Wire::Work::meanwhile, Wire::Work::beside};

/// A person with two scopes that come as snapshots: her work in three segments, and then a group's posts in two.
struct TwoLargeScopes
{
    School school;
    RecordId anna = school.person();
    ScopeId group{ScopeType::group, school.id()};
    std::unique_ptr<Pc> first;

    TwoLargeScopes()
    {
        school.allow(anna, group, domain::only(domain::Role::member));
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
        first->mustSync();
    }
    std::string manifestOf(const ScopeId& scope) const { return "/v1/snapshot/" + base::toHex(scope.view()); }
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
    TwoLargeScopes large;
    for (const Wire::Work work : everyWork) {
        CAPTURE(static_cast<int>(work));
        const auto second = large.school.pc(large.anna);
        const std::string own = large.manifestOf(second->work());
        const std::string group = large.manifestOf(large.group);
        Asked asked;
        Wire wire = asked.wire(work);
        bool ahead = false;
        if (work == Wire::Work::late)
            wire.after = [&](const sync::Request& request, const sync::Response&) {
                ahead = ahead || (request.path == group && second->cursor(second->work()).seq == 0);
            };
        REQUIRE(second->sync(wire).clean());
        CHECK(ahead == (work == Wire::Work::late));
        CHECK(asked.times(own) == 1);
        CHECK(asked.times(group) == 1);
        CHECK(asked.under(own) == 3);
        CHECK(asked.under(group) == 2);
        requireLevel(large.school, {large.first.get(), second.get()});
    }
}

TEST_CASE("a garbled manifest or first segment that was asked for ahead is asked for again in its turn")
{
    TwoLargeScopes large;
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
    TwoLargeScopes large;
    for (const Wire::Work work : everyWork) {
        CAPTURE(static_cast<int>(work));
        large.school.allow(large.anna, large.group, domain::only(domain::Role::member));
        const auto second = large.school.pc(large.anna);
        const std::string group = large.manifestOf(large.group);
        Asked asked;
        Wire wire = asked.wire(work);
        wire.after = [&](const sync::Request& request, const sync::Response&) {
            if (request.path.starts_with(large.manifestOf(second->work()) + '/'))
                large.school.allow(large.anna, large.group, 0);
        };
        const SyncEnd end = second->sync(wire);
        REQUIRE(end.clean());
        CHECK(end.complete);
        REQUIRE_FALSE(end.notes.empty());
        CHECK(asked.times(group) == 2); // what to do about it is found out in its turn
        CHECK(asked.under(group) == 0);
        CHECK(second->cursor(second->work()).seq != 0);
        second->mustSync();
        for (const sync::HeldScope& scope : must(second->replica().scopes()))
            CHECK((scope.roles != 0) == (scope.scope != large.group));
    }
}

TEST_CASE("a last segment that the store doesn't take ends as such, though the next scope was asked for meanwhile")
{
    TwoLargeScopes large;
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
            if (request.path == large.manifestOf(large.group))
                refuse("CREATE TRIGGER full BEFORE INSERT ON record BEGIN SELECT RAISE(ABORT, 'no'); END");
        };
        const SyncEnd end = second->sync(wire);
        REQUIRE(end.error.has_value());
        CHECK(end.error->code == ErrorCode::storageFailed);
        CHECK_FALSE(end.complete);
        CHECK(must(second->replica().rebase(second->work()))->next == 2);
        refuse("DROP TRIGGER full");
        asked.paths.clear();
        wire = asked.wire(work);
        REQUIRE(second->sync(wire).clean());
        CHECK(asked.under(own) == 0); // it is kept
        requireLevel(large.school, {large.first.get(), second.get()});
    }
}

TEST_CASE("a PC that is switched off anywhere around the step to the next scope loses one segment of the link's time")
{
    TwoLargeScopes large;
    std::size_t whole = 0;
    {
        Asked asked;
        const auto other = large.school.pc(large.anna);
        REQUIRE(other->sync(asked.wire(Wire::Work::late)).clean());
        whole = asked.paths.size();
    }
    for (const Wire::Work work : everyWork)
        for (std::size_t cutAt = 1; cutAt <= whole; ++cutAt) {
            CAPTURE(static_cast<int>(work), cutAt);
            const auto second = large.school.pc(large.anna);
            Asked asked;
            Wire wire = asked.wire(work);
            wire.fault = [&](std::size_t number, const sync::Request&) {
                return number == cutAt ? Fault::dropAfter : Fault::none;
            };
            REQUIRE(second->sync(wire).dropped);
            second->restart();
            wire.fault = {};
            REQUIRE(second->sync(wire).clean());
            const std::size_t segments =
                asked.under(large.manifestOf(second->work())) + asked.under(large.manifestOf(large.group));
            CHECK(segments <= 5 + 2); // the one on its way, and the one that isn't in a file yet or kept for nobody
            requireLevel(large.school, {large.first.get(), second.get()});
        }
}
