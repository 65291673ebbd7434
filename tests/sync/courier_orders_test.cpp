// SPDX-License-Identifier: GPL-3.0-or-later
// Sticks and links in every order: all that was written is there once, and everybody ends with the same.
#include "tests/sync/stick.h"
#include "tests/sync/two_teachers.h"

#include <algorithm>
#include <array>

using namespace staffroom;
using namespace staffroom::test;

namespace {

/// Two teachers, whose files are all kept and may be read at any later time, in any order.
class Village
{
public:
    explicit Village(std::uint64_t seed) : m_random(seed)
    {
        for (const RecordId& person : {m_anna, m_bo})
            m_school.allow(person, m_group, domain::only(domain::Role::member));
        m_pcs[0] = m_school.pc(m_anna);
        m_pcs[1] = m_school.pc(m_bo);
        m_pcs[2] = m_school.pc(m_anna); // Anna's other PC
        const RecordId item = m_school.id();
        m_items = {item, m_school.id()};
    }

    void step()
    {
        const std::size_t who = m_random.below(m_pcs.size());
        Pc& pc = *m_pcs[who];
        switch (m_random.below(10)) {
        case 0:
        case 1:
            m_posts.push_back(pc.post(m_group, "post " + std::to_string(m_posts.size())));
            break;
        case 2: // by Anna on two PCs at once: alternatives
            must(pc.write(m_items[who == 1 ? 1 : 0], Kind::planItem, pc.work(),
                          {{f::plan_item::title, Value::text("title " + std::to_string(m_random.next64()))}}));
            break;
        case 3:
            m_up.push_back(writeUp(m_school, pc));
            break;
        case 4:
            if (!m_up.empty()) // the newest, or any old one
                must(takeUp(m_school, m_random.below(2) == 0 ? m_up.back() : m_up[m_random.below(m_up.size())]));
            break;
        case 5:
            m_down.emplace_back(who, writeDown(m_school, pc));
            break;
        case 6:
        case 7:
            if (!m_down.empty()) {
                const auto& [reader, file] =
                    m_random.below(2) == 0 ? m_down.back() : m_down[m_random.below(m_down.size())];
                must(takeDown(m_school, *m_pcs[reader], file));
            }
            break;
        case 8:
            pc.mustSync();
            break;
        default: // a reading that is cut off
            if (!m_down.empty()) {
                const auto& [reader, file] = m_down[m_random.below(m_down.size())];
                std::uint64_t left = m_random.below(6);
                (void)takeDown(m_school, *m_pcs[reader], file, nullptr, [&](std::uint64_t, std::uint64_t) {
                    return left-- > 0;
                }).ok();
                m_pcs[reader]->restart();
            }
        }
    }

    /// Brings all level, by stick or by link, and looks at everything.
    void settle(bool byStick)
    {
        for (int round = 0; round < 3; ++round)
            for (const auto& pc : m_pcs) {
                if (byStick)
                    roundTrip(m_school, *pc);
                else
                    pc->mustSync();
            }
        requireWhole();
        for (const Bytes& file : m_up)
            must(takeUp(m_school, file));
        for (const auto& [reader, file] : m_down)
            must(takeDown(m_school, *m_pcs[reader], file));
        requireWhole();
        for (const auto& pc : m_pcs)
            pc->mustSync();
        requireWhole();
    }

private:
    void requireWhole()
    {
        requireLevel(m_school, {m_pcs[0].get(), m_pcs[1].get(), m_pcs[2].get()});
        for (const auto& pc : m_pcs) {
            const auto counts = must(pc->replica().counts());
            CHECK(counts.waiting == 0);
            CHECK(counts.rejected == 0);
            for (const RecordId& post : m_posts)
                REQUIRE_FALSE(pc->state(post).empty());
        }
        for (const auto& report : must(m_school.store().digests()))
            if (report.scope == m_group)
                CHECK(report.seq == m_posts.size()); // nothing doubled
    }

    base::SeededRandom m_random;
    School m_school;
    ScopeId m_group{ScopeType::group, m_school.id()};
    RecordId m_anna = m_school.person(), m_bo = m_school.person();
    std::array<std::unique_ptr<Pc>, 3> m_pcs;
    std::array<RecordId, 2> m_items;
    std::vector<RecordId> m_posts;
    std::vector<Bytes> m_up;
    std::vector<std::pair<std::size_t, Bytes>> m_down;
};

} // namespace

TEST_CASE("sticks and links in any order, old files, and cut readings: all is there once, and equal everywhere")
{
    for (std::uint64_t seed = 1; seed <= 40; ++seed) {
        INFO("seed " << seed);
        Village village(seed);
        for (int number = 0; number < 60; ++number)
            village.step();
        village.settle(seed % 2 == 0);
    }
}

TEST_CASE("a direct sync at any moment of a stick's way leaves nothing to be put right by hand")
{
    // Before each of the four steps, and after them, there is a sync or there is none.
    for (unsigned syncs = 0; syncs < 32; ++syncs) {
        INFO(syncs);
        Group group;
        group.a->mustSync();
        std::vector<RecordId> posts;
        const auto moment = [&](unsigned number) {
            posts.push_back(group.a->post(group.group, "A"));
            posts.push_back(group.b->post(group.group, "B"));
            if (number % 2 == 0)
                group.b->mustSync();
            if (syncs >> number & 1U)
                group.a->mustSync();
        };
        moment(0);
        const Bytes up = writeUp(group.school, *group.a);
        moment(1);
        must(takeUp(group.school, up));
        moment(2);
        const Bytes down = writeDown(group.school, *group.a);
        moment(3);
        must(takeDown(group.school, *group.a, down));
        moment(4);
        roundTrip(group.school, *group.a);
        group.b->mustSync();
        roundTrip(group.school, *group.a);
        requireLevel(group.school, {group.a.get(), group.b.get()});
        for (const RecordId& post : posts) {
            CHECK_FALSE(group.a->state(post).empty());
            CHECK_FALSE(group.b->state(post).empty());
        }
        CHECK(must(group.a->replica().counts()).waiting == 0);
    }
}
