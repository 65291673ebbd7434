// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/value.h"
#include "tests/end_to_end/county.h"
#include "tests/end_to_end/pc.h"
#include "tests/end_to_end/processes.h"
#include "tests/support/catch.hpp"

#include <algorithm>

using namespace staffroom;
using namespace staffroom::test;
using domain::Value;
namespace f = domain::field;

namespace {

/// Server store and server process of one test.
struct World
{
    TemporaryFolder folder;
    County county;
    ServerProcess server;

    explicit World(int posts = 0)
        : county(makeCounty(folder.path() / "server", posts)),
          server(folder.path() / "server")
    {
        server.start();
    }
    std::map<std::string, std::string> serverDigests()
    {
        server.stop();
        const base::SystemClock clock;
        base::SystemRandom random;
        auto store = storage::SqliteCentral::open({folder.path() / "server", clock, random}, false);
        REQUIRE(store.ok());
        CHECK((*store)->verifyLogs().ok());
        std::map<std::string, std::string> digests;
        const auto reports = (*store)->digests();
        REQUIRE(reports.ok());
        for (const auto& report : *reports)
            digests[report.scope.text()] = report.digest.hex();
        return digests;
    }
};

std::string titleOf(Pc& pc, const base::RecordId& item)
{
    const auto found = pc->learning().reads().planItem(item);
    REQUIRE(found.ok());
    return *found ? (*found)->title : std::string("(none)");
}

/// Every scope that the PC holds is what the server holds.
void checkLevel(Pc& pc, const std::map<std::string, std::string>& server)
{
    const auto digests = pc.digests();
    CHECK(digests.size() >= 4);
    for (const auto& [scope, digest] : digests) {
        INFO(scope);
        CHECK(server.at(scope) == digest);
    }
}

void edit(Pc& pc, const base::RecordId& item, domain::FieldNo field, const std::string& text)
{
    REQUIRE(pc->learning().changeItem(item, field, Value::text(text)).ok());
}

} // namespace

TEST_CASE("a PC tells what its last sync brought, not what it sent, and still knows after a restart")
{
    World world;
    Pc a(world.folder.path() / "a", world.server.address(), "li");
    const auto plan = a->learning().addPlan("本学期", "2026-09-01", "2027-01-20", 2400);
    REQUIRE(plan.ok());
    const auto item = a->learning().addItem(*plan, "目标", "听一节课");
    REQUIRE(item.ok());
    REQUIRE_FALSE(a.sync().problem.has_value());
    const std::vector<node::Arrived> talk{{domain::Kind::post, 1, {"A 发的"}}, {domain::Kind::reply, 2, {"A 发的"}}};
    {
        Pc b(world.folder.path() / "b", world.server.address(), "li");
        const node::Arrivals first = b.sync().arrivals;
        CHECK(first.when > 0);
        const auto of = [&](domain::Kind kind) {
            const auto found = std::find_if(first.kinds.begin(), first.kinds.end(),
                                            [&](const node::Arrived& some) { return some.kind == kind; });
            return found == first.kinds.end() ? node::Arrived{kind, 0, {}} : *found;
        };
        CHECK(of(domain::Kind::planItem) == node::Arrived{domain::Kind::planItem, 1, {"听一节课"}});
        CHECK(of(domain::Kind::plan).count == 1);
        CHECK(of(domain::Kind::preference).count == 0);

        const auto post = a->community().post(world.county.group, "A 发的", "正文");
        REQUIRE(post.ok());
        REQUIRE(a->community().reply(*post, {}, "一").ok());
        REQUIRE(a->community().reply(*post, {}, "二").ok());
        REQUIRE_FALSE(a.sync().problem.has_value());
        CHECK(b.sync().arrivals.kinds == talk);
        REQUIRE(b->community().reply(*post, {}, "我写的").ok());
        CHECK(b.sync().arrivals.kinds == talk);

        edit(a, *item, f::plan_item::notes, "一");
        edit(a, *item, f::plan_item::notes, "二");
        REQUIRE_FALSE(a.sync().problem.has_value());
        const std::vector<node::Arrived> changed{{domain::Kind::planItem, 1, {"听一节课"}}};
        CHECK(b.sync().arrivals.kinds == changed);
    }
    Pc again(world.folder.path() / "b", world.server.address(), "li");
    CHECK(again->status().arrivals.kinds.size() == 1);
    CHECK(again->status().lastSynced > 0);
}

