// SPDX-License-Identifier: GPL-3.0-or-later
// Batches of many devices that come at the same moment share a commit: each must still get its own word.
#include "tests/sync/school.h"

#include <thread>

using namespace staffroom;
using namespace staffroom::test;
namespace f = staffroom::domain::field;

namespace {

/// A device that writes batches of one post each into a group, the last of which it may not write.
class Writer
{
public:
    Writer(School& school, const ScopeId& group, const RecordId& person)
        : m_group(group),
          m_person(person),
          m_key(base::KeyPair::make(school.random())),
          m_device{base::incarnationOf(m_key.publicKey()), m_key.publicKey(), person, false}
    {
        must(school.store().addDevice(m_device, "PC", 0));
        for (RecordId& id : m_ids)
            id = school.id();
        m_stranger = school.id();
    }

    static constexpr std::size_t count = 40;

    /// From a thread of its own: Catch's assertions aren't used here.
    void push(storage::SqliteCentral& store)
    {
        sync::Hash previous;
        for (std::size_t number = 0; number < count; ++number) {
            const bool last = number + 1 == count;
            const sync::Change change{
                m_ids.at(number),
                static_cast<std::uint32_t>(Kind::post),
                number + 1,
                {{f::post::body, Bytes(Value::text("together").item()), 0, {}},
                 {f::post::author, Bytes(Value::id(last ? m_stranger : m_person).item()), 0, {}}}};
            sync::Change sorted = change;
            std::sort(sorted.writes.begin(), sorted.writes.end(),
                      [](const auto& one, const auto& other) { return one.field < other.field; });
            const Bytes encoded = sync::encode(sorted, m_device.incarnation);
            const sync::Batch batch = sync::sealBatch(m_key, m_group, number + 1, previous, std::span(&encoded, 1));
            previous = batch.hash();
            const auto verdict = store.take(batch, m_device);
            const bool right = verdict && !verdict->refused && verdict->batch == previous &&
                               verdict->through == number + 1 && verdict->quarantined.empty() != last;
            good += right;
        }
    }
    std::size_t good = 0;

private:
    ScopeId m_group;
    RecordId m_person, m_stranger;
    base::KeyPair m_key;
    sync::Device m_device;
    std::array<RecordId, count> m_ids;
};

} // namespace

TEST_CASE("batches that come at the same moment get each its own verdict, and the logs stay sound")
{
    School school;
    const RecordId anna = school.person();
    std::vector<ScopeId> groups;
    for (int number = 0; number < 3; ++number) {
        groups.emplace_back(ScopeType::group, school.id());
        school.allow(anna, groups.back(), domain::only(domain::Role::member));
    }
    const ScopeId unknown{ScopeType::group, school.id()};
    std::vector<std::unique_ptr<Writer>> writers;
    writers.reserve(12);
    for (std::size_t number = 0; number < 12; ++number)
        writers.push_back(std::make_unique<Writer>(school, groups[number % groups.size()], anna));
    Writer lost(school, unknown, anna);
    std::vector<std::thread> threads;
    threads.reserve(writers.size() + 1);
    for (const auto& writer : writers)
        threads.emplace_back([&writer, &school] { writer->push(school.store()); });
    threads.emplace_back([&lost, &school] { lost.push(school.store()); });
    for (std::thread& thread : threads)
        thread.join();
    for (const auto& writer : writers)
        CHECK(writer->good == Writer::count);
    CHECK(lost.good == 0);
    must(school.store().verifyLogs());
    std::uint64_t taken = 0;
    for (const auto& report : must(school.store().digests()))
        taken += report.seq;
    CHECK(taken == writers.size() * Writer::count);
    const auto pc = school.pc(anna);
    pc->mustSync();
    requireLevel(school, {pc.get()});
}
