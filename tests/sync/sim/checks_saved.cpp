// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/sync/sim/checks.h"

#include <algorithm>

namespace staffroom::test {

using domain::ScopeId;

namespace {

using OwnLines = std::map<base::RecordId, storage::Replica::OwnLine>;

/// A PC's works in one scope, and what became of them.
struct Place
{
    SimPc& pc;
    const ScopeId& scope;
    const Work& work;
    bool reads = false;
    const NaiveScope* log = nullptr; ///< null: the server has none
    const OwnLines& own;
    bool serverRestored = false;

    std::string name(std::uint64_t number) const
    {
        return "change " + std::to_string(number) + " of PC " + std::to_string(pc.number()) + " in " + scope.text();
    }
    /// The program shows preferences to nobody, so it can't show that one was rejected.
    bool isShown() const { return scope.type() != domain::ScopeType::personPrivate; }
    const storage::Replica::OwnLine* line(const Saved& saved) const
    {
        const auto found = own.find(saved.record);
        return found == own.end() ? nullptr : &found->second;
    }
};

/// Null where there is none; an empty one was quarantined.
const std::optional<sync::Change>* changeAt(const NaiveScope* log, const base::IncarnationId& who, std::uint64_t dseq)
{
    if (!log)
        return nullptr;
    const auto own = log->changes.find(who);
    if (own == log->changes.end())
        return nullptr;
    const auto one = own->second.find(dseq);
    return one == own->second.end() ? nullptr : &one->second;
}

/// A program leaves out fields that were so already, and adds what a deletion knew of.
bool says(const sync::Change& change, const Saved& saved)
{
    return change.record == saved.record &&
           std::all_of(change.writes.begin(), change.writes.end(), [&](const sync::FieldWrite& write) {
               const auto field = saved.fields.find(write.field);
               return field != saved.fields.end() &&
                      (write.field == domain::field::deleted || field->second == write.item);
           });
}

/// Under the one name that the PC ever had: number by number.
void checkNumbered(const Place& place)
{
    const base::IncarnationId who = place.pc.incarnation();
    for (std::uint64_t dseq = 1; dseq <= place.work.saved.size(); ++dseq) {
        const Saved& saved = place.work.saved[dseq - 1];
        if (!saved.certain)
            continue;
        const auto* const change = changeAt(place.log, who, dseq);
        const bool lost = place.serverRestored && !place.reads; // by the server, and kept here
        if (!change && dseq <= place.work.acknowledged && !lost)
            violated(place.name(dseq) + " was acknowledged and is not in the log");
        if (!change && place.reads)
            violated(place.name(dseq) + " was saved and is nowhere");
        if (!change)
            continue; // its author left before it was sent: it waits on the PC
        if (*change && !says(**change, saved))
            violated(place.name(dseq) + " is another one in the log");
        const auto* const line = place.line(saved);
        if (!*change && place.isShown() && (!line || !line->rejected))
            violated(place.name(dseq) + " was rejected and its author isn't told");
    }
}

/// Where disks were copied, numbers and names are others than when it was saved: by what it says.
void checkSaid(const Place& place)
{
    std::multimap<base::RecordId, const sync::Change*> accepted;
    if (place.log)
        for (const auto& [incarnation, changes] : place.log->changes)
            for (const auto& [dseq, change] : changes)
                if (change)
                    accepted.emplace(change->record, &*change);
    for (std::size_t at = 0; at < place.work.saved.size(); ++at) {
        const Saved& saved = place.work.saved[at];
        const auto [first, last] = accepted.equal_range(saved.record);
        if (!saved.certain || std::any_of(first, last, [&](const auto& some) { return says(*some.second, saved); }))
            continue;
        const auto* const line = place.line(saved);
        if (!line || (!line->rejected && place.reads))
            violated(place.name(at + 1) + " was saved and is nowhere, and its author isn't told");
    }
}

/// 3, the other way round: nothing is in a log that nobody saved.
void checkSurplus(const std::map<ScopeId, NaiveScope>& scopes, const Model& model, const base::IncarnationId& server)
{
    for (const auto& [scope, log] : scopes) {
        std::multimap<base::RecordId, const Saved*> saved;
        if (const auto ever = model.ever().find(scope); ever != model.ever().end())
            for (const Saved& one : ever->second)
                saved.emplace(one.record, &one);
        for (const auto& [incarnation, changes] : log.changes)
            for (const auto& [dseq, change] : changes) {
                if (!change || incarnation == server)
                    continue;
                const auto [first, last] = saved.equal_range(change->record);
                if (std::none_of(first, last,
                                 [&, &said = *change](const auto& some) { return says(said, *some.second); }))
                    violated("change " + std::to_string(dseq) + " of " + incarnation.text() + " in " + scope.text() +
                             " was saved by nobody");
            }
    }
}

bool wroteToo(const Model& model, const SimPc& besides, const ScopeId& scope, const base::RecordId& record)
{
    return std::any_of(model.all().begin(), model.all().end(), [&](const auto& some) {
        const auto& [pc, works] = some;
        const auto work = works.find(scope);
        return pc != besides.number() && work != works.end() &&
               std::any_of(work->second.saved.begin(), work->second.saved.end(),
                           [&](const Saved& saved) { return saved.record == record; });
    });
}

} // namespace

void checkWaiting(SimPc& pc, const Model& model)
{
    const auto works = model.all().find(pc.number());
    const auto held = pc.replica().scopes();
    if (works == model.all().end() || !held)
        return; // nothing was made, or the disk fails
    for (const sync::HeldScope& scope : *held) {
        const auto work = works->second.find(scope.scope);
        const bool waits = scope.roles != 0 && !scope.rebasing && scope.acknowledged < scope.lastOwn;
        if (!waits || work == works->second.end() ||
            model.made({pc.number(), scope.scope}) != scope.lastOwn) // it is not known yet whether that was saved
            continue;
        const auto others = pc.replica().unconfirmed(scope.scope);
        if (!others || !others->empty())
            continue; // somebody who saw it at the hub may have written over it
        const Saved& newest = work->second.saved[work->second.under + scope.lastOwn - 1];
        if (newest.fields.contains(domain::field::deleted))
            continue; // gives way to a deletion of higher rank, whoever knew of which
        if (model.wasRestored() && wroteToo(model, pc, scope.scope, newest.record))
            continue; // the server had it and was put back: who saw it there may have written over it
        const auto row = pc.replica().records().find(newest.record);
        if (!row)
            return;
        const sync::Dot dot{pc.incarnation(), scope.lastOwn};
        if (!*row || std::none_of((*row)->state.writes().begin(), (*row)->state.writes().end(),
                                  [&](const sync::LiveWrite& write) { return write.dot == dot; }))
            violated("PC " + std::to_string(pc.number()) + " has lost hold of its newest work in " +
                     scope.scope.text());
    }
}

void checkSaved(const std::map<ScopeId, NaiveScope>& scopes, const Model& model, const SimPcs& pcs,
                const base::IncarnationId& server)
{
    checkSurplus(scopes, model, server);
    const auto logOf = [&](const ScopeId& scope) {
        const auto log = scopes.find(scope);
        return log == scopes.end() ? nullptr : &log->second;
    };
    for (const auto& [number, works] : model.all()) {
        SimPc& pc = *pcs.at(number);
        const auto held = must(pc.replica().scopes(), "scopes");
        OwnLines own;
        for (const auto& line : must(pc.replica().own(100'000), "own work"))
            own.emplace(line.record, line);
        for (const auto& [scope, work] : works) {
            const bool reads = std::any_of(held.begin(), held.end(), [&, &where = scope](const auto& some) {
                return some.scope == where && some.roles != 0;
            });
            const Place place{pc, scope, work, reads, logOf(scope), own, model.wasRestored()};
            pc.plain() ? checkNumbered(place) : checkSaid(place);
        }
    }
    for (const Elsewhere& one : model.elsewhere())
        if (!model.wasRestored() && !changeAt(logOf(one.scope), one.incarnation, one.dseq))
            violated("change " + std::to_string(one.dseq) + " of " + one.incarnation.text() + " in " +
                     one.scope.text() + " was acknowledged and is not in the log");
}

} // namespace staffroom::test
