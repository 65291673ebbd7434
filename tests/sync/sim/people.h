// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/sync/sim/model.h"
#include "tests/sync/sim/pc.h"

namespace staffroom::test {

/// What people do at their PCs: plans, posts, preferences, deletions, decisions, and now and then what they may not.
class People
{
public:
    People(SimGround& ground, base::Random& random, Model& model);

    /// One edit at that PC, told to the model; what it was, for the trace. Throws Violation where an edit that was
    /// saved can't be read at once.
    std::string edit(SimPc& pc);

private:
    std::string save(SimPc& pc, const domain::Edit& edit);
    domain::Edit newPost(SimPc& pc);
    domain::Edit planItem(SimPc& pc);
    domain::Edit preference(SimPc& pc);
    domain::Edit deletion(SimPc& pc);
    domain::Edit forbidden(SimPc& pc);
    std::optional<domain::Edit> decision(SimPc& pc);
    domain::Edit course(SimPc& pc);
    domain::Value words(const domain::ScopeId& scope);
    const domain::ScopeId& someGroup();

    /// As the PC at hand knows.
    bool mayRead(const domain::ScopeId& scope) const;
    struct Known
    {
        base::RecordId id;
        domain::Kind kind;
        domain::ScopeId scope;
    };
    /// A record that the PC has, of that kind; nothing where there is none at hand.
    std::optional<Known> someRecord(SimPc& pc, domain::Kind kind);

    SimGround& m_ground;
    base::Random& m_random;
    Model& m_model;
    std::vector<Known> m_records;
    std::vector<sync::HeldScope> m_held; ///< by the PC at hand, before the edit
    std::size_t m_writer = 0;            ///< that PC
    std::uint64_t m_number = 0;
};

} // namespace staffroom::test
