// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/sync/hub.h"

namespace staffroom::test {

namespace f = staffroom::domain::field;

/// Two teachers of a school with a hub, in one group with a colleague elsewhere, whom the hub doesn't know.
struct Lab
{
    School school;
    ScopeId group{ScopeType::group, school.id()};
    RecordId anna = school.person(), bo = school.person(), far = school.person();
    Hub hub{school};
    std::unique_ptr<Pc> a, b, direct;

    Lab()
    {
        for (const RecordId& person : {anna, bo, far})
            school.allow(person, group, domain::only(domain::Role::member));
        hub.join(anna);
        hub.join(bo);
        a = school.pc(anna);
        b = school.pc(bo);
        direct = school.pc(far);
        later();
        mustExchange();
    }
    /// Some time passes, so that what the server says is newer than what it said.
    void later(std::int64_t ms = 60'000) { school.clock().advance(ms); }
    void mustExchange()
    {
        const SyncEnd end = hub.exchange();
        if (end.error)
            FAIL(describe(*end.error));
    }
    /// A session of the PC with the hub that must end well.
    void through(Pc& pc)
    {
        const SyncEnd end = pc.sync(hub.wire());
        if (end.error)
            FAIL(describe(*end.error));
    }
    /// Up, to the server, and down again for all lab PCs.
    void settle()
    {
        for (int round = 0; round < 2; ++round) {
            for (Pc* pc : {a.get(), b.get()})
                through(*pc);
            later();
            mustExchange();
        }
        for (Pc* pc : {a.get(), b.get()})
            through(*pc);
    }
    void requireLevelEverywhere()
    {
        direct->mustSync();
        requireLevel(school, {a.get(), b.get(), direct.get()});
    }
};

inline bool has(const std::vector<base::Error>& errors, base::ErrorCode code)
{
    return std::any_of(errors.begin(), errors.end(), [&](const base::Error& error) { return error.code == code; });
}

} // namespace staffroom::test