TEST_CASE(
    "two PCs edit a plan offline: whatever the order of syncing, both and the server end equal and nothing is lost")
{
    // Both PCs are the same teacher's: at home and at school.
    for (const std::string order : {"ab", "ba", "aabb", "abab", "bbaa"}) {
        INFO("order " << order);
        World world;
        Pc a(world.folder.path() / "a", world.server.address(), "li");
        const auto plan = a->learning().addPlan("本学期", "2026-09-01", "2027-01-20", 2400);
        REQUIRE(plan.ok());
        const auto fields = a->learning().addItem(*plan, "目标", "不同字段");
        const auto same = a->learning().addItem(*plan, "目标", "同一字段");
        const auto gone = a->learning().addItem(*plan, "目标", "一删一改");
        REQUIRE((fields.ok() && same.ok() && gone.ok()));
        REQUIRE_FALSE(a.sync().problem.has_value());
        Pc b(world.folder.path() / "b", world.server.address(), "li");
        REQUIRE_FALSE(b.sync().problem.has_value());
        REQUIRE(titleOf(b, *same) == "同一字段");

        edit(a, *fields, f::plan_item::notes, "A 的笔记");
        edit(b, *fields, f::plan_item::due, "2026-12-01");
        edit(a, *same, f::plan_item::title, "A 的题目");
        edit(b, *same, f::plan_item::title, "B 的题目");
        REQUIRE(a->learning().deleteItem(*gone).ok());
        edit(b, *gone, f::plan_item::notes, "删除时还不知道的一句话");
        REQUIRE(a->community().post(world.county.group, "A 发的", "正文").ok());
        REQUIRE(b->community().post(world.county.group, "B 发的", "正文").ok());

        for (const char who : order + "abab")
            REQUIRE_FALSE((who == 'a' ? a : b).sync().problem.has_value());
        CHECK(a.digests() == b.digests());

        for (Pc* pc : {&a, &b}) {
            const auto merged = (*pc)->learning().reads().planItem(*fields);
            REQUIRE((merged.ok() && *merged));
            CHECK((*merged)->notes == "A 的笔记");
            CHECK((*merged)->due == "2026-12-01");
            const auto decisions = (*pc)->decisions();
            REQUIRE(decisions.ok());
            CHECK(decisions->size() == 2); // the title, and the deletion
            const auto title = std::find_if(decisions->begin(), decisions->end(),
                                            [&](const auto& some) { return some.record == *same; });
            REQUIRE(title != decisions->end());
            REQUIRE(title->versions.size() == 2);
            std::vector<std::string> texts{std::string(title->versions[0].value.asText().value()),
                                           std::string(title->versions[1].value.asText().value())};
            std::sort(texts.begin(), texts.end());
            CHECK(texts == std::vector<std::string>{"A 的题目", "B 的题目"});
            const auto kept = (*pc)->learning().reads().planItem(*gone);
            REQUIRE(kept.ok());
            REQUIRE(*kept); // an edit that didn't know of the deletion keeps it visible
            CHECK((*kept)->notes == "删除时还不知道的一句话");
            const auto threads = (*pc)->community().reads().threads(world.county.li, world.county.group, {}, 10);
            REQUIRE(threads.ok());
            CHECK(threads->size() == 2);
        }
        CHECK(titleOf(a, *same) == titleOf(b, *same));

        // Decided once, gone everywhere.
        const auto decisions = b->decisions();
        REQUIRE(decisions.ok());
        for (const node::Decision& decision : *decisions)
            REQUIRE(
                b->decide(decision, decision.record == *same ? Value::text("两个都要") : Value::boolean(true)).ok());
        for (Pc* pc : {&b, &a})
            REQUIRE_FALSE(pc->sync().problem.has_value());
        for (Pc* pc : {&a, &b}) {
            CHECK((*pc)->decisions()->empty());
            CHECK(titleOf(*pc, *same) == "两个都要");
            CHECK_FALSE((*pc)->learning().reads().planItem(*gone)->has_value());
            CHECK((*pc)->status().waiting == 0);
        }
        CHECK(a.digests() == b.digests());
        const auto server = world.serverDigests();
        checkLevel(a, server);
        checkLevel(b, server);
    }
}

