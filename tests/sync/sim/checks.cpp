// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/sync/sim/checks.h"

#include "core/storage/hub_verify.h"

#include <algorithm>

namespace staffroom::test {

using domain::ScopeId;

namespace {

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

/// 4: nothing is left of a scope that a person may not read.
void checkPurged(SimPc& pc)
{
    SQLite::Database& connection = pc.replica().writer().connection();
    const int left = connection
                         .execAndGet("SELECT count(*) FROM record r JOIN scope s USING (sid) WHERE s.roles = 0 AND NOT "
                                     "EXISTS (SELECT 1 FROM own_change o WHERE o.record = r.id AND o.outcome = 0)")
                         .getInt();
    if (left != 0)
        violated(pc.title() + " holds " + std::to_string(left) + " records of scopes that it may not read");
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
        for (std::size_t writer = 0; writer < SimGround::pcs + SimGround::clones; ++writer)
            if (!pc.descendsFrom(writer) && names.contains(canaryOf(scope, writer)))
                violated(pc.title() + " holds words of " + scope.text());
    }
}

/// 4: a hub is sound, holds nothing that waits, and no word of what none of its members may read.
void checkHub(SimHub& hub, const SimPcs& pcs, const std::map<ScopeId, NaiveScope>& scopes, MemoryDisk& disk)
{
    const auto report = must(storage::verifyHub(hub.store()), "a hub's store");
    if (report.batches != 0)
        violated(hub.title() + " has " + std::to_string(report.batches) + " batches when all is judged");
    if (const auto moved = hub.store().checkpoint(); !moved)
        violated("a checkpoint on a sound disk: " + describe(moved.error()));
    const std::set<std::string> names = disk.found(hub.prefix(), canaryBegins, canaryEnds);
    for (const auto& [scope, naive] : scopes) {
        const bool isRead = std::any_of(pcs.begin(), pcs.end(), [&, &where = scope](const auto& pc) {
            const auto member = hub.store().member(pc->incarnation());
            return member && member->roles(where) != 0;
        });
        for (std::size_t writer = 0; !isRead && writer < SimGround::pcs + SimGround::clones; ++writer)
            if (names.contains(canaryOf(scope, writer)))
                violated(hub.title() + " holds words of " + scope.text());
    }
}

} // namespace

std::string whatIsNotLevel(storage::SqliteCentral& server, const SimPcs& pcs)
{
    std::map<ScopeId, base::Hash> digests;
    for (const auto& report : must(server.digests(), "digests"))
        digests[report.scope] = report.digest;
    for (const auto& pc : pcs) {
        for (const auto& [scope, digest] : must(pc->replica().digests(), "digests"))
            if (digests[scope] != digest)
                return pc->title() + " has other states in " + scope.text();
        for (const sync::HeldScope& held : must(pc->replica().scopes(), "scopes"))
            if (held.roles != 0 && held.acknowledged < held.lastOwn)
                return pc->title() + " has work that waits in " + held.scope.text();
    }
    return {};
}

void checkEnd(storage::SqliteCentral& server, const SimPcs& pcs, const SimHubs& hubs, const Model& model,
              MemoryDisk& disk)
{
    if (const auto sound = server.verifyLogs(); !sound)
        violated("the server's logs: " + describe(sound.error()));
    const std::map<ScopeId, NaiveScope> scopes = merged(server);
    checkStates(scopes, server.records(), "server", [](const ScopeId&) { return true; });
    for (const auto& pc : pcs) {
        const auto held = must(pc->replica().scopes(), "scopes");
        checkStates(scopes, pc->replica().records(), pc->title(), [&](const ScopeId& scope) {
            return std::any_of(held.begin(), held.end(),
                               [&](const auto& some) { return some.scope == scope && some.roles != 0; });
        });
        checkPurged(*pc);
        checkCanaries(*pc, held, disk, scopes);
    }
    for (const auto& hub : hubs)
        checkHub(*hub, pcs, scopes, disk);
    checkSaved(scopes, model, pcs, base::incarnationOf(server.key().publicKey()));
}

} // namespace staffroom::test
