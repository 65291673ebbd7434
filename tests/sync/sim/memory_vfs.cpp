// SPDX-License-Identifier: GPL-3.0-or-later
// Names, machines and faults. What SQLite calls is in memory_vfs_calls.cpp, what a power cut does to bytes in
// memory_file.cpp.
#include "tests/sync/sim/memory_vfs.h"

#include "tests/sync/sim/memory_node.h"

#include <algorithm>

namespace staffroom::test {

namespace {

std::string_view folderOf(std::string_view name)
{
    return name.substr(0, name.rfind('/') + 1);
}

} // namespace

MemoryDisk::State::State(std::uint64_t seed) : random(seed), accidents(~seed) {}

MemoryDisk::State::Verdict MemoryDisk::State::next(std::string_view name, Deed deed)
{
    Verdict verdict;
    for (Cut& cut : cuts)
        if (!cut.came && name.starts_with(cut.prefix) && --cut.left == 0) {
            cut.came = true;
            return {SQLITE_IOERR, &cut.prefix, cut.seed};
        }
    for (Failure& failure : failures) {
        const bool counts = deed == (failure.code == SQLITE_IOERR_FSYNC ? Deed::sync : Deed::write);
        if (!counts || !name.starts_with(failure.prefix) || (failure.came && !failure.forGood))
            continue;
        if (!failure.came && --failure.left > 0)
            continue;
        failure.came = true;
        ++counters.failures;
        verdict.code = failure.code;
    }
    return verdict;
}

void MemoryDisk::State::obey(const Verdict& verdict)
{
    base::SeededRandom drawn(verdict.seed);
    crash(*verdict.cut, drawn);
}

std::uint64_t MemoryDisk::State::room(const MemoryNode& node, std::uint64_t offset, std::uint64_t amount)
{
    const std::uint64_t size = node.content.size();
    std::uint64_t fits = amount;
    for (Capacity& capacity : capacities) {
        if (offset + amount <= size || !node.name.starts_with(capacity.prefix))
            continue;
        std::uint64_t used = 0;
        each(names, capacity.prefix, [&](const MemoryNode& other) { used += other.content.size(); });
        const std::uint64_t end = size + (capacity.bytes > used ? capacity.bytes - used : 0);
        if (offset + amount > end) {
            fits = std::min(fits, end > offset ? end - offset : 0);
            capacity.came = true;
            ++counters.failures;
        }
    }
    return fits;
}

bool MemoryDisk::State::isOff(std::string_view name) const
{
    return std::ranges::any_of(cuts, [&](const Cut& cut) { return cut.came && name.starts_with(cut.prefix); });
}

std::shared_ptr<MemoryNode> MemoryDisk::State::find(std::string_view name) const
{
    const auto found = names.find(name);
    return found == names.end() ? nullptr : found->second;
}

std::shared_ptr<MemoryNode> MemoryDisk::State::create(std::string name)
{
    auto node = std::make_shared<MemoryNode>();
    node->name = name;
    names.insert_or_assign(std::move(name), node);
    return node;
}

bool MemoryDisk::State::drop(std::string_view name)
{
    const auto found = names.find(name);
    if (found == names.end())
        return false;
    if (found->second->nameDurable)
        removed.insert_or_assign(found->first, found->second);
    names.erase(found);
    return true;
}

void MemoryDisk::State::syncFolder(std::string_view name)
{
    const std::string_view folder = folderOf(name);
    const auto isIn = [&](const std::string& other) { return folderOf(other) == folder; };
    each(names, folder, [&](MemoryNode& node) { node.nameDurable = node.nameDurable || isIn(node.name); });
    std::erase_if(removed, [&](const auto& entry) { return isIn(entry.first); });
}

void MemoryDisk::State::die(std::string_view prefix)
{
    for (OpenFile* file : open)
        if (file->node && file->node->name.starts_with(prefix))
            file->die();
    // The dead still hold the memory they shared, which nobody may find any more.
    each(names, prefix, [](MemoryNode& node) { node.shared.reset(); });
    each(removed, prefix, [](MemoryNode& node) { node.shared.reset(); });
}

void MemoryDisk::State::crash(std::string_view prefix, base::Random& drawn)
{
    ++counters.crashes;
    die(prefix);
    std::vector<std::string> touched;
    each(names, prefix, [&](const MemoryNode& node) { touched.push_back(node.name); });
    each(removed, prefix, [&](const MemoryNode& node) { touched.push_back(node.name); });
    std::ranges::sort(touched);
    touched.erase(std::unique(touched.begin(), touched.end()), touched.end());
    for (const std::string& name : touched) {
        std::shared_ptr<MemoryNode> now = find(name);
        const auto was = removed.find(name);
        std::vector<std::shared_ptr<MemoryNode>> possible{now};
        if (!now || !now->nameDurable) {
            possible = {nullptr};
            if (now)
                possible.push_back(now);
            if (was != removed.end())
                possible.push_back(was->second);
        }
        const auto left = possible[drawn.below(possible.size())];
        names.erase(name);
        removed.erase(name);
        if (!left)
            continue;
        const auto [lost, torn] = left->content.cut(drawn);
        counters.lostSectors += lost;
        counters.tornSectors += torn;
        left->nameDurable = true;
        names.emplace(name, left);
    }
}

MemoryDisk::MemoryDisk(std::uint64_t seed) : m_state(std::make_unique<State>(seed))
{
    m_state->before = sqlite3_vfs_find(nullptr);
    m_state->vfs = MemoryDiskCalls::table(*m_state);
    sqlite3_vfs_register(&m_state->vfs, 1);
    sqlite3_randomness(0, nullptr); // SQLite keeps a generator for the process: it is seeded anew, from this disk
}

MemoryDisk::~MemoryDisk()
{
    m_state->die("");
    for (OpenFile* file : m_state->open)
        file->state = nullptr;
    sqlite3_vfs_unregister(&m_state->vfs);
    sqlite3_vfs_register(m_state->before, 1);
    sqlite3_randomness(0, nullptr); // and from the real one again
}

void MemoryDisk::reseed(std::uint64_t seed)
{
    m_state->random = base::SeededRandom(seed);
    m_state->accidents = base::SeededRandom(~seed);
    m_state->failures.clear();
    m_state->capacities.clear();
    m_state->cuts.clear();
    m_state->nowMicros = 0;
    sqlite3_randomness(0, nullptr);
}

void MemoryDisk::setTime(std::int64_t wallMs)
{
    m_state->nowMicros = wallMs * 1'000;
}

void MemoryDisk::crash(std::string_view prefix, base::Random& random)
{
    m_state->crash(prefix, random);
}

void MemoryDisk::kill(std::string_view prefix)
{
    m_state->die(prefix);
}

void MemoryDisk::cutPower(std::string_view prefix, std::uint64_t after, std::uint64_t seed)
{
    m_state->cuts.push_back({std::string(prefix), std::max<std::uint64_t>(after, 1), seed, false});
}

bool MemoryDisk::isOff(std::string_view prefix) const
{
    return m_state->isOff(prefix);
}

bool MemoryDisk::powerOn(std::string_view prefix)
{
    const auto came = [&](const State::Cut& cut) { return cut.came && cut.prefix == prefix; };
    const bool cut = std::ranges::any_of(m_state->cuts, came);
    std::erase_if(m_state->cuts, [&](const State::Cut& other) { return other.prefix == prefix; });
    return cut;
}

void MemoryDisk::failWrites(std::string_view prefix, std::uint64_t after, int code, bool forGood)
{
    m_state->failures.push_back({std::string(prefix), std::max<std::uint64_t>(after, 1), code, forGood, false});
}

void MemoryDisk::setCapacity(std::string_view prefix, std::uint64_t bytes)
{
    std::erase_if(m_state->capacities, [&](const State::Capacity& other) { return other.prefix == prefix; });
    m_state->capacities.push_back({std::string(prefix), bytes, false});
}

bool MemoryDisk::heal(std::string_view prefix)
{
    bool came = false;
    const auto ofPrefix = [&](const auto& fault) {
        came = came || (fault.prefix == prefix && fault.came);
        return fault.prefix == prefix;
    };
    std::erase_if(m_state->failures, ofPrefix);
    std::erase_if(m_state->capacities, ofPrefix);
    return came;
}

bool MemoryDisk::damage(std::string_view file, std::uint64_t offset, unsigned char bits)
{
    const auto node = m_state->find(file);
    return node && node->content.damage(offset, bits);
}

std::size_t MemoryDisk::copy(std::string_view from, std::string_view to)
{
    std::vector<std::pair<std::string, MemoryFile>> images;
    if (const auto file = m_state->find(from))
        images.emplace_back(to, file->content.image());
    else
        State::each(m_state->names, from, [&](const MemoryNode& node) {
            images.emplace_back(std::string(to) + node.name.substr(from.size()), node.content.image());
        });
    for (auto& [name, image] : images) {
        if (const auto there = m_state->find(name))
            while (!there->open.empty())
                there->open.back()->die();
        m_state->removed.erase(name);
        const auto node = m_state->create(name);
        node->content = std::move(image);
        node->nameDurable = true;
    }
    return images.size();
}

void MemoryDisk::remove(std::string_view prefix)
{
    m_state->die(prefix);
    const auto isOf = [&](const auto& entry) { return entry.first.starts_with(prefix); };
    std::erase_if(m_state->names, isOf);
    std::erase_if(m_state->removed, isOf);
}

bool MemoryDisk::exists(std::string_view file) const
{
    return m_state->find(file) != nullptr;
}

std::uint64_t MemoryDisk::size(std::string_view file) const
{
    const auto node = m_state->find(file);
    return node ? node->content.size() : 0;
}

std::string MemoryDisk::bytes(std::string_view file) const
{
    const auto node = m_state->find(file);
    return node ? node->content.bytes() : std::string();
}

bool MemoryDisk::contains(std::string_view prefix, std::string_view needle) const
{
    bool found = false;
    State::each(m_state->names, prefix, [&](const MemoryNode& node) {
        found = found || node.content.bytes().find(needle) != std::string::npos;
    });
    return found;
}

std::set<std::string> MemoryDisk::found(std::string_view prefix, std::string_view begin, std::string_view end) const
{
    std::set<std::string> texts;
    const auto look = [&](std::string_view page) {
        for (std::size_t at = page.find(begin); at != std::string_view::npos; at = page.find(begin, at + 1)) {
            const std::size_t from = at + begin.size();
            const std::size_t to = page.find(end, from);
            if (to != std::string_view::npos)
                texts.emplace(page.substr(from, to - from));
        }
    };
    State::each(m_state->names, prefix, [&](const MemoryNode& node) { node.content.eachPage(look); });
    return texts;
}

std::vector<std::string> MemoryDisk::files(std::string_view prefix) const
{
    std::vector<std::string> out;
    State::each(m_state->names, prefix, [&](const MemoryNode& node) { out.push_back(node.name); });
    return out;
}

MemoryDisk::Counters MemoryDisk::Counters::since(const Counters& before) const
{
    return {writes - before.writes,          syncs - before.syncs,     bytes - before.bytes,
            failures - before.failures,      crashes - before.crashes, lostSectors - before.lostSectors,
            tornSectors - before.tornSectors};
}

const MemoryDisk::Counters& MemoryDisk::counters() const
{
    return m_state->counters;
}

} // namespace staffroom::test