TEST_CASE("a blank PC signs in as the same teacher and has everything back, unfinished progress too")
{
    World world(600);
    const base::RecordId course = base::idFromKey("test", {"course"});
    const base::RecordId activity = base::idFromKey("test", {"activity"});
    std::map<std::string, std::string> before;
    {
        Pc old(world.folder.path() / "old", world.server.address(), "li");
        REQUIRE_FALSE(old.sync().problem.has_value());
        const auto plan = old->learning().addPlan("本学期", "2026-09-01", "2027-01-20", 2400);
        REQUIRE(plan.ok());
        REQUIRE(old->learning().addItem(*plan, "目标", "读书").ok());
        REQUIRE(old->learning().enrol(course).ok());
        REQUIRE(old.replica()
                    .commit(std::vector{domain::Edit{domain::enrolmentId(world.county.li, course),
                                                     domain::Kind::enrolment,
                                                     {domain::ScopeType::personWork, world.county.li},
                                                     {{f::enrolment::activity, Value::id(activity)},
                                                      {f::enrolment::location, Value::text("0.42")}}}})
                    .ok());
        REQUIRE_FALSE(old.sync().problem.has_value());
        before = old.digests();
    } // the old PC is lost
    Pc blank(world.folder.path() / "blank", world.server.address(), "li");
    REQUIRE_FALSE(blank.sync().problem.has_value());
    CHECK(blank.digests() == before);
    const auto plans = blank->learning().reads().plans(world.county.li);
    REQUIRE((plans.ok() && plans->size() == 1));
    CHECK(blank->learning().reads().planItems(plans->front().id)->size() == 1);
    const auto enrolment = blank.replica().shown(domain::enrolmentId(world.county.li, course));
    REQUIRE((enrolment.ok() && *enrolment));
    const auto location = std::find_if((*enrolment)->second.begin(), (*enrolment)->second.end(),
                                       [](const auto& write) { return write.field == f::enrolment::location; });
    REQUIRE(location != (*enrolment)->second.end());
    CHECK(domain::textOf(location->item) == "0.42");
}

TEST_CASE("a person signs in again without a network and goes on working")
{
    World world(20);
    {
        Pc pc(world.folder.path() / "a", world.server.address(), "li");
        REQUIRE_FALSE(pc.sync().problem.has_value());
    }
    world.server.stop();
    CHECK_THROWS(Pc(world.folder.path() / "a", world.server.address(), "li", "wrong"));
    Pc pc(world.folder.path() / "a", world.server.address(), "li");
    REQUIRE(pc->community().post(world.county.group, "没有网也能写", "正文").ok());
    const auto status = pc.sync();
    REQUIRE(status.problem.has_value());
    CHECK(status.problem->code == base::ErrorCode::hostUnreachable);
    CHECK(pc->status().waiting == 1);
    world.server.start(world.server.port());
    REQUIRE_FALSE(pc.sync().problem.has_value());
    CHECK(pc->status().waiting == 0);
    CHECK(pc->outbox(10)->front().receipt == node::Receipt::atServer);
}

TEST_CASE("a sync with nothing to do takes one request and less than 2 KB on the wire")
{
    World world(20);
    CountingProxy proxy(world.server.port());
    Pc pc(world.folder.path() / "a", proxy.address(), "li");
    REQUIRE_FALSE(pc.sync().problem.has_value());
    const std::uint64_t before = proxy.bytesToClient() + proxy.bytesToServer();
    const auto status = pc.sync();
    REQUIRE_FALSE(status.problem.has_value());
    CHECK(status.requests == 1);
    CHECK(proxy.bytesToClient() + proxy.bytesToServer() - before < 2048);
}
