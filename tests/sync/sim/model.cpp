// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/sync/sim/model.h"

namespace staffroom::test {

namespace {

/// The program went on without the last one, where that wasn't certain: so it never was.
void forgetUncertain(std::vector<Saved>& saved)
{
    if (!saved.empty() && !saved.back().certain)
        saved.pop_back();
}

} // namespace

void Model::saved(const Place& place, const domain::Edit& edit, bool certain)
{
    std::vector<Saved>& list = m_works[place.first][place.second].saved;
    forgetUncertain(list);
    Saved saved{edit.id, {}, certain};
    for (const auto& [field, value] : edit.fields)
        saved.fields[field] = base::Bytes(value.item());
    m_ever[place.second].push_back(saved);
    list.push_back(std::move(saved));
}

void Model::reopened(const Place& place, std::uint64_t made)
{
    Work& work = m_works[place.first][place.second];
    const std::uint64_t all = work.under + made;
    const std::uint64_t certain = this->made(place) + work.under;
    if (all < certain || all > work.saved.size())
        throw Violation("saved work: PC " + std::to_string(place.first) + " has " + std::to_string(all) +
                        " changes in " + place.second.text() + ", " + std::to_string(certain) + " were saved");
    work.saved.resize(all);
    if (!work.saved.empty())
        work.saved.back().certain = true;
}

std::uint64_t Model::made(const Place& place) const
{
    const auto works = m_works.find(place.first);
    if (works == m_works.end())
        return 0;
    const auto work = works->second.find(place.second);
    if (work == works->second.end())
        return 0;
    const std::vector<Saved>& list = work->second.saved;
    return list.size() - (!list.empty() && !list.back().certain ? 1 : 0) - work->second.under;
}

void Model::acknowledged(const Place& place, std::uint64_t through)
{
    std::uint64_t& most = m_works[place.first][place.second].acknowledged;
    most = std::max(most, through);
}

void Model::renamed(const Place& place, std::uint64_t again)
{
    Work& work = m_works[place.first][place.second];
    forgetUncertain(work.saved);
    if (again > work.saved.size())
        throw Violation("more is made again under a new name than was made");
    work.under = work.saved.size() - again;
    work.acknowledged = 0;
}

void Model::putBack(Pc pc, const base::IncarnationId& incarnation, const Works& works)
{
    for (const auto& [scope, work] : m_works[pc])
        for (std::uint64_t dseq = 1; dseq <= work.acknowledged; ++dseq)
            m_elsewhere.push_back({incarnation, scope, dseq});
    m_works[pc] = works;
}

std::string canaryOf(const domain::ScopeId& scope, std::size_t pc)
{
    return scope.text() + " at " + std::to_string(pc);
}

NaiveScope naiveMerge(const std::vector<base::Bytes>& logEntries)
{
    NaiveScope scope;
    for (const base::Bytes& bytes : logEntries) {
        const auto entry = sync::decodeEntry(bytes);
        if (!entry)
            throw Violation("the log: " + describe(entry.error()));
        std::uint64_t dseq = entry->first;
        for (const base::BytesView item : entry->changes) {
            std::optional<sync::Change> change;
            if (!sync::isQuarantined(item)) {
                auto read = sync::decodeChange(item, entry->incarnation);
                if (!read)
                    throw Violation("the log: " + describe(read.error()));
                change = *std::move(read);
            }
            if (!scope.changes[entry->incarnation].emplace(dseq++, std::move(change)).second)
                throw Violation("the log has a change twice");
            ++scope.seq;
        }
    }
    std::set<std::tuple<base::RecordId, domain::FieldNo, sync::Dot>> superseded;
    for (const auto& [incarnation, changes] : scope.changes)
        for (const auto& [dseq, change] : changes)
            if (change)
                for (const sync::FieldWrite& write : change->writes)
                    for (const sync::Dot& gone : write.supersedes)
                        superseded.emplace(change->record, write.field, gone);
    for (const auto& [incarnation, changes] : scope.changes)
        for (const auto& [dseq, change] : changes)
            if (change)
                for (const sync::FieldWrite& write : change->writes)
                    if (const sync::Dot dot{incarnation, dseq};
                        !superseded.contains({change->record, write.field, dot}))
                        scope.live[change->record].emplace(write.field, dot, write.item);
    return scope;
}

} // namespace staffroom::test
