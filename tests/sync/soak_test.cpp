// SPDX-License-Identifier: GPL-3.0-or-later
// Random edits, random faults, from seeds that repeat them: at the end all is level and nothing that was written is
// missing. STAFFROOM_SOAK_SEEDS runs more seeds, STAFFROOM_SOAK_FIRST starts elsewhere.
#include "tests/sync/school.h"

#include <cstdlib>
#include <map>
#include <set>

using namespace staffroom;
using namespace staffroom::test;
namespace f = staffroom::domain::field;

namespace {

std::uint64_t fromEnvironment(const char* name, std::uint64_t otherwise)
{
    const char* text = std::getenv(name);
    return text ? std::strtoull(text, nullptr, 10) : otherwise;
}

/// Three PCs of two people: Anna has two of them, and both people are in a group.
class Soak
{
public:
    explicit Soak(std::uint64_t seed) : m_school(seed), m_random(seed * 7919 + 1)
    {
        const RecordId anna = m_school.person();
        const RecordId bo = m_school.person();
        m_group = {ScopeType::group, m_school.id()};
        m_school.allow(anna, m_group, domain::only(domain::Role::moderator));
        m_school.allow(bo, m_group, domain::only(domain::Role::member));
        constexpr std::int64_t now = 1'767'225'600'000;
        constexpr std::int64_t walls[] = {1'262'304'000'000, now, 4'070'908'800'000};
        for (const RecordId& person : {anna, anna, bo})
            m_pcs.push_back(m_school.pc(person, walls[m_random.below(3)]));
        for (int number = 0; number < 4; ++number)
            m_shared.push_back(m_school.id());
    }

    void run()
    {
        for (int step = 0; step < 60; ++step) {
            Pc& pc = *m_pcs[m_random.below(m_pcs.size())];
            switch (m_random.below(8)) {
            case 0:
            case 1:
                faultySync(pc);
                break;
            case 2:
                pc.restart();
                break;
            default:
                edit(pc, step);
            }
        }
        for (int round = 0; round < 2; ++round)
            for (const auto& pc : m_pcs)
                pc->mustSync();
        m_pcs[0]->mustSync();
        requireLevel(m_school, {m_pcs[0].get(), m_pcs[1].get(), m_pcs[2].get()});
        requireNothingLost();
    }

private:
    void edit(Pc& pc, int step)
    {
        const std::string text = "step " + std::to_string(step);
        if (m_random.below(3) == 0) { // a post, a change of one, or the removal of one
            const RecordId id = m_posts.empty() || m_random.below(2) == 0 ? pc.post(m_group, text)
                                                                          : m_posts[m_random.below(m_posts.size())];
            if (std::find(m_posts.begin(), m_posts.end(), id) == m_posts.end())
                m_posts.push_back(id);
            else if (!pc.state(id).empty())
                must(pc.write(id, Kind::post, m_group,
                              m_random.below(2) == 0
                                  ? std::vector{std::pair(f::deleted, Value::boolean(true))}
                                  : std::vector{std::pair(f::post::body, Value::text(text))})); // never allowed
            return;
        }
        const RecordId id = m_shared[m_random.below(m_shared.size())];
        if (pc.person() != m_pcs[0]->person() && pc.state(id).empty())
            return; // Anna's items aren't Bo's
        std::vector<std::pair<domain::FieldNo, Value>> fields;
        const std::uint64_t what = m_random.below(8);
        if (what == 0)
            fields.emplace_back(f::deleted, Value::boolean(m_random.below(3) != 0));
        if (what != 0 || m_random.below(3) == 0)
            fields.emplace_back(f::plan_item::title, Value::text(text + " title"));
        if (what > 5)
            fields.emplace_back(f::plan_item::notes, Value::text(text + " notes"));
        must(pc.write(id, Kind::planItem, pc.work(), std::move(fields)));
    }

    void faultySync(Pc& pc)
    {
        Wire wire;
        wire.fault = [&](std::size_t, const sync::Request&) {
            switch (m_random.below(12)) {
            case 0:
                return Fault::requestLost;
            case 1:
                return Fault::answerLost;
            case 2:
                return Fault::twice;
            case 3:
                return Fault::dropBefore;
            case 4:
                return Fault::dropAfter;
            default:
                return Fault::none;
            }
        };
        const SyncEnd end = pc.sync(wire);
        if (end.error) {
            INFO(describe(*end.error));
            CHECK(end.error->code == base::ErrorCode::linkCut);
        }
    }

    /// Every own change is settled; every accepted write is live, or was superseded by one that is in the log.
    void requireNothingLost()
    {
        std::map<std::pair<ScopeId, sync::Dot>, sync::Change> log;
        std::set<std::tuple<RecordId, domain::FieldNo, sync::Dot>> superseded;
        for (const ScopeId& scope : {m_pcs[0]->work(), m_group}) {
            const auto rows = must(m_school.store().log(scope, 1, 0, {}, 100'000'000));
            for (const Bytes& row : rows.entries) {
                const auto entry = must(sync::decodeEntry(row));
                std::uint64_t dseq = entry.first;
                for (const BytesView bytes : entry.changes) {
                    if (sync::isQuarantined(bytes)) {
                        ++dseq;
                        continue;
                    }
                    auto change = must(sync::decodeChange(bytes, entry.incarnation));
                    for (const auto& write : change.writes)
                        for (const sync::Dot& gone : write.supersedes)
                            superseded.emplace(change.record, write.field, gone);
                    log.emplace(std::pair(scope, sync::Dot{entry.incarnation, dseq++}), std::move(change));
                }
            }
        }
        for (const auto& [dot, change] : log) {
            const sync::RecordState state = m_pcs[0]->state(change.record);
            for (const auto& write : change.writes) {
                const bool live =
                    std::any_of(state.writes().begin(), state.writes().end(), [&, dot = dot.second](const auto& some) {
                        return some.field == write.field && some.dot == dot && some.item == write.item;
                    });
                CHECK(live != superseded.contains({change.record, write.field, dot.second}));
            }
        }
        for (const auto& pc : m_pcs) {
            SQLite::Statement own(
                pc->replica().writer().connection(),
                "SELECT s.scope, o.dseq, o.outcome, o.reason FROM own_change o JOIN scope s USING (sid)");
            while (own.executeStep()) {
                const auto scope = ScopeId::fromBytes(own.getColumn(0).getString());
                const sync::Dot dot{pc->replica().incarnation(),
                                    static_cast<std::uint64_t>(own.getColumn(1).getInt64())};
                REQUIRE(scope);
                const int outcome = own.getColumn(2).getInt();
                CHECK(outcome != 0);
                CHECK(log.contains({*scope, dot}) == (outcome == 1));
                CHECK((outcome == 2) == !own.getColumn(3).isNull());
            }
        }
    }

    School m_school;
    base::SeededRandom m_random;
    ScopeId m_group;
    std::vector<std::unique_ptr<Pc>> m_pcs;
    std::vector<RecordId> m_shared, m_posts;
};

} // namespace

TEST_CASE("random edits under random faults end level, with every change present, an alternative or rejected")
{
    const std::uint64_t first = fromEnvironment("STAFFROOM_SOAK_FIRST", 1);
    const std::uint64_t seeds = fromEnvironment("STAFFROOM_SOAK_SEEDS", 200);
    for (std::uint64_t seed = first; seed < first + seeds; ++seed) {
        INFO("seed " << seed);
        Soak(seed).run();
    }
}
