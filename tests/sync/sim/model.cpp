// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/sync/sim/model.h"

namespace staffroom::test {

void Model::saved(const Place& place, const domain::Edit& edit, bool certain)
{
    std::vector<Saved>& list = m_saved[place];
    if (!list.empty() && !list.back().certain)
        list.pop_back(); // the program went on without it, so it never was
    Saved saved{edit.id, {}, certain};
    for (const auto& [field, value] : edit.fields)
        saved.fields[field] = base::Bytes(value.item());
    list.push_back(std::move(saved));
}

void Model::reopened(const Place& place, std::uint64_t made)
{
    std::vector<Saved>& list = m_saved[place];
    const std::uint64_t certain = list.size() - (!list.empty() && !list.back().certain ? 1 : 0);
    if (made < certain || made > list.size())
        throw Violation("saved work: " + place.second.text() + " of " + place.first.text() + " has " +
                        std::to_string(made) + " changes, " + std::to_string(certain) + " were saved");
    list.resize(made);
    if (!list.empty())
        list.back().certain = true;
}

std::uint64_t Model::made(const Place& place) const
{
    const auto list = m_saved.find(place);
    if (list == m_saved.end())
        return 0;
    return list->second.size() - (!list->second.empty() && !list->second.back().certain ? 1 : 0);
}

void Model::acknowledged(const Place& place, std::uint64_t through)
{
    std::uint64_t& most = m_acknowledged[place];
    most = std::max(most, through);
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
