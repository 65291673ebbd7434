// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/sync/sim/checks.h"

#include <algorithm>

namespace staffroom::test {

using domain::ScopeId;

namespace {

[[noreturn]] void violated(const std::string& what)
{
    throw Violation(what);
}

template <typename T>
T must(base::Result<T> result, const char* what)
{
    if (!result.ok())
        violated(std::string(what) + ": " + describe(result.error()));
    return *std::move(result);
}

std::map<ScopeId, NaiveScope> merged(storage::SqliteCentral& server)
{
    std::map<ScopeId, NaiveScope> scopes;
    for (const auto& report : must(server.digests(), "digests")) {
        const auto rows = must(server.log(report.scope, server.epoch(), 0, {}, 1'000'000'000), "reading a log");
        scopes.emplace(report.scope, naiveMerge(rows.entries));
        if (scopes.at(report.scope).seq != report.seq)
            violated("seq has gaps in " + report.scope.text());
    }
    return scopes;
}

/// 1, 8: each replica has the states that the log's changes make, no more and no less.
void checkStates(const std::map<ScopeId, NaiveScope>& scopes, storage::Records& records, const std::string& where,
                 const std::function<bool(const ScopeId&)>& reads)
{
    for (const auto& [scope, naive] : scopes) {
        if (!reads(scope))
            continue;
        for (const auto& [record, writes] : naive.live) {
            const auto row = must(records.find(record), "reading a state");
            std::set<NaiveWrite> live;
            if (row)
                for (const sync::LiveWrite& write : row->state.writes())
                    live.emplace(write.field, write.dot, write.item);
            if (live != writes)
                violated(where + ": the state of " + record.text() + " is not what the log's changes make");
        }
    }
}

SimPc& ofDevice(const SimPcs& pcs, const base::IncarnationId& incarnation)
{
    return **std::find_if(pcs.begin(), pcs.end(), [&](const auto& some) { return some->incarnation() == incarnation; });
}

bool reads(const SimPcs& pcs, const Model::Place& place)
{
    const auto held = must(ofDevice(pcs, place.first).replica().scopes(), "scopes");
    return std::any_of(held.begin(), held.end(),
                       [&](const auto& some) { return some.scope == place.second && some.roles != 0; });
}

/// 2, 3: what was saved is in the log, or was quarantined and its author's program knows.
void checkSaved(const std::map<ScopeId, NaiveScope>& scopes, const Model& model, const SimPcs& pcs)
{
    for (const auto& [place, saved] : model.all()) {
        const auto& [incarnation, scope] = place;
        SimPc& pc = ofDevice(pcs, incarnation);
        const auto held = must(pc.replica().scopes(), "scopes");
        const auto here = std::find_if(held.begin(), held.end(),
                                       [&, &where = scope](const auto& some) { return some.scope == where; });
        const std::uint64_t made = model.made(place);
        if (made == 0)
            continue;
        const bool reads = here != held.end() && here->roles != 0;
        const auto log = scopes.find(scope);
        for (std::uint64_t dseq = 1; dseq <= made; ++dseq) {
            const std::string which = std::to_string(dseq) + " of " + incarnation.text() + " in " + scope.text();
            const std::optional<sync::Change>* change = nullptr;
            if (log != scopes.end())
                if (const auto own = log->second.changes.find(incarnation); own != log->second.changes.end())
                    if (const auto one = own->second.find(dseq); one != own->second.end())
                        change = &one->second;
            if (!change) {
                if (reads)
                    violated("change " + which + " was saved and is nowhere");
                continue; // its author left before it was sent: it waits on the PC
            }
            if (!*change)
                continue; // quarantined
            const Saved& one = saved[dseq - 1];
            if ((*change)->record != one.record)
                violated("change " + which + " is another one in the log");
            for (const sync::FieldWrite& write : (*change)->writes) {
                const auto field = one.fields.find(write.field);
                if (field == one.fields.end() || (write.field != domain::field::deleted && field->second != write.item))
                    violated("change " + which + " says something else in the log");
            }
        }
        const auto counts = must(pc.replica().own(100'000), "own work");
        for (const auto& line : counts)
            if (line.waiting && !line.rejected && reads && here->acknowledged < here->lastOwn)
                violated("own work still waits in " + scope.text());
    }
    for (const auto& [place, through] : model.acknowledgements()) {
        if (model.wasRestored() && !reads(pcs, place))
            continue; // lost by the server, kept by who wrote it
        const auto log = scopes.find(place.second);
        const auto own =
            log == scopes.end() ? decltype(log->second.changes.end()){} : log->second.changes.find(place.first);
        if (log == scopes.end() || own == log->second.changes.end() || own->second.rbegin()->first < through)
            violated("acknowledged through " + std::to_string(through) + " and not in the log: " + place.second.text());
    }
}

/// 4: nothing is left of a scope that a person may not read.
void checkPurged(SimPc& pc)
{
    SQLite::Database& connection = pc.replica().writer().connection();
    const int left = connection
                         .execAndGet("SELECT count(*) FROM record r JOIN scope s USING (sid) WHERE s.roles = 0 AND NOT "
                                     "EXISTS (SELECT 1 FROM own_change o WHERE o.record = r.id AND o.outcome = 0)")
                         .getInt();
    if (left != 0)
        violated(pc.prefix() + " holds " + std::to_string(left) + " records of scopes that it may not read");
}

/// 4: nor a word of it on any page of the disk, but what was written here.
void checkCanaries(SimPc& pc, const std::vector<sync::HeldScope>& held, MemoryDisk& disk,
                   const std::map<ScopeId, NaiveScope>& scopes)
{
    if (const auto moved = pc.replica().checkpoint(); !moved)
        violated("a checkpoint on a sound disk: " + describe(moved.error()));
    const std::set<std::string> names = disk.found(pc.prefix(), canaryBegins, canaryEnds);
    for (const auto& [scope, naive] : scopes) {
        const auto here = std::find_if(held.begin(), held.end(),
                                       [&, &where = scope](const auto& some) { return some.scope == where; });
        if (here != held.end() && here->roles != 0)
            continue;
        for (std::size_t writer = 0; writer < SimGround::pcs; ++writer)
            if (writer != pc.number() && names.contains(canaryOf(scope, writer)))
                violated(pc.prefix() + " holds words of " + scope.text());
    }
}

} // namespace

bool isLevel(storage::SqliteCentral& server, const SimPcs& pcs)
{
    std::map<ScopeId, base::Hash> digests;
    for (const auto& report : must(server.digests(), "digests"))
        digests[report.scope] = report.digest;
    for (const auto& pc : pcs) {
        for (const auto& [scope, digest] : must(pc->replica().digests(), "digests"))
            if (digests[scope] != digest)
                return false;
        for (const sync::HeldScope& held : must(pc->replica().scopes(), "scopes"))
            if (held.roles != 0 && held.acknowledged < held.lastOwn)
                return false;
    }
    return true;
}

void checkEnd(storage::SqliteCentral& server, const SimPcs& pcs, const Model& model, MemoryDisk& disk)
{
    if (const auto sound = server.verifyLogs(); !sound)
        violated("the server's logs: " + describe(sound.error()));
    const std::map<ScopeId, NaiveScope> scopes = merged(server);
    checkStates(scopes, server.records(), "server", [](const ScopeId&) { return true; });
    for (const auto& pc : pcs) {
        const auto held = must(pc->replica().scopes(), "scopes");
        checkStates(scopes, pc->replica().records(), pc->prefix(), [&](const ScopeId& scope) {
            return std::any_of(held.begin(), held.end(),
                               [&](const auto& some) { return some.scope == scope && some.roles != 0; });
        });
        checkPurged(*pc);
        checkCanaries(*pc, held, disk, scopes);
    }
    checkSaved(scopes, model, pcs);
}

} // namespace staffroom::test
