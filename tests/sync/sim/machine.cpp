// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/sync/sim/machine.h"

namespace staffroom::test {

void SimMachine::backUp()
{
    m_ground.disk().remove(m_ground.backup(m_title));
    m_ground.disk().copy(prefix(), m_ground.backup(m_title));
}

bool SimMachine::restore()
{
    if (m_ground.disk().files(m_ground.backup(m_title)).empty())
        return false;
    putIn(m_ground.backup(m_title));
    return true;
}

void SimMachine::putIn(const std::string& image)
{
    MemoryDisk& disk = m_ground.disk();
    disk.kill(prefix());
    stop();
    disk.remove(prefix());
    disk.copy(image, prefix());
}

bool SimAsker::deliver(const sync::Response& response)
{
    m_question.reset();
    m_answer.reset();
    return follow(answered(response));
}

void SimAsker::drop()
{
    m_question.reset();
    m_answer.reset();
}

bool SimAsker::follow(sync::Next next)
{
    for (;;) {
        if (next.what == sync::Next::What::wait) {
            m_clock.advance(next.waitMs);
            next = resumed();
        } else if (next.what == sync::Next::What::send) {
            m_question = std::move(next.request);
            asked();
            return false;
        } else {
            auto more = ended(next);
            if (!more)
                return true;
            next = *std::move(more);
        }
    }
}

} // namespace staffroom::test
