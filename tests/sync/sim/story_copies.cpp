// SPDX-License-Identifier: GPL-3.0-or-later
// Disks that are copied: the server and PCs put back to an older day, and one PC's disk in two.
#include "tests/sync/sim/story.h"

namespace staffroom::test {

void Story::restoreServer()
{
    if (m_random.below(2) == 0 && m_server.up()) {
        m_server.backUp();
        note("backed up");
    } else if (draw(SimFault::serverRestored, 1) && m_server.restore()) {
        note("restored");
        m_model.serverRestored();
    }
}

void Story::restoreHub(SimHub& hub)
{
    switch (m_random.below(4)) {
    case 0:
        if (draw(SimFault::hubReplaced, 1))
            hub.replace();
        break;
    case 1:
        if (draw(SimFault::hubRestored, 1))
            note("restored", hub.restore() ? hub.title() : "no copy");
        break;
    default:
        hub.backUp();
        note("backed up", hub.title());
    }
}

void Story::backUpOrRestore(SimPc& pc)
{
    if (m_backedUp.empty() || m_random.below(2) == 0) {
        pc.backUp();
        m_backedUp[pc.number()] = m_model.worksOf(pc.number());
        note("PC backed up");
    } else if (draw(SimFault::pcRestored, 1)) {
        const auto& [number, works] =
            *std::next(m_backedUp.begin(), static_cast<std::ptrdiff_t>(m_random.below(m_backedUp.size())));
        SimPc& other = *m_pcs[number];
        m_model.putBack(number, other.incarnation(), works);
        other.restore();
        m_names[number] = other.incarnation();
    }
}

void Story::clone(SimPc& pc)
{
    m_pcs.push_back(std::make_unique<SimPc>(pc, m_pcs.size()));
    m_model.copied(pc.number(), m_pcs.back()->number());
    m_names[m_pcs.back()->number()] = m_names[pc.number()];
}

void Story::noteName(SimPc& pc)
{
    if (!pc.up() || pc.incarnation() == m_names[pc.number()])
        return;
    const auto scopes = pc.replica().scopes();
    if (!scopes)
        return; // its power went: it is said when it starts
    m_names[pc.number()] = pc.incarnation();
    note("another name", pc.incarnation().text());
    ++m_out.events.renewals;
    for (const sync::HeldScope& scope : *scopes)
        m_model.renamed({pc.number(), scope.scope}, scope.lastOwn);
}

} // namespace staffroom::test
